import { CASE_READERS, type Rule } from './roles.js';

/** The part of the catalogue that watches over access itself: conflicts of interest. */
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
} as const satisfies Record<string, Rule>;
