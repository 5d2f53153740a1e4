import type { DataSource } from 'typeorm';
import { DECIDED, type Account, type Entry } from '../../src/quotas/domain/ledger.js';
import type { DayTotal } from '../../src/quotas/domain/ledger-totals.js';

/** The ledger as it is stored, read around the services. */
export const ledgerIn = (dataSource: DataSource) => ({
  /** In the order in which they were written. */
  entries: (): Promise<(Entry & { personId: string | null })[]> =>
    dataSource.query(
      `SELECT movement, from_account AS "fromAccount", to_account AS "toAccount", places, person_id AS "personId",
              occurred_on AS "occurredOn", recorded_at AS "recordedAt" FROM ledger_entries ORDER BY position`,
    ),
  /** All of them, or those of some accounts and of the source towards these. */
  totals: async (accounts?: readonly Account[]): Promise<DayTotal[]> => {
    const stored = await dataSource.query<DayTotal[]>(
      `SELECT account, movement, other_account AS "otherAccount", occurred_on AS "occurredOn", recorded_on AS "recordedOn", places_in AS "placesIn", places_out AS "placesOut"
       FROM ledger_day_totals`,
    );
    const key = ({ account, movement, otherAccount, occurredOn, recordedOn }: DayTotal) =>
      [account, movement, otherAccount, occurredOn, recordedOn].join(' ');
    const wanted = ({ account, otherAccount }: DayTotal) =>
      accounts === undefined || accounts.includes(account) || (account === DECIDED && accounts.includes(otherAccount));
    return stored.filter(wanted).sort((a, b) => (key(a) < key(b) ? -1 : 1));
  },
  balances: async (): Promise<Map<Account, number>> => {
    const stored = await dataSource.query<{ account: Account; balance: number }[]>(
      'SELECT account, balance FROM ledger_balances',
    );
    return new Map(stored.map(({ account, balance }) => [account, balance]));
  },
  /** Who holds a place of these sub-quotas, in the order of the persons' ids. */
  holdings: async (
    subQuotaIds: readonly string[],
  ): Promise<{ personId: string; subQuotaId: string; state: string }[]> => {
    const stored = await dataSource.query<{ personId: string; subQuotaId: string; state: string }[]>(
      'SELECT person_id AS "personId", sub_quota_id AS "subQuotaId", state FROM place_holdings ORDER BY person_id',
    );
    return stored.filter(({ subQuotaId }) => subQuotaIds.includes(subQuotaId));
  },
});

/** Without the accounts that hold nothing: whether they are listed says nothing. */
export const holding = (balances: ReadonlyMap<Account, number>): Record<Account, number> =>
  Object.fromEntries([...balances].filter(([, balance]) => balance !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
