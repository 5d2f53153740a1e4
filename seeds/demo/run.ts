import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AccessService, systemActor } from '../../src/access/index.js';
import { createApp, endOnSignal } from '../../src/app.js';
import { readConfig, SettableClock } from '../../src/platform/index.js';
import { prepareDatabase } from '../../src/prepare-database.js';
import { DemoClient } from './demo-client.js';
import { DEMO_PASSWORD, municipalityAccount, OFFICIALS } from './officials.js';
import { printReport } from './report.js';
import { MUNICIPALITIES } from './set-up-quota.js';
import { Story } from './story.js';

const { values } = parseArgs({ options: { exit: { type: 'boolean', default: false } } });
if (process.env.NODE_ENV === 'production')
  throw new Error('The demo makes accounts that everybody knows: it does not run in production.');

const FILE = 'data/demo.sqlite';
const began = performance.now();
const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s`;

// A second run starts from a clean database.
for (const file of [FILE, `${FILE}-wal`, `${FILE}-shm`]) rmSync(file, { force: true });
mkdirSync('out', { recursive: true });

// The year is told in seconds: a session lasts through all of it.
const config = readConfig({
  ...process.env,
  NODE_ENV: 'development',
  DATABASE_URL: FILE,
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  SESSION_HOURS: '20000',
  SESSION_IDLE_MINUTES: '1000000',
});
const clock = new SettableClock();
clock.set('2025-01-07T07:00:00.000Z');
const { release } = await prepareDatabase(config, clock);
const app = await createApp(config, clock);
await app.listen(values.exit ? 0 : config.port, config.host);
const url = (await app.getUrl()).replace('[::1]', 'localhost');
console.log(`${seconds()}  database made, migrations applied, reference data seeded`);

const access = app.get(AccessService);
const accounts = [...OFFICIALS, ...MUNICIPALITIES.map(([code, name]) => municipalityAccount(code, name))];
for (const official of accounts)
  await access.createAccount(systemActor('demo'), { ...official, password: DEMO_PASSWORD, demo: true });
console.log(`${seconds()}  ${accounts.length} officials can sign in, all with the password "${DEMO_PASSWORD}"\n`);

try {
  const client = new DemoClient(url);
  const story = new Story(client, (date, what, cases, persons) =>
    console.log(
      `${seconds()}  ${date}  ${what.padEnd(72)} ${String(persons).padStart(4)} persons${cases > 0 ? ` (${cases})` : ''}`,
    ),
  );
  const quota = await story.tellAll();
  await printReport(client, quota);
  console.log(`\nTold in ${seconds().trim()}.`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
if (values.exit || process.exitCode === 1) {
  await app.close();
  await release();
} else {
  endOnSignal(app, release);
  console.log(`\nVidar serves on ${url} — Swagger UI at ${url}/docs. Stop with Ctrl+C.`);
}
