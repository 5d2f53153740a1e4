import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import { actOn, cleared, registered } from '../../factories/cases.js';
import { assessed, examined, granted, propose, routed, underExamination } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { receiveRrf } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { done } from '../../support/replies.js';
import { formsAgree, reportOf, tableOf } from './open-report.js';

let app: TestApp;
const PATH = '/reports/annual-overview';
const overview = (query = '') => reportOf(app.as('statistician'), `${PATH}${query}`);
const total = async (query = '', table = 'by-country-of-asylum') => tableOf(await overview(query), table).at(-1)!;

/** A case of one person. */
const alone = (overrides = {}) => anRrf({ persons: [anRrfPerson(overrides)] });
const LETTER = { reasonCodes: ['signature_missing'], answerDueOn: '2025-06-07', note: 'Section 8 is not signed.' };
let incomplete: string;
let unsigned: ReturnType<typeof anRrf>;

/** February: one granted, one refused, one waiting. March: one returned, one withdrawn, one of two nationalities in an emergency. */
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 60 });
  await granted(app);
  const refused = await underExamination(app, alone({ nationality: null, stateless: true }));
  await assessed(app, refused, 'article_1f_a');
  await examined(app, refused);
  await propose(app, refused, 'exclude');
  await actOn(app, 'decision_maker', refused.id, 'exclude');
  await routed(app, anRrf({ countryOfAsylum: 'RW' }), 'mission');

  app.goTo('2025-03-10');
  unsigned = anRrf({ persons: [anRrfPerson({ signedOn: null })] });
  incomplete = (await receiveRrf(app, unsigned)).caseId;
  await actOn(app, 'case_officer', incomplete, 'return-incomplete', LETTER);
  const gone = await registered(app);
  await actOn(app, 'coordinator', gone.id, 'withdraw', { reasonCode: 'refugees_wish' });
  await cleared(
    app,
    anRrf({
      priority: 'emergency',
      priorityJustification: 'Removal within days.',
      persons: [anRrfPerson(), anRrfPerson({ nationality: 'BI', relationToPrincipal: 'spouse' })],
    }),
  );
  app.goTo('2025-03-11');
}, 300_000);
afterAll(() => app.close());

describe('the annual overview of submitted cases', () => {
  it('counts cases and persons submitted, decided, concluded otherwise, returned and pending', async () => {
    expect(await total()).toEqual({
      group: '',
      name: 'Totalt',
      submittedCases: 6,
      submittedPersons: 13,
      decidedCases: 2,
      decidedPersons: 4,
      concludedOtherwiseCases: 1,
      concludedOtherwisePersons: 3,
      returnedCases: 1,
      returnedPersons: 1,
      pendingCases: 2,
      pendingPersons: 5,
    });
  });

  it('does so by country of asylum, nationality, priority, month of receipt and route', async () => {
    const report = await overview();
    const persons = (table: string) =>
      tableOf(report, table)
        .slice(0, -1)
        .map(({ group, name, submittedCases, submittedPersons }) => [group, name, submittedCases, submittedPersons]);
    expect(persons('by-country-of-asylum')).toEqual([
      ['RW', 'Rwanda', 1, 3],
      ['UG', 'Uganda', 5, 10],
    ]);
    expect(persons('by-nationality')).toEqual([
      ['BI', 'Burundi', 1, 1],
      ['CD', 'Demokratiska republiken Kongo', 5, 11],
      ['stateless', 'Statslös', 1, 1],
    ]);
    expect(persons('by-priority')).toEqual([
      ['emergency', 'Nödläge', 1, 2],
      ['normal', 'Normal', 5, 11],
    ]);
    expect(persons('by-month')).toEqual([
      ['2025-02', '2025-02', 3, 7],
      ['2025-03', '2025-03', 3, 6],
    ]);
    expect(persons('by-route')).toEqual([
      ['dossier', 'Dossier', 2, 4],
      ['mission', 'Uttagningsresa', 1, 3],
      ['not_chosen', 'Ej vald', 3, 6],
    ]);
    for (const { rows } of report.tables)
      expect(rows.at(-1)!.slice(2)).toEqual(report.tables[0]!.rows.at(-1)!.slice(2));
  });

  it('folds the excluded into the decided, and names no category of anybody (architecture.md 7 (15))', async () => {
    const words = JSON.stringify(await overview());
    expect(words).not.toMatch(/exclud|LPN|LAS|category|VID-/i);
  });

  it('holds cases of the time that is asked for, and refuses one that cannot be', async () => {
    expect(await total('?from=2025-03-01')).toMatchObject({ submittedCases: 3, submittedPersons: 6 });
    expect(await total('?through=2025-02-28')).toMatchObject({ submittedCases: 3, submittedPersons: 7 });
    expect(await total('?through=2024-12-31')).toMatchObject({ submittedPersons: 0 });
    const refused = async (query: string) => (await app.as('coordinator').get(`${PATH}?${query}`)).body;
    expect(await refused('asOf=2025-03-12')).toMatchObject({
      status: 400,
      errors: [{ pointer: '?asOf', code: 'afterToday' }],
    });
    expect(await refused('from=2025-03-12&through=2025-03-11')).toMatchObject({ errors: [{ pointer: '?from' }] });
    expect(await refused('audience=public&through=2025-03-11')).toMatchObject({ errors: [{ code: 'wholeYearOnly' }] });
    expect(await refused('table=by-health')).toMatchObject({ errors: [{ pointer: '?table' }] });
  });

  it('is the same in every form that programs of others open', async () => {
    expect(await formsAgree(app.as('coordinator'), PATH)).toMatchObject({ wrong: [] });
    expect(await formsAgree(app.as('coordinator'), `${PATH}?audience=public&through=2025-12-31`)).toMatchObject({
      wrong: [],
    });
  });

  it('hides small counts from the public, and what would give them away', async () => {
    const report = await overview('?audience=public&through=2025-12-31');
    expect(report.audience).toBe('public');
    expect(tableOf(report, 'by-country-of-asylum')).toEqual([
      { group: 'RW', name: 'Rwanda', submittedPersons: '..', decidedPersons: '..', undecidedPersons: '..' },
      { group: 'UG', name: 'Uganda', submittedPersons: '..', decidedPersons: '..', undecidedPersons: '..' },
      { group: '', name: 'Totalt', submittedPersons: 13, decidedPersons: '..', undecidedPersons: '..' },
    ]);
    const counts = report.tables.flatMap(({ rows }) => rows.flatMap((row) => row.slice(2)));
    expect(counts.filter((count) => typeof count === 'number' && count < 6)).toEqual([]);
  });

  it('gives the same bytes later, whatever is sent anew, chosen or decided since', async () => {
    const dates = '?through=2025-03-11&asOf=2025-03-11';
    const client = app.as('coordinator');
    const bytes = async () =>
      Promise.all(
        [
          'application/json',
          'text/csv',
          'application/pdf',
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        ].map(async (accept) => (await client.get(`${PATH}${dates}`, { accept }).expect(200)).bytes.toString('base64')),
      );
    const before = await bytes();
    app.goTo('2025-03-20');
    const [person] = unsigned.persons;
    const completed = {
      ...unsigned,
      submittedOn: '2025-03-16',
      rrfDate: '2025-03-15',
      priority: 'urgent',
      priorityJustification: 'A date for the eviction is set.',
      persons: [{ ...person, nationality: 'SS', signedOn: '2025-03-15' }],
    };
    done(await actOn(app, 'case_officer', incomplete, 'resubmit', completed));
    await granted(app);
    const dossier = { route: 'dossier', reason: 'Urgent.' };
    done(await actOn(app, 'case_officer', incomplete, 'choose-route', dossier));
    expect(await bytes()).toEqual(before);

    const now = await overview();
    expect(tableOf(now, 'by-nationality').map(({ group }) => group)).toEqual(['BI', 'CD', 'SS', 'stateless', '']);
    expect(tableOf(now, 'by-priority').map(({ group }) => group)).toEqual(['emergency', 'normal', 'urgent', '']);
    expect(tableOf(now, 'by-country-of-asylum').at(-1)).toMatchObject({
      submittedPersons: 16,
      returnedPersons: 0,
      decidedPersons: 7,
    });
  });

  it('is for those who read reports', async () => {
    for (const role of ROLES.filter((one) => !permits([one], 'report.read')))
      expect((await app.as(role).get(PATH)).body).toMatchObject({ status: 403, permission: 'report.read' });
  });
});
