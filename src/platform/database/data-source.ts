import { mkdirSync } from 'node:fs';
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
    };
  return { ...common, type: 'sqlite', database: settings.url, enableWAL: true, busyTimeout: 5000 };
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
