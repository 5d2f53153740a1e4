import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { actOn, cleared, registered } from '../../factories/cases.js';
import { assessed, examined, granted, propose, underExamination, type Outcome } from '../../factories/decisions.js';
import { received } from '../../factories/journeys.js';
import { municipalNumber } from '../../factories/assignments.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { done } from '../../support/replies.js';
import { formsAgree, reportOf, tableOf } from './open-report.js';

let app: TestApp;
const PATH = '/reports/decisions';
const report = (query = '') => reportOf(app.as('coordinator'), `${PATH}${query}`);

/** A case of so many adults, all of one family. */
const aFamily = (persons: number, overrides = {}) =>
  anRrf({
    persons: Array.from({ length: persons }, (_, index) =>
      anRrfPerson({ relationToPrincipal: index === 0 ? 'principal_applicant' : 'sibling', ...overrides }),
    ),
  });
async function decided(found: CaseResponse, outcome: Outcome): Promise<CaseResponse> {
  await assessed(app, found, outcome === 'exclude' ? 'article_1f_a' : undefined);
  await examined(app, found);
  done(await propose(app, found, outcome));
  return done(await actOn(app, 'decision_maker', found.id, outcome)).body;
}

/**
 * Registered on 3 February: nineteen granted (three of them received at once), one refused, none excluded yet. In March one is
 * excluded, two withdraw before a decision, and two of the granted leave.
 */
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 60 });
  await municipalNumber(app);
  const waiting = await underExamination(app, aFamily(16));
  const lone = await underExamination(app, aFamily(1));
  const excluded = await underExamination(app, aFamily(1, { nationality: 'BI' }));
  app.goTo('2025-02-13');
  await received(app);
  await decided(waiting, 'grant');
  await decided(lone, 'refuse');
  app.goTo('2025-03-05');
  await decided(excluded, 'exclude');
  const gone = await registered(app, aFamily(2));
  done(await actOn(app, 'coordinator', gone.id, 'withdraw', { reasonCode: 'refugees_wish' }));
  const ids = waiting.persons.map(({ id }) => id);
  done(await actOn(app, 'coordinator', waiting.id, 'withdraw', { personIds: [ids[0]], reasonCode: 'error' }));
  done(await actOn(app, 'coordinator', waiting.id, 'record-death', { personIds: [ids[1]], diedOn: '2025-03-01' }));
}, 300_000);
afterAll(() => app.close());

describe('the decisions of a time', () => {
  it('edge case 29: the approval rate has two denominators, each named', async () => {
    expect(tableOf(await report(), 'approval-rate')).toEqual([
      {
        definition: 'of_decided',
        name: 'Av avgjorda',
        denominator: 'Bifall + avslag',
        granted: 19,
        of: 21,
        share: 90.5,
      },
      {
        definition: 'of_concluded',
        name: 'Av samtliga avslutade',
        denominator: 'Bifall + avslag + avslutade på annat sätt',
        granted: 19,
        of: 23,
        share: 82.6,
      },
    ]);
  });

  it('are counted by month, route and nationality; an exclusion is a refusal', async () => {
    const found = await report();
    const shares = (table: string) =>
      tableOf(found, table).map(
        ({ group, granted, refused, concludedOtherwise, concluded, ofDecided, ofConcluded }) => [
          group,
          granted,
          refused,
          concludedOtherwise,
          concluded,
          ofDecided,
          ofConcluded,
        ],
      );
    const total = ['', 19, 2, 2, 23, 90.5, 82.6];
    expect(shares('by-month')).toEqual([['2025-02', 19, 1, 0, 20, 95, 95], ['2025-03', 0, 1, 2, 3, 0, 0], total]);
    expect(shares('by-route')).toEqual([
      ['dossier', 19, 2, 0, 21, 90.5, 90.5],
      ['not_chosen', 0, 0, 2, 2, null, 0],
      total,
    ]);
    expect(shares('by-nationality')).toEqual([['BI', 0, 1, 0, 1, 0, 0], ['CD', 19, 1, 2, 22, 95, 86.4], total]);
    expect(JSON.stringify(found.tables.map(({ rows }) => rows))).not.toMatch(/exclud|article|uteslut/i);
  });

  it('tell what was concluded otherwise, and who left between grant and arrival', async () => {
    const found = await report();
    expect(tableOf(found, 'concluded-otherwise')).toMatchObject([
      { why: 'withdrawn', name: 'Återtagen', reasonCode: 'refugees_wish', persons: 2 },
      { name: 'Totalt', persons: 2 },
    ]);
    expect(tableOf(found, 'attrition')).toMatchObject([
      { why: 'deceased', reasonCode: '', persons: 1 },
      { why: 'withdrawn', reasonCode: 'error', persons: 1 },
      { name: 'Totalt', persons: 2 },
    ]);
  });

  it('tell how long it took: median and 90th percentile', async () => {
    const times = tableOf(await report(), 'durations').filter(({ by }) => by === 'Alla');
    // Three were registered and decided on the same day, seventeen after ten days, one after thirty.
    expect(times).toMatchObject([
      { step: 'toDecision', persons: 21, medianDays: 10, ninetiethDays: 10 },
      { step: 'toArrival', persons: 3, medianDays: 0, ninetiethDays: 0 },
    ]);
    expect(tableOf(await report(), 'durations').map(({ by }) => by)).toEqual(
      expect.arrayContaining(['Väg', 'Prioritet', 'Asylland']),
    );
  });

  it('keep the decision that stood, when somebody is reopened and decided anew', async () => {
    app.goTo('2025-03-20');
    const again = await cleared(app, aFamily(1));
    done(await actOn(app, 'coordinator', again.id, 'withdraw', { reasonCode: 'error' }));
    done(
      await actOn(app, 'coordinator', again.id, 'reopen', {
        personIds: again.persons.map(({ id }) => id),
        reasonCode: 'new_circumstances',
        reason: 'She came back.',
      }),
    );
    expect(tableOf(await report(), 'approval-rate')[1]).toMatchObject({ granted: 19, of: 24 });
  });

  it('gives the same answer for the same two dates, whatever is known later', async () => {
    const dates = '?through=2025-03-20&asOf=2025-03-20';
    const before = await report(dates);
    app.goTo('2025-04-10');
    await granted(app, anRrf());
    expect(await report(dates)).toEqual(before);
    expect(tableOf(await report('?from=2025-04-01'), 'approval-rate')[0]).toMatchObject({
      granted: 3,
      of: 3,
      share: 100,
    });
  });

  it('are the same in every form', async () => {
    expect(await formsAgree(app.as('coordinator'), PATH)).toMatchObject({ wrong: [] });
    expect(await formsAgree(app.as('coordinator'), `${PATH}?audience=public&through=2025-12-31`)).toMatchObject({
      wrong: [],
    });
  });

  it('hide from the public what is small, the rates made of it, and the reasons behind it', async () => {
    const found = await report('?audience=public&through=2025-12-31');
    expect(tableOf(found, 'approval-rate').map(({ granted, of, share }) => [granted, of, share])).toEqual([
      ['..', '..', '..'],
      ['..', '..', '..'],
    ]);
    expect(tableOf(found, 'concluded-otherwise')).toMatchObject([{ name: 'Totalt', persons: '..' }]);
    expect(tableOf(found, 'by-month').at(-1)).toMatchObject({ refused: '..', concluded: 27 });
    const numbers = found.tables
      .filter(({ name }) => name !== 'durations')
      .flatMap(({ rows }) => rows.flat())
      .filter((cell) => typeof cell === 'number');
    expect(numbers.filter((count) => count < 6)).toEqual([]);
  });
});
