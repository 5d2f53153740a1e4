import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { municipalNumber } from '../../factories/assignments.js';
import { actOn, registered } from '../../factories/cases.js';
import { booked } from '../../factories/journeys.js';
import { openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { done } from '../../support/replies.js';
import { formsAgree, reportOf, tableOf } from './open-report.js';

let app: TestApp;
const PATH = '/reports/history-beside-own';
const report = (query = '') => reportOf(app.as('statistician'), `${PATH}${query}`);
const figures = async (query = '') => tableOf(await report(query), 'figures');
const own = async (query = '?through=2025-12-31') =>
  (await figures(query))
    .filter(({ origin }) => origin === 'vidar')
    .map(({ year, measure, value }) => [year, measure, value].join(' '));

/** Three persons leave Entebbe on 31 December 2024 and land at Arlanda on 1 January 2025. */
beforeAll(async () => {
  app = await startApp({ today: '2024-12-30' });
  await municipalNumber(app, { year: 2024 });
  await openPeriod(app, { year: 2024, places: 900 });
  const { id } = await booked(app, undefined, '2024-12-31');
  app.clock.set('2025-01-02T08:00:00.000Z');
  done(await actOn(app, 'travel_officer', id, 'depart', { departedAt: '2024-12-31T14:00:00Z' }));
  done(await actOn(app, 'travel_officer', id, 'arrive', { arrivedAt: '2025-01-01T03:45:00Z' }));
  app.goTo('2026-02-02');
}, 300_000);
afterAll(() => app.close());

describe('the published series', () => {
  it('edge case 30: stand year by year with definition and source, and the own figures beside them', async () => {
    const all = await figures('?through=2025-12-31');
    const of2021 = all.filter(({ year, part, measure }) => year === 2021 && part === 'all' && measure === 'received');
    expect(of2021.map(({ value }) => value)).toEqual(expect.arrayContaining([6411, 6400]));
    expect(of2021.every(({ source, definition }) => String(source).length > 3 && String(definition).length > 10)).toBe(
      true,
    );
    expect(
      all.find(({ year, measure, part }) => year === 2021 && measure === 'arrivals' && part === 'all'),
    ).toMatchObject({ value: 6695 });
    expect(new Set(all.map(({ year }) => year))).toEqual(
      new Set([2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]),
    );
  });

  it('edge case 30: who departed on 31 December arrived on 1 January, and each figure says what it counts', async () => {
    expect(await own()).toEqual([
      '2024 decided 900',
      '2024 granted 3',
      '2024 departed 3',
      '2025 arrived 3',
      '2025 used 3',
    ]);
    const arrived = (await figures()).find(({ origin, measure }) => origin === 'vidar' && measure === 'arrived');
    expect(arrived).toMatchObject({ source: 'Vidar', definition: expect.stringContaining('svensk tid') });
  });

  it('come with a warning wherever the sources disagree', async () => {
    const warnings = tableOf(await report(), 'warnings');
    expect(warnings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ year: 2013, code: 'partsDoNotAddUp' }),
        expect.objectContaining({ year: 2021, code: 'countedDifferently' }),
      ]),
    );
  });

  it('are told as they were known: through and asOf', async () => {
    expect(await own('?asOf=2024-12-31')).toEqual(['2024 decided 900', '2024 granted 3']);
    expect(await own('?through=2024-12-31')).toEqual(['2024 decided 900', '2024 granted 3', '2024 departed 3']);
    const known = await figures('?asOf=2024-12-31');
    expect(known.filter(({ published }) => published !== null && String(published) > '2024-12-31')).toEqual([]);
  });

  it('are the same in every form, and the same later', async () => {
    expect(await formsAgree(app.as('coordinator'), PATH)).toMatchObject({ wrong: [] });
    const dates = '?through=2025-12-31&asOf=2026-02-02';
    const before = await report(dates);
    app.goTo('2026-03-02');
    await registered(app);
    expect(await report(dates)).toEqual(before);
  });
});
