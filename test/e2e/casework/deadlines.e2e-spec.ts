import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { cleared, registered, stated, walked } from '../../factories/cases.js';
import { aFullRrf } from '../../factories/full-rrf.js';
import { papered } from '../../factories/journeys.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { openCsv } from '../reports/open-csv.js';

interface Listed {
  id: string;
  kind: string;
  dueOn: string;
  caseId: string;
  personId: string | null;
  personNumber: number | null;
}

let app: TestApp;
let normal: CaseResponse;
let emergency: CaseResponse;
let ready: CaseResponse;
let withForm: CaseResponse;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  await openPeriod(app);
  normal = await registered(app);
  emergency = await cleared(app, anRrf({ priority: 'emergency', priorityJustification: 'Removal within days.' }));
  ready = await papered(app, anRrf({ persons: [anRrfPerson()] }), { fitUntil: '2025-02-01', exitUntil: '2025-03-01' });
  withForm = await registered(app, aFullRrf());
});
afterAll(() => app.close());

const list = async (query = '', role: Role = 'coordinator') =>
  (await app.as(role).get(`/deadlines${query}`).expect(200)).body;
const told = (items: Listed[], theCase: { id: string }) =>
  items
    .filter(({ caseId }) => caseId === theCase.id)
    .map(({ kind, dueOn, personNumber }) => [dueOn, kind, personNumber]);

describe('the deadlines of all cases', () => {
  it('are in one list, the nearest first: clocks, clearance, papers, reception', async () => {
    const { items } = await list('?limit=200');
    expect(items.map(({ dueOn }: Listed) => dueOn)).toEqual(items.map(({ dueOn }: Listed) => dueOn).sort());
    expect(told(items, normal)).toEqual([
      ['2025-08-07', 'eu_conclusion', null],
      ['2025-11-18', 'priority', null],
    ]);
    expect(told(items, emergency)).toEqual([
      ['2024-11-25', 'priority', null],
      ['2025-02-07', 'eu_emergency', null],
      ['2026-01-07', 'clearance', 1],
      ['2026-01-07', 'clearance', 2],
      ['2026-01-07', 'clearance', 3],
    ]);
    expect(told(items, ready)).toEqual([
      ['2025-02-01', 'fit_to_travel', 1],
      ['2025-03-01', 'exit_permit', 1],
      ['2025-05-07', 'reception', null],
      ['2025-11-18', 'priority', null],
      ['2026-01-07', 'clearance', 1],
      ['2030-12-31', 'travel_document', 1],
    ]);
  });

  it('are paged by a cursor without losing or repeating one', async () => {
    const all = (await list('?limit=200')).items as Listed[];
    const paged: Listed[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await list(`?limit=3${cursor && `&cursor=${cursor}`}`);
      expect(page.items.length).toBeLessThanOrEqual(3);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
    expect((await app.as('coordinator').get('/deadlines?cursor=seven')).status).toBe(400);
  });

  it('are filtered by kind, by day and by the official who took a step', async () => {
    const kinds = async (query: string) =>
      [...new Set(((await list(query)).items as Listed[]).map(({ kind }) => kind))].sort();
    expect(await kinds('?kind=clearance')).toEqual(['clearance']);
    expect(await kinds('?kind=eu_emergency')).toEqual(['eu_emergency']);
    expect(await kinds('?before=2025-02-02')).toEqual(['fit_to_travel', 'priority']);
    const [step] = await app.dataSource.query<{ actor_id: string }[]>(
      `SELECT actor_id FROM person_transitions WHERE case_id = '${normal.id}'`,
    );
    const mine = (await list(`?officerId=${step!.actor_id}&limit=200`)).items as Listed[];
    expect(told(mine, normal).length).toBe(2);
    expect((await list('?officerId=01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11')).items).toEqual([]);
    for (const wrong of ['?kind=medical_form', '?kind=maf', '?sort=health', '?before=soon'])
      expect((await app.as('coordinator').get(`/deadlines${wrong}`)).status).toBe(400);
  });

  it('end with what they are about: decided, departed, received', async () => {
    const { id, persons } = await registered(app, anRrf({ persons: [anRrfPerson(), anRrfChild()] }));
    await walked(app, id, ['withdraw'], [persons[0]!.id]);
    expect(told((await list('?limit=200')).items, { id }).length).toBe(2);
    await walked(app, id, ['withdraw'], [persons[1]!.id]);
    expect(told((await list('?limit=200')).items, { id })).toEqual([]);
  });

  it('tell the last day of a clearance as it was given, and that of the next one when it has passed', async () => {
    const clearances = async () =>
      told((await list(`?kind=clearance&limit=200`)).items, emergency).map(([dueOn]) => dueOn);
    const shown = async () =>
      (await app.as('coordinator').get(`/cases/${emergency.id}/screening-status`)).body.items.map(
        ({ clearedUntil }: { clearedUntil: string }) => clearedUntil,
      );
    app.goTo('2026-01-05');
    await stated(app, emergency, { personIds: emergency.persons.slice(0, 2).map(({ id }) => id) });
    expect(await clearances()).toEqual(['2026-01-07', '2026-01-07', '2026-01-07']);
    app.goTo('2026-01-08');
    expect(await clearances()).toEqual(['2026-01-07', '2027-01-05', '2027-01-05']);
    expect((await shown()).sort()).toEqual(await clearances());
    app.goTo('2025-01-07');
    expect(await clearances()).toEqual(await shown());
  });

  it('count medical forms that lapse, and list none of them', async () => {
    expect((await list()).medicalFormsLapsing).toBe(0);
    expect((await list('?before=2025-04-01')).medicalFormsLapsing).toBe(0);
    expect((await list('?before=2025-04-02')).medicalFormsLapsing).toBe(1);
    expect(((await list('?limit=200')).items as Listed[]).filter(({ dueOn }) => dueOn === '2025-04-01')).toEqual([]);
    const { body } = await app.as('travel_officer').get(`/cases/${withForm.id}/deadlines`).expect(200);
    expect(body.medicalForms).toEqual([
      { personId: withForm.persons[0]!.id, datedOn: '2024-10-01', validUntil: '2025-04-01' },
    ]);
  });

  it('are had as a file for Swedish Excel, and the export is logged', async () => {
    const { bytes, headers } = await app
      .as('coordinator')
      .get('/deadlines?kind=eu_conclusion', { accept: 'text/csv' })
      .expect(200);
    expect(headers.get('content-disposition')).toContain('deadlines.csv');
    const rows = openCsv(bytes.toString('utf8'), ';');
    expect(JSON.stringify(rows)).toContain(normal.diaryNumber);
    const entries = await app.dataSource.query<{ payload: string }[]>(
      `SELECT p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id WHERE e.action = 'deadline.read' ORDER BY e.position DESC LIMIT 1`,
    );
    expect(JSON.parse(entries[0]!.payload)).toMatchObject({ form: 'export', filter: { kind: 'eu_conclusion' } });
  });

  it('are for those who plan and decide', async () => {
    const allowed: readonly Role[] = PERMISSIONS['deadline.read'].roles;
    for (const role of ROLES)
      await app
        .as(role)
        .get('/deadlines')
        .expect(allowed.includes(role) ? 200 : 403);
  });
});

describe('the deadlines of a case', () => {
  it('tell who reaches 6, 15 or 18 while waiting (edge case 17)', async () => {
    const { id, persons } = await registered(
      app,
      anRrf({
        persons: [
          anRrfPerson(),
          anRrfChild({ birthDate: '2019-03-01', birthDatePrecision: 'day' }),
          anRrfChild({ birthDate: '2010', birthDatePrecision: undefined }),
          anRrfChild({ birthDate: '2007-06-15', birthDateEstimated: true, signedOn: '2024-11-04' }),
        ],
      }),
    );
    const { body } = await app.as('case_officer').get(`/cases/${id}/deadlines`).expect(200);
    expect(body.ages).toEqual([
      { personId: persons[1]!.id, years: 6, earliestOn: '2025-03-01', latestOn: '2025-03-01', certain: true },
      { personId: persons[2]!.id, years: 15, earliestOn: '2025-01-01', latestOn: '2025-12-31', certain: false },
      { personId: persons[3]!.id, years: 18, earliestOn: '2025-01-01', latestOn: '2025-12-31', certain: false },
    ]);
  });
});
