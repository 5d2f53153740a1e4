import type { DataSource } from 'typeorm';
import { UnitOfWork } from '../../src/platform/index.js';
import { rebuildLedger } from '../../src/quotas/day-totals.js';
import { anActor } from '../factories/places.js';
import { aDecidedPeriod, type MadePeriod } from '../factories/quotas.js';
import type { TestApp } from '../support/app.js';

const FIRST_YEAR = 2025;
export const FIRST_DAY = `${FIRST_YEAR}-01-01`;
const YEARS = Array.from({ length: 10 }, (_, n) => FIRST_YEAR + n);
const SUB_QUOTAS = ['Uganda', 'Emergency', 'Afghans', 'Syrians'].map((name) => ({ name, places: 1 }));

/** Ten annual periods by their year, with as many ledger entries as wanted, spread over all their days. */
export interface TenYears {
  period(year: number): MadePeriod;
}

/**
 * The periods are planned by the service; the persons' movements are put in by SQL, since a million acts would take hours: each
 * person is granted and counted a month later, a tenth of them entered some days late. The triggers that keep balances, totals and
 * places with each entry are away meanwhile: so many entries of one account in one transaction are not their work.
 */
export async function tenYears(app: TestApp, wanted: number): Promise<TenYears> {
  const periods = new Map<number, MadePeriod>();
  for (const year of YEARS) {
    app.goTo(`${year}-01-01`);
    periods.set(
      year,
      await aDecidedPeriod(app, { year, name: `Quota ${year}`, places: SUB_QUOTAS.length, subQuotas: SUB_QUOTAS }),
    );
  }
  app.goTo(`${YEARS.at(-1)!}-12-31`);
  const perSubQuota = Math.ceil(wanted / YEARS.length / SUB_QUOTAS.length / 2);
  const putBack = await withoutTrigger(app.dataSource, 'ledger_entries', 'ledger_entries_keep');
  await fill(app.dataSource, periods, perSubQuota);
  await app.dataSource.query(
    `INSERT INTO place_holdings (person_id, sub_quota_id, state, entry_id)
     SELECT person_id, substr(to_account, 6), 'used', id FROM ledger_entries WHERE movement = 'use'`,
  );
  await app.server.get(UnitOfWork).run(anActor(), (tx) => rebuildLedger(tx));
  await putBack();
  await app.dataSource.query('ANALYZE');
  const [counted] = await app.dataSource.query<{ n: number | string }[]>('SELECT count(*) AS n FROM ledger_entries');
  console.log(`${ENGINE}: ${Number(counted!.n)} ledger entries over ${YEARS.length} years`);
  return { period: (year) => periods.get(year)! };
}

/** Takes the trigger away; what is returned puts it back as it was. */
async function withoutTrigger(dataSource: DataSource, table: string, name: string): Promise<() => Promise<unknown>> {
  if (ENGINE === 'postgres') {
    await dataSource.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
    return () => dataSource.query(`ALTER TABLE ${table} ENABLE TRIGGER ${name}`);
  }
  const [made] = await dataSource.query<{ sql: string }[]>(`SELECT sql FROM sqlite_master WHERE name = '${name}'`);
  await dataSource.query(`DROP TRIGGER ${name}`);
  return () => dataSource.query(made!.sql);
}

const columns =
  'id, position, movement, from_account, to_account, places, person_id, case_id, occurred_on, recorded_at';

async function fill(dataSource: DataSource, periods: ReadonlyMap<number, MadePeriod>, persons: number): Promise<void> {
  const [last] = await dataSource.query<{ n: number }[]>('SELECT max(position) AS n FROM ledger_entries');
  let position = Number(last!.n);
  for (const [year, period] of periods)
    for (const { name } of SUB_QUOTAS) {
      const id = period.subQuotaId(name);
      const key = `${year}-${name}`;
      // The places that the persons take are the Government's.
      await dataSource.query(
        `INSERT INTO ledger_entries (${columns}) VALUES
         ('${key}-d', ${position + 1}, 'decide', 'decided', 'pool:${period.id}', ${persons}, NULL, NULL, '${year}-01-01', '${year}-01-01T12:00:00.000Z'),
         ('${key}-a', ${position + 2}, 'allocate', 'pool:${period.id}', 'available:${id}', ${persons}, NULL, NULL, '${year}-01-01', '${year}-01-01T12:00:00.000Z')`,
      );
      position += 2;
      for (const [movement, from, to, later] of [
        ['reserve', 'available', 'reserved', 0],
        ['use', 'reserved', 'used', 30],
      ] as const) {
        await dataSource.query(
          `INSERT INTO ledger_entries (${columns})
           WITH RECURSIVE persons (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM persons WHERE n < ${persons}),
             days (k, occurred_on, recorded_on) AS (VALUES ${DAYS.map((_, k) => dayRow(year, k, later)).join(', ')})
           SELECT '${key}-${movement[0]!}' || n, ${position} + n, '${movement}', '${from}:${id}', '${to}:${id}', 1, '${key}-' || n, '${key}-' || (n / 4),
             days.occurred_on, days.recorded_on || 'T12:00:00.000Z'
           FROM persons JOIN days ON days.k = n % ${DAYS.length}`,
        );
        position += persons;
      }
    }
}

/** The days of a year but for its last month, in which grants are given. */
const DAYS = Array.from({ length: 330 }, (_, k) => k);
const dayRow = (year: number, k: number, later: number): string => {
  const on = new Date(Date.UTC(year, 0, 2 + k + later));
  const recorded = new Date(on.getTime() + (k % 10 === 0 ? (1 + (k % 14)) * 86_400_000 : 0));
  const lastDay = Date.UTC(year, 11, 31);
  const day = (date: Date) => new Date(Math.min(date.getTime(), lastDay)).toISOString().slice(0, 10);
  return `(${k}, '${day(on)}', '${day(recorded)}')`;
};
