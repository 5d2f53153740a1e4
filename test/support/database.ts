import { join } from 'node:path';
import { AccessService, ROLES, systemActor } from '../../src/access/index.js';
import { databaseOptions } from '../../src/app.database.js';
import { AuditService } from '../../src/audit/index.js';
import { openDataSource, openForMigrations, type DatabaseSettings } from '../../src/platform/database/data-source.js';
import { migrateUp } from '../../src/platform/database/migrate.js';
import { readConfig, SettableClock, UnitOfWork, type Config } from '../../src/platform/index.js';
import { seedReference } from '../../seeds/reference/seed.js';
import { postgres, runFolder, sqlite } from './engines.js';
import { onceARun } from './once-a-run.js';

export interface TestDatabase {
  settings: DatabaseSettings;
  drop(): Promise<void>;
}

/** The municipality whose account the role `municipality` signs in with: Stockholm. */
export const OWN_MUNICIPALITY = '0180';

const TEMPLATE = 'template';
const engine = ENGINE === 'postgres' ? postgres : sqlite;
let made = 0;

/** The settings of a server on this database; problems are logged, the rest is not. */
export const testConfig = (database: DatabaseSettings, settings: Record<string, string> = {}): Config =>
  readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: String(database.poolSize),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    VIDAR_DOCUMENTS: join(runFolder(), 'documents'),
    ...settings,
  });

/** A database of one's own with all migrations, the reference data and one account for each role: a copy, made in a moment. */
export async function freshDatabase(): Promise<TestDatabase> {
  await onceARun(`${ENGINE}-template`, makeTemplate);
  return newDatabase(TEMPLATE);
}

/** A database of one's own without a single table. */
export const emptyDatabase = (): Promise<TestDatabase> => newDatabase();

async function newDatabase(template?: string): Promise<TestDatabase> {
  const name = `${process.pid}-${(made += 1)}`;
  await engine.create(name, template);
  return { settings: settingsOf(name), drop: () => engine.drop(name) };
}

const settingsOf = (name: string): DatabaseSettings => ({ url: engine.url(name), poolSize: 10 });

async function makeTemplate(): Promise<void> {
  await engine.drop(TEMPLATE);
  await engine.create(TEMPLATE);
  const settings = settingsOf(TEMPLATE);
  const options = databaseOptions(settings);

  const bare = await openForMigrations(options);
  await migrateUp(bare);
  await bare.destroy();

  const dataSource = await openDataSource(options);
  const clock = new SettableClock();
  clock.set('2020-01-01T08:00:00.000Z');
  const unitOfWork = new UnitOfWork(dataSource, clock);
  const actor = systemActor('test-template');
  await unitOfWork.run(actor, (tx) => seedReference(tx));

  const access = new AccessService(unitOfWork, new AuditService(), testConfig(settings));
  for (const role of ROLES)
    await access.createAccount(actor, {
      username: role.replaceAll('_', '.'),
      name: nameOf(role),
      password: 'a sentence for the tests',
      roles: [role],
      municipalityCode: role === 'municipality' ? OWN_MUNICIPALITY : null,
    });
  await dataSource.destroy();
}

const nameOf = (role: string): string => role[0]!.toUpperCase() + role.slice(1).replaceAll('_', ' ');
