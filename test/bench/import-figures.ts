import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { XLSX } from '../../src/platform/index.js';
import { openPeriod } from '../factories/quotas.js';
import { startApp } from '../support/app.js';
import { startServer, type Server } from '../support/built-server.js';
import { startPostgres, stopPostgres } from '../support/postgres-server.mjs';
import { bareInserts, type Way } from './import-bare.js';
import { asLines, asWorkbook, forms } from './import-forms.js';
import { atLeast, atMost, type Figure } from './measure.js';

const OFFICIAL = { username: 'bench.official', password: 'a sentence for the tests' };
const POLL_MS = 1_000;
const MOST_MEGABYTES = 300;
const LEAST_RATIO = 0.25;

/** The figures of this engine for so many cases. PostgreSQL keeps what it has committed, as in production. */
export async function importFigures(count: number): Promise<Figure[]> {
  process.env.VIDAR_TEST_FOLDER = mkdtempSync(join(tmpdir(), 'vidar-bench-'));
  if (ENGINE === 'postgres') await startPostgres({ durable: true });
  const rrfs = forms(count);
  const persons = rrfs.reduce((sum, rrf) => sum + rrf.persons.length, 0);
  console.log(`${ENGINE}: ${count} cases, ${persons} persons`);
  const figures: Figure[] = [];
  for (const format of ['jsonLines', 'workbook'] as const) {
    const name = `${format}-${ENGINE}`;
    const databases = await threeDatabases();
    const file = format === 'jsonLines' ? asLines(rrfs) : await asWorkbook(rrfs);
    const [path, type] = format === 'jsonLines' ? ['/imports', 'application/x-ndjson'] : ['/imports/workbook', XLSX];
    const server = await startServer(databases.imported, OFFICIAL);
    const seconds = await imported(server, { path, type, file, count, name });
    const megabytes = await server.peakMegabytes();
    await server.stop();
    const bare = await bareInserts(databases.imported, databases.bare);
    const [here, rowByRow, together] = [
      count / seconds,
      bare.lines / bare.seconds.rowByRow,
      bare.lines / bare.seconds.together,
    ];
    console.log(
      `${name}: ${here.toFixed(1)} lines a second; as bare inserts of ${bare.rows} rows ${rowByRow.toFixed(1)}, ` +
        `with all rows of a table and a case in one ${together.toFixed(1)} (${(here / together).toFixed(3)}); peak ${megabytes.toFixed(0)} MB`,
    );
    figures.push(
      atLeast(`import-to-bare-inserts-${name}`, here / rowByRow, LEAST_RATIO),
      atMost(`import-peak-megabytes-${name}`, megabytes, MOST_MEGABYTES),
    );
  }
  if (ENGINE === 'postgres') await stopPostgres();
  rmSync(process.env.VIDAR_TEST_FOLDER, { recursive: true, force: true });
  return figures;
}

/** A register with an official and this year's quota, and two copies of it. */
async function threeDatabases(): Promise<{ imported: string; bare: Record<Way, string> }> {
  const app = await startApp({ today: new Date().toISOString().slice(0, 10) });
  await app.newOfficial({ ...OFFICIAL, roles: ['coordinator'] });
  await openPeriod(app, {
    subQuotas: [
      { name: 'Uganda', places: 80_000, countriesOfAsylum: ['UG'] },
      { name: 'Emergency', places: 1_000, scheme: 'emergency', priority: 'emergency' },
      { name: 'Any', places: 1_000 },
    ],
  });
  const { options } = app.dataSource;
  // The server is closed and its database stays.
  await app.server.close();
  if (options.type === 'sqlite') {
    const bare = { rowByRow: `${options.database}-rows`, together: `${options.database}-together` };
    for (const copy of Object.values(bare)) await copyFile(options.database, copy);
    return { imported: options.database, bare };
  }
  const { url: imported } = options as { url: string };
  const bare = { rowByRow: `${imported}-rows`, together: `${imported}-together` };
  const client = new pg.Client({ connectionString: process.env.TEST_PG_URL });
  await client.connect();
  const nameOf = (url: string): string => new URL(url).pathname.slice(1);
  for (const copy of Object.values(bare))
    await client.query(`CREATE DATABASE "${nameOf(copy)}" TEMPLATE "${nameOf(imported)}"`);
  await client.end();
  return { imported, bare };
}

interface Sent {
  readonly path: string;
  readonly type: string;
  readonly file: Buffer;
  readonly count: number;
  readonly name: string;
}

/** Sends the file and returns the seconds until all of it is taken in. */
async function imported(server: Server, { path, type, file, count, name }: Sent): Promise<number> {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  const { id } = await server.post<{ id: string }>(path, file, type);
  console.log(`${name}: ${(file.length / 1e6).toFixed(1)} MB taken in ${seconds().toFixed(1)} s`);
  let told = 0;
  for (;;) {
    const report = await server.get<{ status: string; done: number; created: number }>(`/imports/${id}?limit=1`);
    const took = seconds();
    if (report.done >= told + count / 10) {
      told = report.done;
      console.log(`${name}: ${told} of ${count} lines after ${took.toFixed(0)} s`);
    }
    if (report.status === 'done' && report.created === count) return took;
    if (report.status !== 'waiting' && report.status !== 'running')
      throw new Error(`The import is ${report.status}: ${JSON.stringify(report)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
