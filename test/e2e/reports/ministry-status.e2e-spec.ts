import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { municipalNumber } from '../../factories/assignments.js';
import { granted, underExamination } from '../../factories/decisions.js';
import { received } from '../../factories/journeys.js';
import { planOf } from '../../factories/planning.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { formsAgree, pdfPages, reportOf, tableOf } from './open-report.js';

let app: TestApp;
let period: MadePeriod;
const path = (query = '') => `/reports/ministry-status?periodId=${period.id}${query}`;
const status = (query = '') => reportOf(app.as('decision_maker'), path(query));

const TARGET = {
  name: 'Women, girls and other vulnerable groups',
  counters: ['women_and_girls', 'priority_groups'],
  submissionCategories: ['MED'],
  minShare: { part: 2, of: 3 },
  decidedOn: '2025-01-02',
  authority: 'Ministry of Justice',
  documentReference: 'Ju2025/00123',
};

const CHILDREN = {
  ...TARGET,
  name: 'Children',
  counters: ['under_18'],
  submissionCategories: [],
  minShare: undefined,
  maxShare: { part: 1, of: 2 },
};

/** So many adults of one sex. */
const aFamily = (persons: number, sex: 'female' | 'male', countryOfAsylum: string) =>
  anRrf({
    countryOfAsylum,
    persons: Array.from({ length: persons }, (_, index) =>
      anRrfPerson({ sex, relationToPrincipal: index === 0 ? 'principal_applicant' : 'sibling' }),
    ),
  });

/** A woman, a man and a boy received, five men and six women granted in February; three wait under examination from then on. */
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await municipalNumber(app);
  period = await openPeriod(app, {
    year: 2025,
    name: 'National quota 2025',
    places: 60,
    subQuotas: [
      { name: 'Uganda', places: 40, countriesOfAsylum: ['UG'] },
      { name: 'Rwanda', places: 5, countriesOfAsylum: ['RW'] },
    ],
  });
  const plan = planOf(period, { Uganda: { '2025-02': 4, '2025-03': 36 }, Rwanda: { '2025-03': 5 } });
  const coordinator = app.as('coordinator');
  await coordinator.post(`/quota-periods/${period.id}/plans`, plan, { ifMatch: 0 }).expect(201);
  await coordinator.post(`/quota-periods/${period.id}/composition-targets`, TARGET, { ifMatch: 0 }).expect(201);
  await coordinator.post(`/quota-periods/${period.id}/composition-targets`, CHILDREN, { ifMatch: 1 }).expect(201);
  await received(app);
  await granted(app, aFamily(5, 'male', 'RW'));
  await granted(app, aFamily(6, 'female', 'UG'));
  await underExamination(app);
  app.goTo('2025-05-15');
}, 300_000);
afterAll(() => app.close());

describe('the status for the Ministry', () => {
  it('tells the places decided, used and remaining, with what was carried and overrun', async () => {
    expect(tableOf(await status(), 'places')).toEqual([
      { subQuota: 'Rwanda', decided: 5, overrun: 0, carriedIn: 0, carriedOut: 0, reserved: 5, used: 0, remaining: 0 },
      { subQuota: 'Uganda', decided: 40, overrun: 0, carriedIn: 0, carriedOut: 0, reserved: 6, used: 3, remaining: 31 },
      {
        subQuota: 'Ej fördelade',
        decided: 15,
        overrun: 0,
        carriedIn: 0,
        carriedOut: 0,
        reserved: 0,
        used: 0,
        remaining: 15,
      },
      {
        subQuota: 'Totalt',
        decided: 60,
        overrun: 0,
        carriedIn: 0,
        carriedOut: 0,
        reserved: 11,
        used: 3,
        remaining: 46,
      },
    ]);
  });

  it('tells plan and outcome month by month', async () => {
    const rows = tableOf(await status(), 'plan').map(({ month, planned, replanned, used, difference }) =>
      [month, planned, replanned, used, difference].join(' '),
    );
    expect(rows).toEqual([
      '2025-01 0 0 0 0',
      '2025-02 4 4 3 -1',
      '2025-03 45 45 3 -42',
      '2025-04 45 45 3 -42',
      '2025-05 45 45 3 -42',
    ]);
  });

  it('tells what stands still, and for how long', async () => {
    expect(tableOf(await status(), 'standstill')).toEqual([
      {
        stage: 'under_examination',
        name: 'Under prövning',
        persons: 3,
        cases: 1,
        medianDays: 101,
        ninetiethDays: 101,
        oldestDays: 101,
        long: 3,
      },
      {
        stage: 'granted',
        name: 'Beviljad',
        persons: 11,
        cases: 2,
        medianDays: 101,
        ninetiethDays: 101,
        oldestDays: 101,
        long: 11,
      },
    ]);
    expect(tableOf(await status('&through=2025-02-10'), 'standstill')[0]).toMatchObject({ oldestDays: 7, long: 0 });
  });

  it('counts the priority groups among those who hold a place, tells no small number and lists nobody', async () => {
    expect(tableOf(await status(), 'priority-groups')).toEqual([
      {
        name: 'Children',
        counted: '..',
        total: 14,
        sharePercent: '..',
        minShare: null,
        maxShare: '1 av 2',
        standing: 'Uppnått',
        needed: '..',
      },
      {
        name: TARGET.name,
        counted: 7,
        total: 14,
        sharePercent: 50,
        minShare: '2 av 3',
        maxShare: null,
        standing: 'Kan ännu uppnås',
        needed: 33,
      },
    ]);
    expect(JSON.stringify(await status())).not.toMatch(/Mugisha|MED|VID-|exclud/);
  });

  it('tells which questions to the Ministry wait for an answer, and for how long', async () => {
    const question = {
      subject: 'distribution',
      matter: 'More places for Rwanda.',
      consulted: 'Ministry of Justice',
      askedOn: '2025-05-05',
      documentReference: '1.3.4-2025-31',
    };
    const list = `/quota-periods/${period.id}/consultations`;
    const coordinator = app.as('coordinator');
    const { version } = (await coordinator.get(list).expect(200)).body;
    await coordinator.post(list, question, { ifMatch: version }).expect(201);
    const waiting = {
      subject: 'distribution',
      name: 'Fördelning',
      pending: 1,
      oldestAskedOn: '2025-05-05',
      oldestDays: 10,
    };
    expect(tableOf(await status(), 'consultations')).toEqual([waiting]);
    expect(tableOf(await status('&asOf=2025-05-14'), 'consultations')).toEqual([]);
  });

  it('carries the rules, plans and targets that it rests on', async () => {
    expect((await status()).ruleVersions.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['counting-event', 'arrival-plan', 'composition-target']),
    );
  });

  it('is one page that a unit head would send, and the same in every form', async () => {
    expect(await formsAgree(app.as('coordinator'), path())).toEqual({ wrong: [], pages: 1 });
    const { bytes } = await app.as('coordinator').get(path(), { accept: 'application/pdf' }).expect(200);
    const [page] = await pdfPages(bytes);
    expect(page).not.toContain('under_examination');
    for (const words of ['Lägesrapport till departementet', 'National quota 2025', '2025-05-15', 'Vad som står stilla'])
      expect(page).toContain(words);
  });

  it('gives the same answer for the same two dates later', async () => {
    const dates = '&through=2025-05-15&asOf=2025-05-15';
    const before = await status(dates);
    app.goTo('2025-06-20');
    await granted(app);
    const again = { ...TARGET, minShare: { part: 1, of: 2 }, decidedOn: '2025-06-20', reason: 'A new mandate.' };
    await app
      .as('coordinator')
      .post(`/quota-periods/${period.id}/composition-targets`, again, { ifMatch: 2 })
      .expect(201);
    expect(await status(dates)).toEqual(before);
    expect(tableOf(await status(), 'priority-groups')[1]).toMatchObject({ counted: 8, total: 17, minShare: '1 av 2' });
  });
});
