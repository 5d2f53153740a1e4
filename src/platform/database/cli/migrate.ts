import { databaseOptions } from '../../../app.database.js';
import { readConfig } from '../../config/config.js';
import { openForMigrations } from '../data-source.js';
import { holdDatabaseFile } from '../lock-file.js';
import { drift, migrateDown, migrateUp } from '../migrate.js';
import { unusable } from '../unusable.js';

const USAGE = 'npm run migrate -- up | down | diff   (diff prints what the tables lack against the entities)';

/** Changes the tables while no server uses them. Throws an Error for the operator. */
async function migrate(command: string | undefined): Promise<string> {
  if (!['up', 'down', 'diff'].includes(command ?? '')) throw new Error(USAGE);
  // The key is not needed here, and whoever migrates need not have it.
  const config = readConfig({ ...process.env, NODE_ENV: 'development', SCREENING_KEY: undefined });
  const options = databaseOptions(config.database);
  let release = async (): Promise<void> => undefined;
  try {
    if (options.type === 'sqlite') release = await holdDatabaseFile(options.database);
    const dataSource = await openForMigrations(options);
    try {
      if (command === 'up')
        return (await migrateUp(dataSource)).map((name) => `applied ${name}`).join('\n') || 'nothing to apply';
      if (command === 'diff') return (await drift(dataSource)).join(';\n') || 'no difference';
      await migrateDown(dataSource);
      return 'took the last migration back';
    } finally {
      await dataSource.destroy();
    }
  } catch (error) {
    throw unusable(error, options);
  } finally {
    await release();
  }
}

try {
  console.log(await migrate(process.argv[2]));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
