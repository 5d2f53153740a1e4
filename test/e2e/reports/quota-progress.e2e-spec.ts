import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import { actOn, stated } from '../../factories/cases.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { STANDING, type Standing } from '../../factories/standing.js';
import { received } from '../../factories/journeys.js';
import { registered } from '../../factories/cases.js';
import { assessed, examined, propose, underExamination } from '../../factories/decisions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { openCsv } from './open-csv.js';

let app: TestApp;
let period: MadePeriod;
let other: MadePeriod;

interface Counted {
  stage: string;
  persons: number;
  cases: number;
}
interface Staged {
  persons: number;
  cases: number;
  stages: Counted[];
  exits: Counted[];
}

const CSV = { accept: 'text/csv' };
const report = async (query = '', of = period) =>
  (await app.as('coordinator').get(`/reports/quota-progress?periodId=${of.id}${query}`).expect(200)).body;
const csv = (query = '') =>
  app.as('coordinator').get(`/reports/quota-progress?periodId=${period.id}${query}`, CSV).expect(200);
/** The cells that are not empty: `{ granted: '3 (1)' }`. */
const cells = ({ stages, exits }: Staged): Record<string, string> =>
  Object.fromEntries(
    [...stages, ...exits]
      .filter(({ persons }) => persons > 0)
      .map(({ stage, persons, cases }) => [stage, `${persons} (${cases})`]),
  );
const rowOf = (body: { rows: ({ name: string } & Staged)[] }, name: string) =>
  body.rows.find((row) => row.name === name)!;

/** One case in each state on the first days of February; what happens later happens in later months. */
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  period = await openPeriod(app, {
    year: 2025,
    name: 'National quota 2025',
    places: 60,
    subQuotas: [
      { name: 'Uganda', places: 40, countriesOfAsylum: ['UG'] },
      { name: 'Rwanda', places: 5, countriesOfAsylum: ['RW'] },
      { name: 'Emergency', places: 5, priority: 'emergency', scheme: 'emergency' },
    ],
  });
  app.goTo('2025-02-04');
  for (const state of Object.keys(STANDING) as Standing[]) await STANDING[state](app);
});
afterAll(() => app.close());

describe('the quota progress', () => {
  it('counts persons, and cases beside them, by sub-quota and stage, with the places', async () => {
    const body = await report();
    expect(body).toMatchObject({
      periodId: period.id,
      periodName: 'National quota 2025',
      through: '2025-02-04',
      asOf: '2025-02-04',
      unallocated: 10,
    });
    const uganda = rowOf(body, 'Uganda');
    expect(cells(uganda)).toEqual(Object.fromEntries(Object.keys(STANDING).map((state) => [state, '3 (1)'])));
    expect(uganda).toMatchObject({ persons: 39, cases: 13, scheme: 'resettlement', periodName: 'National quota 2025' });
    expect(uganda).toMatchObject({ places: { allocated: 40, overrun: 0, reserved: 18, used: 6, available: 16 } });
    expect(rowOf(body, 'Emergency')).toMatchObject({
      persons: 0,
      places: { allocated: 5, reserved: 0, used: 0, available: 5 },
    });
    expect(body.total).toMatchObject({
      persons: 39,
      cases: 13,
      places: { allocated: 50, reserved: 18, used: 6, available: 26 },
    });
  });

  it('accounts for every person and every place', async () => {
    expect((await report()).check).toEqual({
      personsKnown: 39,
      personsInTable: 39,
      personsWithoutSubQuota: 0,
      personsInOtherPeriods: 0,
      placesAllocated: 50,
      placesAccountedFor: 50,
      personsWithPlace: 24,
      placesHeld: 24,
      everythingAddsUp: true,
    });
  });

  it('counts exits by reason, folds excluded into refused, and frees their places', async () => {
    app.goTo('2025-03-03');
    const before = (await report()).total.places;
    const split = await underExamination(app);
    await assessed(app, split);
    await assessed(app, split, 'article_1f_a', [split.persons[1]!.id]);
    await examined(app, split);
    await propose(app, split, 'grant', { personIds: [split.persons[0]!.id, split.persons[2]!.id] });
    await propose(app, split, 'exclude', { personIds: [split.persons[1]!.id] });
    await actOn(app, 'decision_maker', split.id, 'exclude', { personIds: [split.persons[1]!.id] });
    await actOn(app, 'decision_maker', split.id, 'grant', { personIds: [split.persons[0]!.id, split.persons[2]!.id] });
    await actOn(app, 'coordinator', split.id, 'record-death', {
      personIds: [split.persons[2]!.id],
      diedOn: '2025-03-03',
    });
    const gone = await STANDING.granted(app);
    await actOn(app, 'coordinator', gone.id, 'withdraw', { reasonCode: 'error' });

    const body = await report();
    expect(cells(body.total)).toMatchObject({
      refused: '1 (1)',
      deceased: '1 (1)',
      withdrawn: '3 (1)',
      granted: '4 (2)',
    });
    expect(JSON.stringify(body)).not.toContain('excluded');
    expect(body.total.places).toEqual({ ...before, reserved: before.reserved + 1, available: before.available - 1 });
    expect(body.check).toMatchObject({ personsKnown: 45, everythingAddsUp: true });
  });

  it('shows persons of a security case in screening, like those whose statement is awaited', async () => {
    const before = await report();
    const awaited = await STANDING.in_screening(app);
    await stated(app, awaited, { outcome: 'objection' });
    const after = await report();
    expect(cells(after.total).in_screening).toBe('6 (2)');
    expect(after.check.personsKnown).toBe(before.check.personsKnown + 3);
  });

  describe('with through and asOf', () => {
    it('gives the same bytes later, whatever has happened since and whatever was made since', async () => {
      app.goTo('2025-04-01');
      const dates = '&through=2025-03-31&asOf=2025-03-31';
      const bytes = async () => [
        JSON.stringify(await report(dates)),
        (await csv(dates)).body,
        (await csv(`${dates}&profile=rfc4180`)).body,
      ];
      const before = await bytes();
      const moved = await registered(app);
      await actOn(app, 'coordinator', moved.id, 'place-in-sub-quota', {
        subQuotaId: period.subQuotaId('Rwanda'),
        reason: 'They moved.',
      });
      const old = (await app.as('coordinator').get('/cases?personStatus=listed&limit=200').expect(200)).body.items.find(
        ({ id }: { id: string }) => id !== moved.id,
      );
      await actOn(app, 'coordinator', old.id, 'place-in-sub-quota', {
        subQuotaId: period.subQuotaId('Rwanda'),
        reason: 'They moved.',
      });
      await actOn(app, 'coordinator', old.id, 'withdraw', {
        reasonCode: 'error',
        occurredOn: '2025-03-30',
        reason: 'Known late.',
      });
      await received(app);
      other = await openPeriod(app, {
        year: 2025,
        name: 'Another period',
        subQuotas: [{ name: 'Chad', places: 5, countriesOfAsylum: ['TD'] }],
      });
      app.goTo('2025-05-01');
      expect(await bytes()).toEqual(before);
    });

    it('tells what had happened from what was known', async () => {
      const known = async (query: string) => cells((await report(query)).total);
      expect((await known('&through=2025-03-31&asOf=2025-03-31')).withdrawn).toBe('3 (1)');
      expect((await known('&through=2025-03-31&asOf=2025-04-01')).withdrawn).toBe('6 (2)');
      expect((await known('&through=2025-03-29&asOf=2025-04-01')).withdrawn).toBe('3 (1)');
      const [, rwanda] = [await report('&asOf=2025-03-31'), rowOf(await report('&asOf=2025-04-01'), 'Rwanda')];
      expect(cells(rwanda)).toEqual({ listed: '3 (1)', withdrawn: '3 (1)' });
    });

    it('adds up on every day of the story', async () => {
      for (const day of [
        '2025-02-02',
        '2025-02-03',
        '2025-02-04',
        '2025-03-02',
        '2025-03-03',
        '2025-03-30',
        '2025-04-01',
        '2025-05-01',
      ])
        for (const query of [`&through=${day}`, `&asOf=${day}`]) {
          const { check } = await report(query);
          expect({ query, ok: check.everythingAddsUp, check }).toEqual({ query, ok: true, check });
        }
    });

    it('refuses a day that nobody knows yet, and takes today when none is said', async () => {
      const { status, body } = await app
        .as('coordinator')
        .get(`/reports/quota-progress?periodId=${period.id}&asOf=2025-05-02`);
      expect({ status, errors: body.errors }).toMatchObject({
        status: 400,
        errors: [{ pointer: '?asOf', code: 'afterToday' }],
      });
      expect(await report()).toMatchObject({ through: '2025-05-01', asOf: '2025-05-01' });
    });
  });

  it('counts each person in one period, and those without a sub-quota in none', async () => {
    await registered(app, anRrf({ countryOfAsylum: 'TD', persons: [anRrfPerson()] }));
    await registered(
      app,
      anRrf({ countryOfAsylum: 'KE', persons: [anRrfPerson(), anRrfPerson({ relationToPrincipal: 'spouse' })] }),
    );
    const [here, there] = [await report(), await report('', other)];
    expect(there.check).toMatchObject({ personsInTable: 1, personsWithoutSubQuota: 2, everythingAddsUp: true });
    expect(here.check).toMatchObject({ personsInOtherPeriods: 1, personsWithoutSubQuota: 2, everythingAddsUp: true });
    expect(cells(here.withoutSubQuota)).toEqual({ listed: '2 (1)' });
  });

  it('of a pledge covers its annual periods, and an earlier year entered as a whole holds no persons', async () => {
    const pledge = await openPeriod(app, { kind: 'biennial', year: 2024, name: 'Pledge', places: 100 });
    const annual = await openPeriod(app, {
      year: 2025,
      name: 'Within',
      pledge,
      places: 30,
      subQuotas: [{ name: 'Burundi', places: 20, countriesOfAsylum: ['BI'] }],
    });
    const body = await report('', pledge);
    expect(body.rows).toMatchObject([
      { name: 'Burundi', periodName: 'Within', places: { allocated: 20, available: 20 } },
    ]);
    expect(body).toMatchObject({ unallocated: 80, check: { placesAllocated: 20, everythingAddsUp: true } });
    expect((await report('', annual)).unallocated).toBe(10);
  });

  describe('as CSV', () => {
    it.each([
      ['for Swedish Excel', '', ';', '\uFEFF'],
      ['for Swedish Excel', '&profile=excel-sv', ';', '\uFEFF'],
      ['for programs', '&profile=rfc4180', ',', ''],
    ] as const)('opens %s%s', async (_, query, delimiter, bom) => {
      const { body, headers } = await csv(query);
      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(headers.get('content-disposition')).toBe(
        'attachment; filename="quota-progress-by-sub-quota-through-2025-05-01-as-of-2025-05-01.csv"',
      );
      expect(body.startsWith(bom + 'Period')).toBe(true);
      const rows = openCsv(body, delimiter);
      const json = await report();
      expect(rows.map((row) => row.Delkvot)).toEqual([
        ...json.rows.map(({ name }: { name: string }) => name),
        'Summa',
        'Utan delkvot',
      ]);
      expect(rows.at(-2)).toMatchObject({
        'Till och med': '2025-05-01',
        'Per den': '2025-05-01',
        'Totalt, personer': String(json.total.persons),
        'Totalt, ärenden': String(json.total.cases),
        'Hos Säkerhetspolisen, personer': '6',
        'Hos Säkerhetspolisen, ärenden': '2',
        'Återstående platser': String(json.total.places.available),
      });
    });

    it('is chosen by Accept; what is not offered is refused', async () => {
      const get = (accept: string) =>
        app.as('statistician').get(`/reports/quota-progress?periodId=${period.id}`, { accept });
      expect((await get('text/csv;q=0.9, application/json;q=0.1')).headers.get('content-type')).toMatch(/^text\/csv/);
      expect((await get('application/json')).headers.get('content-type')).toMatch(/^application\/json/);
      expect((await get('application/zip')).body).toMatchObject({ status: 406, code: 'notAcceptable' });
    });
  });

  it('refuses an unknown period, a missing one, an unknown parameter, and everybody without the permission', async () => {
    const get = (query: string) => app.as('coordinator').get(`/reports/quota-progress${query}`);
    expect((await get('?periodId=00000000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await get('')).body).toMatchObject({ status: 400, errors: [{ pointer: '?periodId' }] });
    expect((await get(`?periodId=${period.id}&stage=granted`)).body).toMatchObject({
      status: 400,
      errors: [{ code: 'unknownField' }],
    });
    expect((await get(`?periodId=${period.id}&profile=xls`)).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '?profile' }],
    });
    for (const role of ROLES.filter((one) => !permits([one], 'report.read')))
      expect((await app.as(role).get(`/reports/quota-progress?periodId=${period.id}`)).body).toMatchObject({
        status: 403,
        permission: 'report.read',
      });
  });
});
