import { addDays, type PlainDate } from '../../kernel/index.js';
import { ArrivalLaws } from './arrival-laws.js';
import type { Calendar } from './road.js';
import { plainScenario, type History } from './scenarios.js';

export interface LastSafeDate {
  /** Index of the stage that must have been entered. */
  readonly stage: number;
  /** Weeks within which `share` of those who arrive at all have arrived, from the entry; null when the horizon does not hold them. */
  readonly weeks: number | null;
  readonly on: PlainDate | null;
}

/** Two years: a road that takes longer is no plan for a period. */
const LONGEST = 104;

/**
 * The last day on which each stage can be entered so that `share` of those who arrive at all arrive by `arriveBy`: measured durations
 * counted backwards (domain.md (d), backward calendar). Throws RangeError for a share outside 0 to 1.
 */
export function lastSafeDates(history: History, stratum: number, arriveBy: PlainDate, share: number): LastSafeDate[] {
  if (!(share > 0 && share < 1)) throw new RangeError(`share is ${share}`);
  const calendar: Calendar = {
    ...{ horizon: LONGEST, lastWeekShare: 1, weeksIntoQuarter: 0, standstills: [], plannedTrips: new Map() },
  };
  const laws = new ArrivalLaws(plainScenario(history, calendar), LONGEST);
  return history.road.stages.map((_, stage) => {
    const weeks = weeksUntil(laws.law(stratum, stage, 0), share);
    return { stage, weeks, on: weeks === null ? null : addDays(arriveBy, -7 * weeks) };
  });
}

function weeksUntil(law: Float64Array, share: number): number | null {
  const arriving = law.reduce((sum, chance) => sum + chance, 0);
  let reached = 0;
  // A billionth is nobody: sums of chances are a hair off. Whoever arrives in week 0 has taken up to one week.
  const week = law.findIndex((chance) => (reached += chance) >= share * arriving - 1e-9);
  return arriving < 1e-9 || week < 0 ? null : week + 1;
}
