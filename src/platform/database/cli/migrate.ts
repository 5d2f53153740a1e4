import { databaseOptions } from '../../../app.database.js';
import { readConfig } from '../../config/config.js';
import { openForMigrations } from '../data-source.js';
import { drift, migrateDown, migrateUp } from '../migrate.js';

const USAGE = 'npm run migrate -- up | down | diff   (diff prints what the tables lack against the entities)';

const config = readConfig({ ...process.env, SCREENING_KEY: process.env.SCREENING_KEY || Buffer.alloc(32).toString('base64') });
const dataSource = await openForMigrations(databaseOptions(config.database));
try {
  switch (process.argv[2]) {
    case 'up':
      console.log((await migrateUp(dataSource)).map((name) => `applied ${name}`).join('\n') || 'nothing to apply');
      break;
    case 'down':
      await migrateDown(dataSource);
      console.log('took the last migration back');
      break;
    case 'diff':
      console.log((await drift(dataSource)).join(';\n') || 'no difference');
      break;
    default:
      console.error(USAGE);
      process.exitCode = 2;
  }
} finally {
  await dataSource.destroy();
}
