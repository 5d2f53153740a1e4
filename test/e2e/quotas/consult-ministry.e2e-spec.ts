import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { registered } from '../../factories/cases.js';
import { codesOf, rolesWithout } from '../../factories/decisions.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';
import { auditOf } from './what-is-stored.js';

let app: TestApp;
let year: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  year = await openPeriod(app);
});
afterAll(() => app.close());

const QUESTION = {
  matter: 'The distribution of the places.',
  consulted: 'Ministry of Justice',
  askedOn: '2025-01-02',
  documentReference: '1.3.4-2025-31',
};
const ANSWER = {
  answeredOn: '2025-01-06',
  outcome: 'agreed_with_changes',
  answer: 'More places for Rwanda.',
  documentReference: 'Ju2025/00123',
};
const list = async (path: string): Promise<Reply['body']> =>
  (await app.as('coordinator').get(`${path}/consultations`).expect(200)).body;
const act = async (path: string, act: string, body: object): Promise<Reply> =>
  app.as('coordinator').post(`${path}/${act}`, body, { ifMatch: (await list(path)).version });

describe('consult the Ministry on a period', () => {
  let path: string;
  beforeEach(async () => {
    year = await openPeriod(app);
    path = `/quota-periods/${year.id}`;
  });

  it.each(['planning', 'places', 'use_of_money', 'distribution'])('on %s, and record the answer', async (subject) => {
    const asked = await act(path, 'consultations', { ...QUESTION, subject });
    expect([asked.status, asked.etag]).toEqual([201, `"${asked.body.version}"`]);
    expect(asked.body.items).toMatchObject([{ ...QUESTION, subject, caseId: null, answered: null }]);
    const { id } = asked.body.items[0];
    const answered = await act(path, `consultations/${id}/actions/record-answer`, ANSWER);
    expect([answered.status, answered.body.items]).toMatchObject([200, [{ ...QUESTION, answered: ANSWER }]]);
    expect(await list(path)).toEqual(answered.body);
    expect((await auditOf(app, year.id)).slice(-2)).toMatchObject([
      { action: 'quota.record_consultation', payload: { subject, authority: 'Ministry of Justice' } },
      { action: 'quota.record_answer', payload: { subject, outcome: 'agreed_with_changes' } },
    ]);
  });

  it('records one answer and never changes it', async () => {
    const { id } = (await act(path, 'consultations', { ...QUESTION, subject: 'places' })).body.items[0];
    await act(path, `consultations/${id}/actions/record-answer`, ANSWER);
    const again = await act(path, `consultations/${id}/actions/record-answer`, { ...ANSWER, outcome: 'not_agreed' });
    expect([again.status, codesOf(again)]).toEqual([422, ['alreadyAnswered']]);
    for (const table of ['consultations', 'consultation_answers'])
      await expect(app.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow('never changed or deleted');
  });

  it.each([
    ['a question of tomorrow', { askedOn: '2025-01-08' }, '/askedOn', 'afterToday'],
    ['a subject that is not one', { subject: 'weather' }, '/subject', 'isIn'],
    ['a case without the case', { subject: 'special_case' }, '/subject', 'isIn'],
    ['no document', { documentReference: undefined }, '/documentReference', 'isString'],
  ])('refuses %s', async (_, wrong, pointer, code) => {
    const { status, body } = await act(path, 'consultations', { ...QUESTION, subject: 'places', ...wrong });
    expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([400, pointer, code]);
  });

  it('refuses an answer before the question, and one to a question of another period', async () => {
    const { id } = (await act(path, 'consultations', { ...QUESTION, subject: 'places' })).body.items[0];
    const early = await act(path, `consultations/${id}/actions/record-answer`, { ...ANSWER, answeredOn: '2025-01-01' });
    expect(early.body.errors).toMatchObject([{ pointer: '/answeredOn', code: 'beforeAsked' }]);
    const other = `/quota-periods/${(await openPeriod(app)).id}`;
    expect((await act(other, `consultations/${id}/actions/record-answer`, ANSWER)).status).toBe(404);
  });

  it('is for coordinators, on the version that was read', async () => {
    const body = { ...QUESTION, subject: 'places' };
    for (const role of rolesWithout('quota.consult'))
      await app.as(role).post(`${path}/consultations`, body, { ifMatch: 1 }).expect(403);
    await app.as('coordinator').post(`${path}/consultations`, body).expect(428);
    await app.as('coordinator').post(`${path}/consultations`, body, { ifMatch: 1 }).expect(412);
  });
});

describe('consult the Ministry on a case of special importance', () => {
  let theCase: CaseResponse;
  let path: string;
  const WHY = { reason: 'A question of principle for the whole programme.' };
  beforeEach(async () => {
    theCase = await registered(app);
    path = `/cases/${theCase.id}`;
  });

  it('needs the mark first, with a reason', async () => {
    expect(codesOf(await act(path, 'consultations', QUESTION))).toEqual(['notSpecial']);
    expect((await act(path, 'actions/mark-special-importance', {})).status).toBe(400);
    const marked = await act(path, 'actions/mark-special-importance', WHY);
    expect([marked.status, marked.body]).toMatchObject([
      200,
      { specialImportance: { ...WHY, recordedBy: 'Coordinator' } },
    ]);
    expect(marked.body.version).toBe(theCase.version + 1);
    expect(codesOf(await act(path, 'actions/mark-special-importance', WHY))).toEqual(['alreadySpecial']);
    expect((await act(path, 'consultations', QUESTION)).status).toBe(201);
  });

  it('is listed on the case in full, and on the period without what it is about', async () => {
    await act(path, 'actions/mark-special-importance', WHY);
    const { id } = (await act(path, 'consultations', QUESTION)).body.items[0];
    await act(path, `consultations/${id}/actions/record-answer`, ANSWER);
    expect((await list(path)).items).toMatchObject([
      { ...QUESTION, subject: 'special_case', caseId: theCase.id, answered: ANSWER },
    ]);
    const period = (await app.as('coordinator').get('/quota-periods').expect(200)).body.items;
    const lists = await Promise.all(period.map((one: { id: string }) => list(`/quota-periods/${one.id}`)));
    const [told] = lists.flatMap(({ items }) => items).filter((one) => one.caseId === theCase.id);
    expect(told).toMatchObject({
      ...{ id, matter: null, askedOn: QUESTION.askedOn, documentReference: QUESTION.documentReference },
      answered: { outcome: ANSWER.outcome, answer: null },
    });
  });

  it('stands in the story of the case', async () => {
    await act(path, 'actions/mark-special-importance', WHY);
    const { id } = (await act(path, 'consultations', QUESTION)).body.items[0];
    await act(path, `consultations/${id}/actions/record-answer`, ANSWER);
    await act(path, 'actions/unmark-special-importance', { reason: 'Settled.' });
    const { items } = (await app.as('coordinator').get(`${path}/timeline`).expect(200)).body;
    expect(items.slice(-4).map(({ text }: { text: string }) => text)).toEqual([
      'The case was marked as one of special importance.',
      'Ministry of Justice was consulted (1.3.4-2025-31).',
      'Ministry of Justice answered: agreed with changes (Ju2025/00123).',
      'The case is no longer of special importance.',
    ]);
  });

  it('is no more possible once the mark was taken back; what was asked stays', async () => {
    await act(path, 'actions/mark-special-importance', WHY);
    await act(path, 'consultations', QUESTION);
    await act(path, 'actions/unmark-special-importance', { reason: 'Settled.' });
    expect(codesOf(await act(path, 'consultations', QUESTION))).toEqual(['notSpecial']);
    expect(await list(path)).toMatchObject({ specialImportance: null, items: [{ answered: null }] });
    expect(codesOf(await act(path, 'actions/unmark-special-importance', WHY))).toEqual(['notSpecial']);
  });

  it('is for coordinators; who reads the case reads it, and the read is logged', async () => {
    for (const role of rolesWithout('quota.consult'))
      await app.as(role).post(`${path}/actions/mark-special-importance`, WHY, { ifMatch: 1 }).expect(403);
    for (const role of rolesWithout('case.read')) await app.as(role).get(`${path}/consultations`).expect(403);
    await app.as('case_officer').get(`${path}/consultations`).expect(200);
    expect((await auditOf(app, theCase.id)).map(({ action }) => action)).toContain('case.read_consultations');
  });
});
