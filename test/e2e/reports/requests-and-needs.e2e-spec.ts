import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registered } from '../../factories/cases.js';
import { granted } from '../../factories/decisions.js';
import { actOnRequest, aPromisedRequest, aRequest } from '../../factories/planning.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { receiveRrf } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { formsAgree, reportOf, tableOf } from './open-report.js';

let app: TestApp;
let period: MadePeriod;
const path = (query = '') => `/reports/requests-and-needs?periodId=${period.id}${query}`;
const report = (query = '') => reportOf(app.as('coordinator'), path(query));
const requests = async (query = '') =>
  tableOf(await report(query), 'requests').map((row) => Object.values(row).slice(2).join(' '));
const needs = async (query = '') =>
  Object.fromEntries(tableOf(await report(query), 'needs').map(({ figure, value }) => [figure, value]));

beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  period = await openPeriod(app, { year: 2025, places: 900 });
});
afterAll(() => app.close());

describe('what the quota still needs', () => {
  it('is 1,131 submissions for 900 places with nobody on the road (domain.md (d))', async () => {
    expect(await needs()).toMatchObject({
      wanted: 900,
      carryIn: 0,
      expectedOfPipeline: 0,
      yieldPercent: 79.6,
      submissions: 1131,
    });
  });

  it('goes by the rates of the query where they are given, and of the policy where not', async () => {
    expect(await needs('&grant=1000&departure=1000')).toMatchObject({
      grant: 100,
      departure: 100,
      inPeriod: 90,
      submissions: 1021,
    });
    expect((await report()).ruleVersions).toMatchObject([
      { kind: 'planning-rates', version: 'planning-rates-default' },
    ]);
    for (const wrong of ['grant=0', 'grant=1001', 'grant=0.95'])
      expect((await app.as('coordinator').get(path(`&${wrong}`))).body).toMatchObject({
        errors: [{ pointer: '?grant' }],
      });
  });
});

describe('requests to UNHCR', () => {
  it('stand beside what was promised, withdrawn and received, by country and month', async () => {
    await aPromisedRequest(app, period.id, { persons: 5, month: '2025-02' });
    const withdrawn = await aRequest(app, period.id, { countryOfAsylum: 'RW', persons: 30 });
    const why = { withdrawnBy: 'unhcr', authority: 'UNHCR', documentReference: 'KGL/1', reason: 'No staff.' };
    await actOnRequest(app, withdrawn, 'withdraw', why).expect(200);
    await registered(app);
    await receiveRrf(app, anRrf({ persons: [anRrfPerson({ signedOn: null })] }));
    expect(await requests()).toEqual([
      '2025-03 30 30 0 0 0 0',
      '2025-02 0 0 5 3 1 0',
      '2025-03 120 0 0 0 0 0',
      ' 150 30 5 3 1 0',
    ]);
  });

  it('are late when the promised month has passed and not all have come', async () => {
    app.goTo('2025-03-01');
    expect((await requests()).at(-1)).toBe(' 150 30 5 3 1 2');
    await registered(app, anRrf({ persons: [anRrfPerson(), anRrfPerson({ relationToPrincipal: 'spouse' })] }));
    expect((await requests()).at(-1)).toBe(' 150 30 5 5 2 0');
    expect((await requests('&asOf=2025-02-28')).at(-1)).toBe(' 150 30 5 3 1 0');
    expect((await requests('&through=2025-02-28')).at(-1)).toBe(' 150 30 5 3 1 0');
  });

  it('lessen the need by those on the road, by how far they have come', async () => {
    await granted(app);
    const found = await needs();
    // Six persons before clearance, one of them of a form that is not complete, and three granted.
    expect(found).toMatchObject({ wanted: 900, beforeClearance: 6, beforeDeparture: 3, expectedOfPipeline: 7.341 });
    expect(found.submissions).toBe(Math.ceil((900 - 7.34103) / 0.796005));
  });

  it('are the same in every form', async () => {
    expect(await formsAgree(app.as('coordinator'), path())).toEqual({ wrong: [], pages: 1 });
  });
});
