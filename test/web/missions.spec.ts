import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import readXlsx from 'read-excel-file/node';
import type { CaseResponse } from '../../src/cases/index.js';
import { pdfPages } from '../e2e/reports/open-report.js';
import { routed } from '../factories/decisions.js';
import { startApp, type TestApp } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { act, Officials, sv } from '../support/clicks.js';

const TODAY = '2025-03-14';

let app: TestApp;
let browser: Browser;
let officials: Officials;
let cases: CaseResponse[];
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp({ today: TODAY }), startBrowser()]);
  officials = new Officials(browser, app);
  cases = [await routed(app, undefined, 'mission'), await routed(app, undefined, 'mission')];
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** Goes to a page by its entry among the pages. */
async function go(official: string, entry: string): Promise<Page> {
  const visitor = await officials.at(official);
  await visitor.page.getByRole('link', { name: sv(`nav.${entry}`), exact: true }).click();
  await visitor.settle();
  return visitor.page;
}

/** What a button gives to keep. */
async function taken(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return readFile(await download.path());
}
const paper = (name: string, form: string): string =>
  sv('missions.paper')
    .replace('{{paper}}', sv(`missions.paperName.${name}`))
    .replace('{{form}}', sv(`reports.form.${form}`));
const open = (page: Page, verb: string): Promise<void> =>
  page.getByRole('button', { name: sv(`verb.${verb}`), exact: true }).click();

describe('a mission', () => {
  it('is planned, printed, worked and closed by clicks alone', async () => {
    const [met, notMet] = cases as [CaseResponse, CaseResponse];
    const list = await go('mission.leader', 'missions');
    await list.getByText(sv('missions.none')).waitFor();
    await act(list, 'plan_mission', {
      ...{ place: 'Kampala', countryCode: 'UG', startsOn: '2025-03-10', endsOn: '2025-03-28' },
      ...{ leaderName: 'Åsa Lind', team: 'Case officer\nInterpreter, Swahili' },
    });
    await list.getByRole('link', { name: 'Kampala' }).click();
    const page = list;
    await page.getByText(sv('missions.noCases')).waitFor();

    // From the pool, both.
    await open(page, 'add_cases');
    for (const { diaryNumber } of [met, notMet]) await page.getByLabel(new RegExp(`${diaryNumber},`)).check();
    await page.locator('form.act-form button[type="submit"]').click();
    for (const { diaryNumber } of [met, notMet]) await page.getByRole('link', { name: diaryNumber }).waitFor();

    // What it carries on paper.
    const printed = (await pdfPages(await taken(page, paper('list', 'pdf')))).join(' ');
    for (const { diaryNumber } of cases) expect(printed).toContain(diaryNumber);
    const [, people] = await readXlsx(await taken(page, paper('list', 'xlsx')));
    expect(people!.data.map(([first]) => first)).toContain(met.diaryNumber);
    const packOf = sv('missions.packOf').replace('{{diaryNumber}}', met.diaryNumber);
    expect((await pdfPages(await taken(page, packOf))).join(' ')).toContain('Att fylla i utan nät');

    // Their examination begins, and what was written down comes back.
    for (const { diaryNumber } of cases) {
      const caseOf = await go('case.officer', 'cases');
      await caseOf.getByRole('link', { name: diaryNumber }).click();
      await act(caseOf, 'examine');
    }
    await page.reload();
    await open(page, 'record_interviews');
    const line = page.locator(`#quick-entry fieldset[data-person="${met.persons[0]!.id}"]`);
    await line.locator('[id$="-heldOn"]').fill('2025-03-12');
    await line.locator('[id$="-interviewer"]').fill('Åsa Lind');
    await line.locator('[id$="-interpreterLanguage"]').fill('sw');
    await line.locator('[id$="-notes"]').fill('Berättade om flykten 2017.');
    const visitor = await officials.at('mission.leader');
    await visitor.picture('mission-entry');
    expect(await visitor.axe()).toEqual([]);
    await page.locator('#quick-entry button[type="submit"]').click();
    await line.getByText(sv('missions.lineRecorded')).waitFor();
    await page.getByText(sv('missions.interviewedOn').replace('{{days}}', '2025-03-12')).first().waitFor();

    // Nothing of it can be moved or cancelled any more, and why is said.
    const blocked = page.locator('details', { hasText: sv('verb.cancel_mission') });
    await blocked.locator('summary').click();
    expect(await blocked.innerText()).toContain('Intervjuer har hållits');

    await page
      .locator('#quick-entry')
      .getByRole('button', { name: sv('act.cancel') })
      .click();
    await act(page, 'close_mission', { account: 'En familj träffades. Den andra hade flyttat.' });
    await page.locator('.chip', { hasText: sv('missionStanding.closed') }).waitFor();
    expect(await page.getByRole('link', { name: notMet.diaryNumber }).count()).toBe(0);
    const report = (await pdfPages(await taken(page, paper('report', 'pdf')))).join(' ');
    for (const words of ['En familj träffades.', met.diaryNumber, notMet.diaryNumber]) expect(report).toContain(words);

    expect(await officials.faults()).toEqual([]);
  });
});

describe('another mission', () => {
  it('loses a case, moves and is cancelled; its cases wait in the pool again', async () => {
    const { diaryNumber } = cases[1]!;
    const page = await go('mission.leader', 'missions');
    await act(page, 'plan_mission', {
      ...{ place: 'Gulu', countryCode: 'UG', startsOn: '2025-04-07', endsOn: '2025-04-18', leaderName: 'Åsa Lind' },
    });
    await page.getByRole('link', { name: 'Gulu' }).click();
    const add = async (): Promise<void> => {
      await open(page, 'add_cases');
      await page.getByLabel(new RegExp(`${diaryNumber},`)).check();
      await page.locator('form.act-form button[type="submit"]').click();
      await page.getByRole('link', { name: diaryNumber }).waitFor();
    };
    await add();
    await open(page, 'remove_cases');
    await page.locator('form.act-form').getByLabel(diaryNumber).check();
    await page.locator('form.act-form [id$="-reason"]').fill('De har flyttat.');
    await page.locator('form.act-form button[type="submit"]').click();
    await page.getByText(sv('missions.noCases')).waitFor();
    await add();
    await act(page, 'shift_mission', { startsOn: '2025-05-05', reason: 'Vägen är avskuren av regnen.' });
    await page.getByRole('heading', { level: 1, name: /2025-05-05.*2025-05-16/ }).waitFor();
    await act(page, 'cancel_mission', { reason: 'Säkerhetsläget tillåter det inte.' });
    await page.locator('.chip', { hasText: sv('missionStanding.cancelled') }).waitFor();
    expect(await officials.faults()).toEqual([]);
  });
});
