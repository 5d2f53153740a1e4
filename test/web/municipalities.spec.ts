import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { assigned, municipalNumber, waiting } from '../factories/assignments.js';
import { condition, plan } from '../factories/placement.js';
import { startApp, type TestApp } from '../support/app.js';
import { startBrowser, Visitor } from '../support/browser.js';

type Words = { [key: string]: string & Words };
const sv = JSON.parse(readFileSync('web/src/i18n/sv.json', 'utf8')) as Words;

let app: TestApp;
let browser: Browser;
let visitor: Visitor;
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp({ today: '2025-03-03' }), startBrowser()]);
  visitor = await Visitor.of(browser, app);
  await visitor.signIn('placement.officer');
});
afterAll(async () => {
  expect(visitor.faults).toEqual([]);
  await browser.close();
  await app.close();
});

describe('what a municipality can take', () => {
  it('is stated on its page: dwellings by size with the days on which they are free', async () => {
    const { page } = visitor;
    await visitor.open('/municipal-offers?year=2025');
    await page.getByRole('button', { name: sv.verb!.state_offer }).click();
    const form = page.locator('form.act-form');
    const fill = (name: string, value: string) => form.locator(`[id$="-${name}"]`).fill(value);
    await form.locator('[id$="-municipalityCode"]').selectOption('0680');
    await form.locator('[id$="-dwellings"]').getByRole('button', { name: sv.act!.addEntry }).click();
    await form.locator('[id$="-dwellings-0-size"]').selectOption('3-4');
    await fill('dwellings-0-count', '2');
    await fill('dwellings-0-accessible', '1');
    await fill('dwellings-0-fromOn', '2025-04-01');
    await fill('source', 'The municipality, by letter');
    await form.locator('button[type="submit"]').click();
    await form.waitFor({ state: 'detached' });
    const row = page.locator('tbody tr', { hasText: '(0680)' });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/3-4.*2.*1.*2025-04-01/s);
  });
});

describe('a list of assignments', () => {
  it('is fetched for a county board with the columns that are ticked, which can be kept and taken again', async () => {
    await assigned(app);
    const { page } = visitor;
    await visitor.open('/assignments/export?year=2025');
    for (const column of await page.locator('.columns-choice input').all()) await column.uncheck();
    for (const name of ['municipalityCode', 'familySize', 'familyName'])
      await page.locator(`.columns-choice input[name="${name}"]`).check();
    await page.locator('select:has(option[value="county"])').selectOption('county');
    await page.locator('#kept-name').fill('Till länsstyrelsen');
    await page.getByRole('button', { name: sv.export!.keep, exact: true }).click();
    const kept = page.locator('#kept-columns').getByRole('button', { name: 'Till länsstyrelsen', exact: true });
    await kept.waitFor();
    await page.locator('.columns-choice input[name="status"]').check();
    await kept.click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /CSV/ }).click(),
    ]);
    const [, header, first] = /^\uFEFF?(.*)\r\n(.*)\r\n/.exec(await readFile(await download.path(), 'utf8'))!;
    expect(header!.split(';')).toEqual(['Municipality code', 'Family size', 'Family name']);
    expect(first!.split(';')[2]).toBe('');
  });
});

describe('a case that waits', () => {
  it('has its conditions on its page, and one that no longer holds is ended there', async () => {
    const found = await waiting(app);
    await condition(app, found.id, { kind: 'tie', municipalityCode: '0680' });
    const { page } = visitor;
    await visitor.open(`/cases/${found.id}`);
    const conditions = page.locator('#placement-conditions');
    await conditions.locator('summary').click();
    await conditions.getByRole('button').click();
    await conditions.getByRole('button').waitFor({ state: 'detached' });
    const { body } = await app.as('placement_officer').get(`/cases/${found.id}/placement-conditions`).expect(200);
    expect(body.items).toEqual([]);
  });

  it('is dragged to the map or chosen by keys alone; what another municipality costs stands before it is confirmed', async () => {
    await municipalNumber(app, { code: '0680', places: 20 });
    await municipalNumber(app, { code: '2584', places: 20 });
    const { id } = await plan(app, { month: '2025-04' });
    const { page } = visitor;
    await visitor.open(`/placement?planId=${id}`);
    const row = page.locator('#suggestions tbody tr').filter({ hasText: sv.placement!.open }).first();
    const suggested = await row.locator('td').nth(2).innerText();
    const nameOf = (code: string): string => (code === '0680' ? 'Jönköping' : 'Kiruna');
    const elsewhere = suggested === 'Kiruna' ? '0680' : '2584';
    await row.dragTo(page.locator(`circle[data-code="${elsewhere}"]`));
    const decision = page.locator('#decision');
    await page.locator('#cost').waitFor();
    expect(await decision.getByRole('button').isEnabled()).toBe(false);

    const press = async (key: string): Promise<void> => {
      await page.locator(key).first().focus();
      await page.keyboard.press('Enter');
    };
    await press('.choices > li:has(strong) button');
    await page.locator('#cost').waitFor({ state: 'detached' });
    await press(`.choices > li:has(button:text-is("${nameOf(elsewhere)}")) button`);
    await page.locator('#cost').waitFor();
    await decision.locator('input').focus();
    await page.keyboard.type('The school has a place.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#decision').waitFor({ state: 'detached' });
    const { body } = await app.as('placement_officer').get('/assignments?status=assigned').expect(200);
    expect(body.items).toHaveLength(2);
  });
});
