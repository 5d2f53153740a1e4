import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { PinoLogger } from '../../../src/platform/http/logger.js';
import { startApp, type TestApp } from '../../support/app.js';
import { DocumentedRequests } from '../../support/document.js';
import { runFolder } from '../../support/engines.js';
import { everything } from '../../support/everything.js';
import { FILE_FORMS, openedIn } from '../../support/two-worlds/files.js';
import { BEGINNING, CANARIES, plantAll, planted, SEED } from './walled-canaries.js';

// 200 random strings in everything that is written behind the wall. None may be found in an answer to somebody without need to know, in
// a file that is exported, in a log line, nor in the database as it lies on the disk (security.md 3).

let app: TestApp;
let cases: CaseResponse[];
const lines: string[] = [];
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  // Everything that the server would log at its most talkative.
  Logger.overrideLogger(new PinoLogger('debug', { write: (line) => void lines.push(line) }));
  cases = await plantAll(app);
}, 60_000);
afterAll(async () => {
  Logger.overrideLogger(new PinoLogger('error'));
  await app.close();
});

const foundIn = (text: string | Buffer): string[] =>
  text.includes(BEGINNING) ? planted.filter((one) => text.includes(one)) : [];

describe(`${CANARIES} canaries behind the wall (seed ${SEED})`, () => {
  it('are all there for those with need to know', async () => {
    const unit = app.as('security_unit');
    const read = [];
    for (const { id, persons } of cases) {
      read.push((await unit.get(`/cases/${id}/screening`).expect(200)).body);
      read.push((await unit.get(`/persons/${persons[0]!.id}/register-facts`).expect(200)).body);
    }
    for (const { id } of (await unit.get('/indications?limit=200').expect(200)).body.items as { id: string }[])
      read.push((await unit.get(`/indications/${id}`).expect(200)).body);
    read.push((await unit.get('/screening/batches').expect(200)).body);
    expect(foundIn(JSON.stringify(read))).toEqual(planted);
    expect(planted).toHaveLength(CANARIES);
  });

  it.each(ROLES.filter((role) => !permits([role], 'screening.read')))(
    'are in no answer or file for %s',
    async (role) => {
      const requests = await DocumentedRequests.of(app);
      // Files are asked for in every form by whoever may read most; a form says nothing that the answer in JSON does not.
      const forms = role === 'coordinator' ? FILE_FORMS : [];
      const answers = [...(await requests.read(role, cases, { forms })), ...(await requests.act(role, cases))];
      expect(answers.length).toBeGreaterThan(5);
      for (const { request, reply } of answers) {
        // What another register answered has a permission of its own: the exclusion specialist reads it.
        if (request.endsWith('/register-facts') && permits([role], 'register.read')) continue;
        const told = JSON.stringify([reply.body, ...reply.headers, await openedIn({ request, reply })]);
        expect([request, foundIn(told)]).toEqual([request, []]);
      }
    },
  );

  it('are in no line of the log', () => {
    expect(lines.length).toBeGreaterThan(CANARIES);
    expect(foundIn(lines.join('\n'))).toEqual([]);
  });

  it('are in no row of any table', async () => {
    const columns = Object.entries(await everything(app.dataSource)).flatMap(([table, rows]) =>
      rows.flatMap((row) =>
        Object.entries(row).flatMap(([column, value]) =>
          JSON.stringify(value ?? null).includes(BEGINNING) ? [[table, column, value]] : [],
        ),
      ),
    );
    expect(columns).toEqual([]);
  });

  it('are in no byte of the files of the database, nor of the documents', async () => {
    const found = { canary: [] as string[], open: 0 };
    for (const file of [...(await filesOfDatabase()), ...(await filesIn(join(runFolder(), 'documents')))]) {
      const bytes = await readFile(file).catch(() => Buffer.alloc(0));
      if (bytes.includes(BEGINNING)) found.canary.push(file);
      if (bytes.includes(cases[0]!.diaryNumber)) found.open += 1;
    }
    expect(found.canary).toEqual([]);
    // What is open is found there: the files are the right ones.
    expect(found.open).toBeGreaterThan(0);
  });
});

/** The file with its write-ahead log; on PostgreSQL the folder of the database, once it was written to the disk. */
async function filesOfDatabase(): Promise<string[]> {
  if (ENGINE === 'sqlite') {
    const { database } = app.dataSource.options as { database: string };
    return ['', '-wal'].map((suffix) => database + suffix);
  }
  await app.dataSource.query('CHECKPOINT');
  const [{ folder }] = await app.dataSource.query<[{ folder: string }]>(
    `SELECT current_setting('data_directory') || '/base/' || oid AS folder FROM pg_database WHERE datname = current_database()`,
  );
  return filesIn(folder);
}

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name));
