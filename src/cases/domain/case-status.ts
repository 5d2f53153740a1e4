import { hasReached, isOnRoad, PERSON_STATUSES, type PersonStatus } from './person-lifecycle.js';

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

/** By which persons a case stands at a stage of the road: somebody at it, and nobody before it. Null for what the intake alone tells. */
export interface StageByPersons {
  readonly at: readonly PersonStatus[];
  readonly before: readonly PersonStatus[];
}

/** The other way round than `caseStatusOf`, for queries; null where the intake or the absence of persons decides. Pure. */
export function personsAtStage(stage: CaseStatus): StageByPersons | null {
  const index = STAGES.findIndex(([name]) => name === stage);
  if (index < 0 && stage !== 'registered') return null;
  const [, from] = STAGES[index] ?? ['registered', 'listed'];
  const [, next] = STAGES[index < 0 ? STAGES.length - 1 : index - 1] ?? ['closed', null];
  const onRoad = PERSON_STATUSES.filter(isOnRoad);
  return {
    at: onRoad.filter((status) => hasReached(status, from) && !(next !== null && hasReached(status, next))),
    before: onRoad.filter((status) => !hasReached(status, from)),
  };
}

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
