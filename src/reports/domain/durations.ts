/** How long something took, over those for whom it was finished. Days. */
export interface Durations {
  /** How many were measured. */
  readonly persons: number;
  /** Half of them took no longer; null of nobody. */
  readonly medianDays: number | null;
  /** Nine in ten took no longer; null of nobody. */
  readonly ninetiethDays: number | null;
}

/**
 * Median and 90th percentile by the nearest rank: the least number of days that half, and nine in ten, did not exceed. Always a
 * duration that somebody had, never one between two (domain.md (c) 12). Throws RangeError for days that are not whole.
 */
export function durationsOf(days: readonly number[]): Durations {
  for (const day of days) if (!Number.isSafeInteger(day)) throw new RangeError(`${day} days`);
  const sorted = [...days].sort((a, b) => a - b);
  const rank = (tenths: number): number | null => sorted[Math.ceil((sorted.length * tenths) / 10) - 1] ?? null;
  return { persons: sorted.length, medianDays: rank(5), ninetiethDays: rank(9) };
}
