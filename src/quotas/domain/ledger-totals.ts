import { stockholmDateOf, type PlainDate } from '../../kernel/index.js';
import type { Account, Entry, Movement } from './ledger.js';
import type { Month } from './month.js';

/** What the entries of one kind that happened on one day and were recorded on one day did to an account. */
export interface DayTotal {
  readonly account: Account;
  readonly movement: Movement;
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

/** The entries summed by account, movement and both days, in the order of these. */
export function dayTotalsOf(entries: readonly Entry[]): DayTotal[] {
  const totals = new Map<string, DayTotal>();
  const add = (account: Account, { movement, occurredOn, recordedAt }: Entry, placesIn: number, placesOut: number) => {
    const recordedOn = stockholmDateOf(recordedAt);
    const key = [account, movement, occurredOn, recordedOn].join(' ');
    const known = totals.get(key) ?? { account, movement, occurredOn, recordedOn, placesIn: 0, placesOut: 0 };
    totals.set(key, { ...known, placesIn: known.placesIn + placesIn, placesOut: known.placesOut + placesOut });
  };
  for (const entry of entries) {
    add(entry.fromAccount, entry, 0, entry.places);
    add(entry.toAccount, entry, entry.places, 0);
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}
