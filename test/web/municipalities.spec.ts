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

describe("a county board's decision", () => {
  it('is tried first and then taken in from its table, and the page says whether the county adds up', async () => {
    const { page } = visitor;
    await visitor.open('/municipal-numbers?year=2026');
    const form = page.locator('#import-numbers');
    await form.locator('summary').click();
    const table = 'kommunkod;kommun;kommuntal\n680;Jönköping;54\n0682;Nässjö;11\n';
    await form
      .locator('input[type="file"]')
      .setInputFiles({ name: 'beslut.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await form.locator('#import-source').fill('Länsstyrelsen i Jönköping, 2025-11-20');
    await form.locator('button[type="submit"]').click();
    const taken = form.locator('#numbers-taken');
    await taken.waitFor();
    expect(await taken.innerText()).toMatch(/2 rader lästa: 2 skulle ändras.*Jönköping/s);
    expect(await page.getByText('(0682)').count()).toBe(0);
    await form.getByRole('checkbox').uncheck();
    await form.locator('button[type="submit"]').click();
    await page.getByText('(0682)').waitFor();
    expect(await page.locator('tbody tr', { hasText: '(0680)' }).innerText()).toContain('54');
    expect(await taken.innerText()).toMatch(/2 rader lästa: 2 ändrade/);

    // A table with a wrong cell changes nothing and names the cell.
    const wrong = 'kommunkod;kommuntal\n0680;60\n9999;1\n';
    await form
      .locator('input[type="file"]')
      .setInputFiles({ name: 'fel.csv', mimeType: 'text/csv', buffer: Buffer.from(wrong) });
    await form.locator('button[type="submit"]').click();
    const refused = form.getByRole('alert');
    await refused.waitFor();
    expect(await refused.innerText()).toMatch(/9999/);
    const { body } = await app.as('placement_officer').get('/municipal-numbers?year=2026').expect(200);
    expect(body.items.map(({ places }: { places: number }) => places)).toEqual([54, 11]);
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

describe('a month in which a group is to have its share', () => {
  it('is planned with a floor, and the page says what it costs and what it lacks', async () => {
    await municipalNumber(app, { code: '0180', places: 20 });
    await waiting(app);
    const { page } = visitor;
    await visitor.open('/placement');
    await page.locator('details summary').first().click();
    const floors = page.locator('#floors');
    const add = floors.getByRole('button', { name: sv.placement!.floorAdd });
    expect(await add.isEnabled()).toBe(false);
    const { body: cases } = await app.as('case_officer').get('/cases').expect(200);
    await floors.locator('select').selectOption(cases.items[0].countryOfAsylum as string);
    await floors.locator('#floor-points').fill('1000000');
    await add.click();
    await floors.locator('li').waitFor();
    await page.getByLabel(sv.placement!.month!).fill('2025-04');
    await page.getByRole('button', { name: sv.placement!.make!, exact: true }).click();
    await page.locator('#figures').waitFor();
    expect(await page.locator('#figures').innerText()).toContain('Golv och tak kostar');
    expect(await page.locator('#floors-missed li').innerText()).toMatch(/nås inte: [\d\s]+ poäng saknas/);
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
