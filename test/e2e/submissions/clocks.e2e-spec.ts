import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import type { CaseClocks } from '../../../src/submissions/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { actOn, cleared, registered, walked } from '../../factories/cases.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { receiveRrf } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
beforeEach(() => app.goTo('2025-01-07'));
afterAll(() => app.close());

type Clock = Awaited<ReturnType<CaseClocks['of']>>[number];

/** The clocks of a case as the official sees them: kind and last day. */
async function clocksOf(caseId: string): Promise<Record<string, string>> {
  const { body } = await app.as('case_officer').get(`/cases/${caseId}/deadlines`).expect(200);
  const clocks = (body.deadlines as Clock[]).filter(({ kind }) => /^eu_|priority/.test(kind));
  return Object.fromEntries(clocks.map(({ kind, dueOn }) => [kind, dueOn]));
}
const extend = (caseId: string, months = 3, role: Role = 'decision_maker') =>
  actOn(app, role, caseId, 'extend-clock', { months, reason: 'Complex: two members are examined on exclusion.' });
const codes = ({ body }: Awaited<ReturnType<typeof extend>>): string[] =>
  body.unmet.map(({ code }: { code: string }) => code);
const unsigned = (): Rrf => anRrf({ persons: [anRrfPerson({ signedOn: null })] });

describe('edge case 32: the EU clock', () => {
  it('starts at registration and not at the receipt of the RRF', async () => {
    const rrf = unsigned();
    const { caseId } = await receiveRrf(app, rrf);
    expect(await clocksOf(caseId)).toEqual({});
    app.goTo('2025-01-31');
    await actOn(app, 'case_officer', caseId, 'resubmit', {
      ...rrf,
      rrfDate: '2025-01-20',
      submittedOn: '2025-01-20',
      persons: [{ ...rrf.persons[0]!, signedOn: '2025-01-20' }],
    });
    // Seven calendar months after 31 January; twelve after the submission.
    expect(await clocksOf(caseId)).toEqual({ eu_conclusion: '2025-08-31', priority: '2026-01-20' });
  });

  it('is not paused while the Security Service is awaited, nor by its statement', async () => {
    const { id } = await registered(app);
    const before = await clocksOf(id);
    expect(before.eu_conclusion).toBe('2025-08-07');
    await actOn(app, 'case_officer', id, 'refer');
    app.goTo('2025-05-07');
    expect(await clocksOf(id)).toEqual(before);
    const { id: other } = await cleared(app);
    expect((await clocksOf(other)).eu_conclusion).toBe('2025-12-07');
  });

  it('is about a month for an emergency, and each priority has its own clock to the departure', async () => {
    const clocks = async (priority: Rrf['priority']) =>
      clocksOf((await registered(app, anRrf({ priority, priorityJustification: 'Removal within days.' }))).id);
    expect(await clocks('emergency')).toEqual({ eu_emergency: '2025-02-07', priority: '2024-11-25' });
    expect(await clocks('urgent')).toEqual({ eu_conclusion: '2025-08-07', priority: '2024-12-30' });
    expect(await clocks('normal')).toEqual({ eu_conclusion: '2025-08-07', priority: '2025-11-18' });
  });

  it('follows another priority without losing the day of registration', async () => {
    const rrf = anRrf();
    const { id } = await registered(app, rrf);
    app.goTo('2025-02-10');
    const worse = {
      ...rrf,
      rrfDate: '2025-02-08',
      submittedOn: '2025-02-09',
      priorityJustification: 'Removal within days.',
    };
    expect((await actOn(app, 'case_officer', id, 'update-rrf', { ...worse, priority: 'urgent' })).status).toBe(200);
    expect(await clocksOf(id)).toEqual({ eu_conclusion: '2025-08-07', priority: '2025-03-23' });
    expect((await actOn(app, 'case_officer', id, 'update-rrf', { ...worse, priority: 'emergency' })).status).toBe(200);
    expect(await clocksOf(id)).toEqual({ eu_emergency: '2025-02-07', priority: '2025-02-16' });
  });

  it('did not run before the Regulation applied', async () => {
    app.goTo('2024-06-10');
    const early = anRrf({
      submittedOn: '2024-06-01',
      rrfDate: '2024-05-01',
      persons: [anRrfPerson({ consentOn: '2024-05-01', signedOn: '2024-05-01' })],
    });
    const { id } = await registered(app, early);
    expect(await clocksOf(id)).toEqual({ priority: '2025-06-01' });
    expect(codes(await extend(id))).toEqual(['noClock']);
  });
});

describe('extending the clock', () => {
  it('lengthens it with a reason that is logged, once, and by three months at most', async () => {
    const { id } = await registered(app);
    expect(codes(await extend(id, 4))).toEqual(['extensionTooLong']);
    const { body, status } = await extend(id, 3);
    expect([status, body.version]).toEqual([200, 2]);
    expect((await clocksOf(id)).eu_conclusion).toBe('2025-11-07');
    expect(codes(await extend(id, 1))).toEqual(['clockExtended']);
    const [entry] = await app.dataSource.query<{ reason: string; payload: string }[]>(
      `SELECT e.reason, p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id WHERE e.case_id = '${id}' AND e.action = 'case.extend_clock'`,
    );
    expect(entry!.reason).toContain('exclusion');
    expect(JSON.parse(entry!.payload)).toMatchObject({ months: 3, from: '2025-08-07', dueOn: '2025-11-07' });
    const { items } = (await app.as('case_officer').get(`/cases/${id}/timeline`).expect(200)).body;
    expect(items.at(-1).text).toBe('The clock to the conclusion was lengthened by 3 months, to 2025-11-07.');
  });

  it('is refused before registration, for an emergency, and when everybody was decided on', async () => {
    expect(codes(await extend((await receiveRrf(app, unsigned())).caseId))).toEqual(['noClock']);
    const emergency = anRrf({ priority: 'emergency', priorityJustification: 'Removal within days.' });
    expect(codes(await extend((await registered(app, emergency)).id))).toEqual(['emergencyNotExtended']);
    const { id } = await registered(app);
    await walked(app, id, ['withdraw']);
    expect(codes(await extend(id))).toEqual(['concluded']);
    expect(await clocksOf(id)).toEqual({});
  });

  it('happens once when two officials do it at the same moment', async () => {
    const { id, version } = await registered(app);
    const body = { months: 3, reason: 'Complex.' };
    const both = await Promise.all(
      (['decision_maker', 'coordinator'] as const).map((role) =>
        app.as(role).post(`/cases/${id}/actions/extend-clock`, body, { ifMatch: version }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await clocksOf(id)).eu_conclusion).toBe('2025-11-07');
  });

  it('needs a reason, and the permission', async () => {
    const { id } = await registered(app);
    const { body } = await actOn(app, 'decision_maker', id, 'extend-clock', { months: 0 });
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(['/months', '/reason']);
    const allowed: readonly Role[] = PERMISSIONS['case.extend_clock'].roles;
    for (const role of ROLES.filter((one) => !allowed.includes(one)))
      expect((await app.as(role).post(`/cases/${id}/actions/extend-clock`, {}, { ifMatch: 1 })).body.permission).toBe(
        'case.extend_clock',
      );
  });
});
