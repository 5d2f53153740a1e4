import type { DataSource, QueryRunner } from 'typeorm';
import { CaseSubQuotas1735700001361 } from '../../migrations/1735700001361-case-sub-quotas.js';
import { databaseOptions } from '../../src/app.database.js';
import { openForMigrations } from '../../src/platform/database/data-source.js';
import { migrateUp } from '../../src/platform/database/migrate.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';
import { insertSampleRows } from '../support/sample-rows.js';

const CASE = '0197aaaa-0000-7000-8000-0000000000c1';
const OFFICIAL = '0197aaaa-0000-7000-8000-0000000000a1';
const SUB_QUOTAS = ['0197aaaa-0000-7000-8000-0000000000b1', '0197aaaa-0000-7000-8000-0000000000b2'];

let database: TestDatabase;
let dataSource: DataSource;
let runner: QueryRunner;
beforeAll(async () => {
  database = await emptyDatabase();
  dataSource = await openForMigrations(databaseOptions(database.settings));
  await migrateUp(dataSource);
  await insertSampleRows(dataSource);
  runner = dataSource.createQueryRunner();
});
afterAll(async () => {
  await runner.release();
  await dataSource.destroy();
  await database.drop();
});

/** A row like the sample row of the table, but for these columns. */
async function another(table: string, values: Record<string, string | number | null>): Promise<void> {
  const [sample] = (await dataSource.query(`SELECT * FROM ${table} LIMIT 1`)) as Record<string, unknown>[];
  const row = { ...sample, ...values };
  const literal = (value: unknown): string =>
    value === null || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : `'${String(value).replaceAll("'", "''")}'`;
  const columns = Object.keys(row).map((column) => `"${column}"`);
  await dataSource.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')})`,
  );
}

async function placedEarlier(position: number, recordedAt: string, before: string | null, subQuotaId: string) {
  const id = `0197aaaa-0000-7000-8000-00000000000${position}`;
  const [last] = await dataSource.query<{ hash: string }[]>(`SELECT hash FROM audit_heads WHERE chain = 'open'`);
  const entry = {
    id,
    position,
    chain: 'open',
    action: 'case.place_in_sub_quota',
    case_id: CASE,
    recorded_at: recordedAt,
    previous_hash: last!.hash,
  };
  await another('audit_entries', {
    ...entry,
    ...{ actor_id: OFFICIAL, actor_name: "Anna O'Lind", reason: 'They moved.' },
  });
  await another('audit_payloads', { entry_id: id, payload: JSON.stringify({ subQuota: 'B', before, subQuotaId }) });
}

it('the migration fills in where cases stood before, from the audit log, in order', async () => {
  await new CaseSubQuotas1735700001361().down(runner);
  for (const [index, id] of SUB_QUOTAS.entries()) await another('sub_quotas', { id, name: `Share ${index}` });
  await another('cases', {
    ...{ id: CASE, diary_number: 'VID-2025-09999', resettlement_reference_number: null },
    ...{ sub_quota_id: SUB_QUOTAS[1]!, received_on: '2025-01-07', changed_at: '2025-01-07T08:00:00.000Z' },
  });
  // Late in the evening of UTC: the next day in Sweden.
  await placedEarlier(2, '2025-02-01T23:30:00.000Z', null, SUB_QUOTAS[0]!);
  await placedEarlier(3, '2025-03-01T08:00:00.000Z', SUB_QUOTAS[0]!, SUB_QUOTAS[1]!);

  await new CaseSubQuotas1735700001361().up(runner);
  const rows = await dataSource.query(
    `SELECT step, how, sub_quota_id, reason, occurred_on, recorded_by FROM case_sub_quotas WHERE case_id = '${CASE}' ORDER BY step`,
  );
  expect(rows).toEqual([
    { step: 1, how: 'received', sub_quota_id: null, reason: null, occurred_on: '2025-01-07', recorded_by: 'unknown' },
    ...[
      [2, SUB_QUOTAS[0], '2025-02-02'],
      [3, SUB_QUOTAS[1], '2025-03-01'],
    ].map(([step, sub_quota_id, occurred_on]) => ({
      ...{ step, how: 'placed', sub_quota_id, reason: 'They moved.', occurred_on, recorded_by: "Anna O'Lind" },
    })),
  ]);
  await expect(dataSource.query(`DELETE FROM case_sub_quotas`)).rejects.toThrow('never changed or deleted');
});
