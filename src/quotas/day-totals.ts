import { addDays, stockholmDateOf, type PlainDate } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import { knownUntil, type Account, type DayChange, type Moment, type Movement } from './domain/ledger.js';
import type { Exchange, MovedPlaces } from './domain/ledger-totals.js';
import type { Standing } from './domain/figures.js';

// The one place that reads `ledger_day_totals`. The database adds to it with each entry.

const COLUMNS = 'account, movement, other_account, occurred_on, recorded_on, places_in, places_out';

/** What the movements of each kind and month brought each account and took from it, as far as the moment includes them. */
export async function movementsOf(tx: Tx, accounts: readonly Account[], moment: Moment = {}): Promise<MovedPlaces[]> {
  if (accounts.length === 0) return [];
  const found = await rows<MovedPlaces>(
    tx.manager,
    `SELECT account, movement, substr(occurred_on, 1, 7) AS "month", sum(places_in) AS "placesIn", sum(places_out) AS "placesOut"
     FROM (${within(moment)}) AS moved GROUP BY account, movement, substr(occurred_on, 1, 7) ORDER BY 1, 2, 3`,
    { accounts, ...limits(moment) },
  );
  return found.map((one) => ({ ...one, placesIn: Number(one.placesIn), placesOut: Number(one.placesOut) }));
}

/** What the accounts held at the moment, and how much of it came by overrun. */
export async function standingOf(tx: Tx, accounts: readonly Account[], moment: Moment): Promise<Standing> {
  const found = await rows<{ account: Account; places: number | string; overrun: number | string }>(
    tx.manager,
    `SELECT account, sum(places_in - places_out) AS places, sum(CASE WHEN movement = 'overrun' THEN places_in ELSE 0 END) AS overrun
     FROM (${within(moment)}) AS moved GROUP BY account`,
    { accounts, ...limits(moment) },
  );
  return {
    balances: new Map(found.map(({ account, places }) => [account, Number(places)])),
    overruns: new Map(found.map(({ account, overrun }) => [account, Number(overrun)])),
  };
}

/** What movements of one kind brought each account from each other one, and took to it. */
export async function exchangesOf(
  tx: Tx,
  accounts: readonly Account[],
  movement: Movement,
  moment: Moment = {},
): Promise<Exchange[]> {
  if (accounts.length === 0) return [];
  const found = await rows<Exchange>(
    tx.manager,
    `SELECT account, other_account AS "otherAccount", sum(places_in) AS "placesIn", sum(places_out) AS "placesOut"
     FROM (${within(moment)}) AS moved WHERE movement = :movement GROUP BY account, other_account ORDER BY 1, 2`,
    { accounts, movement, ...limits(moment) },
  );
  return found.map((one) => ({ ...one, placesIn: Number(one.placesIn), placesOut: Number(one.placesOut) }));
}

/** What happened to the account on each day. */
export async function daysOfAccount(tx: Tx, account: Account): Promise<DayChange[]> {
  const found = await rows<DayChange>(
    tx.manager,
    `SELECT occurred_on AS "occurredOn", sum(places_in - places_out) AS change FROM ledger_day_totals
     WHERE account = :account GROUP BY occurred_on`,
    { account },
  );
  return found.map(({ occurredOn, change }) => ({ occurredOn, change: Number(change) }));
}

/** Throws totals and balances away and sums the entries anew: the same come out, or somebody has changed them by hand. */
export async function rebuildLedger(tx: Tx): Promise<void> {
  await rows(tx.manager, 'DELETE FROM ledger_day_totals');
  const recorded = await rows<{ day: PlainDate }>(
    tx.manager,
    'SELECT DISTINCT substr(recorded_at, 1, 10) AS "day" FROM ledger_entries',
  );
  if (recorded.length === 0) return;
  // Swedish midnight falls within a day of UTC: what was recorded after it belongs to the next day.
  const days = recorded.map(({ day }) => `('${day}', '${knownUntil(day)}', '${addDays(day, 1)}')`);
  await rows(
    tx.manager,
    `INSERT INTO ledger_day_totals (${COLUMNS})
     WITH days (utc_day, ends_at, next_day) AS (VALUES ${days.join(', ')})
     SELECT moved.account, moved.movement, moved.other_account, moved.occurred_on,
            CASE WHEN moved.recorded_at <= days.ends_at THEN days.utc_day ELSE days.next_day END AS recorded_on,
            sum(moved.places_in), sum(moved.places_out)
     FROM (SELECT to_account AS account, movement, from_account AS other_account, occurred_on, recorded_at, places AS places_in, 0 AS places_out FROM ledger_entries
           UNION ALL SELECT from_account, movement, to_account, occurred_on, recorded_at, 0, places FROM ledger_entries) AS moved
     JOIN days ON days.utc_day = substr(moved.recorded_at, 1, 10)
     GROUP BY 1, 2, 3, 4, 5`,
  );
  await rows(
    tx.manager,
    `UPDATE ledger_balances SET balance = coalesce((SELECT sum(t.places_in - t.places_out) FROM ledger_day_totals t
       WHERE t.account = ledger_balances.account), 0)`,
  );
}

const isInstant = (asOf: string): boolean => asOf.length > 10;

/** The totals that the moment includes. Of the day in which an instant lies, the entries up to it stand in for the day's totals. */
function within({ through, asOf }: Moment): string {
  const happened = through === undefined ? '' : ' AND occurred_on <= :through';
  const known = asOf === undefined ? '' : ` AND recorded_on ${isInstant(asOf) ? '<' : '<='} :day`;
  const totals = `SELECT account, movement, other_account, occurred_on, places_in, places_out FROM ledger_day_totals
    WHERE account IN (:...accounts)${happened}${known}`;
  if (asOf === undefined || !isInstant(asOf)) return totals;
  const sinceMidnight = `FROM ledger_entries WHERE recorded_at > :midnight AND recorded_at <= :asOf${happened}`;
  return `${totals}
    UNION ALL SELECT to_account, movement, from_account, occurred_on, places, 0 ${sinceMidnight} AND to_account IN (:...accounts)
    UNION ALL SELECT from_account, movement, to_account, occurred_on, 0, places ${sinceMidnight} AND from_account IN (:...accounts)`;
}

function limits({ through = '', asOf = '' }: Moment): Record<string, string> {
  if (asOf === '' || !isInstant(asOf)) return { through, day: asOf };
  const day = stockholmDateOf(asOf);
  return { through, day, asOf, midnight: knownUntil(addDays(day, -1)) };
}
