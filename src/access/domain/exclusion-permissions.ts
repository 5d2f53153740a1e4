import type { Rule } from './roles.js';

/** The part of the catalogue that is about exclusion, the duty to report and the release of records. */
export const EXCLUSION_PERMISSIONS = {
  'exclusion.read': {
    about: 'Read exclusion assessments',
    roles: ['case_officer', 'decision_maker', 'exclusion_specialist', 'security_unit'],
  },
  'person.assess_exclusion': { about: 'Assess exclusion of a person', roles: ['case_officer', 'exclusion_specialist'] },
  'person.review_exclusion': {
    about: "Give a specialist's opinion on an exclusion assessment, or take the second look",
    roles: ['exclusion_specialist'],
  },
  'duty.read': {
    about: 'Read the compartment of the duty to report; never opened by delegation or break-glass',
    roles: ['exclusion_specialist'],
  },
  'duty.report': {
    about: 'Note a suspicion, report it to police or prosecutor, or set it aside',
    roles: ['exclusion_specialist'],
  },
  'record.read': {
    about: 'Read requests for copies of a case, and the copies',
    roles: ['case_officer', 'decision_maker'],
  },
  'record.prepare': {
    about: 'Register a request for a copy of a case, and prepare it',
    roles: ['case_officer', 'decision_maker'],
  },
  'record.review': {
    about: 'Review a masked copy that another person prepared (second signature)',
    roles: ['case_officer', 'decision_maker'],
    stepUp: true,
  },
  'record.release': {
    about: 'Give out a copy of a case once it was reviewed',
    roles: ['case_officer', 'decision_maker'],
    stepUp: true,
  },
  'retention.read': {
    about: 'Read what is due for retention, and the runs',
    roles: ['coordinator', 'decision_maker', 'auditor'],
  },
  'retention.propose': { about: 'Propose a retention run', roles: ['coordinator'] },
  'retention.decide': {
    about: 'Decide on a retention run that another person proposed',
    roles: ['decision_maker'],
    stepUp: true,
  },
} as const satisfies Record<string, Rule>;
