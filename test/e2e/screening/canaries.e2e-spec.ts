import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { Random } from '../../../seeds/demo/random.js';
import { actOn, cleared, referred, stated, versionOf, walked } from '../../factories/cases.js';
import { startApp, type TestApp } from '../../support/app.js';
import { DocumentedRequests } from '../../support/document.js';
import { everything } from '../../support/everything.js';

// Random strings in everything that is written behind the wall. None may be found in an answer to somebody without need to know, nor
// in the database as it lies on the disk (security.md 3).

const SEED = 20250203;
const random = new Random(SEED);
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const planted: string[] = [];
/** A new canary: letters and digits, so that it passes where the Security Service's number is asked for. */
function canary(): string {
  planted.push(`CANARY${Array.from({ length: 16 }, () => random.pick([...LETTERS])).join('')}`);
  return planted.at(-1)!;
}

let app: TestApp;
let cases: CaseResponse[];
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  const awaited = await referred(app);
  await stated(app, awaited, { outcome: 'more_time', reference: canary() });
  await stated(app, awaited, { outcome: 'objection', reference: canary(), recommendation: 'refuse_permit' });
  await drafted(awaited, 'refused');
  const granted = await walked(app, (await cleared(app)).id, ['examine', 'grant']);
  const personIds = granted.persons.map(({ id }) => id);
  await actOn(app, 'case_officer', granted.id, 'rescreen', { personIds, reason: `A tip: ${canary()}` });
  await stated(app, granted, { outcome: 'objection', reference: canary() });
  await drafted(granted, 'upheld');
  const second = await app.newOfficial({ roles: ['security_unit'] });
  await second
    .post(
      `/cases/${granted.id}/actions/uphold`,
      { personIds: [personIds[0]] },
      { ifMatch: await versionOf(app, granted.id) },
    )
    .expect(202);
  cases = [awaited, granted];
});
afterAll(() => app.close());

async function drafted({ id, persons }: CaseResponse, outcome: string): Promise<void> {
  const triggers = Object.fromEntries(
    ['military', 'police', 'intelligence', 'armedGroup', 'prisonService', 'officialPost', 'checkpointDuty'].map(
      (question) => [question, false],
    ),
  );
  await app
    .as('security_unit')
    .post(`/cases/${id}/security-case/drafts`, {
      personId: persons[0]!.id,
      exclusion: { outcome: 'no_ground', triggers: { ...triggers, notes: canary() }, reasons: canary() },
      examination: {
        inclusion: 'none',
        identityBasis: canary(),
        credibility: canary(),
        recommendation: 'refuse',
        notes: canary(),
      },
      proposal: { outcome, reasons: canary() },
    })
    .expect(202);
}

const foundIn = (text: string | Buffer): string[] => planted.filter((one) => text.includes(one));

describe(`canaries behind the wall (seed ${SEED})`, () => {
  it('are all there for those with need to know', async () => {
    const read = await Promise.all(cases.map(({ id }) => app.as('security_unit').get(`/cases/${id}/screening`)));
    expect(foundIn(JSON.stringify(read.map(({ body }) => body as unknown)))).toEqual(planted);
    expect(planted.length).toBeGreaterThan(15);
  });

  it.each(ROLES.filter((role) => !permits([role], 'screening.read')))('are in no answer to %s', async (role) => {
    const requests = await DocumentedRequests.of(app);
    const answers = [...(await requests.read(role, cases)), ...(await requests.act(role, cases))];
    expect(answers.length).toBeGreaterThan(5);
    for (const { request, reply } of answers)
      expect([request, foundIn(JSON.stringify([reply.body, ...reply.headers]))]).toEqual([request, []]);
  });

  it('are in no row of any table', async () => {
    expect(foundIn(JSON.stringify(await everything(app.dataSource)))).toEqual([]);
  });

  it('are not in the bytes of the database', async () => {
    const bytes = await bytesOfDatabase();
    expect(foundIn(bytes)).toEqual([]);
    // What is open is found there: the bytes are the right ones.
    expect(bytes.includes(cases[0]!.diaryNumber)).toBe(true);
  });
});

/** The file with its write-ahead log; on PostgreSQL, whose files are the server's, all its tables as text. */
async function bytesOfDatabase(): Promise<Buffer> {
  if (ENGINE === 'postgres') return Buffer.from(JSON.stringify(await everything(app.dataSource)));
  const { database } = app.dataSource.options as { database: string };
  const parts = await Promise.all(
    ['', '-wal'].map((suffix) => readFile(database + suffix).catch(() => Buffer.alloc(0))),
  );
  return Buffer.concat(parts);
}
