import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf, everything, storedEntries } from './what-is-stored.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-06-02' });
});
afterAll(() => app.close());

const revise = (period: MadePeriod, body: object) =>
  app
    .as('coordinator')
    .post(`/quota-periods/${period.id}/actions/revise`, { ...AUTHORITY, ...body }, { ifMatch: period.version });
const route = async () => {
  const { movement, from_account, to_account } = (await storedEntries(app)).at(-1)!;
  return [movement, from_account.split(':')[0], to_account.split(':')[0]];
};

describe('revise', () => {
  it('a period up: the Government decided on more, from the day it said so', async () => {
    const period = await openPeriod(app, { places: 900 });
    const { body } = await revise(period, {
      direction: 'up',
      places: 100,
      occurredOn: '2025-05-20',
      reason: 'The cap was lifted.',
    }).expect(200);
    expect(body.places).toMatchObject({ decided: 1000, pool: 100, available: 900 });
    expect(await route()).toEqual(['revise', 'decided', 'pool']);
    expect((await auditOf(app, period.id)).at(-1)).toMatchObject({
      action: 'quota.revise',
      reason: 'The cap was lifted.',
      payload: { direction: 'up', places: 100, occurredOn: '2025-05-20' },
    });
    const { body: before } = await app
      .as('coordinator')
      .get(`/quota-periods/${period.id}?through=2025-05-19`)
      .expect(200);
    expect(before.places).toMatchObject({ decided: 900, pool: 0 });
  });

  it('a period down, by what its pool still holds', async () => {
    const period = await openPeriod(app, { places: 900, subQuotas: [{ name: 'Any', places: 850 }] });
    const before = await everything(app);
    expect((await revise(period, { direction: 'down', places: 51 }).expect(422)).body.unmet).toMatchObject([
      { code: 'notEnoughPlaces' },
    ]);
    expect(await everything(app)).toEqual(before);
    const { body } = await revise(period, { direction: 'down', places: 50 }).expect(200);
    expect(body.places).toMatchObject({ decided: 850, pool: 0 });
    expect(await route()).toEqual(['revise', 'pool', 'decided']);
  });

  it('a sub-quota up and down, against the pool of its period', async () => {
    const period = await openPeriod(app, { places: 900, subQuotas: [{ name: 'Uganda', places: 850 }] });
    const subQuotaId = period.subQuotaId();
    const up = await revise(period, { direction: 'up', places: 50, subQuotaId }).expect(200);
    expect(up.body.places).toMatchObject({ decided: 900, pool: 0, available: 900 });
    expect(await route()).toEqual(['revise', 'pool', 'available']);
    const down = await revise(
      { ...period, version: up.body.version },
      { direction: 'down', places: 200, subQuotaId },
    ).expect(200);
    expect(down.body.places).toMatchObject({ decided: 900, pool: 200, available: 700 });
    expect(await route()).toEqual(['revise', 'available', 'pool']);
  });

  it('a year inside a pledge gives back to the pledge, and takes more from it', async () => {
    const pledge = await openPeriod(app, { kind: 'biennial', year: 2024, places: 1800 });
    const year = await openPeriod(app, { pledge, places: 900, subQuotas: [] });
    const down = await revise(year, { direction: 'down', places: 100 }).expect(200);
    expect(down.body.places).toMatchObject({ decided: 800 });
    expect(await route()).toEqual(['revise', 'pool', 'pool']);
    await revise({ ...year, version: down.body.version }, { direction: 'up', places: 300 }).expect(200);
    const { body } = await app.as('coordinator').get(`/quota-periods/${pledge.id}`).expect(200);
    expect(body).toMatchObject({ places: { decided: 1800, pool: 700 }, annualPeriods: [{ decided: 1100 }] });
  });

  it.each([
    ['no direction', { direction: undefined }, '/direction'],
    ['sideways', { direction: 'sideways' }, '/direction'],
    ['a foreign sub-quota', { subQuotaId: '0197aaaa-0000-7000-8000-000000000001' }, '/subQuotaId'],
  ])('refuses %s and writes nothing', async (_, wrong, pointer) => {
    const period = await openPeriod(app);
    const before = await everything(app);
    const { body } = await revise(period, { direction: 'up', places: 1, ...wrong }).expect(400);
    expect(body.errors).toMatchObject([{ pointer }]);
    expect(await everything(app)).toEqual(before);
  });
});
