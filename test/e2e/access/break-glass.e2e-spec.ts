import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, type Permission } from '../../../src/access/index.js';
import { judge, READ_BY_GLASS } from '../../../src/access/domain/policy.js';
import { underExamination } from '../../factories/decisions.js';
import { startApp, type TestApp } from '../../support/app.js';

const REASON = { reason: 'The officer is away and a child is ill.' };
const MINUTE = 60_000;

let app: TestApp;
let caseId: string;
let otherId: string;
beforeAll(async () => {
  app = await startApp({ settings: { BREAK_GLASS_MINUTES: '10' } });
  caseId = (await underExamination(app)).id;
  otherId = (await underExamination(app)).id;
});
afterAll(() => app.close());

describe('a case opened by break-glass', () => {
  it('is read for the time that the setting gives, that case alone, each read in the log; and reviewed by somebody else', async () => {
    const reader = await app.newOfficial({ roles: ['travel_officer'] });
    const read = async (id = caseId): Promise<number> => (await reader.get(`/cases/${id}/examinations`)).status;
    expect(await read()).toBe(403);
    const { id } = (await reader.post(`/cases/${caseId}/break-glass`, REASON).expect(201)).body;
    expect([await read(), await read(otherId)]).toEqual([200, 403]);
    for (const path of ['documents', 'completeness', 'rrf/versions'])
      await reader.get(`/cases/${caseId}/${path}`).expect(200);
    // Nothing is done by it, and nothing of the wall, of exclusion or of the duty to report is read.
    for (const path of ['screening', 'indications', 'exclusion-assessments', 'record-releases'])
      expect([path, (await reader.get(`/cases/${caseId}/${path}`)).status]).toEqual([path, 403]);
    for (const path of ['/duties-to-report', '/screening/queue'])
      expect([path, (await reader.get(path)).status]).toEqual([path, 403]);
    expect((await reader.post(`/cases/${caseId}/actions/examine`, {}, { ifMatch: 1 })).status).toBe(403);
    const entries: { action: string; payload: string }[] = await app.dataSource.query(
      `SELECT e.action, p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id WHERE e.case_id = '${caseId}' AND p.payload LIKE '%${id}%' ORDER BY e.position`,
    );
    expect(entries.length).toBeGreaterThanOrEqual(2);
    expect(entries.map(({ action }) => action)).toContain('examination.read');

    const noon = app.clock.now();
    app.clock.set(new Date(Date.parse(noon) + 10 * MINUTE + 1).toISOString());
    expect(await read()).toBe(403);
    const head = app.as('coordinator');
    const review = { finding: 'justified', note: 'The officer confirmed it.' };
    expect((await reader.post(`/break-glass/${id}/actions/review`, review)).status).toBe(403);
    expect((await app.as('auditor').get('/break-glass').expect(200)).body.items[0]).toMatchObject({
      id,
      reviewedAt: null,
      ...REASON,
    });
    await head.post(`/break-glass/${id}/actions/review`, review).expect(204);
    expect((await head.post(`/break-glass/${id}/actions/review`, review)).status).toBe(404);
    expect((await head.get('/break-glass').expect(200)).body.items[0]).toMatchObject({
      id,
      ...{ finding: 'justified' },
    });
    app.clock.set(noon);
  });

  it('is not reviewed by who opened it, with whichever account', async () => {
    const staffNumber = 'MV-8001';
    const first = await app.newOfficial({ roles: ['travel_officer'], staffNumber });
    const second = await app.newOfficial({ roles: ['coordinator'], staffNumber });
    const { id } = (await first.post(`/cases/${caseId}/break-glass`, REASON).expect(201)).body;
    const refused = await second.post(`/break-glass/${id}/actions/review`, { finding: 'justified', note: 'Fine.' });
    expect([refused.status, refused.body.unmet[0].code]).toEqual([422, 'secondPersonNeeded']);
  });

  it('is never one with which its reader has a conflict of interest', async () => {
    const reader = await app.newOfficial({ roles: ['travel_officer'] });
    await reader.post(`/cases/${otherId}/break-glass`, REASON).expect(201);
    await reader.get(`/cases/${otherId}/examinations`).expect(200);
    await reader.post(`/cases/${otherId}/conflicts-of-interest`, { reason: 'A cousin' }).expect(201);
    expect((await reader.get(`/cases/${otherId}/examinations`)).body.code).toBe('conflictOfInterest');
  });

  it('opens reading and nothing else, whatever else is asked for', () => {
    const glass = [{ openingId: 'o', caseId }];
    const opened = (Object.keys(PERMISSIONS) as Permission[]).filter(
      (permission) => judge({ roles: [], glass }, { permission, caseIds: [caseId] }).allowed,
    );
    expect(new Set(opened)).toEqual(new Set(READ_BY_GLASS));
    expect(
      opened.filter(
        (word) => !/\.read(_restricted)?$/.test(word) || /^(screening|indication|duty|exclusion|audit)/.test(word),
      ),
    ).toEqual([]);
    for (const caseIds of [[], [otherId], [caseId, otherId]])
      expect(judge({ roles: [], glass }, { permission: 'document.read', caseIds }).allowed).toBe(false);
  });
});
