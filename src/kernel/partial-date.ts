import { addDays, addMonths, ageOn, FIRST_YEAR, isPlainDate, LAST_YEAR, yearOf, type PlainDate } from './plain-date.js';

/** A date known to the year, the month or the day, written as far as it is known: `1990`, `1990-05`, `1990-05-17`. */
export type PartialDate = string;

export const DATE_PRECISIONS = ['day', 'month', 'year'] as const;
/** How much of a date is known. */
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

const PARTIAL = /^(\d{4})(-(0[1-9]|1[0-2]))?$/;

/** True for a year, a month or an existing day of the years 1800 to 2199. */
export function isPartialDate(value: unknown): value is PartialDate {
  if (isPlainDate(value)) return true;
  const match = typeof value === 'string' ? PARTIAL.exec(value) : null;
  return match !== null && Number(match[1]) >= FIRST_YEAR && Number(match[1]) <= LAST_YEAR;
}

/** How much of the date is written. */
export const precisionOf = (date: PartialDate): DatePrecision =>
  date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day';

/** The first day that the date can mean: `1990` is 1 January 1990. */
export const earliestDay = (date: PartialDate): PlainDate => `${date}-01-01`.slice(0, 10);

/** The last day that the date can mean: `1990` is 31 December 1990, `1990-02` is 28 February. */
export function latestDay(date: PartialDate): PlainDate {
  const first = earliestDay(date);
  const precision = precisionOf(date);
  if (precision === 'day') return first;
  return addDays(addMonths(first, precision === 'year' ? 12 : 1), -1);
}

/** The days between which somebody was born, both included. */
export interface BirthReading {
  readonly earliest: PlainDate;
  readonly latest: PlainDate;
}

/** A birth date as it was told: as far as it is written, how much of it is known, and whether it was estimated. */
export interface BirthDate {
  /** A month or a year may be written in full, as its first day; then the precision says what is known. */
  readonly date: PartialDate;
  readonly precision?: DatePrecision;
  readonly estimated?: boolean;
}

/**
 * The days that a birth date can mean. Of an estimated date only the year is kept: its day and month are a convention (1 January)
 * and no knowledge (domain.md (e) 18). That the year itself may be wrong no source puts into figures, so it is not widened.
 */
export function readingOf({ date, precision = precisionOf(date), estimated = false }: BirthDate): BirthReading {
  const known = estimated || precision === 'year' ? date.slice(0, 4) : precision === 'month' ? date.slice(0, 7) : date;
  return { earliest: earliestDay(known), latest: latestDay(known) };
}

/** The least and the greatest age, in completed years, that somebody can have on the day. */
export const agesOn = ({ earliest, latest }: BirthReading, on: PlainDate): { least: number; greatest: number } => ({
  least: ageOn(latest, on),
  greatest: ageOn(earliest, on),
});

// Two readings, and which one counts: a duty or a check from an age on (signature, biometrics, exclusion assessment) goes by the
// greatest age, so that nobody escapes it because a date is vague; the protection of children goes by the least, so that nobody
// loses it for that reason. Who may be either is held to both.

/** True when the person may have reached the age: for duties and checks from that age on. */
export const mayHaveReached = (birth: BirthReading, years: number, on: PlainDate): boolean =>
  agesOn(birth, on).greatest >= years;

/** True when the person may still be younger: for what protects children. */
export const mayBeYounger = (birth: BirthReading, years: number, on: PlainDate): boolean =>
  agesOn(birth, on).least < years;

/** An age reached within a span of days. */
export interface AgeReached {
  readonly years: number;
  /** The first and the last day on which the birthday can fall; the same day when the birth date is known. */
  readonly earliestOn: PlainDate;
  readonly latestOn: PlainDate;
  /** False when the birthday may also lie outside the span. */
  readonly certain: boolean;
}

/**
 * Which of the ages the person reaches, or may reach, after `from` and up to `until`: children turn 6, 15 and 18 between decision
 * and travel (domain.md (e) 17).
 */
export function agesReached(
  birth: BirthReading,
  from: PlainDate,
  until: PlainDate,
  ages: readonly number[],
): AgeReached[] {
  return ages.flatMap((years) => {
    const [earliestOn, latestOn] = [birthdayOf(birth.earliest, years), birthdayOf(birth.latest, years)];
    if (latestOn <= from || earliestOn > until) return [];
    return [{ years, earliestOn, latestOn, certain: earliestOn > from && latestOn <= until }];
  });
}

/** The day on which the age is completed; who was born on 29 February completes it on 1 March in other years, as `ageOn` counts. */
function birthdayOf(birthDate: PlainDate, years: number): PlainDate {
  const day = `${String(yearOf(birthDate) + years).padStart(4, '0')}${birthDate.slice(4)}`;
  return isPlainDate(day) ? day : addDays(addMonths(birthDate, 12 * years), 1);
}
