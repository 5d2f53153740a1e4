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
const CANARIES = 200;
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
  await walledElsewhere(granted);
  cases = [awaited, granted];
  // What is behind the wall of these two is repeated until there are as many as security.md 3 asks for.
  const onlyOne = [awaited.persons[0]!.id];
  while (planted.length < CANARIES)
    await stated(app, awaited, { personIds: onlyOne, outcome: 'more_time', reference: canary() });
});
afterAll(() => app.close());

/** In indications, presentations and their answers, in the receipt of a batch, and in what other registers answered. */
async function walledElsewhere({ id: caseId, persons }: CaseResponse): Promise<void> {
  const today = app.clock.today();
  const liaison = app.as('security_liaison');
  const personId = persons[0]!.id;
  for (const tie of [{}, { caseId, personId }]) {
    const tip = { source: 'public', receivedOn: today, reference: canary(), ...tie };
    // Told to the official responsible, as it came in: of the tied one the pointer is no secret to the unit that handles it.
    if ('caseId' in tie) tip.reference = 'T-2025-0042';
    await app.as('case_officer').post('/indications', tip).expect(202);
  }
  for (const { id } of (await liaison.get('/indications').expect(200)).body.items as { id: string }[]) {
    await liaison.post(`/indications/${id}/actions/present`, { presentedOn: today, reference: canary() }).expect(202);
    const answer = { answer: 'guidance', answeredOn: today, reference: canary() };
    await liaison.post(`/indications/${id}/actions/record-answer`, answer).expect(202);
  }
  await referred(app);
  await liaison.post('/screening/batches', {}).expect(202);
  const [{ id: batchId }] = (await liaison.get('/screening/batches').expect(200)).body.items;
  const receipt = { receivedOn: today, reference: canary() };
  await liaison.post(`/screening/batches/${batchId}/actions/record-receipt`, receipt).expect(202);
  const fact = { register: 'entry_ban', source: 'sis', outcome: 'alert', answeredOn: today, reference: canary() };
  await liaison.post(`/persons/${personId}/register-facts`, fact).expect(202);
}

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

const isNotOfRegisters = ({ request }: { request: string }): boolean => !request.endsWith('/register-facts');
const foundIn = (text: string | Buffer): string[] => planted.filter((one) => text.includes(one));

describe(`canaries behind the wall (seed ${SEED})`, () => {
  it('are all there for those with need to know', async () => {
    const unit = app.as('security_unit');
    const read = [];
    for (const { id, persons } of cases) {
      read.push((await unit.get(`/cases/${id}/screening`).expect(200)).body);
      read.push((await unit.get(`/persons/${persons[0]!.id}/register-facts`).expect(200)).body);
    }
    for (const { id } of (await unit.get('/indications').expect(200)).body.items as { id: string }[])
      read.push((await unit.get(`/indications/${id}`).expect(200)).body);
    read.push((await unit.get('/screening/batches').expect(200)).body);
    expect(foundIn(JSON.stringify(read))).toEqual(planted);
    expect(planted).toHaveLength(CANARIES);
  });

  it.each(ROLES.filter((role) => !permits([role], 'screening.read')))('are in no answer to %s', async (role) => {
    const requests = await DocumentedRequests.of(app);
    const answers = [
      ...(await requests.read(role, cases, { forms: ['text/csv'] })),
      ...(await requests.act(role, cases)),
    ];
    expect(answers.length).toBeGreaterThan(5);
    // What another register answered is read by the exclusion specialist, too: it has a permission of its own.
    const theirs = permits([role], 'register.read') ? answers.filter(isNotOfRegisters) : answers;
    for (const { request, reply } of theirs)
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
