/**
 * The road as the forecast sees it: stages one after the other, in weeks counted from the day of the forecast (week 0 begins the
 * day after it, week −1 ended with it). A household is the persons of a case who went the same way: they move together.
 */
export interface Road {
  /** Names of the stages in their order; behind the last one is the arrival. */
  readonly stages: readonly string[];
  /** Names of the strata: the routes. */
  readonly strata: readonly string[];
}

export const EXITS = ['advanced', 'lost'] as const;
export type Exit = (typeof EXITS)[number];

/** One stay of a household in a stage, over or going on. */
export interface Spell {
  /** Index of the household: its spells are drawn again together. */
  readonly household: number;
  readonly stratum: number;
  readonly stage: number;
  readonly enteredWeek: number;
  /** Weeks from the one of entry to the one of exit, or to the last one observed. */
  readonly weeks: number;
  /** Null while it goes on, or when the household left the stage backwards: censored, and kept. */
  readonly exit: Exit | null;
}

/** A household that has not arrived: in a stage since a week that has passed, or submitted in one that comes. */
export interface Unit {
  readonly stratum: number;
  readonly stage: number;
  readonly enteredWeek: number;
  /** Persons. */
  readonly size: number;
  /** Index of what it is counted in: a sub-quota. */
  readonly group: number;
}

/** Weeks in which a stage (of a stratum, or of all) stands still. */
export interface Standstill {
  readonly stratum: number | null;
  readonly stage: number | null;
  readonly fromWeek: number;
  readonly toWeek: number;
}

export interface Calendar {
  /** Weeks of the horizon; the last one ends with the period. */
  readonly horizon: number;
  /** Share of the last week that lies within the period, above 0 to 1. */
  readonly lastWeekShare: number;
  /** Weeks of the present quarter that have passed, 0 to 12. */
  readonly weeksIntoQuarter: number;
  readonly standstills: readonly Standstill[];
  /** Weeks in which a stage that moves by trips will move, by stratum; a stratum that is not named follows its past. */
  readonly plannedTrips: ReadonlyMap<number, readonly number[]>;
}

export const WEEKS_OF_QUARTER = 13;

/** The quarter of a week: 0 is the present one, −1 the one before. */
export const quarterOf = (week: number, { weeksIntoQuarter }: Calendar): number =>
  Math.floor((week + weeksIntoQuarter) / WEEKS_OF_QUARTER);

/** Refuses what cannot be: throws RangeError with the name of the field. A stage entered after today belongs to no household on the road. */
export function requireUnits(units: readonly Unit[], { stages, strata }: Road): void {
  units.forEach(({ stage, stratum, enteredWeek, size }, index) => {
    const among = (value: number, limit: number): boolean => Number.isInteger(value) && value >= 0 && value < limit;
    if (!among(stage, stages.length)) throw new RangeError(`units[${index}].stage is ${stage}`);
    if (!among(stratum, strata.length)) throw new RangeError(`units[${index}].stratum is ${stratum}`);
    if (!Number.isInteger(size) || size < 1) throw new RangeError(`units[${index}].size is ${size}`);
    if (!Number.isInteger(enteredWeek) || (stage > 0 && enteredWeek > -1))
      throw new RangeError(`units[${index}].enteredWeek is ${enteredWeek}: the stage is entered after today`);
  });
}
