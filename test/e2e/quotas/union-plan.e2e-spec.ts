import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asked } from '../../factories/cases.js';
import { aPeriod, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { UnionPlanService } from '../../../src/quotas/index.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
let pledge: MadePeriod;
let annual: MadePeriod;
const DECISION = {
  withinUnionPlan: true,
  decidedOn: '2026-01-10',
  authority: 'Council of the European Union',
  documentReference: 'Ju2025/00123',
};
const mark = (periodId: string, ifMatch: number, overrides: object = {}) =>
  app.as('coordinator').post(`/quota-periods/${periodId}/union-plan-marks`, { ...DECISION, ...overrides }, { ifMatch });
const within = async (periodId: string, on: string, asOf?: string) =>
  (await asked(app, (tx) => app.server.get(UnionPlanService).markOn(tx, periodId, on, asOf)))?.withinUnionPlan ?? null;

beforeAll(async () => {
  app = await startApp({ today: '2026-02-02' });
  pledge = await openPeriod(app, { kind: 'biennial', year: 2026, places: 1800 });
  annual = await aPeriod(app, { year: 2026, pledge });
});
afterAll(() => app.close());

describe('a pledge within the Union Plan', () => {
  it('is outside until somebody marks it, with the decision behind it', async () => {
    expect(await within(pledge.id, '2026-12-31')).toBeNull();
    const { body } = await mark(pledge.id, 0).expect(201);
    expect(body).toMatchObject({ ...DECISION, periodId: pledge.id, version: 1, recordedBy: 'Coordinator' });
    expect(await within(pledge.id, '2026-01-09')).toBeNull();
    expect(await within(pledge.id, '2026-01-10')).toBe(true);
    expect(await within(pledge.id, '2026-01-10', '2026-02-01')).toBeNull();
  });

  it('takes its annual periods along: they are not marked on their own', async () => {
    expect(await within(annual.id, '2026-06-01')).toBe(true);
    expect((await mark(annual.id, 0)).body).toMatchObject({ status: 422, unmet: [{ code: 'pledgeDecides' }] });
  });

  it('is marked anew with a reason, and what was known before stays', async () => {
    app.goTo('2026-03-02');
    const away = { withinUnionPlan: false, decidedOn: '2026-03-01' };
    expect((await mark(pledge.id, 1, away)).body).toMatchObject({ status: 400, errors: [{ pointer: '/reason' }] });
    expect((await mark(pledge.id, 0, away)).body).toMatchObject({ status: 412 });
    await mark(pledge.id, 1, { ...away, reason: 'The plan was adopted without it.' }).expect(201);
    expect(await within(pledge.id, '2026-12-31')).toBe(false);
    expect(await within(pledge.id, '2026-12-31', '2026-03-01')).toBe(true);
    const { body } = await app.as('coordinator').get(`/quota-periods/${pledge.id}/union-plan-marks`).expect(200);
    expect([body.version, body.items.length]).toEqual([2, 2]);
  });

  it('refuses a decision of a day that has not come', async () => {
    expect((await mark(pledge.id, 2, { decidedOn: '2026-03-03', reason: 'Soon.' })).body).toMatchObject({
      errors: [{ pointer: '/decidedOn', code: 'afterToday' }],
    });
  });
});
