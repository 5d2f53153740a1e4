import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf, everything, storedBalances } from './what-is-stored.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const YEAR = { name: 'National quota 2025', kind: 'annual', startsOn: '2025-01-01', endsOn: '2025-12-31' };
const create = (body: object) => app.as('coordinator').post('/quota-periods', body);

describe('create a quota period', () => {
  it('makes a draft without places, counting and carrying over as the policy of its first day says', async () => {
    const { body, etag } = await create(YEAR).expect(201);
    expect(body).toMatchObject({
      ...YEAR,
      status: 'draft',
      suspended: false,
      pledgeId: null,
      countingEvent: 'arrival',
      carryOverMode: 'absorbing',
      tolerance: 0,
      version: 1,
      changedBy: 'Coordinator',
      places: { decided: 0, overrun: 0, pool: 0, available: 0, reserved: 0, used: 0 },
      subQuotas: [],
      annualPeriods: [],
    });
    expect(etag).toBe('"1"');
    expect((await app.as('coordinator').get(`/quota-periods/${body.id}`).expect(200)).body).toEqual(body);
    expect(await app.dataSource.query('SELECT name, status, version FROM quota_periods')).toEqual([
      { name: 'National quota 2025', status: 'draft', version: 1 },
    ]);
    expect(await storedBalances(app)).toEqual({});
    expect(await auditOf(app, body.id)).toEqual([
      {
        action: 'quota.create',
        reason: null,
        payload: expect.objectContaining({ name: 'National quota 2025', countingEvent: 'arrival' }),
      },
    ]);
  });

  it('takes the policy of its own first day: a 2021 period carries over additively', async () => {
    const { body } = await create({ ...YEAR, startsOn: '2021-01-01', endsOn: '2021-12-31' }).expect(201);
    expect(body.carryOverMode).toBe('additive');
  });

  it('counts, carries over and tolerates as its coordinator says', async () => {
    const own = { countingEvent: 'grant', carryOverMode: 'additive', tolerance: 10 };
    expect((await create({ ...YEAR, ...own }).expect(201)).body).toMatchObject(own);
  });

  it('may be one year of a pledge of two', async () => {
    const pledge = await aPeriod(app, { kind: 'biennial', year: 2024 });
    const { body } = await create({ ...YEAR, pledgeId: pledge.id }).expect(201);
    expect(body.pledgeId).toBe(pledge.id);
    const { body: around } = await app.as('coordinator').get(`/quota-periods/${pledge.id}`).expect(200);
    expect(around.annualPeriods).toEqual([expect.objectContaining({ periodId: body.id, decided: 0 })]);
  });

  it('gives the same answer again to the same key, and makes one period', async () => {
    const key = 'one-period-only';
    const first = await app.as('coordinator').post('/quota-periods', YEAR, { key }).expect(201);
    const before = await everything(app);
    const again = await app.as('coordinator').post('/quota-periods', YEAR, { key }).expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await everything(app)).toEqual(before);
    await app
      .as('coordinator')
      .post('/quota-periods', { ...YEAR, name: 'Another' }, { key })
      .expect(422);
  });

  it.each([
    ['a year that is none', { endsOn: '2025-11-30' }, '/endsOn', 'periodLength'],
    ['an end before the start', { endsOn: '2024-12-31' }, '/endsOn', 'periodLength'],
    ['a pledge of one year', { kind: 'biennial' }, '/endsOn', 'periodLength'],
    ['a day that does not exist', { startsOn: '2025-02-30' }, '/startsOn', 'date'],
    [
      'a pledge that does not exist',
      { pledgeId: '0197aaaa-0000-7000-8000-000000000001' },
      '/pledgeId',
      'unknownPledge',
    ],
    ['an unknown kind', { kind: 'monthly' }, '/kind', 'isIn'],
    ['a tolerance below zero', { tolerance: -1 }, '/tolerance', 'min'],
    ['a field that is not there', { places: 900 }, '/places', 'unknownField'],
  ])('refuses %s, names the field and leaves nothing behind', async (_, wrong, pointer, code) => {
    const before = await everything(app);
    const { body } = await create({ ...YEAR, ...wrong }).expect(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer, code })]);
    expect(await everything(app)).toEqual(before);
  });

  it('refuses a pledge around a pledge, and a year outside its pledge', async () => {
    const pledge = await aPeriod(app, { kind: 'biennial', year: 2024 });
    const inside = {
      name: 'Pledge in a pledge',
      kind: 'biennial',
      startsOn: '2024-01-01',
      endsOn: '2025-12-31',
      pledgeId: pledge.id,
    };
    expect((await create(inside).expect(400)).body.errors).toMatchObject([
      { pointer: '/pledgeId', code: 'pledgeInPledge' },
    ]);
    const late = { ...YEAR, startsOn: '2026-01-01', endsOn: '2026-12-31', pledgeId: pledge.id };
    expect((await create(late).expect(400)).body.errors).toMatchObject([
      { pointer: '/pledgeId', code: 'outsidePledge' },
    ]);
    const annual = await aPeriod(app, { year: 2025 });
    expect((await create({ ...YEAR, pledgeId: annual.id }).expect(400)).body.errors).toMatchObject([
      { code: 'unknownPledge' },
    ]);
  });
});

describe('the list of periods', () => {
  it('stands in the order of their first days, a pledge before its years', async () => {
    const { body } = await app.as('statistician').get('/quota-periods').expect(200);
    const starts = (body.items as { startsOn: string; kind: string }[]).map(
      ({ startsOn, kind }) => `${startsOn} ${kind}`,
    );
    expect(starts.length).toBeGreaterThan(5);
    expect(starts).toEqual(
      [...starts].sort((a, b) => (a.slice(0, 10) === b.slice(0, 10) ? (a < b ? 1 : -1) : a < b ? -1 : 1)),
    );
  });
});
