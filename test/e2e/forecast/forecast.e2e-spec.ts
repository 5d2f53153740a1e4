import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registered } from '../../factories/cases.js';
import { granted } from '../../factories/decisions.js';
import { aRequest } from '../../factories/planning.js';
import { received } from '../../factories/journeys.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';

interface Week {
  to: string;
  low: number;
  likely: number;
  high: number;
}
interface Filling {
  placesLeft: number;
  fillsPermille: number;
  assumed: boolean;
  weeks: Week[];
}
interface Forecast {
  onTheRoad: number;
  counted: number;
  cautions: string[];
  assumptions: { stage: string; source: string }[];
  total: Filling;
  subQuotas: (Filling & { name: string })[];
}

let app: TestApp;
let period: MadePeriod;
const read = async <Answer>(path: string, query = ''): Promise<Answer> => {
  const { body } = await app.as('coordinator').get(`/quota-periods/${period.id}/${path}${query}`).expect(200);
  return body as Answer;
};

beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  period = await openPeriod(app, { year: 2025, places: 40 });
});
afterAll(() => app.close());

describe('a forecast without any history', () => {
  it('says so, names its assumptions and their sources, and marks each figure', async () => {
    const { cautions, assumptions, total, subQuotas, onTheRoad } = await read<Forecast>('forecast');
    expect(cautions[0]).toBe('Ingen historik: alla siffror vilar på antaganden.');
    expect(assumptions.map(({ stage }) => stage)).toEqual(['screening', 'decision', 'municipality', 'travel']);
    expect(assumptions.every(({ source }) => source.length > 0)).toBe(true);
    expect([onTheRoad, total.placesLeft, total.fillsPermille]).toEqual([0, 40, 0]);
    expect(total.weeks.at(-1)).toEqual({ to: '2025-12-31', low: 0, likely: 0, high: 0 });
    expect(subQuotas.length).toBeGreaterThan(0);
  });

  it('asks for persons all the same, and says that it assumes', async () => {
    await aRequest(app, period.id, { persons: 30 });
    const needed = await read<{
      assumed: boolean;
      requested: number;
      nextMonth: { needed: number };
      monthLater: { needed: number };
    }>('requests-needed', '?chancePercent=80');
    expect(needed).toMatchObject({ assumed: true, requested: 30 });
    expect(needed.nextMonth.needed).toBeGreaterThan(40);
    expect(needed.monthLater.needed).toBeGreaterThan(needed.nextMonth.needed);
  });
});

describe('a forecast of those on the road', () => {
  beforeAll(async () => {
    await registered(app);
    await granted(app);
    app.goTo('2025-03-10');
    await received(app);
  });

  it('expects more of them as weeks pass, never more than there are', async () => {
    const { total, onTheRoad, counted } = await read<Forecast>('forecast');
    expect(counted).toBeGreaterThan(0);
    expect(onTheRoad).toBeGreaterThan(0);
    expect(total.assumed).toBe(true);
    expect(total.weeks.every(({ likely }, week) => week === 0 || likely >= total.weeks[week - 1]!.likely)).toBe(true);
    expect(total.weeks.at(-1)!.high).toBeLessThanOrEqual(onTheRoad);
    expect(total.weeks.at(-1)!.high).toBeGreaterThan(0);
  });

  it('is the same for the same dates and seed, whatever happened since', async () => {
    const query = '?through=2025-03-09&asOf=2025-03-09&seed=7';
    const before = await read<Forecast>('forecast', query);
    await granted(app);
    expect(await read<Forecast>('forecast', query)).toEqual(before);
    expect((await read<Forecast>('forecast', '?seed=7')).onTheRoad).toBeGreaterThan(before.onTheRoad);
  });

  it('has the same figures as a table and as a fan chart', async () => {
    const coordinator = app.as('coordinator');
    const path = `/quota-periods/${period.id}/forecast`;
    const { total, counted } = await read<Forecast>('forecast');
    const [csv, svg] = await Promise.all(
      ['text/csv', 'image/svg+xml'].map(async (accept) =>
        (await coordinator.get(path, { accept }).expect(200)).bytes.toString('utf8'),
      ),
    );
    for (const { to, low, likely, high } of total.weeks) {
      expect(csv).toContain([to, low + counted, likely + counted, high + counted].join(';'));
      expect(svg).toContain(`${to}: ${likely + counted}, mellan ${low + counted} och ${high + counted}`);
    }
  });

  it('lets nobody arrive while the programme stands still', async () => {
    const { total } = await read<Forecast>('forecast', '?standstillUntil=2025-12-31');
    expect(total.weeks.at(-1)!.high).toBe(0);
  });

  it('counts back from the day of arrival, and knows which missions are in time', async () => {
    const { dates, missions, placesOutOfReach } = await read<{
      dates: { route: string; stage: string; on: string; passed: boolean; assumed: boolean }[];
      missions: { on: string; inTime: boolean }[];
      placesOutOfReach: number;
    }>('backward-calendar', '?arriveBy=2025-12-15&missionsOn=2025-03-20,2025-12-01');
    const dossier = dates.filter(({ route }) => route === 'dossier').map(({ on }) => on);
    expect(dossier).toEqual([...dossier].sort());
    expect(dates.every(({ assumed }) => assumed)).toBe(true);
    expect(missions).toEqual([
      { on: '2025-03-20', inTime: true },
      { on: '2025-12-01', inTime: false },
    ]);
    expect(placesOutOfReach).toBe(0);
  });

  it('replays the ends of the months before with what was known then', async () => {
    app.goTo('2025-05-05');
    const { days, covered } = await read<{
      covered: number;
      days: { on: string; outcome: number; crpsTenths: number }[];
    }>('forecast-backtest');
    expect(days.map(({ on }) => on)).toEqual(['2025-01-31', '2025-02-28', '2025-03-31']);
    expect(days[1]!.outcome).toBeGreaterThan(0);
    expect(days[2]!.outcome).toBe(0);
    expect(covered).toBeGreaterThanOrEqual(0);
  });

  it('knows no day that has not come, and nothing of an unknown period', async () => {
    const coordinator = app.as('coordinator');
    await coordinator.get(`/quota-periods/${period.id}/forecast?asOf=2026-01-01`).expect(400);
    await coordinator.get(`/quota-periods/${period.id}/forecast?asOf=2025-03-01&through=2025-03-02`).expect(400);
    await coordinator.get('/quota-periods/00000000-0000-7000-8000-000000000000/forecast').expect(404);
  });
});
