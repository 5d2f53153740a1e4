import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import { placesOf, somePersons } from '../../factories/places.js';
import { actOnPeriod, aPeriod, AUTHORITY, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { everything } from './what-is-stored.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const act = (of: MadePeriod, path: string, body: object) =>
  actOnPeriod(app, of.id, `actions/${path}`, { ...AUTHORITY, ...body });
const refused = async (of: MadePeriod, path: string, body: object) => {
  const { etag } = await app.as('coordinator').get(`/quota-periods/${of.id}`).expect(200);
  const before = await everything(app);
  const reply = await app
    .as('coordinator')
    .post(`/quota-periods/${of.id}/actions/${path}`, { ...AUTHORITY, ...body }, { ifMatch: etag! })
    .expect(422);
  expect(await everything(app)).toEqual(before);
  return reply.body.unmet as { code: string; detail: string }[];
};
const balances = async (of: MadePeriod, query = '') =>
  (await app.as('coordinator').get(`/quota-periods/${of.id}/scheme-balances${query}`).expect(200)).body;
const schemeOf = (body: { schemes: { scheme: string }[] }, scheme: string) =>
  body.schemes.find((one) => one.scheme === scheme);

/** The pledge of 2024 and 2025, 1,700 + 100 (domain.md 1), with the 900 of 2025 in their sub-quotas. */
async function pledged(): Promise<{ pledge: MadePeriod; year: MadePeriod }> {
  const pledge = await aPeriod(app, { kind: 'biennial', year: 2024 });
  await act(pledge, 'consult', { occurredOn: '2024-01-02' });
  await act(pledge, 'decide-places', { places: 1700, scheme: 'resettlement', occurredOn: '2024-01-02' });
  await act(pledge, 'decide-places', { places: 100, scheme: 'humanitarian_admission', occurredOn: '2024-01-02' });
  const year = await aPeriod(app, {
    year: 2025,
    pledge,
    subQuotas: [
      { name: 'Great Lakes', places: 0 },
      { name: 'Admitted', places: 0, scheme: 'humanitarian_admission' },
      { name: 'Emergencies', places: 0, scheme: 'emergency', priority: 'emergency' },
    ],
  });
  await act(year, 'consult', {});
  await act(pledge, 'allocate', { places: 1750, annualPeriodId: year.id });
  return { pledge, year };
}

describe('the places of a pledge by form of admission', () => {
  it('are accounted apart: decided, allocated, reserved and used', async () => {
    const { pledge, year } = await pledged();
    await act(year, 'allocate', { places: 750, subQuotaId: year.subQuotaId('Great Lakes') });
    await act(year, 'allocate', { places: 100, subQuotaId: year.subQuotaId('Admitted') });
    await act(year, 'allocate', { places: 50, subQuotaId: year.subQuotaId('Emergencies') });
    await act(year, 'open', {});
    const [granted, arrived] = [somePersons(3), somePersons(2)];
    await placesOf(app).reserve(granted, year.subQuotaId('Great Lakes'));
    await placesOf(app).reserve(arrived, year.subQuotaId('Admitted'));
    await placesOf(app).record('arrival', arrived);

    const body = await balances(pledge);
    expect(body).toMatchObject({ periodId: pledge.id, unnamed: 0, exceeding: 0, through: null, asOf: null });
    expect(body.schemes).toEqual([
      {
        ...{ scheme: 'resettlement', decided: 1700, allocated: 750, drawn: 0, beyond: 0 },
        ...{ available: 747, reserved: 3, used: 0 },
      },
      {
        ...{ scheme: 'humanitarian_admission', decided: 100, allocated: 100, drawn: 0, beyond: 0 },
        ...{ available: 98, reserved: 0, used: 2 },
      },
      {
        ...{ scheme: 'emergency', decided: 0, allocated: 50, drawn: 50, beyond: 0 },
        ...{ available: 50, reserved: 0, used: 0 },
      },
    ]);
    expect(await balances(year)).toEqual(body);
    expect(schemeOf(await balances(pledge, '?through=2024-12-31'), 'resettlement')).toMatchObject({
      decided: 1700,
      allocated: 0,
    });
    expect((await balances(pledge, '?asOf=2025-01-06')).schemes).toMatchObject([{ decided: 0 }, {}, {}]);
  });

  it('bound what is allocated and transferred, and a revision of the decision makes room', async () => {
    const { pledge, year } = await pledged();
    const admitted = year.subQuotaId('Admitted');
    expect(await refused(year, 'allocate', { places: 101, subQuotaId: admitted })).toMatchObject([
      {
        code: 'schemeExceeded',
        detail:
          '100 places are decided for humanitarian_admission and 0 without a name; 0 are allocated to it: 101 more are wanted, 1 beyond the decision. Revise the decision first.',
      },
    ]);
    await act(year, 'allocate', { places: 100, subQuotaId: admitted });
    await act(year, 'allocate', { places: 400, subQuotaId: year.subQuotaId('Great Lakes') });
    const transfer = { places: 20, fromSubQuotaId: year.subQuotaId('Great Lakes'), toSubQuotaId: admitted };
    expect(await refused(year, 'transfer', transfer)).toMatchObject([{ code: 'schemeExceeded' }]);
    expect(await refused(year, 'revise', { direction: 'up', places: 1, subQuotaId: admitted })).toMatchObject([
      { code: 'schemeExceeded' },
    ]);
    await act(pledge, 'revise', { direction: 'up', places: 20, scheme: 'humanitarian_admission' });
    await act(year, 'transfer', transfer);
    expect(schemeOf(await balances(pledge), 'humanitarian_admission')).toMatchObject({ decided: 120, allocated: 120 });
    expect(
      await refused(pledge, 'revise', { direction: 'down', places: 20, scheme: 'humanitarian_admission' }),
    ).toMatchObject([{ code: 'schemeExceeded' }]);
    await act(pledge, 'revise', { direction: 'down', places: 20, scheme: 'resettlement' });
    expect(schemeOf(await balances(pledge), 'resettlement')).toMatchObject({ decided: 1680, allocated: 380 });
  });

  it('are for any form of admission where the decision names none', async () => {
    const year = await aPeriod(app, {
      year: 2023,
      subQuotas: [
        { name: 'New', places: 0 },
        { name: 'Admitted', places: 0, scheme: 'humanitarian_admission' },
      ],
    });
    await act(year, 'consult', {});
    await act(year, 'decide-places', { places: 900 });
    await act(year, 'allocate', { places: 400, subQuotaId: year.subQuotaId('Admitted') });
    await act(year, 'allocate', { places: 500, subQuotaId: year.subQuotaId('New') });
    expect(await balances(year)).toMatchObject({ unnamed: 900, exceeding: 0 });
  });

  it('are revised by name only where the decision stands', async () => {
    const { year } = await pledged();
    const revise = async (body: object) => {
      const { etag } = await app.as('coordinator').get(`/quota-periods/${year.id}`).expect(200);
      const path = `/quota-periods/${year.id}/actions/revise`;
      return app
        .as('coordinator')
        .post(path, { ...AUTHORITY, ...body }, { ifMatch: etag! })
        .expect(400);
    };
    for (const rest of [{}, { subQuotaId: year.subQuotaId('Admitted') }])
      expect(
        (await revise({ direction: 'up', places: 1, scheme: 'humanitarian_admission', ...rest })).body.errors,
      ).toMatchObject([{ pointer: '/scheme', code: 'schemeNotRevised' }]);
  });

  it('are read by those who read the quota, of days that have come and periods that exist', async () => {
    const { pledge } = await pledged();
    for (const role of ROLES)
      await app
        .as(role)
        .get(`/quota-periods/${pledge.id}/scheme-balances`)
        .expect(permits([role], 'quota.read') ? 200 : 403);
    const get = (path: string) => app.as('coordinator').get(`/quota-periods/${path}`);
    expect((await get(`${pledge.id}/scheme-balances?asOf=2025-01-08`).expect(400)).body.errors).toMatchObject([
      { pointer: '?asOf', code: 'afterToday' },
    ]);
    await get('0197aaaa-0000-7000-8000-000000000001/scheme-balances').expect(404);
  });
});
