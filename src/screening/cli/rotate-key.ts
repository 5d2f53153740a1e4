import { databaseOptions } from '../../app.database.js';
import { systemActor } from '../../access/index.js';
import { AuditService } from '../../audit/index.js';
import { openDataSource } from '../../platform/database/data-source.js';
import { holdDatabaseFile } from '../../platform/database/lock-file.js';
import { unusable } from '../../platform/database/unusable.js';
import { readConfig, SystemClock, UnitOfWork } from '../../platform/index.js';
import { RotateKey, type Rotated } from '../rotate-key.js';

/** Seals everything behind the wall with the new key. On SQLite the server is stopped meanwhile. Throws an Error for the operator. */
async function rotate(): Promise<Rotated> {
  const config = readConfig(process.env);
  const options = databaseOptions(config.database);
  let release = async (): Promise<void> => undefined;
  try {
    if (options.type === 'sqlite') release = await holdDatabaseFile(options.database);
    const dataSource = await openDataSource(options);
    try {
      const unitOfWork = new UnitOfWork(dataSource, new SystemClock());
      return await new RotateKey(unitOfWork, new AuditService(), config).run(systemActor('command line'));
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
  const { resealed, verified } = await rotate();
  console.log(`sealed ${resealed} anew; all ${verified} open with the new key, SCREENING_PREVIOUS_KEY can go`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
