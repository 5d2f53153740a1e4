import { BEHIND_WALL, ON_THE_ROAD, type Rule } from './roles.js';

/** The part of the catalogue that is about what stands behind the wall (security.md 3). */
export const WALL_PERMISSIONS = {
  'screening.read': { about: 'Read what stands behind the wall', roles: BEHIND_WALL },
  'person.record_statement': { about: 'Record what the Security Service stated', roles: ['security_liaison'] },
  'person.record_service_appeal': {
    about: "Record the Security Service's own appeal in a security case",
    roles: BEHIND_WALL,
  },
  'screening.send': { about: 'Send batches to the Security Service and record receipts', roles: ['security_liaison'] },
  'person.rescreen': { about: 'Ask for a new pre-screening', roles: ['case_officer', 'security_liaison'] },
  'person.remind': {
    about: 'Remind the Security Service of what it was asked',
    roles: ['case_officer', 'security_liaison'],
  },
  'person.hasten': {
    about: 'Ask the Security Service to hasten its answer',
    roles: ['case_officer', 'security_liaison'],
  },
  'person.draft_security_case': {
    about: 'Write drafts in the sealed file of a security case',
    roles: ['security_unit'],
  },
  'person.decide_security_case': { about: 'Sign in a security case', roles: ['security_unit'], stepUp: true },
  'screening.audit': { about: 'Read the audit chain behind the wall', roles: ['security_unit'] },
  'indication.report': {
    about: 'Report an indication or a tip that may concern security',
    roles: ON_THE_ROAD,
  },
  'indication.of_case': {
    about: 'Read the indications on an open case: a case officer on the cases that are theirs',
    roles: ['case_officer', 'security_liaison', 'security_unit'],
  },
  'indication.read': {
    about: 'Read the register of indications, with its ageing',
    roles: BEHIND_WALL,
  },
  'indication.identify': { about: 'Say whom an indication is about that was tied to nobody', roles: ['security_unit'] },
  'indication.present': {
    about: 'Record that an indication was presented to the Security Service',
    roles: BEHIND_WALL,
  },
  'indication.record_answer': {
    about: 'Record what the Security Service answered to a presentation',
    roles: BEHIND_WALL,
  },
  'register.read': {
    about: 'Read what other registers answered: entry ban, refusal by a member state, Eurodac',
    roles: ['exclusion_specialist', ...BEHIND_WALL],
  },
  'register.record': {
    about: 'Record what another register answered',
    roles: ['exclusion_specialist', 'security_liaison'],
  },
  'indication.conclude': { about: 'Conclude an indication', roles: BEHIND_WALL },
} as const satisfies Record<string, Rule>;
