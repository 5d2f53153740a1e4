import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { assigned, waiting } from '../factories/assignments.js';
import { referred } from '../factories/cases.js';
import { readyToGrant, routed } from '../factories/decisions.js';
import { aRequest } from '../factories/planning.js';
import { offer, plan } from '../factories/placement.js';
import { openPeriod } from '../factories/quotas.js';
import { anRrf, anRrfPerson } from '../factories/rrf.js';
import { receiveRrf } from '../factories/submissions.js';
import { startApp, type TestApp } from '../support/app.js';
import { startBrowser, Visitor } from '../support/browser.js';

let app: TestApp;
let browser: Browser;
let ids: Record<string, string>;
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), startBrowser()]);
  const period = await openPeriod(app);
  await aRequest(app, period.id);
  const walled = await referred(app);
  const liaison = app.as('security_liaison');
  await liaison.post('/screening/batches', {}).expect(202);
  await liaison.post('/indications', { ...NOTICED, caseId: walled.id, personId: walled.persons[0]!.id }).expect(202);
  const twice = { familyName: 'Haile', givenNames: 'Letebrhan', birthDate: '1984-03-17' };
  for (const individualNumber of ['800-00T00001', '800-00T00002'])
    await receiveRrf(app, { ...anRrf({ persons: [anRrfPerson({ ...twice, individualNumber })] }), caseSize: 1 });
  ids = {
    pair: (await app.as('case_officer').get('/duplicate-suspicions').expect(200)).body.items[0].id,
    walled: walled.id,
    person: walled.persons[0]!.id,
    batch: (await liaison.get('/screening/batches').expect(200)).body.items[0].id,
    indication: (await liaison.get('/indications').expect(200)).body.items[0].id,
    period: period.id,
    case: (await readyToGrant(app)).id,
    other: (await referred(app)).id,
    assignment: (await assigned(app)).assignmentId,
    waiting: (await waiting(app)).id,
  };
  await offer(app, '0680', {
    dwellings: [{ size: '3-4', count: 2, accessible: 1, fromOn: '2025-02-01', untilOn: null }],
    ...{ languages: ['ar', 'so'], stops: [{ fromOn: '2025-07-01', untilOn: '2025-07-31', reason: 'Nobody in July.' }] },
  });
  await routed(app, undefined, 'mission');
  ids.mission = await aMission();
  ids.plan = (await plan(app, { month: '2025-02' })).id;
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** A mission with a case on it. */
async function aMission(): Promise<string> {
  const leader = app.as('mission_leader');
  const days = { startsOn: '2025-01-06', endsOn: '2025-01-24' };
  const planned = { place: 'Kampala', countryCode: 'UG', ...days, leaderName: 'Åsa Lind', team: ['Tolk, swahili'] };
  const { body } = await leader.post('/missions', planned).expect(201);
  const caseIds = [(await routed(app, undefined, 'mission')).id];
  await leader.post(`/missions/${body.id}/actions/add-cases`, { caseIds }, { ifMatch: body.version }).expect(200);
  return body.id;
}

const NOTICED = { source: 'interview', receivedOn: '2025-01-07', reference: 'T-2025-0042' };

/** Each page, for somebody who may read it. */
const ROUTES: readonly [name: string, official: string, path: (ids: Record<string, string>) => string][] = [
  ['cases', 'case.officer', () => '/cases'],
  ['cases-peek', 'coordinator', ({ other }) => `/cases?peek=${other}`],
  ['case', 'decision.maker', ({ case: id }) => `/cases/${id}`],
  ['case-review', 'decision.maker', ({ case: id }) => `/cases/${id}/review`],
  ['dashboard', 'coordinator', () => '/dashboard'],
  ['dashboard-cases', 'coordinator', ({ period }) => `/dashboard/cases?periodId=${period}&stage=in_screening`],
  ['intake', 'case.officer', () => '/intake'],
  ['intake-new', 'case.officer', () => '/intake/new'],
  ['duplicates', 'case.officer', () => '/duplicates'],
  ['duplicates-pair', 'case.officer', ({ pair }) => `/duplicates/${pair}`],
  ['assignments', 'municipality', () => '/assignments'],
  ['assignment', 'municipality', ({ assignment }) => `/assignments/${assignment}`],
  ['assignments-export', 'placement.officer', () => '/assignments/export?year=2025'],
  ['municipal-offers', 'placement.officer', () => '/municipal-offers?year=2025'],
  ['quota', 'coordinator', () => '/quota'],
  ['quota-ledger', 'coordinator', () => '/quota/ledger'],
  ['quota-requests', 'coordinator', () => '/quota/requests'],
  ['quota-forecast', 'coordinator', () => '/quota/forecast'],
  ['reports', 'coordinator', () => '/reports'],
  ['municipal-numbers', 'placement.officer', () => '/municipal-numbers?year=2025'],
  ['security', 'security.liaison', () => '/security'],
  ['security-batch', 'security.liaison', ({ batch }) => `/security/batches/${batch}`],
  ['security-indications', 'security.unit', () => '/security/indications'],
  ['security-indication', 'security.unit', ({ indication }) => `/security/indications/${indication}`],
  ['security-file', 'security.unit', ({ walled }) => `/security/cases/${walled}`],
  ['password', 'case.officer', () => '/password'],
  ['accounts', 'administrator', () => '/accounts'],
  ['rules', 'administrator', () => '/rules?on=2025-01-07'],
  ['audit', 'auditor', () => '/audit'],
  ['audit-person', 'auditor', ({ person }) => `/audit/persons/${person}`],
  ['placement', 'placement.officer', ({ plan: id, waiting: one }) => `/placement?planId=${id}&caseId=${one}`],
  ['missions', 'mission.leader', () => '/missions'],
  ['mission', 'mission.leader', ({ mission }) => `/missions/${mission}`],
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
    expect(await visitor.page.locator('main a[href="/"]').count()).toBe(page === 'not-found' ? 1 : 0);
    await usable(visitor, page);
  });
});
