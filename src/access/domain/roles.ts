/** The officials' roles, in the order of the road. */
export const ROLES = [
  'coordinator',
  'case_officer',
  'decision_maker',
  'mission_leader',
  'security_liaison',
  'security_unit',
  'exclusion_specialist',
  'placement_officer',
  'travel_officer',
  'municipality',
  'statistician',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/** One line of the permission catalogue. */
export interface Rule {
  about: string;
  roles: readonly Role[];
  /** Roles that hold it for what concerns themselves only. */
  own?: readonly Role[];
  /** Only for somebody who has proved in the last five minutes who they are. */
  stepUp?: true;
}

export const STAFF: readonly Role[] = ROLES.filter((role) => role !== 'municipality');

/** Those who handle the claim itself. */
export const CASE_HANDLERS: readonly Role[] = [
  'coordinator',
  'case_officer',
  'decision_maker',
  'mission_leader',
  'security_liaison',
  'security_unit',
  'exclusion_specialist',
];

/** Those who work on a case anywhere on its road. */
export const ON_THE_ROAD: readonly Role[] = [...CASE_HANDLERS, 'placement_officer', 'travel_officer'];
export const CASE_READERS: readonly Role[] = [...ON_THE_ROAD, 'auditor'];

/** Those who know what the Security Service said. */
export const BEHIND_WALL: readonly Role[] = ['security_liaison', 'security_unit'];

/** Those who see to a case day by day. */
export const CASE_KEEPERS: readonly Role[] = ['coordinator', 'case_officer'];
/** Those who meet the persons. */
export const EXAMINERS: readonly Role[] = ['case_officer', 'mission_leader'];
