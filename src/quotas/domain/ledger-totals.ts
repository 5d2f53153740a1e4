import { stockholmDateOf, type PlainDate } from '../../kernel/index.js';
import type { Account, Entry, Movement } from './ledger.js';
import type { Month } from './month.js';

/** What the entries of one kind that happened on one day and were recorded on one day did to an account, against one other. */
export interface DayTotal {
  readonly account: Account;
  readonly movement: Movement;
  /** Where the places came from or went to. */
  readonly otherAccount: Account;
  readonly occurredOn: PlainDate;
  /** The day in Stockholm on which the entries were recorded: what `asOf` looks at. */
  readonly recordedOn: PlainDate;
  readonly placesIn: number;
  readonly placesOut: number;
}

/** What the movements of one kind that happened in one month brought an account and took from it. */
export interface MovedPlaces {
  readonly account: Account;
  readonly movement: Movement;
  readonly month: Month;
  readonly placesIn: number;
  readonly placesOut: number;
}

/** What movements of one kind brought an account from one other, and took to it. */
export interface Exchange {
  readonly account: Account;
  readonly otherAccount: Account;
  readonly placesIn: number;
  readonly placesOut: number;
}

/** The entries summed by account, movement, other account and both days, in the order of these: what the database keeps beside them. */
export function dayTotalsOf(entries: readonly Entry[]): DayTotal[] {
  const totals = new Map<string, DayTotal>();
  const add = (side: Omit<DayTotal, 'placesIn' | 'placesOut'>, placesIn: number, placesOut: number): void => {
    const { account, movement, otherAccount, occurredOn, recordedOn } = side;
    const key = [account, movement, otherAccount, occurredOn, recordedOn].join(' ');
    const known = totals.get(key) ?? { ...side, placesIn: 0, placesOut: 0 };
    totals.set(key, { ...known, placesIn: known.placesIn + placesIn, placesOut: known.placesOut + placesOut });
  };
  for (const { movement, fromAccount, toAccount, places, occurredOn, recordedAt } of entries) {
    const when = { movement, occurredOn, recordedOn: stockholmDateOf(recordedAt) };
    add({ account: fromAccount, otherAccount: toAccount, ...when }, 0, places);
    add({ account: toAccount, otherAccount: fromAccount, ...when }, places, 0);
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}
