import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOnPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  period = await openPeriod(app, { places: 900, subQuotas: [{ name: 'Uganda', places: 850 }] });
});
afterAll(() => app.close());

const read = (query = '') => app.as('statistician').get(`/quota-periods/${period.id}${query}`);
const figures = async (query: string) => (await read(query).expect(200)).body.places;

describe('the figures of a period', () => {
  it('say which two dates they go by, and are without limit when none is named', async () => {
    expect((await read().expect(200)).body).toMatchObject({
      asOf: null,
      through: null,
      places: { decided: 900, pool: 50, available: 850 },
    });
    expect((await read('?through=2025-01-01&asOf=2025-01-07').expect(200)).body).toMatchObject({
      through: '2025-01-01',
      asOf: '2025-01-07',
      places: { decided: 900 },
      subQuotas: [{ name: 'Uganda', decided: 850 }],
    });
  });

  it('through a day leave out what happened later; as of a day what was learnt later', async () => {
    expect(await figures('?through=2024-12-31')).toMatchObject({ decided: 0, pool: 0, available: 0 });
    expect(await figures('?asOf=2025-01-06')).toMatchObject({ decided: 0 });
  });

  it('of the same two dates never change, whatever is entered later, for earlier days too', async () => {
    app.goTo('2025-03-10');
    const queries = ['?asOf=2025-03-09', '?asOf=2025-03-09&through=2025-02-01', '?asOf=2025-01-07&through=2025-01-01'];
    const before = await Promise.all(queries.map(figures));
    await actOnPeriod(app, period.id, 'actions/revise', {
      ...AUTHORITY,
      direction: 'up',
      places: 100,
      occurredOn: '2025-01-20',
    });
    await actOnPeriod(app, period.id, 'actions/allocate', {
      ...AUTHORITY,
      places: 60,
      subQuotaId: period.subQuotaId(),
      occurredOn: '2025-01-21',
    });
    expect(await Promise.all(queries.map(figures))).toEqual(before);
    expect(await figures('?through=2025-02-01')).toMatchObject({ decided: 1000, pool: 90, available: 910 });
  });

  it.each([
    ['a day that has not come', '?asOf=2025-03-11', '?asOf'],
    ['a day that does not exist', '?asOf=2025-02-30', 'asOf'],
    ['something else', '?asof=2025-01-07', 'asof'],
  ])('are refused as of %s', async (_, query, pointer) => {
    expect((await read(query).expect(400)).body.errors).toMatchObject([{ pointer: expect.stringContaining(pointer) }]);
  });

  it('of a period that does not exist are not there', async () => {
    await app.as('statistician').get('/quota-periods/0197aaaa-0000-7000-8000-000000000001').expect(404);
    await app.as('statistician').get('/quota-periods/0197aaaa-0000-7000-8000-000000000001/ledger').expect(404);
  });
});

describe('the ledger of a period', () => {
  const page = async (query: string) =>
    (await app.as('auditor').get(`/quota-periods/${period.id}/ledger${query}`).expect(200)).body;

  it('lists the entries behind the figures, page by page, in the order they were written', async () => {
    await openPeriod(app, { name: 'Another period', places: 10 });
    const seen: { movement: string; position: number }[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, nextCursor } = await page(`?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(items.length).toBeLessThanOrEqual(2);
      seen.push(...items);
      cursor = nextCursor;
    }
    expect(seen.map(({ movement }) => movement)).toEqual(['decide', 'allocate', 'revise', 'allocate']);
    expect(seen.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  it('takes the same two dates as the figures', async () => {
    expect((await page('?through=2025-01-01')).items).toHaveLength(2);
    expect((await page('?asOf=2025-03-09')).items).toHaveLength(2);
    expect((await page('?through=2025-01-20&asOf=2025-03-10')).items).toHaveLength(3);
  });

  it.each(['?cursor=nonsense', '?limit=0', '?limit=201', '?limit=two', '?offset=10', '?asOf=2030-01-01'])(
    'refuses %s',
    async (query) => {
      await app.as('auditor').get(`/quota-periods/${period.id}/ledger${query}`).expect(400);
    },
  );
});
