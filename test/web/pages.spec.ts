import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { assigned } from '../factories/assignments.js';
import { referred } from '../factories/cases.js';
import { readyToGrant } from '../factories/decisions.js';
import { openPeriod } from '../factories/quotas.js';
import { startApp, type TestApp } from '../support/app.js';
import { startBrowser, Visitor } from '../support/browser.js';

let app: TestApp;
let browser: Browser;
let ids: Record<string, string>;
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), startBrowser()]);
  const period = await openPeriod(app);
  ids = {
    period: period.id,
    case: (await readyToGrant(app)).id,
    other: (await referred(app)).id,
    assignment: (await assigned(app)).assignmentId,
  };
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** Each page, for somebody who may read it. */
const ROUTES: readonly [name: string, official: string, path: (ids: Record<string, string>) => string][] = [
  ['cases', 'case.officer', () => '/cases'],
  ['cases-peek', 'coordinator', ({ other }) => `/cases?peek=${other}`],
  ['case', 'decision.maker', ({ case: id }) => `/cases/${id}`],
  ['dashboard', 'coordinator', () => '/dashboard'],
  ['dashboard-cases', 'coordinator', ({ period }) => `/dashboard/cases?periodId=${period}&stage=in_screening`],
  ['intake', 'case.officer', () => '/intake'],
  ['assignments', 'municipality', () => '/assignments'],
  ['assignment', 'municipality', ({ assignment }) => `/assignments/${assignment}`],
  ['not-found', 'auditor', () => '/nowhere'],
];
/** Each page once in each width and each scheme; the languages alternate. */
const LOOKS = [
  { width: 'desktop', scheme: 'light', language: 'sv' },
  { width: 'narrow', scheme: 'dark', language: 'en' },
] as const;

describe.each(LOOKS)('on a $width screen, $scheme, in $language', (look) => {
  const visitors = new Map<string, Promise<Visitor>>();
  afterAll(async () => {
    for (const visitor of visitors.values()) await (await visitor).close();
  });
  const signedIn = async (official: string): Promise<Visitor> => {
    const visitor = await Visitor.of(browser, app, look);
    await visitor.signIn(official);
    return visitor;
  };
  const as = (official: string): Promise<Visitor> => {
    const visitor = visitors.get(official) ?? signedIn(official);
    visitors.set(official, visitor);
    return visitor;
  };

  const usable = async (visitor: Visitor, page: string): Promise<void> => {
    await visitor.picture(`${page}-${look.scheme}`);
    expect(await visitor.axe()).toEqual([]);
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(visitor.faults).toEqual([]);
  };

  it('the page for signing in can be used by everybody', async () => {
    const visitor = await Visitor.of(browser, app, look);
    await visitor.open('/');
    await usable(visitor, 'sign-in');
    await visitor.close();
  });

  it.each(ROUTES)('the page %s can be used by everybody', async (page, official, path) => {
    const visitor = await as(official);
    await visitor.open(path(ids));
    await usable(visitor, page);
  });
});
