import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { firstBrokenDuty } from '../../../src/exclusion/index.js';
import { actOn, asked, cleared, referred, stated, versionOf } from '../../factories/cases.js';
import { anAssessment, assessed } from '../../factories/decisions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { changes, everything } from '../../support/everything.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
});
afterAll(() => app.close());

const specialist = () => app.as('exclusion_specialist');
const first = ({ persons }: Pick<CaseResponse, 'persons'>) => persons[0]!.id;
const opened = (personId: string, overrides: object = {}) =>
  specialist().post('/duties-to-report', {
    personId,
    crime: 'war_crime',
    suspicion: 'Told of a village that was shelled.',
    ...overrides,
  });
const dutiesOf = async (personId: string, state = 'due') =>
  (
    (await specialist().get(`/duties-to-report?state=${state}`).expect(200)).body.items as Record<string, unknown>[]
  ).filter((duty) => duty.personId === personId);
const act = (duty: Record<string, unknown>, verb: string, body: object, ifMatch = duty.version as number) =>
  specialist().post(`/duties-to-report/${duty.id as string}/actions/${verb}`, body, { ifMatch });
const REPORT = { recipient: 'police', reportedOn: '2025-02-03', reference: '5000-K100-25' };

describe('the duty to report', () => {
  it('is opened by an assessment that meets a ground of international crime, once, and by no other ground', async () => {
    const found = await cleared(app);
    const [one, other] = found.persons.map(({ id }) => id) as [string, string];
    await assessed(app, found, 'article_1f_a', [one]);
    await assessed(app, found, 'subsidiary_international_crime', [one]);
    await assessed(app, found, 'article_1f_b', [other]);
    expect(await dutiesOf(one)).toMatchObject([
      { state: 'due', crime: 'not_yet_classified', version: 1, days: 0, openedByName: 'Case officer' },
    ]);
    expect(await dutiesOf(other)).toEqual([]);
  });

  it('is opened by hand on a suspicion, whatever was found, from whatever state of permit or security case', async () => {
    const inScreening = await stated(app, await referred(app), { outcome: 'objection' });
    await opened(first(inScreening)).expect(202);
    expect(await dutiesOf(first(inScreening))).toMatchObject([{ crime: 'war_crime', state: 'due' }]);
    const unknown = await opened('0195d3c0-0000-7000-8000-000000000000');
    expect([unknown.status, unknown.body.errors[0].code]).toEqual([400, 'unknownPerson']);
  });

  it('is reported to police or prosecutor with date and reference, and then due no more', async () => {
    const found = await cleared(app);
    await opened(first(found)).expect(202);
    app.goTo('2025-02-10');
    const [duty] = await dutiesOf(first(found));
    expect(duty).toMatchObject({ days: 7, openedOn: '2025-02-03' });
    for (const reportedOn of ['2025-02-02', '2025-02-11'])
      expect((await act(duty!, 'report', { ...REPORT, reportedOn })).body.errors[0].code).toBe('dayNotPossible');
    expect((await act(duty!, 'report', { ...REPORT, recipient: 'unhcr' })).status).toBe(400);
    expect((await act(duty!, 'report', { ...REPORT, reportedOn: '2025-02-05' })).body).toEqual({ recorded: true });
    expect(await dutiesOf(first(found))).toEqual([]);
    expect(await dutiesOf(first(found), 'reported')).toMatchObject([
      { recipient: 'police', reportedOn: '2025-02-05', reference: '5000-K100-25', days: 2, version: 2 },
    ]);
    expect((await act(duty!, 'report', REPORT)).status).toBe(412);
    expect((await act(duty!, 'set-aside', { reason: 'Nothing.' }, 2)).status).toBe(409);
    app.goTo('2025-02-03');
  });

  it('can be set aside with a reason; a new suspicion opens a new one', async () => {
    const found = await cleared(app);
    await assessed(app, found, 'article_1f_a', [first(found)]);
    const [duty] = await dutiesOf(first(found));
    await act(duty!, 'set-aside', { reason: 'Another person of the name.' }).expect(202);
    expect(await dutiesOf(first(found), 'set_aside')).toMatchObject([
      { setAsideReason: 'Another person of the name.' },
    ]);
    await assessed(app, found, 'article_1f_a', [first(found)]);
    expect(await dutiesOf(first(found))).toHaveLength(1);
  });

  it('lists those due with the oldest first', async () => {
    const days = ((await specialist().get('/duties-to-report')).body.items as { openedOn: string }[]).map(
      ({ openedOn }) => openedOn,
    );
    expect(days.length).toBeGreaterThan(1);
    expect(days).toEqual([...days].sort());
  });

  it('keeps a chain of its acts and reads, which nobody can change unseen', async () => {
    expect(await asked(app, firstBrokenDuty)).toBeNull();
    await expect(app.dataSource.query(`UPDATE duty_records SET number = 'x'`)).rejects.toThrow();
    await expect(app.dataSource.query('DELETE FROM duty_records')).rejects.toThrow();
  });
});

describe('an ordinary officer', () => {
  const OUTSIDE = ROLES.filter((role) => !permits([role], 'duty.read'));

  it.each(OUTSIDE)('as %s is refused before anything is looked at', async (role) => {
    const found = await cleared(app);
    await opened(first(found)).expect(202);
    const [duty] = await dutiesOf(first(found));
    const nobodys = '0195d3c0-0000-7000-8000-000000000000';
    const told = async (id: unknown) => {
      const { status, body } = await app.as(role).get(`/duties-to-report/${String(id)}`);
      return [status, { ...body, requestId: '', instance: '' }];
    };
    const [there, notThere] = [await told(duty!.id), await told(nobodys)];
    expect(there[0]).toBe(403);
    expect(JSON.stringify(there)).toBe(JSON.stringify(notThere));
    for (const id of [duty!.id, nobodys])
      for (const options of [{}, { ifMatch: 1 }, { ifMatch: 9 }])
        for (const body of [{}, REPORT])
          await app
            .as(role)
            .post(`/duties-to-report/${String(id)}/actions/report`, body, options)
            .expect(403);
    await app.as(role).get('/duties-to-report').expect(403);
    await app
      .as(role)
      .post('/duties-to-report', { personId: first(found) })
      .expect(403);
  });

  it('sees nothing change: no version, ETag, next act, timeline or entry of either audit chain', async () => {
    const found = await cleared(app);
    const paths = ['', '/next-actions', '/timeline', '/documents'].map((part) => `/cases/${found.id}${part}`);
    const seen = async () => {
      const answers = [];
      for (const path of paths) {
        const { status, body, etag } = await app.as('case_officer').get(path);
        answers.push({ path, status, body, etag });
      }
      return JSON.stringify(answers);
    };
    const before = await seen();
    const rowsBefore = await everything(app.dataSource);
    await opened(first(found), { suspicion: 'CANARYSUSPICION' }).expect(202);
    const [duty] = await dutiesOf(first(found));
    await specialist()
      .get(`/duties-to-report/${duty!.id as string}`)
      .expect(200);
    await act(duty!, 'report', { ...REPORT, reference: 'CANARYREFERENCE' }).expect(202);
    const changed = changes(rowsBefore, await everything(app.dataSource));

    // The compartment, its counter, and the kept answers to repeated requests, which say no more than that something was recorded.
    const tables = Object.keys(changed).filter((table) => !/session|idempotency/.test(table));
    expect(tables.sort()).toEqual(['diary_counters', 'duty_records']);
    expect(JSON.stringify(changed)).not.toMatch(new RegExp(`CANARY|${first(found)}|${found.id}`));
    expect(await seen()).toBe(before);
  });

  it('is told nothing by an assessment that opened one: its answer and entries are as those of any other ground', async () => {
    const [reported, other] = [await cleared(app), await cleared(app)];
    const assess = async (found: CaseResponse, groundCode: string) =>
      actOn(app, 'case_officer', found.id, 'assess-exclusion', {
        personIds: [first(found)],
        ...anAssessment(groundCode),
      });
    const answers = [await assess(reported, 'article_1f_a'), await assess(other, 'article_1f_b')];
    const shapes = answers.map(({ status, body }) => [status, Object.keys(body), body.version, body.status]);
    expect(shapes[0]).toEqual(shapes[1]);
    const entries = async ({ id }: CaseResponse) =>
      (await app.as('auditor').get(`/audit/entries?caseId=${id}&limit=200`).expect(200)).body.items
        .map((entry: { action: string }) => entry.action)
        .filter((action: string) => action !== 'audit.read');
    expect(await entries(reported)).toEqual(await entries(other));
    expect(await versionOf(app, reported.id)).toBe(await versionOf(app, other.id));
  });
});
