import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  actOnPeriod,
  aDecidedPeriod,
  aPeriod,
  AUTHORITY,
  openPeriod,
  type MadePeriod,
} from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf, everything, storedBalances, storedEntries } from './what-is-stored.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const allocate = (period: MadePeriod, body: object) =>
  app
    .as('coordinator')
    .post(`/quota-periods/${period.id}/actions/allocate`, { ...AUTHORITY, ...body }, { ifMatch: period.version });

describe('allocate places', () => {
  it('moves them from the pool to a sub-quota', async () => {
    const period = await aDecidedPeriod(app, {
      places: 900,
      subQuotas: [{ name: 'Emergency', places: 0, priority: 'emergency' }],
    });
    const id = period.subQuotaId();
    const { body } = await allocate(period, { places: 50, subQuotaId: id, occurredOn: '2025-01-03' }).expect(200);
    expect(body).toMatchObject({ version: period.version + 1, places: { decided: 900, pool: 850, available: 50 } });
    expect(body.subQuotas).toEqual([expect.objectContaining({ id, decided: 50, available: 50 })]);
    expect((await storedEntries(app)).at(-1)).toMatchObject({
      movement: 'allocate',
      from_account: `pool:${period.id}`,
      to_account: `available:${id}`,
      places: 50,
      occurred_on: '2025-01-03',
    });
    expect(await storedBalances(app)).toMatchObject({ [`pool:${period.id}`]: 850, [`available:${id}`]: 50 });
    expect((await auditOf(app, period.id)).at(-1)).toMatchObject({
      action: 'quota.allocate',
      payload: { places: 50, subQuota: 'Emergency', ...AUTHORITY },
    });
  });

  it('moves them from a pledge to one of its years, which is decided by that; the row counts in both', async () => {
    const pledge = await aDecidedPeriod(app, { kind: 'biennial', year: 2024, places: 1800 });
    const annual = await aPeriod(app, { year: 2025, pledge });
    await actOnPeriod(app, annual.id, 'actions/consult', AUTHORITY);
    const { body } = await allocate(pledge, { places: 900, annualPeriodId: annual.id }).expect(200);
    expect(body).toMatchObject({ places: { decided: 1800, pool: 900 }, annualPeriods: [{ decided: 900, pool: 900 }] });
    const { body: year } = await app.as('coordinator').get(`/quota-periods/${annual.id}`).expect(200);
    expect(year).toMatchObject({ status: 'decided', places: { decided: 900, pool: 900 } });
    expect(await storedBalances(app)).toMatchObject({ [`pool:${pledge.id}`]: 900, [`pool:${annual.id}`]: 900 });
    expect((await auditOf(app, annual.id)).at(-1)).toMatchObject({
      action: 'quota.receive_places',
      payload: { places: 900, from: 'consulted', to: 'decided' },
    });
    const entriesOf = async (id: string) =>
      (await app.as('auditor').get(`/quota-periods/${id}/ledger`).expect(200)).body.items;
    expect((await entriesOf(annual.id)).at(-1)).toEqual((await entriesOf(pledge.id)).at(-1));
  });

  it('refuses more than the pool holds, in words, and writes nothing', async () => {
    const period = await aDecidedPeriod(app, {
      places: 40,
      name: 'Small quota',
      subQuotas: [{ name: 'Uganda', places: 0 }],
    });
    const before = await everything(app);
    const { body } = await allocate(period, { places: 41, subQuotaId: period.subQuotaId() }).expect(422);
    expect(body.unmet).toEqual([
      {
        code: 'notEnoughPlaces',
        detail: 'Small quota has 40 places left in its pool; 41 are needed.',
        source: 'Quota decision of the Government',
      },
    ]);
    expect(await everything(app)).toEqual(before);
  });

  it('refuses a day on which the places were not decided yet: no figure through any day may show a debt', async () => {
    const period = await aDecidedPeriod(app, { places: 40, subQuotas: [{ name: 'Uganda', places: 0 }] });
    const before = await everything(app);
    const wanted = { places: 40, subQuotaId: period.subQuotaId() };
    const { body } = await allocate(period, { ...wanted, occurredOn: '2024-12-31' }).expect(422);
    expect(body.unmet).toMatchObject([
      { code: 'notEnoughPlaces', detail: expect.stringContaining('has 0 places left in its pool from 2024-12-31 on') },
    ]);
    expect(await everything(app)).toEqual(before);
    await allocate(period, { ...wanted, occurredOn: '2025-01-01' }).expect(200);
  });

  it('refuses a year that is not ready, closed or not of the pledge, a foreign sub-quota, and both or neither named', async () => {
    const pledge = await aDecidedPeriod(app, { kind: 'biennial', year: 2024, places: 1800 });
    const [draft, stranger] = [await aPeriod(app, { pledge }), await aDecidedPeriod(app)];
    const before = await everything(app);
    expect((await allocate(pledge, { places: 1, annualPeriodId: draft.id }).expect(409)).body).toMatchObject({
      from: 'draft',
    });
    expect((await allocate(pledge, { places: 1, annualPeriodId: stranger.id }).expect(400)).body.errors).toMatchObject([
      { pointer: '/annualPeriodId', code: 'notInPeriod' },
    ]);
    expect(
      (await allocate(pledge, { places: 1, subQuotaId: stranger.subQuotaId() }).expect(400)).body.errors,
    ).toMatchObject([{ pointer: '/subQuotaId', code: 'notInPeriod' }]);
    expect((await allocate(pledge, { places: 1 }).expect(400)).body.errors).toMatchObject([{ code: 'oneReceiver' }]);
    const both = { places: 1, subQuotaId: stranger.subQuotaId(), annualPeriodId: draft.id };
    expect((await allocate(pledge, both).expect(400)).body.errors).toMatchObject([{ code: 'oneReceiver' }]);
    expect(await everything(app)).toEqual(before);
  });

  it('lets two years not draw the same places from their pledge: both years’ 900 and 901 do not fit 1,800', async () => {
    const pledge = await openPeriod(app, { kind: 'biennial', year: 2024, places: 1800 });
    await openPeriod(app, { year: 2024, pledge, places: 900 });
    await expect(openPeriod(app, { year: 2025, pledge, places: 901 })).rejects.toThrow(
      'has 900 places left in its pool; 901 are needed',
    );
  });
});
