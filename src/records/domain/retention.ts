/** How a case ended, as far as retention goes. Excluded is refused here, too (architecture.md 7.15). */
export const RETENTION_OUTCOMES = ['received', 'refused', 'left'] as const;
export type RetentionOutcome = (typeof RETENTION_OUTCOMES)[number];

const OUTCOME_OF: Readonly<Record<string, RetentionOutcome>> = {
  received: 'received',
  refused: 'refused',
  excluded: 'refused',
  permit_withdrawn: 'refused',
  discontinued: 'left',
  withdrawn: 'left',
  deceased: 'left',
  lost_contact: 'left',
  resettled_elsewhere: 'left',
};

/** The outcome of a case by the states of its persons: received when anybody was, else refused when anybody was; null while one is on the road. */
export function outcomeOf(statuses: readonly string[]): RetentionOutcome | null {
  const outcomes = statuses.map((status) => OUTCOME_OF[status] ?? null);
  if (outcomes.length === 0 || outcomes.includes(null)) return null;
  return RETENTION_OUTCOMES.find((outcome) => outcomes.includes(outcome)) ?? null;
}
