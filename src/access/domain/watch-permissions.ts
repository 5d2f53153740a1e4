import { CASE_READERS, ON_THE_ROAD, type Rule } from './roles.js';

/** The part of the catalogue that watches over access itself: conflicts of interest, delegation, break-glass. */
export const WATCH_PERMISSIONS = {
  'conflict.declare': {
    about: 'Declare a conflict of interest of one’s own with a case or a person in it',
    roles: CASE_READERS,
  },
  'conflict.read': {
    about: 'Read the declared conflicts of interest; those of the security unit by it alone',
    roles: ['coordinator', 'auditor', 'security_unit'],
  },
  'conflict.withdraw': {
    about: 'Withdraw a conflict of interest that somebody else declared',
    roles: ['coordinator', 'security_unit'],
  },
  'delegation.give': {
    about: 'Let a colleague do some of what one’s roles permit, between two instants, and take that back',
    roles: ON_THE_ROAD,
    stepUp: true,
  },
  'delegation.read': { about: 'Read who lets whom do what', roles: ['coordinator', 'auditor', 'administrator'] },
  'glass.open': {
    about: 'Read a case that one’s roles do not open, with a reason, for a limited time',
    roles: ON_THE_ROAD.filter((role) => role !== 'security_unit'),
    stepUp: true,
  },
  'glass.read': { about: 'Read which cases were opened by break-glass', roles: ['coordinator', 'auditor'] },
  'glass.review': { about: 'Review what somebody else opened by break-glass', roles: ['coordinator'] },
} as const satisfies Record<string, Rule>;
