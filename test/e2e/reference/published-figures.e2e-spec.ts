import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PublishedFiguresResponse } from '../../../src/reference/published-figures.dto.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const published = async (query = ''): Promise<PublishedFiguresResponse> =>
  (await app.as('statistician').get(`/reference/published-figures${query}`).expect(200))
    .body as PublishedFiguresResponse;

describe('the published figures', () => {
  it('are read by whoever is signed in', async () => {
    await app.as('municipality').get('/reference/published-figures').expect(200);
    await app.nobody.get('/reference/published-figures').expect(401);
  });

  it('are all there after a start, by year, each with its source and what it counts', async () => {
    const { items, warnings } = await published();
    expect(items).toHaveLength(157);
    expect(items.map(({ year }) => year)).toEqual(items.map(({ year }) => year).sort((a, b) => a - b));
    expect(warnings).toHaveLength(11);
  });

  it('keep what sources say of one year apart', async () => {
    const { items, warnings } = await published('?year=2021&measure=received');
    expect(items.map(({ part, source, precision, value }) => [part, source, precision, value])).toEqual([
      ['all', 'MV22a', 'exact', 6411],
      ['all', 'S4', 'about', 6400],
      ['AF', 'MV22a', 'about', 1300],
      ['AF', 'S4', 'about', 1500],
    ]);
    expect(items[0]).toEqual({
      year: 2021,
      years: 1,
      measure: 'received',
      part: 'all',
      value: 6411,
      precision: 'exact',
      source: 'MV22a',
      document: 'Migration Agency, news of 25 January 2022',
      asOf: '2022-01-25',
      definition: 'Persons transferred to Sweden in the year under the national programme, as the agency counts',
      note: 'Of whom about 1,300 Afghans',
    });
    expect(warnings.map(({ code }) => code)).toEqual(['sourcesDisagree', 'countedDifferently', 'countedDifferently']);
  });

  it('warn of sub-quotas that miss the quota', async () => {
    expect((await published('?year=2013&measure=sub_quota')).warnings).toEqual([
      {
        code: 'partsDoNotAddUp',
        year: 2013,
        measures: ['sub_quota', 'quota'],
        detail: '2013: the parts (sub_quota) of CC13 add up to 1,850; the whole (quota) is 1,900 (CC13).',
      },
    ]);
    expect((await published('?year=2014&measure=sub_quota')).warnings).toEqual([]);
  });

  it('tell a pledge of two years for both', async () => {
    for (const year of [2024, 2025])
      expect((await published(`?year=${year}&measure=pledge`)).items.map(({ value }) => value)).toEqual([100, 1700]);
    expect((await published('?year=2023&measure=pledge')).items).toEqual([]);
  });

  it('are none for a year without any', async () => {
    expect(await published('?year=2012')).toEqual({ items: [], warnings: [] });
  });

  it.each(['?year=21', '?year=x', '?measure=arrivals_by_moon', '?source=S4'])('refuse %s', async (query) => {
    await app.as('coordinator').get(`/reference/published-figures${query}`).expect(400);
  });
});
