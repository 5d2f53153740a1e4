/** What is taken for a stage while there is no history of it: a share that advances, after weeks of which this is the mean. */
export interface Assumption {
  /** Of a hundred who enter the stage, so many advance. */
  readonly advancePercent: number;
  readonly meanWeeks: number;
  /** Where the figures come from, or that they come from nowhere. */
  readonly source: string;
}

/**
 * The weekly hazards of an assumption: the same each week, because nothing is known of how the weeks differ. Throws RangeError for a
 * share outside 0 to 100 or a mean below one week.
 */
export function constantHazards({ advancePercent, meanWeeks }: Assumption): { advance: number; lost: number } {
  if (!(advancePercent >= 0 && advancePercent <= 100)) throw new RangeError(`advancePercent is ${advancePercent}`);
  if (!(meanWeeks >= 1)) throw new RangeError(`meanWeeks is ${meanWeeks}`);
  return { advance: advancePercent / 100 / meanWeeks, lost: (1 - advancePercent / 100) / meanWeeks };
}
