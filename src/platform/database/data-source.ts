import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import { SnakeNames } from './naming.js';
import { poolSqlite } from './sqlite-pool.js';

type Classes = MixedList<new () => object>;

export interface DatabaseSettings {
  /** `postgres://...`, or the path of an SQLite file. */
  url: string;
  poolSize: number;
}

const isPostgresUrl = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** sqlite3 without the `verbose` mode that TypeORM turns on: it takes a stack trace for every statement, a tenth of the time. */
function sqliteDriver(): unknown {
  const sqlite3 = createRequire(import.meta.url)('sqlite3') as { Database: unknown };
  return { Database: sqlite3.Database, verbose: () => sqlite3 };
}

/** The options of one engine, from the same entities and migrations. Nothing is ever synchronised from the entities. */
export function dataSourceOptions(
  settings: DatabaseSettings,
  entities: Classes,
  migrations: Classes,
): DataSourceOptions {
  const common = {
    entities: entities as never,
    migrations: migrations as never,
    namingStrategy: new SnakeNames(),
    migrationsTransactionMode: 'each' as const,
    // A condition on a missing value must not become no condition at all.
    invalidWhereValuesBehavior: { null: 'throw' as const, undefined: 'throw' as const },
  };
  if (isPostgresUrl(settings.url))
    return {
      ...common,
      type: 'postgres',
      url: settings.url,
      poolSize: settings.poolSize,
      connectTimeoutMS: 10_000,
      applicationName: 'vidar',
      // Statements that do not wait for each other's answers go to the server together: one journey instead of several.
      extra: { pipeline: true },
    };
  return {
    ...common,
    type: 'sqlite',
    database: settings.url,
    driver: sqliteDriver(),
    enableWAL: true,
    busyTimeout: 5000,
  };
}

/** An open data source without the pool: for migrations alone (`undo` needs one connection, see the migrate command). */
export async function openForMigrations(options: DataSourceOptions): Promise<DataSource> {
  if (options.type === 'sqlite') mkdirSync(dirname(options.database), { recursive: true });
  return new DataSource(options).initialize();
}

/** An open data source for the server: on SQLite with a real pool under it. Throws when migrations are waiting. */
export async function openDataSource(options: DataSourceOptions): Promise<DataSource> {
  const dataSource = await openForMigrations(options);
  if (await dataSource.showMigrations()) {
    await dataSource.destroy();
    throw new Error('The database lacks migrations. Run `npm run migrate -- up` first.');
  }
  return options.type === 'sqlite' ? poolSqlite(dataSource) : dataSource;
}
