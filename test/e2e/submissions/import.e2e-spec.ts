import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { ReceiveSubmission } from '../../../src/submissions/receive-submission.js';
import { anRrf } from '../../factories/rrf.js';
import { counted, receiveRrf } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

interface Line {
  line: number;
  outcome: string;
  caseId: string | null;
  diaryNumber: string | null;
  errors: { pointer: string; code: string; message: string }[];
}

const send = (text: string, contentType = 'application/x-ndjson') =>
  app.as('coordinator').post('/imports', text, { contentType });

/** The report of an import when nothing is left to do. */
async function finished(id: string): Promise<Reply['body']> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { body } = await app.as('coordinator').get(`/imports/${id}`).expect(200);
    if (['done', 'failed'].includes(body.status)) return body;
    await sleep(100);
  }
  throw new Error(`The import ${id} does not end.`);
}
const imported = async (text: string, contentType?: string): Promise<Reply['body']> =>
  finished((await send(text, contentType).expect(202)).body.id);
const batchOf = (...rrfs: unknown[]): string =>
  rrfs.map((rrf) => (typeof rrf === 'string' ? rrf : JSON.stringify(rrf))).join('\n');
const outcomes = (report: { lines: Line[] }): [number, string][] =>
  report.lines.map(({ line, outcome }) => [line, outcome]);

describe('import a batch of RRFs', () => {
  const batch = readFileSync('seeds/demo/rrf-batch-with-bad-lines.jsonl', 'utf8');

  it('takes the good lines of sixty in, and gives the three bad ones back with line, field and reason', async () => {
    const before = await counted(app);
    const report = await imported(batch);
    expect(report).toMatchObject({
      status: 'done',
      total: 60,
      done: 60,
      created: 57,
      unchanged: 0,
      rejected: 3,
      receivedBy: 'Coordinator',
    });
    const bad = (report.lines as Line[]).filter(({ outcome }) => outcome === 'rejected');
    expect(bad.map(({ line, errors }) => [line, errors[0]!.pointer, errors[0]!.code, errors[0]!.message])).toEqual([
      [17, '', 'malformedJson', expect.any(String)],
      [
        31,
        '/caseSize',
        'caseSizeMismatch',
        expect.stringMatching(/^The case size says \d+ persons, but \d+ are listed\.$/),
      ],
      [48, '/countryOfAsylum', 'unknownCountry', expect.stringContaining('XX')],
    ]);
    expect((await counted(app)).cases).toBe(before.cases! + 57);
    for (const { outcome, caseId, diaryNumber } of report.lines as Line[]) {
      expect([caseId !== null, diaryNumber !== null]).toEqual(outcome === 'created' ? [true, true] : [false, false]);
    }
  });

  it('changes nothing when the same batch is sent again', async () => {
    const before = await counted(app);
    expect(await imported(batch)).toMatchObject({ created: 0, unchanged: 57, rejected: 3 });
    expect(await counted(app)).toEqual(before);
  });

  it('lists the lines by outcome, a page at a time', async () => {
    const { id } = await imported(batch);
    const rejected = (await app.as('coordinator').get(`/imports/${id}?outcome=rejected`).expect(200)).body;
    expect(outcomes(rejected)).toEqual([
      [17, 'rejected'],
      [31, 'rejected'],
      [48, 'rejected'],
    ]);
    const first = (await app.as('coordinator').get(`/imports/${id}?limit=40`).expect(200)).body;
    const second = (await app.as('coordinator').get(`/imports/${id}?limit=40&cursor=${first.nextCursor}`).expect(200))
      .body;
    expect([...first.lines, ...second.lines].map(({ line }: Line) => line)).toEqual(
      Array.from({ length: 60 }, (_, index) => index + 1),
    );
    expect(second.nextCursor).toBeNull();
  });

  it('does not keep what it refused, nor what became a case', async () => {
    const { id } = await imported(batchOf(anRrf(), { ...anRrf(), caseSize: 9 }));
    const kept = await app.dataSource.query<{ content: string | null }[]>(
      `SELECT content FROM import_lines WHERE import_id = '${id}'`,
    );
    expect(kept.map(({ content }) => content)).toEqual([null, null]);
  });

  it('takes a line whose RRF is known with other content as its next version', async () => {
    const rrf = anRrf();
    const { caseId, diaryNumber } = await receiveRrf(app, rrf);
    const report = await imported(batchOf(rrf, { ...rrf, priority: 'urgent', priorityJustification: 'Worse.' }, rrf));
    expect(outcomes(report)).toEqual([
      [1, 'unchanged'],
      [2, 'updated'],
      [3, 'unchanged'],
    ]);
    expect(new Set((report.lines as Line[]).map((line) => line.diaryNumber))).toEqual(new Set([diaryNumber]));
    const theCase = (await app.as('coordinator').get(`/cases/${caseId}`).expect(200)).body;
    expect(theCase).toMatchObject({ priority: 'urgent' });
  });

  it('refuses a person of an earlier line or case, and receives the rest', async () => {
    const rrf = anRrf();
    const report = await imported(batchOf(rrf, anRrf({ persons: [rrf.persons[0]!] }), anRrf()));
    expect(outcomes(report)).toEqual([
      [1, 'created'],
      [2, 'rejected'],
      [3, 'created'],
    ]);
    expect(report.lines[1].errors[0]).toMatchObject({ pointer: '/persons', code: 'personInAnotherCase' });
  });

  it('survives whatever stands on a line', async () => {
    const rrf = JSON.stringify(anRrf());
    const report = await imported(
      batchOf(
        '[]',
        '"RRF"',
        'null',
        '{}',
        rrf.replace('{', '{"__proto__":{},'),
        rrf.replace('Kampala', 'Kam\u0000pala'),
        '['.repeat(20_000),
        `${rrf} ${rrf}`,
        '',
        '\ufeff',
        rrf,
      ),
    );
    expect((report.lines as Line[]).map(({ line, outcome, errors }) => [line, outcome, errors[0]?.code])).toEqual([
      [1, 'rejected', 'object'],
      [2, 'rejected', 'object'],
      [3, 'rejected', 'object'],
      [4, 'rejected', expect.any(String)],
      [5, 'rejected', 'unknownField'],
      [6, 'rejected', 'malformedJson'],
      [7, 'rejected', 'malformedJson'],
      [8, 'rejected', 'malformedJson'],
      [11, 'created', undefined],
    ]);
  });

  it('reads a file as Windows writes it: byte order mark, CRLF, plain text', async () => {
    const report = await imported(`\ufeff${batchOf(anRrf())}\r\n${batchOf(anRrf())}\r\n`, 'text/plain');
    expect(outcomes(report)).toEqual([
      [1, 'created'],
      [2, 'created'],
    ]);
  });

  it('goes on where it stopped when it is interrupted, and repeats nothing', async () => {
    const intake = app.server.get(ReceiveSubmission);
    const receive = intake.open.bind(intake);
    let calls = 0;
    intake.open = async (...given) => {
      calls += 1;
      const received = await receive(...given);
      // After the case was written and before the line has its outcome: the worst moment to die.
      if (calls === 54) throw new Error('killed');
      return received;
    };
    const before = await counted(app);
    const report = await imported(batchOf(...Array.from({ length: 60 }, () => anRrf())));
    intake.open = receive;
    expect(report).toMatchObject({ status: 'done', created: 60, rejected: 0 });
    // Fifty lines are one unit of work: those stand, the fifty-first to fifty-fourth are taken in anew.
    expect(calls).toBe(54 + 10);
    expect((await counted(app)).cases).toBe(before.cases! + 60);
    expect(new Set((report.lines as Line[]).map(({ diaryNumber }) => diaryNumber)).size).toBe(60);
  });

  it('acts in the name of the official who sent it', async () => {
    const report = await imported(batchOf(anRrf()));
    const entries = await app.dataSource.query<{ actor_name: string; action: string }[]>(
      `SELECT actor_name, action FROM audit_entries WHERE case_id = '${report.lines[0].caseId}'`,
    );
    expect(entries.length).toBeGreaterThan(0);
    expect(new Set(entries.map((entry) => entry.actor_name))).toEqual(new Set(['Coordinator']));
  });

  it('is begun once for a repeated Idempotency-Key', async () => {
    const text = batchOf(anRrf());
    const options = { contentType: 'application/x-ndjson', key: 'import-once' };
    const first = await app.as('coordinator').post('/imports', text, options).expect(202);
    const again = await app.as('coordinator').post('/imports', text, options).expect(202);
    expect(again.body).toEqual(first.body);
    await finished(first.body.id);
  });

  it.each([
    ['an empty batch', '', 'text/plain'],
    ['lines without content', '\n \r\n', 'text/plain'],
  ])('refuses %s', async (_, text, contentType) => {
    expect((await send(text, contentType).expect(400)).body.errors[0].code).toBe('noLines');
  });

  it('refuses a batch of more than 64 MB', async () => {
    expect((await send(`${' '.repeat(1023)}\n`.repeat(65 * 1024)).expect(413)).body.code).toBe('tooLarge');
  });

  it('refuses another media type, and finds no import that was never sent', async () => {
    await send('<rrf/>', 'application/xml').expect(415);
    await send(JSON.stringify(anRrf()), 'application/json').expect(415);
    await app.as('coordinator').get('/imports/01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11').expect(404);
  });

  it('is for coordinators and case officers only', async () => {
    const allowed: readonly Role[] = PERMISSIONS['submission.receive'].roles;
    for (const role of ROLES.filter((one) => !allowed.includes(one)))
      await app.as(role).post('/imports', batchOf(anRrf()), { contentType: 'text/plain' }).expect(403);
  });
});
