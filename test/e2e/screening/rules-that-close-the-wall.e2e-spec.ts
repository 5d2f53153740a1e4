import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES, systemActor, type Role } from '../../../src/access/index.js';
import { CasesService, type CaseResponse } from '../../../src/cases/index.js';
import { UnitOfWork } from '../../../src/platform/index.js';
import { ScreeningService } from '../../../src/screening/index.js';
import { actOn, asked, referred, registered, stated, versionOf } from '../../factories/cases.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { DocumentedRequests } from '../../support/document.js';
import { changes, everything } from '../../support/everything.js';

// The seven rules of security.md 3 ("Rules that close the wall"), each with the attack of an ordinary official as its test.

let app: TestApp;
/** Alike outside; behind the wall the first is awaited, the second has an objection with drafts, the third asked for more time. */
let awaited: CaseResponse;
let objected: CaseResponse;
let moreTime: CaseResponse;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  [awaited, objected, moreTime] = [await referred(app), await referred(app), await referred(app)];
  await batch();
  await stated(app, objected, { outcome: 'objection', reference: 'S-2025-666', recommendation: 'refuse_permit' });
  await stated(app, moreTime, { outcome: 'more_time' });
  await draft(objected);
});
afterAll(() => app.close());

const idsOf = ({ persons }: CaseResponse) => persons.map(({ id }) => id);
const draft = ({ id, persons }: CaseResponse) =>
  app
    .as('security_unit')
    .post(`/cases/${id}/security-case/drafts`, {
      personId: persons[0]!.id,
      proposal: { outcome: 'refused', reasonCode: 'conditions_not_met', reasons: 'The agency decides on its own.' },
    })
    .expect(202);
async function batch(): Promise<void> {
  const liaison = app.as('security_liaison');
  await liaison.post('/screening/batches', {}).expect(202);
  const { items } = (await liaison.get('/screening/batches').expect(200)).body;
  await liaison
    .post(`/screening/batches/${items.at(-1).id}/actions/record-receipt`, {
      receivedOn: app.clock.today(),
      reference: 'S-2025-777',
    })
    .expect(202);
}
const openEntries = async (): Promise<{ position: number; action: string; actorName: string }[]> =>
  app.dataSource.query(
    `SELECT position, action, actor_name AS "actorName" FROM audit_entries WHERE chain = 'open' ORDER BY position`,
  );
const consecutive = (numbers: number[]): boolean =>
  numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1);

it('rule 1: a gap in a series, a chain or a counter is never the letter of an objection', async () => {
  const numberOf = ({ diaryNumber }: CaseResponse) => Number(diaryNumber.split('-').at(-1));
  const before = await registered(app);
  const counters = await app.dataSource.query(
    `SELECT * FROM diary_counters WHERE series NOT LIKE 'SAK%' ORDER BY series`,
  );
  const entries = (await openEntries()).length;
  await stated(app, moreTime, { outcome: 'objection' });
  await draft(moreTime);
  // Reading the case for its version is entered in the open, by whom it was read; the objection and the draft are not.
  expect((await openEntries()).slice(entries).every(({ action }) => action.startsWith('case.read'))).toBe(true);
  expect(
    await app.dataSource.query(`SELECT * FROM diary_counters WHERE series NOT LIKE 'SAK%' ORDER BY series`),
  ).toEqual(counters);
  expect(numberOf(await registered(app))).toBe(numberOf(before) + 1);
  expect(consecutive((await openEntries()).map(({ position }) => Number(position)))).toBe(true);
});

it('rule 2: to remind, to hasten, to ask for a re-screening or to report a tip is answered alike whatever stands behind the wall, and opens nothing visible', async () => {
  const answers = [];
  for (const theirs of [awaited, objected, moreTime]) {
    const before = await theCase(app, theirs.id);
    const asks = { personIds: idsOf(theirs), reason: 'The interview gave another birth date.' };
    const tip = { source: 'public', receivedOn: '2025-02-03', reference: 'T-1', caseId: theirs.id };
    const replies = [
      await actOn(app, 'case_officer', theirs.id, 'remind', { personIds: idsOf(theirs) }),
      await actOn(app, 'case_officer', theirs.id, 'hasten', asks),
      await actOn(app, 'case_officer', theirs.id, 'rescreen', asks),
      await app.as('case_officer').post('/indications', tip),
    ];
    answers.push(replies.map(({ status, body, etag }) => [status, body, etag]));
    expect(await theCase(app, theirs.id)).toEqual(before);
  }
  expect(answers[0]!.map(([status, body]) => [status, body])).toEqual(Array(4).fill([202, { accepted: true }]));
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

describe('rule 3: outside the wall everybody without a clearance counts as awaited since the referral day', () => {
  it('in the one neutral word, whatever was stated since', async () => {
    for (const theirs of [awaited, objected, moreTime]) {
      const { body } = await app.as('case_officer').get(`/cases/${theirs.id}/screening-status`).expect(200);
      const told = body.items.map(({ personId: _, ...word }: { personId: string }) => word);
      const word = { status: 'under_handling', clearedUntil: null, awaitedSince: '2025-02-03' };
      expect(told).toEqual(Array(3).fill(word));
    }
  });

  it.each(ROLES.filter((role) => !permits([role], 'screening.read')))(
    'and no batch number, receipt or statement is shown to %s',
    async (role) => {
      const requests = await DocumentedRequests.of(app);
      for (const { request, reply } of await requests.read(role, [awaited, objected]))
        expect([request, JSON.stringify(reply.body).match(/SAK-\d|S-2025-777|S-2025-666/g)]).toEqual([request, null]);
    },
  );
});

it("rule 4: the security unit's work and reads leave the open record, its clock and its access report as they were", async () => {
  const theirs = await referred(app);
  await stated(app, theirs, { outcome: 'objection' });
  await app.as('security_unit').get('/sessions/current').expect(200);
  const before = await everything(app.dataSource);
  // Every read that it can make, not only those of the wall.
  const reads = await (await DocumentedRequests.of(app)).read('security_unit', [theirs]);
  expect(reads.filter(({ reply }) => reply.status === 200).length).toBeGreaterThan(10);
  await draft(theirs);
  const changed = changes(before, await everything(app.dataSource));
  expect(
    Object.keys(changed).filter((table) => /^(cases|persons|documents|deadlines|comments|jobs)/.test(table)),
  ).toEqual([]);
  expect(
    (await openEntries()).filter(({ actorName, action }) => actorName === 'Security unit' && action !== 'session.open'),
  ).toEqual([]);
});

describe('rule 5: permission is judged before anything else', () => {
  const WALLED = ['record-statement', 'uphold', 'record-service-appeal'] as const;

  it.each(WALLED)('of %s: before existence, version, key and body', async (verb) => {
    const nobody = '0195d3c0-0000-7000-8000-000000000000';
    const tries = [];
    for (const id of [awaited.id, objected.id, nobody])
      for (const options of [{}, { ifMatch: 99 }, { key: null }, { ifMatch: 1, key: 'x' }])
        for (const body of ['{ malformed', {}, { personIds: 7 }])
          tries.push((await app.as('case_officer').post(`/cases/${id}/actions/${verb}`, body, options)).status);
    expect(new Set(tries)).toEqual(new Set([403]));
  });

  it('again before a replay, and an Idempotency-Key is its own actor’s', async () => {
    const theirs = await referred(app);
    const key = randomUUID();
    const body = { personIds: idsOf(theirs), outcome: 'more_time', statedOn: '2025-02-03', reference: 'S-2025-1' };
    const state = (role: Role) =>
      app.as(role).post(`/cases/${theirs.id}/actions/record-statement`, body, { ifMatch: theirs.version, key });
    await state('security_liaison').expect(202);
    await state('security_liaison').expect(202);
    await state('case_officer').expect(403);
    await state('decision_maker').expect(403);
    const { items } = (await app.as('security_unit').get(`/cases/${theirs.id}/screening`).expect(200)).body;
    expect(items[0].statements).toHaveLength(1);
  });

  it('and what may be done next, and what stops it, leaves out what the role lacks', async () => {
    for (const role of ['case_officer', 'coordinator', 'decision_maker'] as const) {
      const told = JSON.stringify((await app.as(role).get(`/cases/${objected.id}/next-actions`).expect(200)).body);
      expect([role, told.match(/security_case|record_statement|noObjection|draftIncomplete|objection/g)]).toEqual([
        role,
        null,
      ]);
      const { body } = await actOn(app, role, objected.id, 'examine');
      expect(JSON.stringify(body)).not.toMatch(/security_case|objection/);
    }
  });
});

it('rule 6: no open verb fails because of a draft behind the wall, and a draft made stale is void there', async () => {
  const theirs = await referred(app);
  await stated(app, theirs, { outcome: 'objection' });
  await draft(theirs);
  const twin = await referred(app);
  const told = [];
  for (const one of [theirs, twin]) {
    const personIds = [one.persons[0]!.id];
    const withdrawn = await actOn(app, 'coordinator', one.id, 'withdraw', { personIds, reasonCode: 'refugees_wish' });
    const reopened = await actOn(app, 'coordinator', one.id, 'reopen', { personIds, reasonCode: 'new_circumstances' });
    const again = await actOn(app, 'case_officer', one.id, 'refer', { personIds });
    told.push(
      [withdrawn, reopened, again].map(({ status, body }) => [
        status,
        (body as CaseResponse).version,
        (body as CaseResponse).persons.map((person) => person.status),
      ]),
    );
  }
  expect(told[0]!.map(([status]) => status)).toEqual([200, 200, 200]);
  expect(told[0]).toEqual(told[1]);
  const file = await asked(app, (tx) => app.server.get(ScreeningService).drafts(tx, theirs.persons[0]!.id));
  expect(file).toEqual({});
});

describe('rule 7: a reopened person is listed and referred anew', () => {
  it('whatever was stated before, and reads as never referred until then', async () => {
    const words = [];
    for (const outcome of ['no_objection', 'objection', 'more_time']) {
      const theirs = await stated(app, await referred(app), { outcome });
      const personIds = idsOf(theirs);
      await actOn(app, 'coordinator', theirs.id, 'withdraw', { personIds, reasonCode: 'refugees_wish' });
      await actOn(app, 'coordinator', theirs.id, 'reopen', { personIds, reasonCode: 'new_circumstances' });
      const { persons } = await theCase(app, theirs.id);
      const { body } = await app.as('case_officer').get(`/cases/${theirs.id}/screening-status`).expect(200);
      words.push([
        persons.map(({ status }: { status: string }) => status),
        body.items.map(({ status }: { status: string }) => status),
      ]);
      expect((await actOn(app, 'mission_leader', theirs.id, 'examine')).status).toBe(409);
      expect((await actOn(app, 'case_officer', theirs.id, 'refer')).status).toBe(200);
    }
    expect(new Set(words.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(words[0]).toEqual([Array(3).fill('listed'), Array(3).fill('not_referred')]);
  });

  it("and the Security Service's own appeal is shown behind the wall alone", async () => {
    const appeal = { personIds: [objected.persons[0]!.id], appealedOn: '2025-02-03', reference: 'S-2025-888' };
    const lodge = async (role: Role) =>
      app.as(role).post(`/cases/${objected.id}/actions/record-service-appeal`, appeal, {
        ifMatch: await versionOf(app, objected.id),
      });
    for (const role of ['case_officer', 'decision_maker', 'coordinator'] as const)
      expect((await lodge(role)).status).toBe(403);
    const undecided = await lodge('security_liaison');
    expect([undecided.status, undecided.body.unmet[0].code]).toEqual([422, 'notDecided']);
    await app.server.get(UnitOfWork).run(systemActor('test'), async (tx) => {
      const found = await app.server.get(CasesService).get(tx, objected.id);
      await app.server
        .get(ScreeningService)
        .recordDecision(tx, systemActor('test'), found, found.persons[0]!, 'granted');
    });
    const before = await theCase(app, objected.id);
    expect((await lodge('security_liaison')).status).toBe(202);
    expect(await theCase(app, objected.id)).toEqual(before);
    const { items } = (await app.as('security_unit').get(`/cases/${objected.id}/screening`).expect(200)).body;
    expect(items[0].appeals).toMatchObject([{ appealedOn: '2025-02-03', reference: 'S-2025-888' }]);
  });
});
