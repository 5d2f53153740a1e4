import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../app.module.js';
import { readConfig } from '../../platform/index.js';
import { AccessService, systemActor } from '../access.service.js';
import type { Role } from '../domain/permissions.js';

const USAGE = `npm run account -- create --username NAME --name "FULL NAME" --roles administrator[,…] [--municipality CODE]
  The password is read from VIDAR_PASSWORD (at least 15 characters), never from the command line.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { username: { type: 'string' }, name: { type: 'string' }, roles: { type: 'string' }, municipality: { type: 'string' } },
});
const password = process.env.VIDAR_PASSWORD ?? '';
if (positionals[0] !== 'create' || !values.username || !values.name || !values.roles || password.length < 15) {
  console.error(USAGE);
  process.exit(2);
}
const app = await NestFactory.createApplicationContext(AppModule.with(readConfig(process.env)), { logger: ['error'] });
try {
  const id = await app.get(AccessService).createAccount(systemActor('command line'), {
    username: values.username,
    name: values.name,
    password,
    roles: values.roles.split(',') as Role[],
    municipalityCode: values.municipality ?? null,
  });
  console.log(`made account ${values.username} (${id})`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await app.close();
}
