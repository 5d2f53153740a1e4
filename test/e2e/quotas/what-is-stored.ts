import { AuditService } from '../../../src/audit/index.js';
import { UnitOfWork } from '../../../src/platform/index.js';
import type { TestApp } from '../../support/app.js';

export interface StoredEntry {
  position: number;
  movement: string;
  from_account: string;
  to_account: string;
  places: number;
  person_id: string | null;
  occurred_on: string;
  authority: string | null;
  document_reference: string | null;
  reason: string | null;
  scheme: string | null;
  reverses_id: string | null;
  id: string;
}

/** The ledger as the database has it, in its order. */
export const storedEntries = (app: TestApp): Promise<StoredEntry[]> =>
  app.dataSource.query<StoredEntry[]>('SELECT * FROM ledger_entries ORDER BY position');

/** The kept balances that are not zero, by account. */
export async function storedBalances(app: TestApp): Promise<Record<string, number>> {
  const rows = await app.dataSource.query<{ account: string; balance: number }[]>(
    'SELECT account, balance FROM ledger_balances WHERE balance <> 0 ORDER BY account',
  );
  return Object.fromEntries(rows.map(({ account, balance }) => [account, balance]));
}

/** What the open audit chain says of a subject: action, reason and payload of each entry. */
export async function auditOf(
  app: TestApp,
  subjectId: string,
): Promise<{ action: string; reason: string | null; payload: unknown }[]> {
  const audit = app.server.get(AuditService);
  const { items } = await app.server.get(UnitOfWork).read((tx) => audit.find(tx, { subjectId, limit: 200 }));
  return items.map(({ action, reason, payload }) => ({ action, reason, payload }));
}

/** Everything that an act could have left behind: equal before and after when it left nothing. */
export const everything = async (app: TestApp): Promise<unknown> => ({
  periods: await app.dataSource.query('SELECT * FROM quota_periods ORDER BY id'),
  subQuotas: await app.dataSource.query('SELECT * FROM sub_quotas ORDER BY id'),
  entries: await storedEntries(app),
  balances: await storedBalances(app),
  audit: await app.dataSource.query(`SELECT count(*) AS n FROM audit_entries WHERE action LIKE 'quota.%'`),
});
