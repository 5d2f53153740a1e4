import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { ASKED, plannedRows } from '../../factories/planning.js';
import { actOnPeriod, aPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { documentOf, operationsOf } from '../../support/operations.js';
import { auditOf } from './what-is-stored.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  period = await openPeriod(app, { subQuotas: [{ name: 'Uganda', places: 850, countriesOfAsylum: ['UG'] }] });
});
afterAll(() => app.close());

const ask = (body: object = ASKED, periodId = period.id, options = {}) =>
  app.as('coordinator').post(`/quota-periods/${periodId}/unhcr-requests`, body, options);

describe('ask UNHCR for persons', () => {
  it('names country, month, number and decision; nothing is promised yet', async () => {
    const body = { ...ASKED, nationality: 'CD', subQuotaId: period.subQuotaId(), reason: 'Two missions are planned.' };
    const { body: request, etag } = await ask(body).expect(201);
    expect(etag).toBe('"1"');
    expect(request).toEqual({
      id: expect.any(String),
      periodId: period.id,
      subQuotaId: period.subQuotaId(),
      countryOfAsylum: 'UG',
      nationality: 'CD',
      requestedOn: '2025-01-07',
      asked: { persons: 120, month: '2025-03' },
      promised: null,
      standing: 'asked',
      withdrawnOn: null,
      withdrawnBy: null,
      version: 1,
      acts: [
        {
          version: 1,
          act: 'ask',
          persons: 120,
          month: '2025-03',
          withdrawnBy: null,
          occurredOn: '2025-01-07',
          recordedAt: expect.stringMatching(/^2025-01-07T08:/),
          recordedBy: expect.any(String),
          authority: 'Government',
          documentReference: 'Ju2024/00001',
          reason: 'Two missions are planned.',
        },
      ],
    });
    expect(
      await app.dataSource.query(
        `SELECT act, version, persons, month FROM unhcr_request_acts WHERE request_id = '${request.id}'`,
      ),
    ).toEqual([{ act: 'ask', version: 1, persons: 120, month: '2025-03' }]);
    expect(await auditOf(app, request.id)).toEqual([
      {
        action: 'quota.request',
        reason: 'Two missions are planned.',
        payload: {
          act: 'ask',
          version: 1,
          periodId: period.id,
          subQuotaId: period.subQuotaId(),
          countryOfAsylum: 'UG',
          nationality: 'CD',
          persons: 120,
          month: '2025-03',
          withdrawnBy: null,
          occurredOn: '2025-01-07',
          ...AUTHORITY,
        },
      },
    ]);
  });

  it('takes the example of its own document', async () => {
    const { requestBody } = operationsOf(documentOf(app)).find((one) => one.operationId === 'askUnhcr')!;
    const { example } = requestBody!.content['application/json'] as { example?: object };
    expect((await ask(example).expect(201)).body).toMatchObject({ countryOfAsylum: 'UG', nationality: 'CD' });
  });

  it('can be done ahead of the period, as the 1,500 of 2018 were asked for in 2017', async () => {
    app.goTo('2025-09-04');
    const nextYear = await aPeriod(app, { year: 2026, subQuotas: [] });
    const { body } = await ask(
      { ...ASKED, persons: 900, month: '2025-11', occurredOn: '2025-09-01' },
      nextYear.id,
    ).expect(201);
    expect(body).toMatchObject({
      periodId: nextYear.id,
      requestedOn: '2025-09-01',
      asked: { persons: 900, month: '2025-11' },
    });
    app.goTo('2025-01-07');
  });

  it('twice under one key is once', async () => {
    const before = await app.dataSource.query('SELECT id FROM unhcr_requests');
    const first = await ask(ASKED, period.id, { key: 'ask-uganda-in-march' }).expect(201);
    const again = await ask(ASKED, period.id, { key: 'ask-uganda-in-march' }).expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    await ask({ ...ASKED, persons: 121 }, period.id, { key: 'ask-uganda-in-march' }).expect(422);
    expect(await app.dataSource.query('SELECT id FROM unhcr_requests')).toHaveLength(before.length + 1);
  });

  it.each<[string, () => object, string, string]>([
    ['nobody', () => ({ persons: 0 }), '/persons', 'min'],
    ['a country that does not exist', () => ({ countryOfAsylum: 'XX' }), '/countryOfAsylum', 'unknownCountry'],
    ['a nationality that does not exist', () => ({ nationality: 'XX' }), '/nationality', 'unknownCountry'],
    ['a month that is none', () => ({ month: '2025-13' }), '/month', 'matches'],
    ['a month that has passed', () => ({ month: '2024-12' }), '/month', 'monthPassed'],
    ['a month after the period', () => ({ month: '2026-01' }), '/month', 'monthAfterPeriod'],
    ['a day that has not come', () => ({ occurredOn: '2025-01-08' }), '/occurredOn', 'afterToday'],
    ['a sub-quota of elsewhere', () => ({ subQuotaId: period.id }), '/subQuotaId', 'notInPeriod'],
    ['without a document', () => ({ documentReference: undefined }), '/documentReference', 'isString'],
    ['a field that there is not', () => ({ urgent: true }), '/urgent', 'unknownField'],
  ])('refuses %s, names the field and writes nothing', async (_, wrong, pointer, code) => {
    const before = await plannedRows(app);
    const { body } = await ask({ ...ASKED, ...wrong() }).expect(400);
    expect(body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code])).toEqual([
      [pointer, code],
    ]);
    expect(await plannedRows(app)).toEqual(before);
  });

  it('is refused for a closed period and for none', async () => {
    const closed = await openPeriod(app, { name: 'Closed', subQuotas: [], places: 1 });
    await actOnPeriod(app, closed.id, 'actions/begin-closing', AUTHORITY);
    await actOnPeriod(app, closed.id, 'actions/close', AUTHORITY);
    const before = await plannedRows(app);
    expect((await ask(ASKED, closed.id).expect(409)).body.refusals).toMatchObject([
      { from: 'closed', action: 'request' },
    ]);
    await ask(ASKED, '0195d3c0-0000-7000-8000-000000000000').expect(404);
    expect(await plannedRows(app)).toEqual(before);
  });

  it('is for coordinators', async () => {
    const allowed: readonly Role[] = PERMISSIONS['quota.request'].roles;
    for (const role of ROLES.filter((one) => !allowed.includes(one))) {
      const refused = app.as(role).post(`/quota-periods/${period.id}/unhcr-requests`, ASKED);
      expect((await refused.expect(403)).body.permission).toBe('quota.request');
    }
    await app.nobody.post(`/quota-periods/${period.id}/unhcr-requests`, ASKED).expect(401);
  });

  it('leaves rows that nobody can change or delete', async () => {
    await ask().expect(201);
    for (const table of ['unhcr_requests', 'unhcr_request_acts']) {
      await expect(app.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow('never changed or deleted');
      await expect(app.dataSource.query(`UPDATE ${table} SET id = id`)).rejects.toThrow('never changed or deleted');
    }
  });
});
