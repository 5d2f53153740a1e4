import { hasReached, isOnRoad, type PersonStatus } from './person-lifecycle.js';

/** Derived from the persons and the intake; never stored (domain.md (a), Case). */
export const CASE_STATUSES = [
  'received',
  'returned_incomplete',
  'registered',
  'in_screening',
  'in_examination',
  'decided',
  'preparing',
  'travelling',
  'completed',
  'closed',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

export const INTAKE_STATES = ['received', 'returned', 'registered'] as const;
export type IntakeState = (typeof INTAKE_STATES)[number];

/** The order of the road: a case stands where its earliest person on the road stands. */
const STAGES: readonly [CaseStatus, PersonStatus][] = [
  ['completed', 'received'],
  ['travelling', 'departed'],
  ['preparing', 'assigned'],
  ['decided', 'granted'],
  ['in_examination', 'cleared'],
  ['in_screening', 'in_screening'],
];

/**
 * The status of a case: that of the person who is least far on the road; `closed` when nobody is on it any more, and when its persons
 * went on in another case, into which it was merged.
 */
export function caseStatusOf(intake: IntakeState, persons: readonly PersonStatus[]): CaseStatus {
  if (persons.length === 0) return 'closed';
  if (intake === 'returned') return 'returned_incomplete';
  if (intake === 'received') return 'received';
  const onRoad = persons.filter(isOnRoad);
  if (onRoad.length === 0) return 'closed';
  const stage = STAGES.find(([, reached]) => onRoad.every((status) => hasReached(status, reached)));
  return stage?.[0] ?? 'registered';
}
