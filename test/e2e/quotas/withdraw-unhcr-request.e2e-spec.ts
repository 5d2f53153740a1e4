import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOnRequest, aPromisedRequest, aRequest, plannedRows } from '../../factories/planning.js';
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

const WITHDRAWAL = {
  withdrawnBy: 'unhcr',
  authority: 'UNHCR Kampala',
  documentReference: 'KLA/25/31',
  reason: 'No staff to interview before the summer.',
};

describe('withdraw a request to UNHCR', () => {
  it('ends it, with who and why; what was asked and promised stays to be seen', async () => {
    const request = await aPromisedRequest(app, period.id);
    app.goTo('2025-02-20');
    const { body, etag } = await actOnRequest(app, request, 'withdraw', {
      ...WITHDRAWAL,
      occurredOn: '2025-02-18',
    }).expect(200);
    expect(etag).toBe('"3"');
    expect(body).toMatchObject({
      standing: 'withdrawn',
      withdrawnOn: '2025-02-18',
      withdrawnBy: 'unhcr',
      asked: { persons: 120 },
      promised: { persons: 100 },
      version: 3,
    });
    expect(body.acts.at(-1)).toMatchObject({
      act: 'withdraw',
      persons: null,
      month: null,
      reason: WITHDRAWAL.reason,
      recordedAt: expect.stringMatching(/^2025-02-20T08:/),
    });
    expect(
      await app.dataSource.query(
        `SELECT act, withdrawn_by, occurred_on FROM unhcr_request_acts WHERE request_id = '${request.id}' AND version = 3`,
      ),
    ).toEqual([{ act: 'withdraw', withdrawn_by: 'unhcr', occurred_on: '2025-02-18' }]);
    expect((await auditOf(app, request.id)).at(-1)).toMatchObject({
      action: 'quota.withdraw_request',
      reason: WITHDRAWAL.reason,
      payload: { withdrawnBy: 'unhcr', occurredOn: '2025-02-18', documentReference: 'KLA/25/31' },
    });
    app.goTo('2025-01-07');
  });

  it('can be the agency’s own act, on a request that nobody has answered', async () => {
    const request = await aRequest(app, period.id);
    const body = { ...WITHDRAWAL, withdrawnBy: 'agency', authority: 'Head of unit', reason: 'The quota is filled.' };
    expect((await actOnRequest(app, request, 'withdraw', body).expect(200)).body).toMatchObject({
      standing: 'withdrawn',
      withdrawnBy: 'agency',
      promised: null,
    });
  });

  it.each<[string, object, string, string]>([
    ['no reason', { ...WITHDRAWAL, reason: undefined }, '/reason', 'isString'],
    ['nobody who withdraws', { ...WITHDRAWAL, withdrawnBy: 'iom' }, '/withdrawnBy', 'isIn'],
    ['a day before the request', { ...WITHDRAWAL, occurredOn: '2024-12-31' }, '/occurredOn', 'beforeRequest'],
    ['a number of persons', { ...WITHDRAWAL, persons: 20 }, '/persons', 'unknownField'],
  ])('refuses %s, names the field and writes nothing', async (_, wrong, pointer, code) => {
    const request = await aRequest(app, period.id);
    const before = await plannedRows(app);
    expect((await actOnRequest(app, request, 'withdraw', wrong).expect(400)).body.errors).toMatchObject([
      { pointer, code },
    ]);
    expect(await plannedRows(app)).toEqual(before);
  });

  it('happens once, on the version that it was decided on', async () => {
    const request = await aRequest(app, period.id);
    await app.as('coordinator').post(`/unhcr-requests/${request.id}/actions/withdraw`, WITHDRAWAL).expect(428);
    const { body: withdrawn } = await actOnRequest(app, request, 'withdraw', WITHDRAWAL).expect(200);
    const before = await plannedRows(app);
    expect((await actOnRequest(app, request, 'withdraw', WITHDRAWAL).expect(412)).body.currentVersion).toBe(2);
    expect((await actOnRequest(app, withdrawn, 'withdraw', WITHDRAWAL).expect(409)).body.refusals).toMatchObject([
      { from: 'withdrawn', action: 'withdraw_request' },
    ]);
    await actOnRequest(app, { id: period.id, version: 1 }, 'withdraw', WITHDRAWAL).expect(404);
    expect(await plannedRows(app)).toEqual(before);
  });
});
