import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { municipalNumber } from '../factories/assignments.js';
import { openPeriod } from '../factories/quotas.js';
import { anRrf, anRrfPerson } from '../factories/rrf.js';
import { startApp, type TestApp } from '../support/app.js';
import { startBrowser, type Visitor } from '../support/browser.js';
import { act, Officials, sv, type Filling } from '../support/clicks.js';

const TODAY = '2025-01-07';
const PAPERS = ['travel_document', 'exit_permit', 'permit_card', 'biometrics', 'fit_to_travel', 'orientation'];

let app: TestApp;
let browser: Browser;
let officials: Officials;
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp({ today: TODAY }), startBrowser()]);
  officials = new Officials(browser, app);
  await openPeriod(app);
  await municipalNumber(app);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** The official at a window of their own, on the page that one lands on. */
async function at(official: string, entry: 'cases' | 'dashboard' | 'intake' | 'assignments'): Promise<Visitor> {
  const visitor = await officials.at(official);
  await visitor.page.getByRole('link', { name: sv(`nav.${entry}`), exact: true }).click();
  await visitor.settle();
  return visitor;
}

/** How many persons have arrived, as the dashboard says. */
async function arrivedOnDashboard(): Promise<number> {
  const { page } = await at('coordinator', 'dashboard');
  await page.reload();
  const cell = page.locator('[data-stage="arrived"][data-of="total"]');
  await page.locator('#stages').waitFor();
  return (await cell.count()) > 0 ? Number(await cell.innerText()) : 0;
}

describe('the main job', () => {
  it('is done by clicks alone, from the RRF to the arrival that the dashboard counts', async () => {
    expect(await arrivedOnDashboard()).toBe(0);

    const { page: intake } = await at('case.officer', 'intake');
    const rrf = { ...anRrf({ persons: [anRrfPerson({ maritalStatus: 'single' })] }), caseSize: 1 };
    await intake
      .locator('input[type="file"]')
      .setInputFiles({ name: 'rrf.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from(JSON.stringify(rrf)) });
    await intake.getByLabel(sv('intake.dryRun')).uncheck();
    await intake.getByRole('button', { name: sv('intake.take') }).click();
    const link = intake.getByRole('link', { name: /^VID-/ });
    await link.waitFor();
    const diaryNumber = await link.innerText();
    const caseOf = async (official: string): Promise<Page> => {
      const visitor = await at(official, 'cases');
      await visitor.page.getByRole('link', { name: diaryNumber }).click();
      await visitor.settle();
      return visitor.page;
    };

    await act(await caseOf('case.officer'), 'refer');
    await act(await caseOf('security.liaison'), 'record_statement', {
      outcome: 'no_objection',
      statedOn: TODAY,
      reference: 'S-2025-0001',
    });
    const page = await caseOf('case.officer');
    await act(page, 'choose_route', { route: 'dossier', reason: 'The form is complete.' });
    await act(page, 'examine');
    await act(await caseOf('exclusion.specialist'), 'assess_exclusion', {
      outcome: 'no_ground',
      reasons: 'Weighed against what is known of the country and the years.',
    });
    const examining = await caseOf('case.officer');
    await act(examining, 'record_examination', {
      inclusion: 'refugee',
      identityBasis: 'The documents in the file.',
      credibility: 'Coherent.',
      recommendation: 'grant',
      notes: 'Nothing speaks against it.',
    });
    await act(examining, 'propose', {
      'persons-0-personId': 'first',
      'persons-0-outcome': 'grant',
      'persons-0-reasons': 'Refugee; nothing speaks against it.',
    });
    await act(await caseOf('decision.maker'), 'grant');
    await act(await caseOf('placement.officer'), 'assign', {
      municipalityCode: '0180',
      reason: 'Room and work there.',
    });

    const municipality = await at('municipality', 'assignments');
    await municipality.page.getByRole('link', { name: TODAY }).click();
    await act(municipality.page, 'accept', { dwellingConfirmed: true, contact: 'Integration unit, 08-508 00 000' });

    const travel = await caseOf('travel.officer');
    const papers = PAPERS.map((kind, index) => [
      [`items-${index}-personId`, 'first'],
      [`items-${index}-kind`, kind],
      [`items-${index}-state`, 'held'],
      [`items-${index}-reference`, 'REF-1'],
      ...(kind === 'travel_document' ? [[`items-${index}-form`, 'passport']] : []),
      ...(/travel|exit/.test(kind) ? [[`items-${index}-validUntil`, '2030-12-31']] : []),
    ]);
    await act(travel, 'check', Object.fromEntries(papers.flat()) as Filling, PAPERS.length);
    await act(travel, 'make_ready');
    await act(travel, 'book', {
      bookingReference: 'IOM-7QK2PD',
      'legs-0-flightNumber': 'ET714',
      'legs-0-from': 'ADD',
      'legs-0-to': 'ARN',
      'legs-0-departsAt': '2025-01-08T14:00',
      'legs-0-arrivesAt': '2025-01-08T23:00',
    });
    await act(travel, 'depart', { departedAt: '2025-01-07T07:00' });
    await act(travel, 'arrive', { arrivedAt: '2025-01-07T07:30' });

    expect(await arrivedOnDashboard()).toBe(1);
    expect(await officials.faults()).toEqual([]);
  });
});
