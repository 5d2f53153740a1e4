import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { permits, ROLES, type Permission, type Role } from '../../../src/access/index.js';
import type { TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';
import { documentOf, isBelowBase, operationsOf, type Operation } from '../../support/operations.js';
import { anythingToRead, SEARCHES, type Readable } from './anything-to-read.js';

// security.md 6, A2: whatever can be read leaves one entry, or says why it leaves none; of every GET of the document and every search.

type ReadOperation = Operation & { 'x-logs'?: string; 'x-not-logged'?: string };

let app: TestApp;
let readable: Readable;
let reads: ReadOperation[];
beforeAll(async () => {
  readable = await anythingToRead();
  app = readable.app;
  reads = operationsOf(documentOf(app)).filter(
    (operation) => isBelowBase(operation) && (operation.method === 'GET' || 'x-logs' in operation),
  );
});
afterAll(() => app.close());

interface Entry {
  log: string;
  action: string;
  subjectId: string | null;
  payload: string;
}

/** How many entries each of the three logs has: the open chain, the one behind the wall, and the compartment of the duty. */
const lengths = async (): Promise<Record<'open' | 'security' | 'duty', number>> => {
  const [found] = await app.dataSource.query<Record<'open' | 'security' | 'duty', string>[]>(
    `SELECT (SELECT count(*) FROM audit_entries WHERE chain = 'open') AS open,
       (SELECT count(*) FROM audit_entries WHERE chain = 'security') AS security, (SELECT count(*) FROM duty_records) AS duty`,
  );
  return { open: Number(found!.open), security: Number(found!.security), duty: Number(found!.duty) };
};

/** What was written since, in whichever log. A record of the compartment tells nothing without its key. */
async function writtenSince(before: Awaited<ReturnType<typeof lengths>>): Promise<Entry[]> {
  const found = await app.dataSource.query<Entry[]>(
    `SELECT e.chain AS log, e.action, e.subject_id AS "subjectId", p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
     WHERE (e.chain = 'open' AND e.position > ${before.open}) OR (e.chain = 'security' AND e.position > ${before.security})`,
  );
  const { duty } = await lengths();
  const sealed = { log: 'duty', action: 'duty.read', subjectId: null, payload: '{}' };
  return [...found, ...Array.from({ length: duty - before.duty }, () => sealed)];
}

const readersOf = ({ permission }: Operation): Role[] =>
  permission === 'public' || permission === 'session'
    ? ['coordinator']
    : ROLES.filter((role) => permits([role], permission as Permission));

/** The first answer that is not a refusal, over the ids and the readers there are; with what it wrote. */
async function firstRead(operation: ReadOperation): Promise<{ reply: Reply; entries: Entry[] } | null> {
  for (const path of readable.pathsOf(operation))
    for (const role of readersOf(operation)) {
      // To sign in is an act of its own.
      await app.as(role).get('/sessions/current').expect(200);
      const before = await lengths();
      const reply =
        operation.method === 'GET'
          ? await app.as(role).get(path)
          : await app.as(role).post(path, SEARCHES[operation.operationId]!(readable), { key: null });
      if (reply.status === 200) return { reply, entries: await writtenSince(before) };
    }
  return null;
}

it('every read declares what it logs, or why nothing', () => {
  const undeclared = reads.filter((read) => !read['x-logs'] === !read['x-not-logged']);
  expect(undeclared.map(({ operationId }) => operationId)).toEqual([]);
  const notLogged = reads.filter((read) => read['x-not-logged']);
  process.stdout.write(`  ${ENGINE}: ${reads.length} reads, of which ${notLogged.length} are not sensitive\n`);
  // Nothing that has to do with a case, a person, a document or the log is among them.
  const sensitive =
    /cases?(?!-officers)\b|person|document(?!-kinds)|audit|submissions\/|screening|indication|dut(y|ies)-to|record-release|report|search/;
  expect(notLogged.map(({ path }) => path).filter((path) => sensitive.test(path.replace(/^\/api\/v1/, '')))).toEqual(
    [],
  );
});

it('each read leaves exactly the entry that it declares, in the log where it belongs', async () => {
  const wrong: unknown[] = [];
  for (const read of reads) {
    if (read.method === 'POST' && !SEARCHES[read.operationId]) continue;
    const { operationId, 'x-logs': declared } = read;
    const done = await firstRead(read);
    if (!done) {
      wrong.push({ operationId, problem: 'was never answered' });
      continue;
    }
    const told = done.entries.map(({ log, action }) => `${log} ${action}`);
    // Where two persons are held against each other the read is about both.
    const subjects = new Set(done.entries.map(({ subjectId }) => subjectId));
    const expected = declared === undefined ? 0 : operationId === 'compareDuplicateSuspicion' ? 2 : 1;
    const whole = done.entries.length === expected && done.entries.every(({ action }) => action === declared);
    if (!whole || (expected > 0 && subjects.size !== expected)) wrong.push({ operationId, declared, told });
    const walled = /^(screening|indication)\./.test(declared ?? '') && operationId !== 'listIndicationsOfCase';
    if (walled && done.entries.some(({ log }) => log !== 'security')) wrong.push({ operationId, told });
  }
  expect(wrong.map((one) => JSON.stringify(one))).toEqual([]);
}, 300_000);

it('a list tells its filter and how many were found; whoever reads behind the wall is logged there', async () => {
  const last = async (chain: string): Promise<Entry> => {
    const [found] = await app.dataSource.query<Entry[]>(
      `SELECT e.chain AS log, e.action, p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
       WHERE e.chain = '${chain}' ORDER BY e.position DESC LIMIT 1`,
    );
    return { ...found!, payload: JSON.parse(found!.payload) as never };
  };
  const { body } = await app.as('case_officer').get('/duplicate-suspicions?limit=1').expect(200);
  expect(await last('open')).toMatchObject({
    action: 'duplicate.list',
    payload: { filter: { limit: '1' }, count: body.items.length },
  });
  await app.as('security_unit').get(`/cases/${readable.caseIds[0]!}`).expect(200);
  expect(await last('security')).toMatchObject({ action: 'case.read' });
});

it('a read that finds nothing leaves none of a case that is not there, and one that is refused only that it was', async () => {
  const before = await lengths();
  await app.as('case_officer').get('/cases/01969d2e-3c0f-7a52-8a4e-000000000000').expect(404);
  expect(await writtenSince(before)).toEqual([]);
  await app.as('statistician').get(`/cases/${readable.caseIds[0]!}`).expect(403);
  expect((await writtenSince(before)).map(({ action }) => action)).toEqual(['access.refuse']);
});
