import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

const send = async (rrfs: readonly unknown[], query = ''): Promise<string> =>
  (
    await app
      .as('coordinator')
      .post(`/imports${query}`, rrfs.map((rrf) => JSON.stringify(rrf)).join('\n'), {
        contentType: 'application/x-ndjson',
      })
      .expect(202)
  ).body.id;

async function ended(id: string): Promise<Reply['body']> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { body } = await app.as('coordinator').get(`/imports/${id}`).expect(200);
    if (['done', 'failed', 'cancelled'].includes(body.status)) return body;
    await sleep(100);
  }
  throw new Error(`The import ${id} does not end.`);
}
const imported = async (rrfs: readonly unknown[], query = ''): Promise<Reply['body']> => ended(await send(rrfs, query));
const outcomes = (report: Reply['body']): string[] => report.lines.map(({ outcome }: { outcome: string }) => outcome);
const diaryNumbers = (report: Reply['body']): (string | null)[] =>
  report.lines.map(({ diaryNumber }: { diaryNumber: string | null }) => diaryNumber);

describe('a batch that is only tried', () => {
  it('says what would happen, each line after those before it, and writes nothing', async () => {
    const known = anRrf();
    const { diaryNumber } = await receiveRrf(app, known);
    const [fresh, before] = [anRrf(), await counted(app)];
    const batch = [
      known,
      { ...known, occasion: 'none' },
      { ...known, priority: 'urgent', priorityJustification: 'Worse.' },
      fresh,
      anRrf({ persons: fresh.persons }),
      { ...fresh, caseSize: 9 },
      fresh,
    ];
    const report = await imported(batch, '?dryRun=true');
    expect(report).toMatchObject({ status: 'done', dryRun: true, written: false, done: 7, created: 1, updated: 1 });
    expect(outcomes(report)).toEqual([
      'unchanged',
      'rejected',
      'updated',
      'created',
      'rejected',
      'rejected',
      'unchanged',
    ]);
    expect(diaryNumbers(report).slice(0, 5)).toEqual([diaryNumber, null, diaryNumber, null, null]);
    expect(await counted(app)).toEqual(before);
    // Meant, it does what was said.
    expect(outcomes(await imported(batch))).toEqual(outcomes(report));
  });
});

describe('a batch that is taken whole', () => {
  const query = '?mode=allOrNothing';

  it('is written when every line is good, and changes nothing the second time', async () => {
    const batch = [anRrf(), anRrf()];
    expect(await imported(batch, query)).toMatchObject({ mode: 'allOrNothing', written: true, created: 2 });
    const before = await counted(app);
    expect(await imported(batch, query)).toMatchObject({ written: true, created: 0, unchanged: 2 });
    expect(await counted(app)).toEqual(before);
  });

  it('leaves nothing behind when one line is refused', async () => {
    const before = await counted(app);
    const report = await imported([anRrf(), { ...anRrf(), caseSize: 9 }, anRrf()], query);
    expect(report).toMatchObject({ status: 'done', written: false, done: 3, created: 2, rejected: 1 });
    expect(diaryNumbers(report)).toEqual([null, null, null]);
    expect(await counted(app)).toEqual(before);
  });

  it('is begun anew when it is killed in the middle, and ends as if it had not been', async () => {
    const intake = app.server.get(ReceiveSubmission);
    const receive = intake.open.bind(intake);
    let calls = 0;
    intake.open = async (...given) => {
      calls += 1;
      if (calls === 3) throw new Error('killed');
      return receive(...given);
    };
    const before = await counted(app);
    const report = await imported([anRrf(), anRrf(), anRrf(), anRrf()], query);
    intake.open = receive;
    expect(report).toMatchObject({ status: 'done', written: true, created: 4 });
    expect(calls).toBe(7);
    expect((await counted(app)).cases).toBe(before.cases! + 4);
  });

  it('has a size, because nobody else can write meanwhile', async () => {
    const { body } = await app
      .as('coordinator')
      .post(`/imports${query}`, '{}\n'.repeat(2_001), { contentType: 'text/plain' })
      .expect(400);
    expect(body.errors).toEqual([
      {
        pointer: '',
        code: 'tooManyTogether',
        message:
          'A batch that is tried or taken whole has at most 2000 lines; this one has 2001. Send it in parts, or line by line.',
      },
    ]);
  });
});

describe('an import that is called off', () => {
  it('keeps what it has, forgets the rest, and ends the same when it is sent again', async () => {
    const intake = app.server.get(ReceiveSubmission);
    const receive = intake.open.bind(intake);
    const batch = Array.from({ length: 6 }, () => anRrf());
    let calls = 0;
    intake.open = async (...given) => {
      calls += 1;
      if (calls === 3) throw new Error('stopped for a moment');
      return receive(...given);
    };
    const id = await send(batch);
    for (let tries = 0; calls < 3 && tries < 200; tries += 1) await sleep(20);
    await app.as('coordinator').post(`/imports/${id}/cancel`).expect(200);
    intake.open = receive;
    const report = await ended(id);
    expect(report.status).toBe('cancelled');
    const kept = await app.dataSource.query<{ content: string | null }[]>(
      `SELECT content FROM import_lines WHERE import_id = '${id}'`,
    );
    expect(kept.every(({ content }) => content === null)).toBe(true);
    const again = await imported(batch);
    expect([again.created + again.unchanged, again.unchanged]).toEqual([6, report.created]);
    await app.as('coordinator').post(`/imports/${id}/cancel`).expect(422);
    await app.as('coordinator').post('/imports/01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11/cancel').expect(404);
  });
});

describe('the reasons of a refusal', () => {
  it('repeat no particulars of a person', async () => {
    const rrf = anRrf();
    const [first, ...others] = rrf.persons;
    const report = await imported([
      { ...rrf, persons: [{ ...first, birthDate: '2031-03-04', birthDatePrecision: 'day' }, ...others] },
      { ...rrf, 'Aline Mugisha': true },
    ]);
    expect(report.lines.map(({ errors }: { errors: unknown }) => errors)).toEqual([
      [
        {
          pointer: '/persons/0/birthDate',
          code: 'birthDateInFuture',
          message: 'The birth date lies after today.',
        },
      ],
      [{ pointer: '', code: 'unknownField', message: 'This is not a field of an RRF.' }],
    ]);
  });
});
