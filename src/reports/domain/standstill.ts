import { durationsOf, type Durations } from './durations.js';

/** Somebody on the road, and for how long in the same stage. Days. */
export interface Waiting {
  readonly caseId: string;
  readonly stage: string;
  readonly days: number;
}

export interface Standstill extends Durations {
  readonly stage: string;
  readonly cases: number;
  /** The longest that somebody has stood there; null of nobody. */
  readonly oldestDays: number | null;
  /** Persons who have stood there for longer than `LONG_DAYS`. */
  readonly long: number;
}

/** From here on a wait is told apart: a quarter of a year, the rhythm of the report to the Ministry. */
export const LONG_DAYS = 90;

/** Who stands still, by stage in the given order; stages without anybody are left out. */
export function standstill(waiting: readonly Waiting[], stages: readonly string[]): Standstill[] {
  return stages.flatMap((stage) => {
    const there = waiting.filter((one) => one.stage === stage);
    if (there.length === 0) return [];
    const days = there.map((one) => one.days);
    return [
      {
        stage,
        cases: new Set(there.map(({ caseId }) => caseId)).size,
        ...durationsOf(days),
        oldestDays: Math.max(...days),
        long: days.filter((one) => one > LONG_DAYS).length,
      },
    ];
  });
}
