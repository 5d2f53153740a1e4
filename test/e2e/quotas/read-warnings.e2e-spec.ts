import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anActor, placesOf, somePersons } from '../../factories/places.js';
import { actOnPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { everything } from './what-is-stored.js';

let app: TestApp;
beforeEach(async () => {
  app = await startApp({ today: '2021-03-01' });
});
afterEach(() => app.close());

const warnings = async ({ id }: MadePeriod, query = '') =>
  (await app.as('statistician').get(`/quota-periods/${id}/warnings${query}`).expect(200)).body.items as {
    code: string;
    detail: string;
    figures: Record<string, number>;
  }[];
const codes = async (period: MadePeriod, query = '') => (await warnings(period, query)).map(({ code }) => code);

describe('the warnings of a period', () => {
  it('edge case 10: sums, caps and the sources of 2021 contradict each other: told, and nothing is blocked', async () => {
    const year = await openPeriod(app, {
      year: 2021,
      places: 6401,
      carryOverMode: 'additive',
      subQuotas: [
        { name: 'All regions', places: 5900 },
        { name: 'Emergency', places: 500, scheme: 'emergency', cap: 500 },
      ],
    });
    const own = (await warnings(year)).filter(({ figures }) => figures.year === undefined);
    expect(own).toMatchObject([{ code: 'subQuotasDoNotSum', figures: { parts: 6400, whole: 6401, inPool: 1 } }]);
    expect(await codes(year)).toEqual(
      expect.arrayContaining(['partsDoNotAddUp', 'partExceedsCap', 'countedDifferently']),
    );

    const lowered = { subQuotaId: year.subQuotaId('Emergency'), cap: 450, effectiveOn: '2021-03-01' };
    await actOnPeriod(app, year.id, 'actions/revise-cap', { ...AUTHORITY, ...lowered, reason: 'Fewer.' });
    expect(await codes(year)).toContain('aboveCap');
    expect(await codes(year, '?through=2021-02-28')).not.toContain('aboveCap');
    const before = await everything(app);
    await placesOf(app).reserve(somePersons(), year.subQuotaId('Emergency'));
    expect(await everything(app)).not.toEqual(before);
  });

  it('tell of persons who wait for a year that has no room for them, and stop when there is room', async () => {
    const last = await openPeriod(app, { year: 2022, places: 10, carryOverMode: 'additive' });
    await placesOf(app).reserve(somePersons(4), last.subQuotaId());
    const next = await openPeriod(app, { year: 2023, places: 9, carryOverMode: 'absorbing' });
    expect(await codes(next)).not.toContain('carriedBeyondQuota');
    app.goTo('2023-01-02');
    expect((await warnings(next)).filter(({ code }) => code === 'carriedBeyondQuota')).toMatchObject([
      { figures: { waiting: 4, inPool: 0, lacking: 4 } },
    ]);
    const down = { ...AUTHORITY, places: 4, direction: 'down', subQuotaId: next.subQuotaId() };
    await actOnPeriod(app, next.id, 'actions/revise', down);
    expect(await codes(next)).not.toContain('carriedBeyondQuota');
    expect(await codes(next)).toContain('subQuotasDoNotSum');
  });

  it('tell of a pledge whose years do not sum to it, and of an overrun', async () => {
    const pledge = await openPeriod(app, { kind: 'biennial', year: 2024, places: 18 });
    const year = await openPeriod(app, { year: 2024, pledge, places: 9, tolerance: 1 });
    expect(await warnings(pledge)).toMatchObject([
      { code: 'annualPeriodsDoNotSum', figures: { parts: 9, whole: 18, inPool: 9 } },
    ]);
    await placesOf(app).reserve(somePersons(10), year.subQuotaId());
    await placesOf(app, anActor('decision_maker', 'coordinator')).reserve(somePersons(1), year.subQuotaId(), {
      overrunReason: 'A child of the family.',
    });
    const [overrun] = await warnings(year);
    expect(overrun).toMatchObject({ code: 'overrunUsed', figures: { overrun: 2, tolerance: 1 } });
    expect(overrun!.detail).toContain('exceeded by 1 with leave');
  });

  it('are read by those who read the quota, of a period that there is, at a day that has come', async () => {
    const nowhere = '/quota-periods/0195d3c0-0000-7000-8000-000000000000/warnings';
    await app.as('coordinator').get(nowhere).expect(404);
    await app.as('municipality').get(nowhere).expect(403);
    const year = await openPeriod(app, { year: 2026, carryOverMode: 'additive' });
    await app.as('coordinator').get(`/quota-periods/${year.id}/warnings?asOf=2021-03-02`).expect(400);
  });
});
