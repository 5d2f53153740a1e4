import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { PlansService } from '../../../src/quotas/index.js';
import { asked } from '../../factories/cases.js';
import { plannedRows, planOf } from '../../factories/planning.js';
import { actOnPeriod, aPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf } from './what-is-stored.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const aPlannedPeriod = (name: string): Promise<MadePeriod> =>
  openPeriod(app, {
    name,
    subQuotas: [
      { name: 'Uganda', places: 100, countriesOfAsylum: ['UG'] },
      { name: 'Emergency', places: 10, scheme: 'emergency' },
    ],
  });
const FITTING = { Uganda: { '2025-03': 60, '2025-09': 40 }, Emergency: { '2025-12': 10 } };
const record = (period: MadePeriod, body: object, ifMatch = 0) =>
  app.as('coordinator').post(`/quota-periods/${period.id}/plans`, body, { ifMatch });
const read = async (period: MadePeriod) => app.as('statistician').get(`/quota-periods/${period.id}/plans`).expect(200);
const REPLAN = { decidedOn: '2025-06-01', reason: 'Flights from Kampala stopped.' };

describe('plan the arrivals of a period', () => {
  it('records who decided what for each sub-quota and month', async () => {
    const period = await aPlannedPeriod('First plan');
    const { body, etag } = await record(period, planOf(period, FITTING)).expect(201);
    expect(etag).toBe('"1"');
    expect(body).toEqual({
      id: expect.any(String),
      periodId: period.id,
      version: 1,
      decidedOn: '2025-01-02',
      authority: 'Head of the resettlement unit',
      documentReference: '1.3.4-2025-7',
      reason: null,
      recordedAt: expect.stringMatching(/^2025-01-07T08:/),
      recordedBy: expect.any(String),
      persons: 110,
      lines: [
        { subQuotaId: period.subQuotaId('Uganda'), month: '2025-03', persons: 60 },
        { subQuotaId: period.subQuotaId('Uganda'), month: '2025-09', persons: 40 },
        { subQuotaId: period.subQuotaId('Emergency'), month: '2025-12', persons: 10 },
      ],
      warnings: [],
    });
    expect(
      await app.dataSource.query(
        `SELECT month, persons FROM quota_plan_lines WHERE plan_id = '${body.id}' ORDER BY month`,
      ),
    ).toEqual([
      { month: '2025-03', persons: 60 },
      { month: '2025-09', persons: 40 },
      { month: '2025-12', persons: 10 },
    ]);
    expect((await auditOf(app, period.id)).at(-1)).toEqual({
      action: 'quota.plan_arrivals',
      reason: null,
      payload: {
        version: 1,
        planId: body.id,
        decidedOn: '2025-01-02',
        authority: 'Head of the resettlement unit',
        documentReference: '1.3.4-2025-7',
        persons: 110,
        warnings: [],
      },
    });
  });

  it('warns where plan and places differ, and records the plan all the same (edge case 10)', async () => {
    const period = await aPlannedPeriod('Does not add up');
    const { body } = await record(period, planOf(period, { Uganda: { '2025-03': 99 } })).expect(201);
    expect(body.warnings).toEqual([
      {
        code: 'planDiffersFromPlaces',
        detail: 'Emergency: 0 persons are planned for 10 places.',
        subQuotaId: period.subQuotaId('Emergency'),
        planned: 0,
        places: 10,
      },
      {
        code: 'planDiffersFromPlaces',
        detail: 'Uganda: 99 persons are planned for 100 places.',
        subQuotaId: period.subQuotaId('Uganda'),
        planned: 99,
        places: 100,
      },
    ]);
    expect((await read(period)).body).toMatchObject({ version: 1, items: [{ persons: 99 }] });
  });

  it('can be done before the period is decided', async () => {
    const draft = await aPeriod(app, { year: 2026, subQuotas: [{ name: 'Any', places: 900 }] });
    const { body } = await record(draft, planOf(draft, { Any: { '2026-01': 75 } })).expect(201);
    expect(body.warnings).toMatchObject([{ planned: 75, places: 0 }]);
  });

  it('again is a re-plan: a version more, with its reason, and the original stays', async () => {
    const period = await aPlannedPeriod('Re-planned');
    await record(period, planOf(period, FITTING)).expect(201);
    app.goTo('2025-06-10');
    const next = { ...planOf(period, { Uganda: { '2025-09': 30 }, Emergency: { '2025-12': 80 } }), ...REPLAN };
    const { body, etag } = await record(period, next, 1).expect(201);
    expect(etag).toBe('"2"');
    expect(body).toMatchObject({ version: 2, persons: 110, reason: REPLAN.reason });

    const { body: list, etag: listed } = await read(period);
    expect(listed).toBe('"2"');
    expect(list).toMatchObject({
      version: 2,
      inForceVersion: 2,
      items: [
        { version: 1, decidedOn: '2025-01-02', persons: 110 },
        { version: 2, decidedOn: '2025-06-01', persons: 110 },
      ],
    });
    expect(list.items[0].lines).toHaveLength(3);

    const on = async (day: string, asOf?: string) => {
      const { original, inForce } = await asked(app, (tx) =>
        app.server.get(PlansService).planOn(tx, period.id, day, asOf),
      );
      return [original?.version ?? null, inForce?.version ?? null, inForce?.lines.length ?? 0];
    };
    expect(await on('2025-01-01')).toEqual([null, null, 0]);
    expect(await on('2025-05-31')).toEqual([1, 1, 3]);
    expect(await on('2025-06-01')).toEqual([1, 2, 2]);
    expect(await on('2025-06-01', '2025-06-09')).toEqual([1, 1, 3]);
    app.goTo('2025-01-07');
  });

  it.each<[string, (period: MadePeriod) => object, [string, string][]]>([
    ['no line', () => ({ lines: [] }), [['/lines', 'arrayMinSize']]],
    ['a decision to come', () => ({ decidedOn: '2025-01-08' }), [['/decidedOn', 'afterToday']]],
    ['no authority', () => ({ authority: undefined }), [['/authority', 'isString']]],
    [
      'fewer than nobody',
      (period) => ({ lines: [{ subQuotaId: period.subQuotaId(), month: '2025-03', persons: -1 }] }),
      [['/lines/0/persons', 'min']],
    ],
    [
      'a strange sub-quota and a month outside the period, both told',
      (period) => ({
        lines: [
          { subQuotaId: period.id, month: '2025-03', persons: 1 },
          { subQuotaId: period.subQuotaId(), month: '2026-01', persons: 1 },
        ],
      }),
      [
        ['/lines/0/subQuotaId', 'notInPeriod'],
        ['/lines/1/month', 'outsidePeriod'],
      ],
    ],
  ])('refuses %s and writes nothing', async (name, wrong, errors) => {
    const period = await aPlannedPeriod(`Refused: ${name}`);
    const before = await plannedRows(app);
    const { body } = await record(period, { ...planOf(period, FITTING), ...wrong(period) }).expect(400);
    expect(body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code])).toEqual(errors);
    expect(await plannedRows(app)).toEqual(before);
  });

  it('refuses a re-plan without a reason, or decided before the original', async () => {
    const period = await aPlannedPeriod('Refused re-plan');
    await record(period, planOf(period, FITTING)).expect(201);
    const { body } = await record(period, { ...planOf(period, FITTING), decidedOn: '2025-01-01' }, 1).expect(400);
    expect(body.errors).toMatchObject([
      { pointer: '/decidedOn', code: 'beforeOriginal' },
      { pointer: '/reason', code: 'reasonMissing' },
    ]);
  });

  it('needs the version that it replaces; of two at once one is recorded', async () => {
    const period = await aPlannedPeriod('Raced');
    await app.as('coordinator').post(`/quota-periods/${period.id}/plans`, planOf(period, FITTING)).expect(428);
    const answers = await Promise.all([1, 2, 3].map(() => record(period, planOf(period, FITTING))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412]);
    expect((await record(period, { ...planOf(period, FITTING), reason: 'Again.' }, 7).expect(412)).body).toMatchObject({
      currentVersion: 1,
      changedBy: expect.any(String),
      changedAt: expect.stringMatching(/^2025-01-07T08:/),
    });
    expect((await read(period)).body.items).toHaveLength(1);
  });

  it('twice under one key is once', async () => {
    const period = await aPlannedPeriod('One key');
    const send = () =>
      app
        .as('coordinator')
        .post(`/quota-periods/${period.id}/plans`, planOf(period, FITTING), { ifMatch: 0, key: `plan-${period.id}` })
        .expect(201);
    expect((await send()).body).toEqual((await send()).body);
    expect((await read(period)).body.items).toHaveLength(1);
  });

  it('is over when the period is closed', async () => {
    const period = await aPlannedPeriod('Closed');
    await actOnPeriod(app, period.id, 'actions/begin-closing', AUTHORITY);
    await actOnPeriod(app, period.id, 'actions/close', AUTHORITY);
    expect((await record(period, planOf(period, FITTING)).expect(409)).body.refusals).toMatchObject([
      { from: 'closed', action: 'plan' },
    ]);
    expect((await read(period)).body).toEqual({ version: 0, inForceVersion: null, items: [] });
    const nowhere = '/quota-periods/0195d3c0-0000-7000-8000-000000000000/plans';
    await app.as('coordinator').get(nowhere).expect(404);
    await app.as('coordinator').post(nowhere, planOf(period, FITTING), { ifMatch: 0 }).expect(404);
  });

  it('is for coordinators, and read by those who read the quota', async () => {
    const period = await aPlannedPeriod('Access');
    const holders = (permission: 'quota.plan' | 'quota.read'): readonly Role[] => PERMISSIONS[permission].roles;
    for (const role of ROLES.filter((one) => !holders('quota.plan').includes(one))) {
      const refused = app.as(role).post(`/quota-periods/${period.id}/plans`, {}, { ifMatch: 0 });
      expect((await refused.expect(403)).body.permission).toBe('quota.plan');
    }
    for (const role of ROLES)
      await app
        .as(role)
        .get(`/quota-periods/${period.id}/plans`)
        .expect(holders('quota.read').includes(role) ? 200 : 403);
    await app.nobody.get(`/quota-periods/${period.id}/plans`).expect(401);
  });

  it('leaves rows that nobody can change or delete', async () => {
    for (const [table, column] of [
      ['quota_plans', 'reason'],
      ['quota_plan_lines', 'persons'],
    ]) {
      await expect(app.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow('never changed or deleted');
      await expect(app.dataSource.query(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow(
        'never changed or deleted',
      );
    }
  });
});
