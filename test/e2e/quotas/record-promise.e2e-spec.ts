import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { actOnRequest, aPromisedRequest, aRequest, plannedRows, PROMISED } from '../../factories/planning.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf } from './what-is-stored.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  period = await openPeriod(app);
});
afterAll(() => app.close());

const storedActs = (requestId: string) =>
  app.dataSource.query(
    `SELECT version, act, persons, month, reason FROM unhcr_request_acts WHERE request_id = '${requestId}' ORDER BY version`,
  );
const REVISED = { ...PROMISED, persons: 60, month: '2025-06', reason: 'The camp is closed to staff until May.' };

describe('record what UNHCR promises', () => {
  it('says how many and when, beside what was asked', async () => {
    const request = await aRequest(app, period.id);
    const { body, etag } = await actOnRequest(app, request, 'record-promise', PROMISED).expect(200);
    expect(etag).toBe('"2"');
    expect(body).toMatchObject({
      standing: 'promised',
      asked: { persons: 120, month: '2025-03' },
      promised: { persons: 100, month: '2025-04' },
      version: 2,
    });
    expect(body.acts.map(({ act }: { act: string }) => act)).toEqual(['ask', 'promise']);
    expect(await storedActs(request.id)).toEqual([
      { version: 1, act: 'ask', persons: 120, month: '2025-03', reason: null },
      { version: 2, act: 'promise', persons: 100, month: '2025-04', reason: null },
    ]);
    expect((await auditOf(app, request.id)).at(-1)).toMatchObject({
      action: 'quota.record_promise',
      reason: null,
      payload: {
        act: 'promise',
        periodId: period.id,
        persons: 100,
        month: '2025-04',
        authority: 'UNHCR Kampala',
        version: 2,
      },
    });
  });

  it('again, with a reason, revises it; the promise before stays on record', async () => {
    const request = await aPromisedRequest(app, period.id);
    const { body } = await actOnRequest(app, request, 'record-promise', REVISED).expect(200);
    expect(body).toMatchObject({ standing: 'promised', promised: { persons: 60, month: '2025-06' }, version: 3 });
    expect(await storedActs(request.id)).toMatchObject([
      { act: 'ask' },
      { act: 'promise', persons: 100, month: '2025-04' },
      { act: 'revise', persons: 60, month: '2025-06', reason: REVISED.reason },
    ]);
    expect((await auditOf(app, request.id)).at(-1)).toMatchObject({
      action: 'quota.record_promise',
      reason: REVISED.reason,
      payload: { act: 'revise' },
    });
  });

  it('is late when the promised month has passed, and in time again when it is promised anew', async () => {
    const request = await aPromisedRequest(app, period.id, { month: '2025-01' });
    app.goTo('2025-02-01');
    const list = (await app.as('coordinator').get(`/quota-periods/${period.id}/unhcr-requests`).expect(200)).body.items;
    expect(list.find(({ id }: { id: string }) => id === request.id)).toMatchObject({ standing: 'late', version: 2 });
    expect((await actOnRequest(app, request, 'record-promise', REVISED).expect(200)).body.standing).toBe('promised');
    app.goTo('2025-01-07');
  });

  it.each<[string, object, string, string]>([
    ['a promise that changes without a reason', PROMISED, '/reason', 'reasonMissing'],
    ['nobody', { ...REVISED, persons: 0 }, '/persons', 'min'],
    ['a month that had passed', { ...REVISED, month: '2024-12' }, '/month', 'monthPassed'],
    ['a day before the request', { ...REVISED, occurredOn: '2025-01-06' }, '/occurredOn', 'beforeRequest'],
    ['a day that has not come', { ...REVISED, occurredOn: '2025-01-08' }, '/occurredOn', 'afterToday'],
    ['no document', { ...REVISED, documentReference: undefined }, '/documentReference', 'isString'],
  ])('refuses %s, names the field and writes nothing', async (_, wrong, pointer, code) => {
    const request = await aPromisedRequest(app, period.id);
    const before = await plannedRows(app);
    const { body } = await actOnRequest(app, request, 'record-promise', wrong).expect(400);
    expect(body.errors).toMatchObject([{ pointer, code }]);
    expect(await plannedRows(app)).toEqual(before);
  });

  it('needs the version that it was decided on; of two at once one is recorded', async () => {
    const request = await aRequest(app, period.id);
    await app.as('coordinator').post(`/unhcr-requests/${request.id}/actions/record-promise`, PROMISED).expect(428);
    const answers = await Promise.all(
      [1, 2, 3].map((more) => actOnRequest(app, request, 'record-promise', { ...PROMISED, persons: 100 + more })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect(answers.find(({ status }) => status === 412)!.body).toMatchObject({
      currentVersion: 2,
      changedBy: expect.any(String),
    });
    expect(await storedActs(request.id)).toHaveLength(2);
  });

  it('twice under one key is once', async () => {
    const request = await aRequest(app, period.id);
    const send = () =>
      app
        .as('coordinator')
        .post(`/unhcr-requests/${request.id}/actions/record-promise`, PROMISED, {
          ifMatch: 1,
          key: `promise-${request.id}`,
        })
        .expect(200);
    expect((await send()).body).toEqual((await send()).body);
    expect(await storedActs(request.id)).toHaveLength(2);
  });

  it('is refused for a request that was withdrawn, and for none', async () => {
    const request = await aRequest(app, period.id);
    const withdrawal = {
      withdrawnBy: 'unhcr',
      authority: 'UNHCR',
      documentReference: 'KLA/25/9',
      reason: 'No capacity.',
    };
    const { body: withdrawn } = await actOnRequest(app, request, 'withdraw', withdrawal).expect(200);
    const { body } = await actOnRequest(app, withdrawn, 'record-promise', PROMISED).expect(409);
    expect(body.refusals).toMatchObject([{ from: 'withdrawn', action: 'record_promise', allowedActions: [] }]);
    await actOnRequest(app, { id: period.id, version: 1 }, 'record-promise', PROMISED).expect(404);
  });

  it('is for coordinators', async () => {
    const request = await aRequest(app, period.id);
    const allowed: readonly Role[] = PERMISSIONS['quota.request'].roles;
    for (const role of ROLES.filter((one) => !allowed.includes(one)))
      for (const act of ['record-promise', 'withdraw']) {
        const refused = app.as(role).post(`/unhcr-requests/${request.id}/actions/${act}`, {}, { ifMatch: 1 });
        expect((await refused.expect(403)).body.permission).toBe('quota.request');
      }
  });
});
