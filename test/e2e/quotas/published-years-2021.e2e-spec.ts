import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { arriveMany, grantMany, idsOf, type Crowd } from '../../factories/crowd.js';
import { AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';
import { published, whole } from '../../support/published-figures.js';

// 2020 and 2021 as they were published (seeds/reference/published-figures.csv): one story, told in the order in which it happened.

const list = published(2021, 'sub_quota', 'S4');
const [middleEast, eastAfrica, northAfrica] = Object.keys(list) as [string, string, string];
// Where those stranded were is not published; however they are spread, the sums are the same.
const STRANDED = { [middleEast]: 701, [eastAfrica]: 350, [northAfrica]: 350 };
const EVACUATED = { [middleEast]: 700, [eastAfrica]: 250, [northAfrica]: 350 };
const cap = published(2021, 'cap', 'S4').emergency!;

// Thousands of persons take their time on a busy machine.
jest.setTimeout(300_000);

let app: TestApp;
let last: MadePeriod;
let year: MadePeriod;
const stranded: Record<string, Crowd> = {};
const granted: Crowd = [];
beforeAll(async () => {
  app = await startApp({ today: '2020-01-02' });
});
afterAll(() => app.close());

const read = async ({ id }: MadePeriod, query = ''): Promise<Reply['body']> =>
  (await app.as('coordinator').get(`/quota-periods/${id}${query}`).expect(200)).body;
const act = async (period: MadePeriod, path: string, body: object): Promise<Reply> =>
  app
    .as('coordinator')
    .post(
      `/quota-periods/${period.id}/${path}`,
      { ...AUTHORITY, reason: 'As it happened.', ...body },
      { ifMatch: (await read(period)).version },
    );
const done = async (reply: Promise<Reply>): Promise<void> => {
  const { status, body } = await reply;
  if (status >= 300) throw new Error(`The act answered ${status}: ${JSON.stringify(body)}`);
};
const warnings = async (): Promise<Reply['body'][]> =>
  (await app.as('coordinator').get(`/quota-periods/${year.id}/warnings`).expect(200)).body.items;
const decidedBySubQuota = async (query = ''): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await read(year, query)).subQuotas.map(({ name, decided }: { name: string; decided: number }) => [name, decided]),
  );

describe('2020', () => {
  it('5,000 planned and granted, 3,599 received, 1,401 stranded with their permits', async () => {
    const planned = whole(2020, 'planned', 'S4');
    last = await openPeriod(app, { year: 2020, places: planned, countingEvent: 'arrival', carryOverMode: 'additive' });
    app.goTo('2020-03-02');
    for (const [region, persons] of Object.entries(STRANDED))
      stranded[region] = await grantMany(app, last.subQuotaId(), persons);
    const received = await grantMany(app, last.subQuotaId(), whole(2020, 'received', 'S4'));
    app.goTo('2020-12-20');
    await arriveMany(app, received);
    expect((await read(last)).places).toMatchObject({ decided: planned, used: 3599, reserved: 1401, available: 0 });
  });
});

describe('2021', () => {
  it('edge case 7: those stranded are carried over one by one, on top of 5,000: 6,401 to receive', async () => {
    app.goTo('2021-01-04');
    const subQuotas = [...Object.keys(STRANDED), 'evacuation'].map((name) => ({ name, places: 0 }));
    year = await openPeriod(app, {
      ...{ year: 2021, places: whole(2021, 'quota', 'S4'), countingEvent: 'arrival', carryOverMode: 'additive' },
      ...{ tolerance: 10, subQuotas: [...subQuotas, { name: 'emergency', places: 0, scheme: 'emergency', cap }] },
    });
    const path = `/quota-periods/${last.id}/carry-over?toPeriodId=${year.id}&subQuotaId=${year.subQuotaId(middleEast)}`;
    expect((await app.as('coordinator').get(path).expect(200)).body).toMatchObject({
      ...{ mode: 'additive', persons: 1401, givesBack: 0, unmet: [] },
      stranded: { stranded: 1401, carriedOver: 1401, lapsing: 0 },
      year: { newPlaces: 5000, arrivalsTarget: whole(2021, 'target', 'MV22a'), carriedBeyondQuota: 0 },
    });
    for (const [region, crowd] of Object.entries(stranded)) {
      const to = { toPeriodId: year.id, subQuotaId: year.subQuotaId(region), occurredOn: '2021-01-01' };
      await done(act(last, 'actions/carry-over', { ...to, personIds: idsOf(crowd) }));
    }
    expect((await read(year)).places).toMatchObject({ decided: 6401, pool: 5000, reserved: 1401, carriedIn: 1401 });
    expect((await read(last)).places).toMatchObject({ decided: 3599, used: 3599, reserved: 0, carriedOut: 1401 });
    expect((await read(last, '?through=2020-12-31')).places).toMatchObject({
      decided: 5000,
      used: 3599,
      reserved: 1401,
    });
    for (const step of ['begin-closing', 'close']) await done(act(last, `actions/${step}`, {}));
  });

  it('the emergency cap of 500 holds until a decision lifts it', async () => {
    app.goTo('2021-02-01');
    for (const [region, persons] of Object.entries(STRANDED))
      await done(
        act(year, 'actions/allocate', { places: list[region]! - persons, subQuotaId: year.subQuotaId(region) }),
      );
    const subQuotaId = year.subQuotaId('emergency');
    await done(act(year, 'actions/allocate', { places: cap, subQuotaId }));
    const more = { places: list.emergency! - cap, direction: 'up', subQuotaId };
    expect((await act(year, 'actions/revise', more)).body).toMatchObject({ unmet: [{ code: 'capExceeded' }] });

    app.goTo('2021-08-20');
    await done(act(year, 'actions/revise-cap', { subQuotaId, cap: null, effectiveOn: '2021-08-17' }));
    await done(act(year, 'actions/revise', more));
    const emergency = async (query: string): Promise<Reply['body']> =>
      (await read(year, query)).subQuotas.find(({ name }: { name: string }) => name === 'emergency');
    expect(await emergency('')).toMatchObject({ decided: 550, cap: null });
    expect(await emergency('?asOf=2021-08-19')).toMatchObject({ decided: 500, cap: 500 });
  });

  it('edge case 10: sub-quotas of 6,400 stand beside 6,401: told, and nothing is blocked', async () => {
    expect(await decidedBySubQuota()).toEqual({ ...list, evacuation: 0 });
    expect(await warnings()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'subQuotasDoNotSum', figures: { parts: 6400, whole: 6401, inPool: 1 } }),
        expect.objectContaining({ code: 'partsDoNotAddUp' }),
        expect.objectContaining({ code: 'partExceedsCap' }),
      ]),
    );
  });

  it('the evacuated Afghans stand inside the total, on places of regions that under-delivered, under an exception', async () => {
    await done(
      act(year, 'exceptions', {
        ...{ kind: 'third_country_rule', nationalities: ['AF'], countriesOfAsylum: ['AF'] },
        ...{ validFrom: '2021-08-17', validTo: '2021-12-31', decidedOn: '2021-08-17' },
      }),
    );
    app.goTo('2021-09-01');
    expect((await app.as('auditor').get(`/quota-periods/${year.id}/exceptions`)).body.inForce).toHaveLength(1);
    const toSubQuotaId = year.subQuotaId('evacuation');
    for (const [region, places] of Object.entries(EVACUATED))
      await done(act(year, 'actions/transfer', { places, fromSubQuotaId: year.subQuotaId(region), toSubQuotaId }));
    const one = { places: 1, direction: 'up', subQuotaId: year.subQuotaId('emergency') };
    await done(act(year, 'actions/revise', one));
    expect((await read(year)).places).toMatchObject({ decided: 6401, pool: 0 });
    expect(await decidedBySubQuota('?through=2021-08-31')).toEqual({ ...list, evacuation: 0 });
  });

  it('edge case 11: 6,411 are received, ten beyond the total, of whom 1,300 are Afghans', async () => {
    app.goTo('2021-10-01');
    for (const { id, available } of (await read(year)).subQuotas as { id: string; available: number }[])
      granted.push(...(await grantMany(app, id, available)));
    granted.push(...(await grantMany(app, year.subQuotaId('emergency'), 10)));
    app.goTo('2021-12-20');
    await arriveMany(app, [...granted, ...Object.values(stranded).flat()]);
    const { all, AF: afghans } = published(2021, 'received', 'MV22a');
    const { places, subQuotas } = await read(year);
    expect(places).toMatchObject({ decided: 6401, overrun: 10, pool: 0, available: 0, reserved: 0, used: all });
    expect(subQuotas.find(({ name }: { name: string }) => name === 'evacuation').used).toBe(afghans);
    expect((await warnings()).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['overrunUsed', 'countedDifferently', 'sourcesDisagree']),
    );
  });

  it('gave each person one place, from the grant of 2020 to the arrival of 2021', async () => {
    const [person] = idsOf(stranded[middleEast]!);
    const rows = await app.dataSource.query(
      `SELECT movement, occurred_on FROM ledger_entries WHERE person_id = '${person}' ORDER BY position`,
    );
    expect(rows.map((row: Record<string, string>) => [row.movement, row.occurred_on])).toEqual([
      ['reserve', '2020-03-02'],
      ['carry_over', '2021-01-01'],
      ['use', '2021-12-20'],
    ]);
  });
});
