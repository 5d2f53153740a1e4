import { InvalidInput, yearOf, type Clock, type PlainDate } from '../kernel/index.js';
import { ChoiceField, CSV_PROFILES, DateField, type CsvProfile } from '../platform/index.js';
import { AUDIENCES, type Audience } from './domain/report.js';
import type { Dates } from './history.js';

/** What every report can be asked with. */
export class DatesQuery {
  @DateField({
    about: 'What had happened by the end of this day; asOf when left out.',
    optional: true,
    example: '2025-12-31',
  })
  through?: string;
  @DateField({
    about: 'What was known at the end of this day in Stockholm; today when left out.',
    optional: true,
    example: '2026-01-15',
  })
  asOf?: string;
  @ChoiceField({ about: 'Form of the CSV: for Swedish Excel, or RFC 4180.', of: CSV_PROFILES, optional: true })
  profile?: CsvProfile;
}

/** What the reports of a time can be asked with. */
export class TimeQuery extends DatesQuery {
  @DateField({
    about: 'The first day of the time; the first of January of the year of `through` when left out.',
    optional: true,
    example: '2025-01-01',
  })
  from?: string;
  @ChoiceField({
    about: 'For the public, counts below 6 are hidden, and whatever would give them away; whole calendar years only.',
    of: AUDIENCES,
    optional: true,
  })
  audience?: Audience;
}

/** The two dates of a report. Throws InvalidInput for an `asOf` that has not come: nobody knows yet what will be known then. */
export function datesOf(clock: Clock, { through, asOf = clock.today() }: { through?: string; asOf?: string }): Dates {
  if (asOf > clock.today())
    throw new InvalidInput([
      { pointer: '?asOf', code: 'afterToday', message: `asOf may not lie after today, ${clock.today()}.` },
    ]);
  return { asOf, through: through ?? asOf };
}

/** The time of a report: what happened on a day from `from` to `through`, both included. */
export interface Time extends Dates {
  readonly from: PlainDate;
  readonly audience: Audience;
}

/**
 * The time that is asked for. Throws InvalidInput for an `asOf` that has not come, a time that ends before it begins, or, for the
 * public, anything but a calendar year: two public tables whose times differ by a few days would tell of those days by subtraction.
 */
export function timeOf(clock: Clock, { from, audience = 'internal', ...wanted }: TimeQuery): Time {
  const dates = datesOf(clock, wanted);
  const year = yearOf(dates.through);
  const time = { ...dates, audience, from: from ?? `${year}-01-01` };
  const wrong = (pointer: string, code: string, message: string): InvalidInput =>
    new InvalidInput([{ pointer, code, message }]);
  if (time.from > time.through) throw wrong('?from', 'afterThrough', `The time ends on ${time.through}.`);
  if (audience === 'public' && (time.from !== `${year}-01-01` || time.through !== `${year}-12-31`))
    throw wrong('?through', 'wholeYearOnly', 'For the public: a calendar year, from 1 January through 31 December.');
  return time;
}

export const isWithinTime = (day: PlainDate, { from, through }: Time): boolean => from <= day && day <= through;

export const timeInWords = ({ from, through }: Time): string =>
  from.endsWith('-01-01') && through === `${yearOf(from)}-12-31` ? String(yearOf(from)) : `${from} – ${through}`;
