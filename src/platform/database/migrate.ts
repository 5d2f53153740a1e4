import type { DataSource } from 'typeorm';

/** Applies the waiting migrations and returns their names. */
export async function migrateUp(dataSource: DataSource): Promise<string[]> {
  const applied = await namingWhatIsAway(dataSource, () => dataSource.runMigrations());
  return applied.map((migration) => migration.name);
}

/**
 * Takes the last migration back. On SQLite foreign keys rest meanwhile: a re-created parent table would otherwise take its
 * children's rows along (ON DELETE CASCADE); they are checked afterwards.
 */
export async function migrateDown(dataSource: DataSource): Promise<void> {
  const sqlite = dataSource.options.type === 'sqlite';
  if (sqlite) await dataSource.query('PRAGMA foreign_keys = OFF');
  await namingWhatIsAway(dataSource, () => dataSource.undoLastMigration());
  if (!sqlite) return;
  const broken = (await dataSource.query('PRAGMA foreign_key_check')) as unknown[];
  await dataSource.query('PRAGMA foreign_keys = ON');
  if (broken.length > 0) throw new Error(`After the migration ${broken.length} rows point to rows that are gone.`);
}

/** On SQLite a table that is made anew is away for a moment: views and triggers that name it are not asked about meanwhile. */
async function namingWhatIsAway<Result>(dataSource: DataSource, migrate: () => Promise<Result>): Promise<Result> {
  if (dataSource.options.type !== 'sqlite') return migrate();
  await dataSource.query('PRAGMA legacy_alter_table = ON');
  try {
    return await migrate();
  } finally {
    await dataSource.query('PRAGMA legacy_alter_table = OFF');
  }
}

/** The statements that would make the tables equal to the entities; empty when there is no drift. */
export async function drift(dataSource: DataSource): Promise<string[]> {
  const log = await dataSource.driver.createSchemaBuilder().log();
  return log.upQueries.map((query) => query.query);
}
