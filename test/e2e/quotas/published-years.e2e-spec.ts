import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { arriveMany, grantMany, idsOf } from '../../factories/crowd.js';
import { anActor, placesOf, somePersons } from '../../factories/places.js';
import { actOnPeriod, aPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';
import { published, whole } from '../../support/published-figures.js';

// The years as they were published (seeds/reference/published-figures.csv), planned over HTTP and run through the ledger.

// Thousands of persons take their time on a busy machine.
jest.setTimeout(300_000);

let app: TestApp;
const begin = async (today: string): Promise<void> => {
  app = await startApp({ today });
};
afterEach(() => app.close());

const COUNTED = { countingEvent: 'arrival' } as const;
const read = async ({ id }: MadePeriod, query = ''): Promise<Reply['body']> =>
  (await app.as('coordinator').get(`/quota-periods/${id}${query}`).expect(200)).body;
const act = async (period: MadePeriod, verb: string, body: object): Promise<Reply> =>
  app
    .as('coordinator')
    .post(
      `/quota-periods/${period.id}/actions/${verb}`,
      { ...AUTHORITY, ...body },
      { ifMatch: (await read(period)).version },
    );
const codes = ({ body }: Reply): string[] => body.unmet.map(({ code }: { code: string }) => code);
const warnings = async ({ id }: MadePeriod): Promise<string[]> =>
  (await app.as('coordinator').get(`/quota-periods/${id}/warnings`).expect(200)).body.items.map(
    ({ code }: { code: string }) => code,
  );
const subQuotas = (list: Record<string, number>) => Object.entries(list).map(([name, places]) => ({ name, places }));

describe('2017', () => {
  it('edge case 11: 3,400 in four sub-quotas, 3,401 received', async () => {
    await begin('2017-01-02');
    const list = published(2017, 'sub_quota', 'S4');
    const year = await openPeriod(app, {
      ...{ ...COUNTED, year: 2017, carryOverMode: 'additive', tolerance: 1 },
      subQuotas: subQuotas(list),
    });
    expect((await read(year)).places).toMatchObject({ decided: whole(2017, 'quota', 'S4'), pool: 0, available: 3400 });

    app.goTo('2017-10-02');
    const granted = [];
    for (const [name, places] of Object.entries(list))
      granted.push(...(await grantMany(app, year.subQuotaId(name), places)));
    expect((await read(year)).places).toMatchObject({ available: 0, reserved: 3400, overrun: 0 });
    granted.push(...(await grantMany(app, year.subQuotaId('mena'), 1)));
    await expect(
      placesOf(app, anActor('decision_maker')).reserve(somePersons(), year.subQuotaId('mena')),
    ).rejects.toThrow('has 0 places left; 1 are needed');

    app.goTo('2017-12-20');
    await arriveMany(app, granted);
    const { places, subQuotas: shares } = await read(year);
    expect(places).toMatchObject({ decided: 3400, overrun: 1, available: 0, reserved: 0 });
    expect(places.used).toBe(whole(2017, 'received', 'S4'));
    expect(shares.map(({ name, used }: { name: string; used: number }) => [name, used]).sort()).toEqual(
      Object.entries({ ...list, mena: list.mena! + 1 }).sort(),
    );
    expect(await warnings(year)).toEqual(expect.arrayContaining(['overrunUsed', 'countedDifferently']));
  });
});

describe('2023', () => {
  it('edge case 7: 900 absorb about 400 permits of earlier programmes, so 500 are new, in 350, 100 and 50', async () => {
    const { all: newPlaces, ...parts } = published(2023, 'new_places', 'MV23');
    const carryIn = whole(2023, 'carry_in', 'MV23');
    await begin('2022-01-03');
    const last = await openPeriod(app, { ...COUNTED, year: 2022, places: 5000, carryOverMode: 'additive' });
    await act(last, 'open-earlier-year', { places: 3600, subQuotaId: last.subQuotaId() });
    const waiting = await grantMany(app, last.subQuotaId(), carryIn, { day: '2022-01-03' });

    app.goTo('2023-01-02');
    const year = await openPeriod(app, {
      ...{ ...COUNTED, year: 2023, places: whole(2023, 'quota', 'MV23') },
      subQuotas: subQuotas({ ...Object.fromEntries(Object.keys(parts).map((name) => [name, 0])), earlier: 0 }),
    });
    expect((await read(year)).carryOverMode).toBe('absorbing');
    expect(await warnings(year)).not.toContain('carriedBeyondQuota');
    const target = { toPeriodId: year.id, subQuotaId: year.subQuotaId('earlier') };
    const path = `/quota-periods/${last.id}/carry-over?toPeriodId=${year.id}&subQuotaId=${target.subQuotaId}`;
    expect((await app.as('coordinator').get(path).expect(200)).body).toMatchObject({
      ...{ mode: 'absorbing', persons: carryIn, givesBack: carryIn, unmet: [] },
      year: { newPlaces, arrivalsTarget: 900, carriedBeyondQuota: 0 },
    });
    const carried = { ...target, occurredOn: '2023-01-01', reason: 'Permits of the programmes of 2021 and 2022.' };
    // The places for the year are decided on its first day here, so that they are there on the day of the carry-over.
    expect((await act(last, 'carry-over', carried)).status).toBe(200);
    expect((await read(year)).places).toMatchObject({
      ...{ decided: 900, pool: newPlaces, reserved: carryIn, carriedIn: carryIn },
    });

    for (const [name, places] of Object.entries(parts)) {
      const on = { places, subQuotaId: year.subQuotaId(name) };
      expect((await act(year, 'allocate', on)).status).toBe(200);
    }
    const more = { places: 1, subQuotaId: year.subQuotaId('emergency') };
    expect(codes(await act(year, 'allocate', more))).toEqual(['notEnoughPlaces']);

    app.goTo('2023-06-01');
    for (const [name, places] of Object.entries(parts))
      waiting.push(...(await grantMany(app, year.subQuotaId(name), places)));
    app.goTo('2023-12-01');
    await arriveMany(app, waiting);
    expect((await read(year)).places).toMatchObject({ decided: 900, overrun: 0, available: 0, reserved: 0, used: 900 });
    expect(await warnings(year)).toEqual([]);
    expect(idsOf(waiting)).toHaveLength(900);
  });
});

describe('2024 and 2025', () => {
  let pledge: MadePeriod;
  let years: MadePeriod[];
  const { resettlement, humanitarian_admission: humanitarian } = published(2024, 'pledge', 'S4');
  beforeEach(async () => {
    await begin('2024-01-01');
    pledge = await aPeriod(app, { kind: 'biennial', year: 2024 });
    await actOnPeriod(app, pledge.id, 'actions/consult', AUTHORITY);
    for (const [scheme, places] of Object.entries({ resettlement, humanitarian_admission: humanitarian }))
      await actOnPeriod(app, pledge.id, 'actions/decide-places', { ...AUTHORITY, places, scheme });
    const first = { year: 2024, subQuotas: subQuotas({ resettlement: 850, emergency: 50 }) };
    // In which of the two years the humanitarian admissions fall is not published.
    const admissions = { name: 'humanitarian', places: humanitarian!, scheme: 'humanitarian_admission' } as const;
    const second = { year: 2025, subQuotas: [...subQuotas({ resettlement: 750, emergency: 50 }), admissions] };
    years = [];
    for (const one of [first, second]) years.push(await openPeriod(app, { ...COUNTED, pledge, ...one }));
  });

  it('1,700 and 100 over two years, 900 a year: there is not one place more', async () => {
    expect(await read(pledge)).toMatchObject({
      places: { decided: 1800, pool: 0, available: 1800 },
      annualPeriods: [whole(2024, 'quota', 'PM-24-05'), whole(2025, 'quota', 'PM-25-02')].map((decided) => ({
        decided,
      })),
    });
    expect(codes(await act(pledge, 'allocate', { places: 1, annualPeriodId: years[1]!.id }))).toEqual([
      'notEnoughPlaces',
    ]);
    expect(await warnings(pledge)).not.toContain('annualPeriodsDoNotSum');
  });

  it('a person counts in the year and in the pledge by one row', async () => {
    const family = somePersons(1);
    await placesOf(app).reserve(family, years[0]!.subQuotaId('resettlement'));
    await placesOf(app).record('arrival', family);
    expect((await read(years[0]!)).places).toMatchObject({ decided: 900, used: 1 });
    expect((await read(pledge)).places).toMatchObject({ decided: 1800, used: 1, available: 1799 });
  });

  it('edge case 7: an arrival in January of the third year is of the next plan', async () => {
    app.goTo('2025-12-20');
    const [first, second] = years as [MadePeriod, MadePeriod];
    for (const [year, name, places] of [
      [first, 'resettlement', 850],
      [first, 'emergency', 50],
      [second, 'resettlement', 749],
      [second, 'emergency', 50],
      [second, 'humanitarian', 100],
    ] as const)
      await act(year, 'open-earlier-year', { places, subQuotaId: year.subQuotaId(name) });
    const last = await grantMany(app, second.subQuotaId('resettlement'), 1);

    app.goTo('2026-01-10');
    const third = await openPeriod(app, { ...COUNTED, year: 2026, places: 900, carryOverMode: 'additive' });
    const over = { toPeriodId: third.id, subQuotaId: third.subQuotaId(), reason: 'In the air over the New Year.' };
    expect((await act(second, 'carry-over', { ...over, occurredOn: '2026-01-01' })).status).toBe(200);
    await arriveMany(app, last);
    expect((await read(pledge, '?through=2025-12-31')).places).toMatchObject({
      decided: 1800,
      used: 1799,
      reserved: 1,
    });
    expect((await read(pledge)).places).toMatchObject({ decided: 1799, used: 1799, carriedOut: 1 });
    expect((await read(third)).places).toMatchObject({ decided: 901, used: 1, carriedIn: 1 });
  });
});

describe('the edges of a year', () => {
  beforeEach(() => begin('2024-01-02'));

  it('edge case 9: totals revised in the year leave what was known before as it was', async () => {
    const year = await openPeriod(app, { ...COUNTED, year: 2024, places: 900 });
    app.goTo('2024-06-03');
    expect((await act(year, 'revise', { places: 100, direction: 'up' })).status).toBe(200);
    app.goTo('2024-10-01');
    await act(year, 'revise', { places: 50, direction: 'down', subQuotaId: year.subQuotaId() });
    expect((await act(year, 'revise', { places: 150, direction: 'down' })).status).toBe(200);
    const decided = async (query: string): Promise<number> => (await read(year, query)).places.decided;
    for (const by of ['asOf', 'through'])
      expect([
        await decided(`?${by}=2024-06-02`),
        await decided(`?${by}=2024-06-03`),
        await decided(`?${by}=2024-10-01`),
      ]).toEqual([900, 1000, 850]);
    await grantMany(app, year.subQuotaId(), 850);
    // What has been granted cannot be revised away.
    const away = { places: 1, direction: 'down', subQuotaId: year.subQuotaId() };
    expect(codes(await act(year, 'revise', away))).toEqual(['notEnoughPlaces']);
  });

  it('edge case 30: who departs on 31 December and arrives on 1 January is of the year of the counting event', async () => {
    const counted = async (countingEvent: 'departure' | 'arrival'): Promise<number> => {
      app.goTo('2024-12-02');
      const year = await openPeriod(app, { year: 2024, countingEvent, places: 5 });
      const family = somePersons(1);
      await placesOf(app).reserve(family, year.subQuotaId());
      app.goTo('2025-01-02');
      await placesOf(app).record('departure', family, '2024-12-31');
      await placesOf(app).record('arrival', family, '2025-01-01');
      return (await read(year, '?through=2024-12-31')).places.used;
    };
    expect([await counted('departure'), await counted('arrival')]).toEqual([1, 0]);
  });
});
