import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import { actOn } from '../../factories/cases.js';
import { startApp, type TestApp } from '../../support/app.js';
import { aQuotaYear, TELLING_MS, type QuotaYear } from './a-quota-year.js';

interface Counted {
  stage: string;
  persons: number;
  cases: number;
  list: string | null;
}
interface Staged {
  persons: number;
  cases: number;
  stages: Counted[];
  exits: Counted[];
}
interface Month {
  month: string;
  events: Counted[];
  exits: Counted[];
  planned: number;
}

let app: TestApp;
let year: QuotaYear;

const read = async (query = '', periodId = year.period.id) =>
  (await app.as('coordinator').get(`/reports/quota-progress?periodId=${periodId}${query}`).expect(200)).body;
const follow = async (list: string) =>
  (
    await app
      .as('coordinator')
      .get(`${list.replace('/api/v1', '')}&limit=200`)
      .expect(200)
  ).body;
const numbersOf = (body: {
  rows: Staged[];
  total: Staged;
  withoutSubQuota: Staged;
  routes: Staged[];
  months: Month[];
}) => [
  ...[...body.rows, body.total, body.withoutSubQuota, ...body.routes].flatMap(({ stages, exits }) => [
    ...stages,
    ...exits,
  ]),
  ...body.months.flatMap(({ events, exits }) => [...events, ...exits]),
];
const personsIn = (counted: readonly { persons: number }[]): number =>
  counted.reduce((sum, { persons }) => sum + persons, 0);

beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  year = await aQuotaYear(app);
  app.goTo('2025-05-05');
}, TELLING_MS);
afterAll(() => app.close());

describe('the numbers of the quota progress', () => {
  it.each(['', '&through=2025-03-31&asOf=2025-04-30'])('each lead to the list that makes them up%s', async (dates) => {
    const counted = numbersOf(await read(dates));
    expect(counted.filter(({ persons, list }) => (persons === 0) !== (list === null))).toEqual([]);
    const lists = counted.filter((one): one is Counted & { list: string } => one.list !== null);
    expect(lists.length).toBeGreaterThan(40);
    for (const { list, persons, cases } of lists) {
      const { items, ...told } = await follow(list);
      expect({ list, ...told, summed: personsIn(items), listed: items.length }).toMatchObject({
        ...{ list, persons, cases, summed: persons, listed: cases, nextCursor: null },
      });
    }
  });

  it('are those of the list of cases while both tell of today', async () => {
    for (const { subQuotaId, stages } of (await read()).rows as ({ subQuotaId: string } & Staged)[])
      for (const { stage, cases } of stages) {
        const { body } = await app
          .as('coordinator')
          .get(`/cases?subQuotaId=${subQuotaId}&personStatus=${stage}&limit=200`)
          .expect(200);
        expect({ stage, cases: body.items.length }).toEqual({ stage, cases });
      }
  });

  it('add up by sub-quota, by route and by month to the same whole', async () => {
    const { rows, total, routes, months, check } = await read();
    for (const parts of [rows, routes] as Staged[][]) {
      expect(personsIn(parts)).toBe(total.persons);
      for (const [index, { persons }] of total.stages.entries())
        expect(personsIn(parts.map(({ stages }) => stages[index]!))).toBe(persons);
      for (const [index, { persons }] of total.exits.entries())
        expect(personsIn(parts.map(({ exits }) => exits[index]!))).toBe(persons);
    }
    const over = (name: string) =>
      personsIn((months as Month[]).flatMap(({ events }) => events.filter(({ stage }) => stage === name)));
    const standing = (...names: string[]) =>
      personsIn((total as Staged).stages.filter(({ stage }) => names.includes(stage)));
    expect(over('listed')).toBe(total.persons);
    expect(over('arrived')).toBe(standing('arrived', 'received'));
    expect(over('granted')).toBe(check.personsWithPlace + 2);
    expect(personsIn((months as Month[]).flatMap(({ exits }) => exits))).toBe(personsIn(total.exits));
    expect(
      routes.map(({ route, reserved, used }: { route: string; reserved: number; used: number }) => [
        route,
        reserved > 0,
        used > 0,
      ]),
    ).toEqual([
      ['dossier', true, true],
      ['mission', false, false],
      [null, false, false],
    ]);
    expect(routes[1].persons).toBe(1);
    expect(check.everythingAddsUp).toBe(true);
  });

  it('tell exits by reason, and none of refusals', async () => {
    const { tables } = await read();
    expect(tables.find(({ name }: { name: string }) => name === 'exits').rows).toEqual([
      ['Återtagna', 'refugees_wish', 2, 1],
      ['Kontakten förlorad', 'no_answer', 3, 1],
    ]);
  });

  it('of an annual period stand in those of its pledge', async () => {
    const [annual, pledge] = [await read(), await read('', year.pledge.id)];
    expect(pledge.total.stages.map(({ persons }: Counted) => persons)).toEqual(
      annual.total.stages.map(({ persons }: Counted) => persons),
    );
    const periods = (body: { tables: { name: string; rows: unknown[][] }[] }) =>
      body.tables.find(({ name }) => name === 'by-period')!.rows;
    const [own, whole] = [periods(annual)[0]!, periods(annual)[1]!];
    expect(own.slice(0, 5)).toEqual(['Nationell kvot 2025', 'Årlig', annual.total.persons, annual.total.cases, 5]);
    expect(whole.slice(0, 5)).toEqual(['Åtagandet 2024–2025', 'Tvåårigt åtagande', null, null, 125]);
    expect(periods(pledge).map((row) => row[0])).toEqual(['Åtagandet 2024–2025', 'Nationell kvot 2025']);
  });
});

describe('the list behind a number', () => {
  const path = (query: string) => `/reports/quota-progress/cases?periodId=${year.period.id}${query}`;

  it('comes page by page', async () => {
    const get = async (query: string) => (await app.as('coordinator').get(path(query)).expect(200)).body;
    const whole = await get('&limit=200');
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: unknown[]; nextCursor: string | null; persons: number } = await get(
        `&limit=5${cursor && `&cursor=${cursor}`}`,
      );
      expect(page.persons).toBe(whole.persons);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole.items);
  });

  it('leaves what was asked in the audit chain', async () => {
    await app.as('coordinator').get(path('&stage=refused')).expect(200);
    const [entry] = await app.dataSource.query(
      `SELECT p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
       WHERE e.action = 'case.list' ORDER BY e.position DESC LIMIT 1`,
    );
    expect(JSON.parse(entry.payload)).toMatchObject({
      filter: { report: 'quota-progress', periodId: year.period.id, stage: 'refused', asOf: '2025-05-05' },
      count: 0,
    });
  });

  it('counts who was excluded among the refused, and cannot be asked for them alone', async () => {
    const { status, body } = await app.as('coordinator').get(path('&stage=excluded'));
    expect({ status, errors: body.errors }).toMatchObject({ status: 400, errors: [{ pointer: '?stage' }] });
  });

  it('refuses a month of nothing, days to come, and everybody who may not search cases', async () => {
    const refused = async (query: string) => (await app.as('coordinator').get(path(query))).body;
    expect(await refused('&month=2025-03')).toMatchObject({ status: 400, errors: [{ code: 'eventMissing' }] });
    expect(await refused('&asOf=2025-05-06')).toMatchObject({ status: 400, errors: [{ code: 'afterToday' }] });
    for (const role of ROLES.filter((one) => !permits([one], 'case.search')))
      expect((await app.as(role).get(path(''))).body).toMatchObject({ status: 403, permission: 'case.search' });
  });

  it('stays as it was when the persons have gone on', async () => {
    const list = path('&stage=granted&through=2025-05-05&asOf=2025-05-05');
    app.goTo('2025-05-06');
    const before = (await app.as('coordinator').get(list).expect(200)).body;
    expect(before.persons).toBeGreaterThan(0);
    await actOn(app, 'coordinator', before.items[0].caseId, 'withdraw', { reasonCode: 'error' });
    expect((await app.as('coordinator').get(list).expect(200)).body).toEqual(before);
  });
});
