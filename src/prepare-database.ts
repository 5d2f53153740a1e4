import { hasDemoAccounts, systemActor } from './access/index.js';
import { databaseOptions } from './app.database.js';
import type { Clock } from './kernel/index.js';
import { openDataSource, openForMigrations } from './platform/database/data-source.js';
import { holdDatabaseFile } from './platform/database/lock-file.js';
import { migrateUp } from './platform/database/migrate.js';
import { unusable } from './platform/database/unusable.js';
import { SystemClock, UnitOfWork, type Config } from './platform/index.js';
import { seedReference } from '../seeds/reference/seed.js';

/**
 * Before the server starts: holds the SQLite file for this process, applies waiting migrations outside production (in production
 * they are the operator's own step, and their absence stops the start), brings reference data up to date, and refuses demo
 * accounts in production. Returns what to call before the process ends; throws an Error with one sentence for the operator.
 */
export async function prepareDatabase(
  config: Config,
  clock: Clock = new SystemClock(),
): Promise<{ release: () => Promise<void> }> {
  const options = databaseOptions(config.database);
  let release = async (): Promise<void> => undefined;
  try {
    if (options.type === 'sqlite') release = await holdDatabaseFile(options.database);
    if (!config.production) {
      const unpooled = await openForMigrations(options);
      await migrateUp(unpooled).finally(() => unpooled.destroy());
    }
    const dataSource = await openDataSource(options);
    try {
      const unitOfWork = new UnitOfWork(dataSource, clock);
      if (config.production && (await unitOfWork.read(hasDemoAccounts)))
        throw new Error('This database has demo accounts: it cannot be used in production.');
      await unitOfWork.run(systemActor('start'), seedReference);
    } finally {
      await dataSource.destroy();
    }
  } catch (error) {
    await release();
    throw unusable(error, options);
  }
  return { release };
}
