import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser, Locator } from 'playwright-core';
import { municipalNumber, waiting } from '../factories/assignments.js';
import { anRrf, anRrfPerson } from '../factories/rrf.js';
import { startApp, type TestApp } from '../support/app.js';
import { startBrowser, Visitor } from '../support/browser.js';
import { spreadCircles } from '../../web/src/pages/placement/spread-circles.js';

const sv = JSON.parse(readFileSync('web/src/i18n/sv.json', 'utf8')) as {
  nav: Record<string, string>;
  verb: Record<string, string>;
  placement: Record<string, string>;
};

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp({ today: '2025-03-03' }), startBrowser()]);
  await municipalNumber(app, { code: '0180', places: 9 });
  await municipalNumber(app, { code: '0680', places: 9 });
  await municipalNumber(app, { code: '2584', places: 9 });
  const single = () => waiting(app, anRrf({ persons: [anRrfPerson()] }));
  for (const make of [() => waiting(app), single, single, single]) await make();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

describe('a month', () => {
  it('is planned, two suggestions are overridden, one is declined and replaced, by clicks alone', async () => {
    const visitor = await Visitor.of(browser, app);
    await visitor.signIn('placement.officer');
    const { page } = visitor;
    const go = async (entry: string): Promise<void> => {
      await page.getByRole('link', { name: sv.nav[entry]!, exact: true }).click();
      await visitor.settle();
    };
    const make = async (month: string): Promise<void> => {
      await page.getByLabel(sv.placement.month!).fill(month);
      await page.getByRole('button', { name: sv.placement.make!, exact: true }).click();
    };
    const rows = page.locator('#suggestions tbody tr');
    const waitingRows = rows.filter({ hasText: sv.placement.open });
    const opened = async (row: Locator): Promise<string> => {
      const button = row.getByRole('button');
      const diaryNumber = await button.innerText();
      await button.click();
      await page.locator('#decision').waitFor();
      return diaryNumber;
    };
    const assign = async (diaryNumber: string): Promise<Locator> => {
      await page.locator('#decision').getByRole('button').click();
      const row = rows.filter({ hasText: diaryNumber }).filter({ hasNotText: sv.placement.open });
      await row.waitFor();
      return row;
    };

    await go('placement');
    await make('2025-04');
    await page.locator('#figures').waitFor();
    expect(await rows.count()).toBe(4);
    expect(await page.locator('.municipality-map circle').count()).toBe(290);

    // Two go elsewhere, each with what it costs and a reason.
    for (const reason of ['A sister lives there.', 'The school has a place.']) {
      const diaryNumber = await opened(waitingRows.first());
      await page.locator('.choices > li:not(.is-chosen) button').first().click();
      await page.locator('#cost').waitFor();
      await page.locator('#decision input').fill(reason);
      expect(await (await assign(diaryNumber)).innerText()).toContain(reason);
    }
    // One goes where it is suggested, and its municipality declines.
    const declined = await opened(waitingRows.first());
    await assign(declined);
    await go('assignments');
    await page.locator('tbody a').first().click();
    await visitor.settle();
    await page.getByRole('button', { name: sv.verb.decline!, exact: true }).click();
    const form = page.locator('form.act-form');
    await form.locator('[id$="-reasonCode"]').selectOption({ index: 1 });
    await form.locator('[id$="-comment"]').fill('The dwelling is gone.');
    await form.locator('button[type="submit"]').click();
    await form.waitFor({ state: 'detached' });

    // The plan made again has the declined one among those who wait, and it is assigned anew.
    await go('placement');
    await page.locator('#plan').selectOption({ index: 1 });
    await page.locator('#figures').waitFor();
    await page.getByLabel(sv.placement.again!).check();
    await make('2025-04');
    await page.waitForFunction(() => document.querySelectorAll('#suggestions tbody tr').length === 2);
    await opened(rows.filter({ hasText: declined }));
    await page.locator('.choices > li:not(.is-chosen) button').first().click();
    await page.locator('#decision input').fill('The first municipality declined.');
    await assign(declined);
    expect(await waitingRows.count()).toBe(1);
    expect(visitor.faults).toEqual([]);
    const { body } = await app.as('placement_officer').get('/assignments?status=assigned').expect(200);
    expect(body.items).toHaveLength(3);
    await visitor.close();
  });
});

describe('the circles of the map', () => {
  it('never overlap, however the municipalities crowd, and lie within a finger of their centre', () => {
    const crowd = Array.from({ length: 26 }, (_, k) => ({ x: 100 + (k % 5), y: 100 + Math.floor(k / 5), r: 4 }));
    const far = { x: 300, y: 20, r: 4 };
    const spread = spreadCircles([...crowd, far, { ...far, x: 320 }]);
    const overlaps = spread.flatMap((a, i) =>
      spread.slice(i + 1).filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < a.r + b.r - 0.6),
    );
    expect(overlaps).toEqual([]);
    expect(spread.at(-2)).toEqual(far);
    expect(spreadCircles(crowd)).toEqual(spreadCircles(crowd));
  });
});
