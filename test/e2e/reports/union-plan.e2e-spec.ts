import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { municipalNumber } from '../../factories/assignments.js';
import { granted } from '../../factories/decisions.js';
import { received } from '../../factories/journeys.js';
import { actOnPeriod, aPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { formsAgree, reportOf, tableOf } from './open-report.js';

let app: TestApp;
let pledge: MadePeriod;
let national: MadePeriod;
const pathOf = (report: string, period: MadePeriod, query = ''): string =>
  `/reports/${report}?periodId=${period.id}${query}`;
const report = (name: string, period: MadePeriod, query = '') =>
  reportOf(app.as('coordinator'), pathOf(name, period, query));

/** One adult of a country of asylum, submitted for these categories. */
const alone = (countryOfAsylum: string, primaryCategory: string, secondaryCategory = 'LAS') =>
  anRrf({ countryOfAsylum, primaryCategory, secondaryCategory, persons: [anRrfPerson()] });
const SUB_QUOTAS = (countries: [string, string, string]) => [
  { name: 'Resettlement', places: 20, countriesOfAsylum: [countries[0]] },
  { name: 'Humanitarian', places: 5, scheme: 'humanitarian_admission' as const, countriesOfAsylum: [countries[1]] },
  { name: 'Emergency', places: 5, scheme: 'emergency' as const, countriesOfAsylum: [countries[2]] },
];

/** A pledge of 60, 10 and 5 for two years, with an annual period of UG, KE and RW; beside it a national quota of TZ, ET and BI. */
beforeAll(async () => {
  app = await startApp({ today: '2025-02-02' });
  await municipalNumber(app, { year: 2025 });
  pledge = await aPeriod(app, { kind: 'biennial', year: 2025, name: 'Pledge 2025–2026' });
  const on = { ...AUTHORITY, occurredOn: '2025-01-01' };
  await actOnPeriod(app, pledge.id, 'actions/consult', on);
  await actOnPeriod(app, pledge.id, 'actions/decide-places', { ...on, places: 60, scheme: 'resettlement' });
  await actOnPeriod(app, pledge.id, 'actions/decide-places', { ...on, places: 10, scheme: 'humanitarian_admission' });
  await actOnPeriod(app, pledge.id, 'actions/decide-places', { ...on, places: 5, scheme: 'emergency' });
  await actOnPeriod(app, pledge.id, 'actions/open', on);
  await openPeriod(app, {
    year: 2025,
    name: 'Annual 2025',
    pledge,
    places: 40,
    subQuotas: SUB_QUOTAS(['UG', 'KE', 'RW']),
  });
  national = await openPeriod(app, { year: 2025, name: 'National 2025', subQuotas: SUB_QUOTAS(['TZ', 'ET', 'BI']) });
  app.goTo('2025-02-03');
  await received(app, alone('UG', 'LPN'));
  await received(app, alone('UG', 'FAM'));
  await received(app, alone('KE', 'FAM', 'WGR'));
  await received(app, alone('KE', 'FAM'));
  await received(app, alone('TZ', 'FAM'));
  await granted(app, alone('UG', 'LPN'));
}, 300_000);
afterAll(() => app.close());

describe('the report on a pledge', () => {
  it('tells what was pledged, allocated, admitted and remains, by form of admission', async () => {
    expect(tableOf(await report('union-plan', pledge), 'by-form-of-admission')).toEqual([
      { form: 'resettlement', name: 'Vidarebosättning', pledged: 60, allocated: 20, admitted: 2, remaining: 58 },
      {
        form: 'humanitarian_admission',
        name: 'Inresa av humanitära skäl',
        pledged: 10,
        allocated: 5,
        admitted: 2,
        remaining: 8,
      },
      { form: 'emergency', name: 'Inresa i nödläge', pledged: 5, allocated: 5, admitted: 0, remaining: 5 },
      { form: '', name: 'Totalt', pledged: 75, allocated: 30, admitted: 4, remaining: 71 },
    ]);
  });

  it('keeps apart what a revision gives to no form', async () => {
    app.goTo('2025-03-02');
    await actOnPeriod(app, pledge.id, 'actions/revise', { ...AUTHORITY, places: 3, direction: 'down' });
    const rows = tableOf(await report('union-plan', pledge), 'by-form-of-admission');
    expect(rows.at(-2)).toMatchObject({ form: 'unspecified', pledged: -3, remaining: -3 });
    expect(rows.at(-1)).toMatchObject({ pledged: 72, remaining: 68 });
    const before = await report('union-plan', pledge, '&asOf=2025-03-01');
    expect(tableOf(before, 'by-form-of-admission').at(-1)).toMatchObject({ pledged: 75 });
  });

  it('is of pledges alone', async () => {
    const { body } = await app.as('coordinator').get(pathOf('union-plan', national));
    expect(body).toMatchObject({ status: 400, errors: [{ pointer: '?periodId', code: 'notPledge' }] });
  });

  it('is the same in every form', async () => {
    expect(await formsAgree(app.as('coordinator'), pathOf('union-plan', pledge))).toEqual({ wrong: [], pages: 1 });
  });
});

describe('the basis of the claim', () => {
  const claim = async (period: MadePeriod, query = '') =>
    tableOf(await report('amif-claim', period, query), 'claim').map(
      ({ form, withinUnionPlan, vulnerable, persons, euroPerPerson, euro }) =>
        [form, withinUnionPlan, vulnerable, persons, euroPerPerson, euro].join(' '),
    );

  it('edge case 33: a person admitted outside the Union Plan earns less, and vulnerability raises the lower amount', async () => {
    expect(await claim(pledge)).toEqual([
      'resettlement nej nej 1 6000 6000',
      'resettlement nej ja 1 8000 8000',
      'humanitarian_admission nej nej 1 6000 6000',
      'humanitarian_admission nej ja 1 8000 8000',
      '   4  28000',
    ]);
    const mark = {
      withinUnionPlan: true,
      decidedOn: '2025-03-01',
      authority: 'Council',
      documentReference: 'Ju2025/1',
    };
    await app.as('coordinator').post(`/quota-periods/${pledge.id}/union-plan-marks`, mark, { ifMatch: 0 }).expect(201);
    expect(await claim(pledge)).toEqual([
      'resettlement ja nej 1 10000 10000',
      'resettlement ja ja 1 10000 10000',
      'humanitarian_admission ja nej 1 6000 6000',
      'humanitarian_admission ja ja 1 8000 8000',
      '   4  34000',
    ]);
    expect(await claim(national)).toEqual(['resettlement nej nej 1 6000 6000', '   1  6000']);
  });

  it('rests on the dated rule and the decision on the plan, and tells both', async () => {
    expect((await report('amif-claim', pledge)).ruleVersions).toMatchObject([
      { kind: 'amif-amounts', version: 'amif-amounts-2024', validFrom: '2024-06-11' },
      { kind: 'within-union-plan', version: '1', validFrom: '2025-03-01', source: 'Council, Ju2025/1' },
    ]);
  });

  it('counts those who arrived in the time, and was otherwise before the plan was known', async () => {
    expect(await claim(pledge, '&from=2025-02-04')).toEqual(['   0  0']);
    expect((await claim(pledge, '&asOf=2025-03-01')).at(-1)).toBe('   4  28000');
  });

  it('names nobody, no category and no case', async () => {
    expect(JSON.stringify(await report('amif-claim', pledge))).not.toMatch(/Mugisha|LPN|WGR|VID-|caseId|personId/);
  });

  it('is the same in every form', async () => {
    expect(await formsAgree(app.as('coordinator'), pathOf('amif-claim', pledge))).toEqual({ wrong: [], pages: 1 });
  });
});
