import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { referred, stated } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { asked, searched } from './search-acts.js';

let app: TestApp;
let objected: CaseResponse;
let awaited: CaseResponse;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  await openPeriod(app);
  const alike = (familyName: string) =>
    referred(app, anRrf({ persons: [anRrfPerson({ givenNames: 'Canary', familyName })] }));
  objected = await alike('Walled');
  awaited = await alike('Open');
  await stated(app, objected, { outcome: 'objection' });
});
afterAll(() => app.close());

describe('never searches by what the law forbids', () => {
  it.each([
    ['health', 'health'],
    ['medicalNeeds', 'health'],
    ['specificNeeds', 'health'],
    ['primaryCategory', 'health'],
    ['mafExpiresBefore', 'health'],
    ['ethnicity', 'ethnic origin'],
    ['religion', 'religion'],
    ['politicalOpinion', 'political opinion'],
    ['sexualOrientation', 'sexual life or orientation'],
    ['lgbtqi', 'sexual life or orientation'],
    ['crime', 'offences'],
    ['excluded', 'offences'],
    ['exclusionGround', 'offences'],
    ['securityOutcome', 'security'],
    ['clearance', 'security'],
  ])('%s: it is not there, and the law is named', async (field, about) => {
    for (const { status, body } of [
      await asked(app, { [field]: true }),
      await asked(app, { text: 'Aline', sort: field }),
      await app.as('coordinator').get(`/cases?${field}=true`),
      await app.as('coordinator').post('/case-views', { name: 'Mine', filters: { [field]: true } }),
    ]) {
      expect([status, body.errors[0].code]).toEqual([400, 'forbiddenByLaw']);
      expect(body.errors[0].message).toContain(about);
      expect(body.errors[0].message).toContain('17 §');
    }
  });

  it('and finds nobody by the words of a sensitive text', async () => {
    for (const text of ['cannot live safely', 'Tailor', 'LPN', 'objection'])
      expect([text, (await searched(app, { text })).count]).toEqual([text, 0]);
  });
});

describe('an objection behind the wall', () => {
  it('neither finds a case nor hides it: both are answered alike by every search', async () => {
    const searches: object[] = [
      {},
      { text: 'Canary' },
      { stage: 'in_screening' },
      { stage: 'in_examination' },
      { personStatus: 'in_screening' },
      { overdue: true },
      { deadlineBefore: '2026-01-01' },
      { unassigned: true, sort: 'deadline' },
      { nationality: 'CD', sort: 'priority' },
    ];
    const outsiders = ROLES.filter((role) => permits([role], 'case.search') && !permits([role], 'screening.read'));
    for (const role of outsiders)
      for (const body of searches) {
        const { items } = await searched(app, body, role);
        const seen = ({ id }: CaseResponse) =>
          items
            .filter((one) => one.id === id)
            .map((one) => Object.entries(one).filter(([name]) => !UNLIKE.includes(name)));
        expect([role, body, seen(objected)]).toEqual([role, body, seen(awaited)]);
      }
  });
});

/** What two cases cannot share. */
const UNLIKE = ['id', 'diaryNumber', 'unhcrCaseNumber', 'resettlementReferenceNumber', 'foundBy'];

describe('a search', () => {
  it('is for those who read cases', async () => {
    for (const role of ROLES) {
      const { status } = await asked(app, { text: 'Canary' }, role);
      expect([role, status]).toEqual([role, permits([role], 'case.search') ? 200 : 403]);
    }
  });

  const entriesOf = (chain: string) =>
    app.dataSource.query<{ payload: string; actor_name: string }[]>(
      `SELECT p.payload, e.actor_name FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
       WHERE e.action = 'case.search' AND e.chain = '${chain}' ORDER BY e.position DESC LIMIT 2`,
    );

  it('is in the log with its filters and the number of hits, and the name as a keyed hash', async () => {
    await searched(app, { text: 'Canary Walled', nationality: 'CD' }, 'case_officer');
    await searched(app, { text: ' canary walled' }, 'case_officer');
    const [later, earlier] = (await entriesOf('open')).map(
      ({ payload }) => JSON.parse(payload) as Record<string, unknown>,
    );
    expect(earlier).toMatchObject({ filter: { nationality: 'CD' }, sort: 'relevance', count: 1 });
    expect(later!.text).toBe(earlier!.text);
    expect(later!.text).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify([later, earlier])).not.toMatch(/canary|walled/i);
  });

  it('of the security unit is logged behind the wall alone', async () => {
    const before = await entriesOf('open');
    await searched(app, { text: 'Canary' }, 'security_unit');
    expect(await entriesOf('open')).toEqual(before);
    expect((await entriesOf('security')).length).toBeGreaterThan(0);
  });
});
