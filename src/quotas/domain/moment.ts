import { InvalidInput, stockholmDateOf, type PlainDate } from '../../kernel/index.js';
import type { Moment } from './ledger.js';

/** Throws InvalidInput for an `asOf` after today: nobody knows yet what will be known then. */
export function requireKnown({ asOf }: Moment, today: PlainDate): void {
  if (asOf === undefined || dayOf(asOf) <= today) return;
  throw new InvalidInput([
    { pointer: '?asOf', code: 'afterToday', message: `asOf may not lie after today, ${today}.` },
  ]);
}

/** The last day that the moment looks at, never after today: what became overdue later had not happened, or was not known. */
export function lastDayOf({ through, asOf }: Moment, today: PlainDate): PlainDate {
  const days = [today, ...(through === undefined ? [] : [through]), ...(asOf === undefined ? [] : [dayOf(asOf)])];
  return days.reduce((first, day) => (day < first ? day : first));
}

const dayOf = (asOf: NonNullable<Moment['asOf']>): PlainDate => (asOf.length > 10 ? stockholmDateOf(asOf) : asOf);
