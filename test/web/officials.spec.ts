import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import readXlsx from 'read-excel-file/node';
import { referred } from '../factories/cases.js';
import { decisionsOf, propose, readyToGrant } from '../factories/decisions.js';
import { openPeriod, type MadePeriod } from '../factories/quotas.js';
import { anRrf, anRrfPerson } from '../factories/rrf.js';
import { receiveRrf } from '../factories/submissions.js';
import { startApp, type TestApp } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { act, fillIn, Officials, sv } from '../support/clicks.js';

const DECIDED = { authority: 'Regeringen', documentReference: 'Ju2025/00042' };

let app: TestApp;
let browser: Browser;
let officials: Officials;
let period: MadePeriod;
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), startBrowser()]);
  officials = new Officials(browser, app);
  const subQuotas = ['Öst', 'Väst'].map((name) => ({ name, places: 100 }));
  period = await openPeriod(app, { subQuotas });
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const page = async (official: string, path: string): Promise<Page> => {
  const visitor = await officials.at(official);
  await visitor.open(path);
  return visitor.page;
};

describe('the coordinator', () => {
  it('moves places, adds to them, and finds each movement in the ledger', async () => {
    const quota = await page('coordinator', '/quota');
    const [east, west] = ['Öst', 'Väst'].map((name) => period.subQuotaId(name));
    await act(quota, 'transfer', { ...DECIDED, places: '10', fromSubQuotaId: east!, toSubQuotaId: west! });
    await act(quota, 'revise', { ...DECIDED, places: '5', direction: 'up' });
    await quota.getByRole('link', { name: sv('quota.page.ledger') }).click();
    const rows = quota.locator('tbody tr');
    await rows.filter({ hasText: sv('movement.transfer') }).waitFor();
    const told = await rows.allInnerTexts();
    expect(told.some((row) => row.includes(sv('movement.transfer')) && row.includes('Väst'))).toBe(true);
    expect(told.some((row) => row.includes(sv('movement.revise')) && row.includes('Ju2025/00042'))).toBe(true);
  });

  it('asks UNHCR for persons and records the promise', async () => {
    const requests = await page('coordinator', '/quota/requests');
    await act(requests, 'ask_unhcr', { ...DECIDED, countryOfAsylum: 'UG', persons: '60', month: '2025-03' });
    await act(requests, 'record_promise', { ...DECIDED, persons: '50', month: '2025-04' });
    await requests.getByText(sv('requestStanding.promised'), { exact: true }).first().waitFor();
  });

  it('takes the progress home as a workbook that another program reads', async () => {
    const reports = await page('coordinator', '/reports');
    const [download] = await Promise.all([
      reports.waitForEvent('download'),
      reports
        .locator('section', { has: reports.locator('#getQuotaProgress') })
        .getByRole('button', { name: /Excel/ })
        .click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
    const sheets = await readXlsx(await readFile(await download.path()));
    expect(JSON.stringify(sheets)).toContain('Väst');
  });
});

describe('the decision maker', () => {
  it('sends a proposal back with the reason, and signs the next one; the password is asked for when it must be', async () => {
    const found = await readyToGrant(app);
    const path = `/cases/${found.id}/review`;
    const review = await page('decision.maker', path);
    expect(await review.locator('.checks .chip-red').count()).toBe(0);
    await act(review, 'return_proposal', { reason: 'Barnets identitet måste visas.' });
    await review.getByText(sv('review.nothing')).waitFor();
    await propose(app, found, 'grant');
    await page('decision.maker', path);
    app.clock.set('2025-01-07T08:06:00.000Z');
    await review.getByRole('button', { name: sv('verb.sign_grant') }).click();
    await review.locator('form.act-form button[type="submit"]').click();
    const dialog = review.getByRole('dialog');
    await dialog.locator('input[type="password"]').fill('a sentence for the tests');
    await dialog.getByRole('button', { name: sv('signIn.confirmNow') }).click();
    await review.getByText(sv('review.nothing')).waitFor();
    const { decisions } = (await decisionsOf(app, found)) as { decisions: { outcome: string }[] };
    expect(decisions.map(({ outcome }) => outcome)).toEqual(found.persons.map(() => 'granted'));
  });
});

describe('the case officer', () => {
  it('types in a submission, is led to a person who is like another, and gives the verdict', async () => {
    const [one, other] = ['800-00T00001', '800-00T00002'];
    const again = { individualNumber: other!, familyName: 'Tesfay', givenNames: 'Letebrhan', birthDate: '1984-03-17' };
    await receiveRrf(app, {
      ...anRrf({ persons: [anRrfPerson({ ...again, individualNumber: one!, sex: 'female' })] }),
      caseSize: 1,
    });
    const intake = await page('case.officer', '/intake/new');
    const form = intake.locator('form.act-form');
    await form.waitFor();
    await fillIn(intake, {
      ...{ resettlementReferenceNumber: 'R-2025-1', submittedOn: '2025-01-06', rrfDate: '2025-01-05', caseSize: '1' },
      ...{ countryOfAsylum: 'UG', primaryCategory: 'LPN', unhcrCaseNumber: '800-25C00042' },
      ...Object.fromEntries(Object.entries(again).map(([name, value]) => [`persons-0-${name}`, value])),
      'persons-0-sex': 'female',
      'persons-0-maritalStatus': 'single',
    });
    await form.locator('button[type="submit"]').click();
    await intake
      .getByRole('heading', { level: 1, name: /VID-2025/ })
      .or(intake.locator('.problem'))
      .first()
      .waitFor();
    expect(await intake.locator('.problem ~ ul li, .problem').allInnerTexts()).toEqual([]);
    await intake.getByRole('heading', { level: 1, name: /VID-2025/ }).waitFor();
    const pairs = await page('case.officer', '/duplicates');
    await pairs.locator('tbody a').first().click();
    await act(pairs, 'judge_duplicate', { verdict: 'different_persons', reason: 'UNHCR har utrett det.' });
    await pairs.getByText('UNHCR har utrett det.').waitFor();
  });
});

describe('the security unit', () => {
  it('follows an indication behind the wall, of which nothing stands in anybody else’s pages', async () => {
    const { id } = await referred(app);
    const file = await page('security.unit', `/security/cases/${id}`);
    await act(file, 'report_indication', { source: 'interview', receivedOn: '2025-01-07', reference: 'T-2025-0042' });
    await file.getByText('T-2025-0042').first().waitFor();
    const open = await page('coordinator', `/cases/${id}`);
    expect(await open.content()).not.toContain('T-2025-0042');
    expect(await open.getByRole('link', { name: sv('nav.security'), exact: true }).count()).toBe(0);
  });
});

describe('the administrator and the auditor', () => {
  it('make an account and find it in a chain that holds', async () => {
    const accounts = await page('administrator', '/accounts');
    await act(accounts, 'create_account', {
      username: 'anna.lind',
      name: 'Anna Lind',
      password: 'a sentence of her own, long',
      roles: sv('role.statistician'),
    });
    await accounts.getByRole('button', { name: 'Anna Lind' }).waitFor();
    const audit = await page('auditor', '/audit');
    await audit.getByRole('button', { name: sv('audit.verify') }).click();
    await audit.getByText(sv('chain.whole')).waitFor();
  });
});

describe('nothing', () => {
  it('went wrong in any window', async () => {
    expect(await officials.faults()).toEqual([]);
  });
});
