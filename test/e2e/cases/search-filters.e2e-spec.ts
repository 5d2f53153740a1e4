import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CASE_STATUSES, type CaseResponse } from '../../../src/cases/index.js';
import { actOn, cleared, referred, registered, walked } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { asked, found, searched } from './search-acts.js';

let app: TestApp;
let plain: CaseResponse;
let emergency: CaseResponse;
let single: CaseResponse;
let travelled: CaseResponse;
let split: CaseResponse;
let ended: CaseResponse;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  await openPeriod(app);
  plain = await registered(app);
  emergency = await referred(app, anRrf({ priority: 'emergency', priorityJustification: 'Removal within days.' }));
  single = await cleared(app, anRrf({ countryOfAsylum: 'ET', persons: [anRrfPerson({ nationality: 'ER' })] }));
  app.goTo('2025-01-08');
  travelled = await registered(app, anRrf({ persons: [anRrfPerson(), anRrfChild()] }));
  await walked(app, travelled.id, [
    'refer',
    'clear',
    'examine',
    'grant',
    'assign',
    'accept',
    'make_ready',
    'book',
    'depart',
  ]);
  split = await registered(app, anRrf({ persons: [anRrfPerson(), anRrfChild()] }));
  await walked(app, split.id, ['refer', 'clear', 'examine', 'refuse'], [split.persons[0]!.id]);
  ended = await registered(app);
  await walked(app, ended.id, ['withdraw']);
});
afterAll(() => app.close());

const all = () => [plain, emergency, single, travelled, split, ended];
const names = async (body: object): Promise<string[]> => {
  const ids = await found(app, body);
  return Object.entries({ plain, emergency, single, travelled, split, ended })
    .filter(([, { id }]) => ids.includes(id))
    .map(([name]) => name);
};

describe('cases are searched by', () => {
  it('country, nationality, priority and size, all at once where wanted', async () => {
    expect(await names({ countryOfAsylum: 'ET' })).toEqual(['single']);
    expect(await names({ nationality: 'ER' })).toEqual(['single']);
    expect(await names({ nationality: 'CD', priority: 'emergency' })).toEqual(['emergency']);
    expect(await names({ sizeFrom: 2, sizeTo: 2 })).toEqual(['travelled', 'split']);
    expect(await names({ text: 'Mugisha', countryOfAsylum: 'ET' })).toEqual(['single']);
    expect(await names({ text: 'Patrice', sizeFrom: 3 })).toEqual(['plain', 'emergency', 'ended']);
  });

  it('the state of a person, excluded folded into refused', async () => {
    expect(await names({ personStatus: 'refused' })).toEqual(['split']);
    expect(await names({ personStatus: 'departed' })).toEqual(['travelled']);
    expect((await asked(app, { personStatus: 'excluded' })).status).toBe(400);
  });

  it('the stage of the case, which is the one that the case itself tells', async () => {
    const everything = (await searched(app, { limit: 200 })).items as unknown as CaseResponse[];
    expect(new Set(everything.map(({ id }) => id))).toEqual(new Set(all().map(({ id }) => id)));
    for (const stage of CASE_STATUSES)
      expect([stage, (await found(app, { stage })).sort()]).toEqual([
        stage,
        everything.flatMap(({ id, status }) => (status === stage ? [id] : [])).sort(),
      ]);
    expect(await names({ stage: 'closed' })).toEqual(['ended']);
    expect(await names({ stage: 'travelling' })).toEqual(['travelled']);
  });

  it('what runs out, by the clocks', async () => {
    expect(await names({ deadlineBefore: '2025-02-08' })).toEqual(['emergency']);
    expect(await names({ overdue: true })).toEqual(['emergency']);
    const [hit] = (await searched(app, { overdue: true })).items;
    expect(hit!.dueOn).toBe('2024-11-25');
    app.goTo('2025-08-09');
    expect(await names({ overdue: true })).toEqual(['plain', 'emergency', 'single', 'split']);
    app.goTo('2025-01-08');
  });

  it('sub-quota', async () => {
    const { subQuotaId } = plain;
    const expected = all().filter((one) => one.subQuotaId === subQuotaId).length;
    if (subQuotaId !== null) expect((await searched(app, { subQuotaId })).count).toBe(expected);
    expect(await names({ subQuotaId: '01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11' })).toEqual([]);
  });
});

describe('the answer', () => {
  it.each(['deadline', 'submitted', '-submitted', 'size', '-size', 'priority'])(
    'in the order of %s comes page by page, none lost or repeated, with the exact number of all',
    async (sort) => {
      const whole = await searched(app, { sort, limit: 200 });
      expect(whole.count).toBe(all().length);
      const paged: string[] = [];
      for (let cursor: string | null | undefined = undefined; cursor !== null;) {
        const page = await searched(app, { sort, limit: 2, ...(cursor ? { cursor } : {}) });
        expect(page.count).toBe(all().length);
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(whole.items.map(({ id }) => id));
    },
  );

  it('is in the order that was asked for', async () => {
    expect((await found(app, { sort: 'priority' }))[0]).toBe(emergency.id);
    expect((await found(app, { sort: 'deadline' }))[0]).toBe(emergency.id);
    expect((await found(app, { sort: 'size' }))[0]).toBe(single.id);
    expect((await found(app, { sort: 'submitted', limit: 3 })).sort()).toEqual(
      [plain, emergency, single].map(({ id }) => id).sort(),
    );
  });

  it('pages what a name finds, the best first', async () => {
    const whole = await found(app, { text: 'Mugisha' });
    const first = await searched(app, { text: 'Mugisha', limit: 4 });
    const rest = await searched(app, { text: 'Mugisha', limit: 4, cursor: first.nextCursor });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(whole);
    expect([first.count, rest.count, rest.nextCursor]).toEqual([6, 6, null]);
  });

  it.each([
    [{ cursor: 'seven' }, '?cursor'],
    [{ sort: 'relevance' }, '/sort'],
    [{ mine: true, unassigned: true }, '/officerId'],
    [{ text: 'x' }, '/text'],
    [{ stage: 'somewhere' }, '/stage'],
    [{ unknown: 1 }, '/unknown'],
  ])('refuses %j', async (body, pointer) => {
    const { status, body: problem } = await asked(app, body);
    expect([status, problem.errors[0].pointer]).toEqual([400, pointer]);
  });
});

describe('the responsible official', () => {
  const accountOf = async (username: string) =>
    (await app.dataSource.query<{ id: string }[]>(`SELECT id FROM accounts WHERE roles LIKE '%"${username}"%'`))[0]!.id;

  it('is named, searched by, and found by mine and unassigned', async () => {
    const officerId = await accountOf('case_officer');
    const { body } = await actOn(app, 'coordinator', plain.id, 'assign-officer', { officerId });
    expect(body).toMatchObject({ officerId, officerName: expect.any(String) });
    expect(await names({ officerId })).toEqual(['plain']);
    expect(await found(app, { mine: true }, 'case_officer')).toEqual([plain.id]);
    expect(await found(app, { mine: true }, 'decision_maker')).toEqual([]);
    expect(await found(app, { unassigned: true })).not.toContain(plain.id);
    await actOn(app, 'coordinator', plain.id, 'assign-officer', { officerId: null });
    expect(await names({ officerId })).toEqual([]);
  });

  it('gets many cases at once, each on the version that was seen, with a result for each', async () => {
    const officerId = await accountOf('decision_maker');
    const { body: now } = await app.as('coordinator').get(`/cases/${emergency.id}`);
    const { body: other } = await app.as('coordinator').get(`/cases/${single.id}`);
    const nobody = '01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11';
    const cases = [
      { caseId: single.id, version: other.version },
      { caseId: emergency.id, version: now.version - 1 },
      { caseId: nobody, version: 1 },
    ];
    const { body } = await app
      .as('coordinator')
      .post('/cases/actions/assign-officer', { officerId, cases })
      .expect(200);
    expect(body.items).toEqual([
      { caseId: single.id, outcome: 'assigned', version: other.version + 1 },
      { caseId: emergency.id, outcome: 'stale', version: now.version },
      { caseId: nobody, outcome: 'notFound', version: null },
    ]);
    expect(await names({ officerId })).toEqual(['single']);
    const entries = await app.dataSource.query<{ n: number }[]>(
      `SELECT count(*) AS n FROM audit_entries WHERE action = 'case.assign_officer' AND case_id = '${single.id}'`,
    );
    expect(Number(entries[0]!.n)).toBe(1);
  });

  it('is one of those who can be, each with the cases that they hold; the others nobody holds', async () => {
    const holders = async () => (await app.as('coordinator').get('/case-officers').expect(200)).body;
    const { items, unassigned } = await holders();
    const roles = new Set(items.flatMap((one: { roles: string[] }) => one.roles));
    expect([...roles].sort()).toEqual(
      ['coordinator', 'case_officer', 'decision_maker', 'mission_leader', 'placement_officer', 'travel_officer'].sort(),
    );
    const officerId = await accountOf('travel_officer');
    await actOn(app, 'coordinator', plain.id, 'assign-officer', { officerId });
    const after = await holders();
    expect(after.unassigned).toBe(unassigned - 1);
    expect(after.items.find((one: { officerId: string }) => one.officerId === officerId)).toMatchObject({ cases: 1 });
  });

  it.each(['security_unit', 'security_liaison', 'municipality', 'auditor', 'administrator'])(
    'is never one who is %s',
    async (role) => {
      const reply = await actOn(app, 'coordinator', plain.id, 'assign-officer', { officerId: await accountOf(role) });
      expect([reply.status, reply.body.unmet?.[0]?.code]).toEqual([422, 'notAnOfficer']);
    },
  );
});
