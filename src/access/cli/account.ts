import { parseArgs } from 'node:util';
import { databaseOptions } from '../../app.database.js';
import { AuditService } from '../../audit/index.js';
import { openDataSource } from '../../platform/database/data-source.js';
import { unusable } from '../../platform/database/unusable.js';
import { validated } from '../../platform/http/validation.js';
import { readConfig, SystemClock, UnitOfWork } from '../../platform/index.js';
import { CreateAccountRequest } from '../access.dto.js';
import { AccessService, systemActor } from '../access.service.js';

const USAGE = `npm run account -- create --username NAME --name "FULL NAME" --roles administrator[,…] [--municipality CODE]
  The password is read from VIDAR_PASSWORD (at least 15 characters), never from the command line.`;

/** Makes an account by the same rules as POST /accounts; the server may run meanwhile. Throws an Error for the operator. */
async function create(given: {
  username?: string;
  name?: string;
  roles?: string;
  municipality?: string;
}): Promise<void> {
  const wanted = await validated(CreateAccountRequest, {
    username: given.username,
    name: given.name,
    password: process.env.VIDAR_PASSWORD ?? '',
    roles: given.roles?.split(','),
    municipalityCode: given.municipality,
  });
  const config = readConfig(process.env);
  const options = databaseOptions(config.database);
  try {
    const dataSource = await openDataSource(options);
    try {
      const access = new AccessService(new UnitOfWork(dataSource, new SystemClock()), new AuditService(), config);
      const id = await access.createAccount(systemActor('command line'), wanted);
      console.log(`made account ${wanted.username} (${id})`);
    } finally {
      await dataSource.destroy();
    }
  } catch (error) {
    throw unusable(error, options);
  }
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      username: { type: 'string' },
      name: { type: 'string' },
      roles: { type: 'string' },
      municipality: { type: 'string' },
    },
  });
  if (positionals.join() !== 'create' || !values.username || !process.env.VIDAR_PASSWORD) throw new Error(USAGE);
  await create(values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
