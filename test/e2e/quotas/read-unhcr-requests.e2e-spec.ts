import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES } from '../../../src/access/index.js';
import { UnhcrRequestsService } from '../../../src/quotas/index.js';
import { asked } from '../../factories/cases.js';
import { actOnRequest, aRequest, PROMISED } from '../../factories/planning.js';
import { aPeriod, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';

interface Item {
  countryOfAsylum: string;
  standing: string;
  version: number;
}

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  period = await openPeriod(app);
  const uganda = await aRequest(app, period.id);
  await aRequest(app, period.id, { countryOfAsylum: 'TZ', month: '2025-02' });
  app.goTo('2025-02-10');
  // UNHCR had written on 15 January; the letter was registered in February.
  await actOnRequest(app, uganda, 'record-promise', { ...PROMISED, month: '2025-03', occurredOn: '2025-01-15' }).expect(
    200,
  );
  await aRequest(app, period.id, { countryOfAsylum: 'RW', month: '2025-02' });
});
afterAll(() => app.close());

const read = (query = '') => app.as('statistician').get(`/quota-periods/${period.id}/unhcr-requests${query}`);
const standings = async (query: string) =>
  (await read(query).expect(200)).body.items.map((one: Item) => [one.countryOfAsylum, one.standing, one.version]);

describe('the requests to UNHCR', () => {
  it('are listed by month and country, each with its history', async () => {
    const { body } = await read().expect(200);
    expect(body).toMatchObject({ through: null, asOf: null });
    expect(await standings('')).toEqual([
      ['RW', 'asked', 1],
      ['TZ', 'asked', 1],
      ['UG', 'promised', 2],
    ]);
    expect(body.items[2].acts).toMatchObject([
      { act: 'ask', occurredOn: '2025-01-07', recordedAt: expect.stringMatching(/^2025-01-07T08:/) },
      { act: 'promise', occurredOn: '2025-01-15', recordedAt: expect.stringMatching(/^2025-02-10T08:/) },
    ]);
  });

  it.each([
    [
      'through the day before',
      '?through=2025-01-14',
      [
        ['TZ', 'asked', 1],
        ['UG', 'asked', 1],
      ],
    ],
    [
      'through the day of the promise',
      '?through=2025-01-15',
      [
        ['TZ', 'asked', 1],
        ['UG', 'promised', 2],
      ],
    ],
    [
      'as of the day before it was registered',
      '?through=2025-01-15&asOf=2025-02-09',
      [
        ['TZ', 'asked', 1],
        ['UG', 'asked', 1],
      ],
    ],
    ['before anything was asked', '?through=2025-01-06', []],
  ])('%s are those that had been said and were known', async (_, query, expected) => {
    expect(await standings(query)).toEqual(expected);
  });

  it('are late from the day after the promised month on, and in the past are what they were', async () => {
    app.goTo('2025-04-01');
    expect(await standings('')).toContainEqual(['UG', 'late', 2]);
    expect(await standings('?through=2025-03-31')).toContainEqual(['UG', 'promised', 2]);
    expect(await standings('?asOf=2025-03-31')).toContainEqual(['UG', 'promised', 2]);
  });

  it('of the same two dates read the same, whatever is said later', async () => {
    const queries = ['?asOf=2025-03-31', '?through=2025-02-28&asOf=2025-03-31', '?through=2025-03-31'];
    const before = await Promise.all(queries.slice(0, 2).map(async (query) => (await read(query).expect(200)).body));
    const uganda = (await read().expect(200)).body.items[2];
    await actOnRequest(app, uganda, 'record-promise', {
      ...PROMISED,
      month: '2025-06',
      occurredOn: '2025-02-20',
      reason: 'A flood.',
    }).expect(200);
    expect(await Promise.all(queries.slice(0, 2).map(async (query) => (await read(query).expect(200)).body))).toEqual(
      before,
    );
    expect(await standings(queries[2]!)).toContainEqual(['UG', 'promised', 3]);
  });

  it('are those that name the period: other periods have their own', async () => {
    const other = await aPeriod(app, { year: 2026 });
    expect(
      (await app.as('coordinator').get(`/quota-periods/${other.id}/unhcr-requests`).expect(200)).body.items,
    ).toEqual([]);
  });

  it('are given to other modules as they are listed', async () => {
    const found = await asked(app, (tx) =>
      app.server.get(UnhcrRequestsService).requests(tx, period.id, { through: '2025-01-15', asOf: '2025-02-10' }),
    );
    expect(found.map(({ countryOfAsylum, standing, promised }) => ({ countryOfAsylum, standing, promised }))).toEqual([
      { countryOfAsylum: 'TZ', standing: 'asked', promised: null },
      { countryOfAsylum: 'UG', standing: 'promised', promised: { persons: 100, month: '2025-03' } },
    ]);
  });

  it.each([
    ['a day that has not come', '?asOf=2025-04-02', '?asOf', 'afterToday'],
    ['a day that does not exist', '?asOf=2025-02-30', '?asOf', 'date'],
    ['something else', '?month=2025-02', '?month', 'unknownField'],
  ])('are refused for %s', async (_, query, pointer, code) => {
    expect((await read(query).expect(400)).body.errors).toMatchObject([{ pointer, code }]);
  });

  it('are for who reads the quota', async () => {
    for (const role of ROLES) {
      const { status, body } = await app.as(role).get(`/quota-periods/${period.id}/unhcr-requests`);
      const reads = (PERMISSIONS['quota.read'].roles as readonly string[]).includes(role);
      expect([role, status, body.permission]).toEqual(reads ? [role, 200, undefined] : [role, 403, 'quota.read']);
    }
    await app.nobody.get(`/quota-periods/${period.id}/unhcr-requests`).expect(401);
    await app.as('coordinator').get('/quota-periods/0195d3c0-0000-7000-8000-000000000000/unhcr-requests').expect(404);
  });
});
