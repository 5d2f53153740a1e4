import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOnPeriod, aPeriod, AUTHORITY, openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf, everything, storedBalances, storedEntries } from './what-is-stored.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const decide = (id: string, body: object, ifMatch: number) =>
  app.as('coordinator').post(`/quota-periods/${id}/actions/decide-places`, { ...AUTHORITY, ...body }, { ifMatch });
const consulted = async (wanted: Parameters<typeof aPeriod>[1] = {}) => {
  const { id } = await aPeriod(app, { subQuotas: [], ...wanted });
  const { version } = await actOnPeriod(app, id, 'actions/consult', AUTHORITY);
  return { id, version };
};

describe('decide places', () => {
  it('brings them from the decision into the pool, with authority and document, dated when it was decided', async () => {
    const { id, version } = await consulted();
    const { body } = await decide(
      id,
      { places: 900, occurredOn: '2024-12-19', reason: 'The year’s quota.' },
      version,
    ).expect(200);
    expect(body).toMatchObject({
      status: 'decided',
      version: version + 1,
      places: { decided: 900, pool: 900, available: 0 },
    });
    expect(await storedEntries(app)).toEqual([
      expect.objectContaining({
        position: 1,
        movement: 'decide',
        from_account: 'decided',
        to_account: `pool:${id}`,
        places: 900,
        person_id: null,
        occurred_on: '2024-12-19',
        authority: 'Government',
        document_reference: 'Ju2024/00001',
        reason: 'The year’s quota.',
      }),
    ]);
    expect(await storedBalances(app)).toEqual({ decided: -900, [`pool:${id}`]: 900 });
    expect((await auditOf(app, id)).at(-1)).toEqual({
      action: 'quota.decide_places',
      reason: 'The year’s quota.',
      payload: { places: 900, ...AUTHORITY, occurredOn: '2024-12-19', from: 'consulted', to: 'decided' },
    });
  });

  it('takes a pledge of 1,700 for resettlement and 100 for humanitarian admission', async () => {
    const { id, version } = await consulted({ kind: 'biennial', year: 2024 });
    await decide(id, { places: 1700, scheme: 'resettlement' }, version).expect(200);
    const { body } = await decide(id, { places: 100, scheme: 'humanitarian_admission' }, version + 1).expect(200);
    expect(body.places).toMatchObject({ decided: 1800, pool: 1800 });
    const { body: ledger } = await app.as('auditor').get(`/quota-periods/${id}/ledger`).expect(200);
    expect(
      (ledger.items as { scheme: string; places: number }[]).map(({ scheme, places }) => [scheme, places]),
    ).toEqual([
      ['resettlement', 1700],
      ['humanitarian_admission', 100],
    ]);
  });

  it.each([
    ['without authority', { authority: undefined }, '/authority', 'isString'],
    ['without a document', { documentReference: '' }, '/documentReference', 'length'],
    ['of no places', { places: 0 }, '/places', 'min'],
    ['of half a place', { places: 1.5 }, '/places', 'isInt'],
    ['after today', { occurredOn: '2025-01-08' }, '/occurredOn', 'afterToday'],
    ['on a day that does not exist', { occurredOn: '2025-02-29' }, '/occurredOn', 'date'],
  ])('is refused %s, and nothing is written', async (_, wrong, pointer, code) => {
    const { id, version } = await consulted();
    const before = await everything(app);
    const { body } = await decide(id, { places: 900, ...wrong }, version).expect(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer, code })]);
    expect(await everything(app)).toEqual(before);
  });

  it('is refused before the Ministry was consulted, and once the period is open', async () => {
    const { id, version } = await aPeriod(app);
    expect((await decide(id, { places: 900 }, version).expect(409)).body).toMatchObject({
      from: 'draft',
      allowedActions: expect.arrayContaining(['add_sub_quota', 'consult']),
    });
    const open = await openPeriod(app);
    const before = await everything(app);
    expect((await decide(open.id, { places: 900 }, open.version).expect(409)).body.from).toBe('open');
    expect(await everything(app)).toEqual(before);
  });

  it('is refused for a year inside a pledge: its places come from there', async () => {
    const pledge = await openPeriod(app, { kind: 'biennial', year: 2024, places: 1800 });
    const { id, version } = await consulted({ pledge });
    expect((await decide(id, { places: 900 }, version).expect(422)).body.unmet).toMatchObject([
      { code: 'fedFromPledge' },
    ]);
  });

  it('of two coordinators at once lets one through and tells the other who was first', async () => {
    const { id, version } = await consulted();
    const replies = await Promise.all([900, 800].map((places) => decide(id, { places }, version)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { body } = await app.as('coordinator').get(`/quota-periods/${id}`).expect(200);
    expect([900, 800]).toContain(body.places.decided);
  });
});
