/** A calendar day `YYYY-MM-DD` without a time zone. Compares correctly as a string. */
export type PlainDate = string;
/** An instant `YYYY-MM-DDTHH:mm:ss.sssZ` in UTC. Compares correctly as a string. */
export type Instant = string;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;
const STOCKHOLM = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function parts(date: PlainDate): [year: number, month: number, day: number] {
  const match = DATE.exec(date);
  if (!match) throw new RangeError(`Not a date: ${date}`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** The years that a date of this work can lie in; anything else is a slip of the pen, and later arithmetic keeps its four digits. */
export const FIRST_YEAR = 1800;
export const LAST_YEAR = 2199;

/** True for an existing calendar day of the years 1800 to 2199 written `YYYY-MM-DD`. */
export function isPlainDate(value: unknown): value is PlainDate {
  const match = typeof value === 'string' ? DATE.exec(value) : null;
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return (
    year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

/** True for an ISO instant with a zone that names an existing moment. */
export function isInstant(value: unknown): value is Instant {
  return (
    typeof value === 'string' &&
    INSTANT.test(value) &&
    isPlainDate(value.slice(0, 10)) &&
    !Number.isNaN(Date.parse(value))
  );
}

/** The same instant in the one written form: UTC with milliseconds. Throws RangeError for anything else. */
export function toInstant(value: string): Instant {
  if (!isInstant(value)) throw new RangeError(`Not an instant: ${value}`);
  return new Date(value).toISOString();
}

// Days begin on a full hour of UTC, and most instants asked about lie in the hour of the last one; asking the calendar is slow.
const lastHour = { hour: '', day: '' };

/** The day in Europe/Stockholm on which the instant falls: an arrival at 23:30Z on 31 December belongs to next year. */
export function stockholmDateOf(instant: Instant): PlainDate {
  const hour = instant.endsWith('Z') && instant >= '1900' ? instant.slice(0, 13) : '';
  if (hour !== '' && hour === lastHour.hour) return lastHour.day;
  const day = STOCKHOLM.format(new Date(instant));
  Object.assign(lastHour, { hour, day });
  return day;
}

/** The date `days` later (or earlier, when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  const [year, month, day] = parts(date);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The date `months` calendar months later; a day that does not exist becomes the month's last day (31 December + 2 = 28 or 29 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = parts(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return `${pad(toYear, 4)}-${pad(toMonth)}-${pad(Math.min(day, daysInMonth(toYear, toMonth)))}`;
}

/** Whole days from `from` to `to` (negative when `to` is earlier). */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  const [a, b] = [parts(from), parts(to)];
  return Math.round((Date.UTC(b[0], b[1] - 1, b[2]) - Date.UTC(a[0], a[1] - 1, a[2])) / 86_400_000);
}

/** Completed years of age on the given day. Somebody born on 29 February ages on 1 March in other years. */
export function ageOn(birthDate: PlainDate, on: PlainDate): number {
  const [a, b] = [parts(birthDate), parts(on)];
  const hadBirthday = b[1] > a[1] || (b[1] === a[1] && b[2] >= a[2]);
  return b[0] - a[0] - (hadBirthday ? 0 : 1);
}

/** The calendar year of a date. */
export const yearOf = (date: PlainDate): number => parts(date)[0];
