import { stockholmDateOf, type Instant, type PlainDate } from '../../kernel/index.js';

export const ACCOUNT_KINDS = ['decided', 'pool', 'available', 'reserved', 'used'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];
/** `decided`, `pool:<periodId>`, or `available:`, `reserved:`, `used:` with the id of a sub-quota. */
export type Account = string;

/** Where all places come from: what the Government has decided, as a debt. The only account below zero. */
export const DECIDED = 'decided';
export const pool = (periodId: string): Account => `pool:${periodId}`;
export const available = (subQuotaId: string): Account => `available:${subQuotaId}`;
export const reserved = (subQuotaId: string): Account => `reserved:${subQuotaId}`;
export const used = (subQuotaId: string): Account => `used:${subQuotaId}`;

export const kindOf = (account: Account): AccountKind => account.split(':', 1)[0] as AccountKind;
/** The period or sub-quota that the account belongs to; empty for `decided`. */
export const ownerOf = (account: Account): string => account.slice(kindOf(account).length + 1);

export const MOVEMENTS = [
  'decide',
  'open',
  'allocate',
  'transfer',
  'revise',
  'carry_over',
  'reserve',
  'use',
  'release',
  'reverse',
  'overrun',
] as const;
export type Movement = (typeof MOVEMENTS)[number];

/** From which kind of account to which each movement leads. What is not here cannot be written. */
export const LEGAL_ROUTES: { readonly [M in Movement]: readonly (readonly [from: AccountKind, to: AccountKind])[] } = {
  decide: [['decided', 'pool']],
  // An earlier year enters as places already used, without persons.
  open: [['available', 'used']],
  // From the pledge's pool to an annual one, and from a period's pool to its sub-quotas.
  allocate: [
    ['pool', 'pool'],
    ['pool', 'available'],
  ],
  transfer: [['available', 'available']],
  // Up and down: of a period (towards the source, or the pledge's pool) and of a sub-quota (towards the pool).
  revise: [
    ['decided', 'pool'],
    ['pool', 'decided'],
    ['pool', 'pool'],
    ['pool', 'available'],
    ['available', 'pool'],
  ],
  carry_over: [['reserved', 'reserved']],
  reserve: [['available', 'reserved']],
  use: [['reserved', 'used']],
  // From `used` where grant or departure counts: who leaves the road before the arrival frees the place.
  release: [
    ['reserved', 'available'],
    ['used', 'available'],
  ],
  reverse: [['used', 'reserved']],
  overrun: [['decided', 'available']],
};

/** One movement of places: one row is both sides, so the ledger balances by construction. */
export interface Entry {
  readonly movement: Movement;
  readonly fromAccount: Account;
  readonly toAccount: Account;
  readonly places: number;
  readonly occurredOn: PlainDate;
  readonly recordedAt: Instant;
}

/** Throws RangeError for a row that no rule of the ledger allows: a fault of the program, not of an official. */
export function requireLegal({
  movement,
  fromAccount,
  toAccount,
  places,
}: Omit<Entry, 'occurredOn' | 'recordedAt'>): void {
  const route = LEGAL_ROUTES[movement].some(([from, to]) => from === kindOf(fromAccount) && to === kindOf(toAccount));
  if (!route) throw new RangeError(`${movement} does not lead from ${fromAccount} to ${toAccount}`);
  if (fromAccount === toAccount) throw new RangeError(`${movement} from ${fromAccount} to itself`);
  if (!Number.isSafeInteger(places) || places <= 0) throw new RangeError(`${movement} of ${places} places`);
}

/** The two dates of every figure: `through` limits when it happened, `asOf` when it was known. Left out: no limit. */
export interface Moment {
  readonly through?: PlainDate;
  /** A day means its end in Europe/Stockholm; an instant itself is included. */
  readonly asOf?: PlainDate | Instant;
}

/** The last instant that `asOf` includes. */
export function knownUntil(asOf: PlainDate | Instant): Instant {
  if (asOf.length > 10) return asOf;
  // Swedish midnight lies one hour before midnight UTC in winter and two in summer.
  const winter = stockholmDateOf(`${asOf}T22:30:00.000Z`) === asOf;
  return `${asOf}T${winter ? 22 : 21}:59:59.999Z`;
}

/** True when the entry had happened and was known at the moment. */
export const isWithin = (entry: Pick<Entry, 'occurredOn' | 'recordedAt'>, { through, asOf }: Moment): boolean =>
  (through === undefined || entry.occurredOn <= through) &&
  (asOf === undefined || entry.recordedAt <= knownUntil(asOf));

/** What each account holds at the moment: the fold of the entries. Accounts that nothing touched are absent. */
export function balancesOf(entries: readonly Entry[], moment: Moment = {}): Map<Account, number> {
  const balances = new Map<Account, number>();
  for (const entry of entries)
    if (isWithin(entry, moment))
      for (const [account, change] of changesOf([entry])) balances.set(account, (balances.get(account) ?? 0) + change);
  return balances;
}

/** What the rows change together, by account; accounts that come out even are absent. In the order of the accounts' names. */
export function changesOf(rows: readonly Pick<Entry, 'fromAccount' | 'toAccount' | 'places'>[]): Map<Account, number> {
  const changes = new Map<Account, number>();
  const add = (account: Account, places: number) => changes.set(account, (changes.get(account) ?? 0) + places);
  for (const { fromAccount, toAccount, places } of rows) {
    add(fromAccount, -places);
    add(toAccount, places);
  }
  return new Map([...changes].filter(([, change]) => change !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What happened to one account on one day. */
export interface DayChange {
  readonly occurredOn: PlainDate;
  readonly change: number;
}

/**
 * What the account holds at least, on the day `from` and on every later one: so much can be taken from it on that day without
 * leaving it short on any day since.
 */
export function leastSince(days: readonly DayChange[], from: PlainDate): number {
  const later = days
    .filter(({ occurredOn }) => occurredOn > from)
    .sort((a, b) => (a.occurredOn < b.occurredOn ? -1 : 1));
  let balance = days.filter(({ occurredOn }) => occurredOn <= from).reduce((sum, { change }) => sum + change, 0);
  let least = balance;
  for (const [index, { occurredOn, change }] of later.entries()) {
    balance += change;
    if (later[index + 1]?.occurredOn !== occurredOn) least = Math.min(least, balance);
  }
  return least;
}

/** Since which day the account has held something without a break. Throws RangeError when it holds nothing at the end. */
export function heldSince(days: readonly DayChange[]): PlainDate {
  const since = days
    .map(({ occurredOn }) => occurredOn)
    .sort()
    .find((day) => leastSince(days, day) > 0);
  if (since === undefined) throw new RangeError('the account holds nothing');
  return since;
}

/** An account from which more was wanted than it held. */
export interface Shortfall {
  readonly account: Account;
  readonly on: PlainDate;
  readonly held: number;
  readonly wanted: number;
}

/** Accounts that the rows would bring below zero on their day or a later one. Empty when they may be written. */
export function shortfalls(entries: readonly Entry[], rows: readonly Omit<Entry, 'recordedAt'>[]): Shortfall[] {
  return [...changesOf(rows)].flatMap(([account, change]) => {
    const [on] = rows
      .filter(({ fromAccount }) => fromAccount === account)
      .map(({ occurredOn }) => occurredOn)
      .sort();
    if (on === undefined || account === DECIDED) return [];
    const days = daysOf(entries, account);
    if (leastSince([...days, ...daysOf(rows, account)], on) >= 0) return [];
    return [{ account, on, held: leastSince(days, on), wanted: -change }];
  });
}

/** What each entry did to the account; those that did not touch it are absent. */
export const daysOf = (
  entries: readonly Pick<Entry, 'fromAccount' | 'toAccount' | 'places' | 'occurredOn'>[],
  account: Account,
): DayChange[] =>
  entries.flatMap((entry) => {
    const change = changesOf([entry]).get(account);
    return change === undefined ? [] : [{ occurredOn: entry.occurredOn, change }];
  });
