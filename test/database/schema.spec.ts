import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumn } from 'typeorm';
import { databaseOptions } from '../../src/app.database.js';
import { openForMigrations } from '../../src/platform/database/data-source.js';
import { drift, migrateDown, migrateUp } from '../../src/platform/database/migrate.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';
import { countRows, insertSampleRows, parentTables } from '../support/sample-rows.js';

/** Re-creates every table that has children, as a migration that adds a column through the schema API does on SQLite. */
class TouchParents9999999999999 implements MigrationInterface {
  name = 'TouchParents9999999999999';
  static tables: string[] = [];

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TouchParents9999999999999.tables)
      await runner.addColumn(table, new TableColumn({ name: 'planted', type: 'integer', isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TouchParents9999999999999.tables) await runner.dropColumn(table, 'planted');
  }
}

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await emptyDatabase();
  dataSource = await openForMigrations(databaseOptions(database.settings));
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** Opens the same database with one more migration, or without it again. */
async function reopen(more: (new () => MigrationInterface)[]): Promise<void> {
  await dataSource.destroy();
  const options = databaseOptions(database.settings);
  const migrations = [...(options.migrations as (new () => MigrationInterface)[]), ...more];
  dataSource = await openForMigrations({ ...options, migrations });
}

/** Tables, columns, indexes, constraints, triggers and functions as the engine itself describes them. */
async function description(): Promise<unknown[]> {
  if (ENGINE === 'sqlite')
    return dataSource.query(
      `SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND tbl_name <> 'migrations' ORDER BY type, name`,
    );
  const parts = await Promise.all(
    [
      `SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> 'migrations' ORDER BY table_name, column_name`,
      `SELECT conrelid::regclass::text AS t, conname, pg_get_constraintdef(oid) AS d FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'migrations' ORDER BY t, conname`,
      `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY indexdef`,
      `SELECT tgrelid::regclass::text AS t, pg_get_triggerdef(oid) AS d FROM pg_trigger WHERE NOT tgisinternal ORDER BY t, d`,
      `SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY proname`,
    ].map((query) => dataSource.query<unknown[]>(query)),
  );
  return parts.flat();
}

async function allDown(): Promise<void> {
  for (const _ of dataSource.migrations) await migrateDown(dataSource);
}

const tables = (): string[] => dataSource.entityMetadatas.map((entity) => entity.tableName);

describe('the migrations', () => {
  it('build every table from nothing, without drift from the entities', async () => {
    await migrateUp(dataSource);
    expect(await drift(dataSource)).toEqual([]);
    expect(await migrateUp(dataSource)).toEqual([]);
  });

  it('go all the way down, leave nothing behind, and come up again the same', async () => {
    await migrateUp(dataSource);
    const before = await description();
    expect(before.length).toBeGreaterThan(tables().length);
    await allDown();
    expect(await description()).toEqual([]);
    await migrateUp(dataSource);
    expect(await description()).toEqual(before);
    expect(await drift(dataSource)).toEqual([]);
  });

  it('keep every row when the last one is taken back and applied again', async () => {
    await migrateUp(dataSource);
    await insertSampleRows(dataSource);
    const before = await countRows(dataSource, tables());
    expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([]);

    await migrateDown(dataSource);
    const kept = await existing(tables());
    expect(await countRows(dataSource, kept)).toEqual(pick(before, kept));
    await migrateUp(dataSource);
    expect(await countRows(dataSource, kept)).toEqual(pick(before, kept));
    expect(await drift(dataSource)).toEqual([]);
  });

  it('keep the children when a migration re-creates their parents, up, down and up', async () => {
    await migrateUp(dataSource);
    await insertSampleRows(dataSource);
    const before = await countRows(dataSource, tables());
    TouchParents9999999999999.tables = parentTables(dataSource);
    expect(TouchParents9999999999999.tables.length).toBeGreaterThan(0);

    await reopen([TouchParents9999999999999]);
    expect(await migrateUp(dataSource)).toEqual(['TouchParents9999999999999']);
    expect(await countRows(dataSource, tables())).toEqual(before);
    await migrateDown(dataSource);
    expect(await countRows(dataSource, tables())).toEqual(before);
    expect(await drift(dataSource)).toEqual([]);
    await migrateUp(dataSource);
    expect(await countRows(dataSource, tables())).toEqual(before);
  });
});

async function existing(names: readonly string[]): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    const found: string[] = [];
    for (const name of names) if (await runner.hasTable(name)) found.push(name);
    return found;
  } finally {
    await runner.release();
  }
}

const pick = (counts: Record<string, number>, names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, counts[name]!]));
