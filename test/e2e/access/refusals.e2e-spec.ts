import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES, type Permission } from '../../../src/access/index.js';
import { TOLD_EACH } from '../../../src/access/refusals.js';
import { assigned, municipalNumber } from '../../factories/assignments.js';
import { registered } from '../../factories/cases.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';
import { call, documentOf, isBelowBase, operationsOf } from '../../support/operations.js';

// ASVS 5.0, 16.3.2: what is refused is told in the log.

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

interface Refusal {
  actorId: string;
  actorName: string;
  subjectId: string | null;
  caseId: string | null;
  payload: { operation?: string; code?: string; permission?: string | null; count?: number };
}
const accountOf = async (official: Client): Promise<string> =>
  (await official.get('/sessions/current').expect(200)).body.id;
const refusalsOf = async (official: Client): Promise<Refusal[]> =>
  (await app.as('auditor').get(`/audit/entries?only=refusals&limit=200&accountId=${await accountOf(official)}`)).body
    .items;
/** How many refusals the entries tell of, one by one and counted. */
const toldIn = (found: Refusal[]): number => found.reduce((sum, { payload }) => sum + (payload.count ?? 1), 0);
/** The log refuses what it is told, and takes it again. */
const NO_MORE = {
  sqlite: {
    begin: [`CREATE TRIGGER no_more BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'no more'); END`],
    end: ['DROP TRIGGER no_more'],
  },
  postgres: {
    begin: [
      `CREATE FUNCTION no_more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no more'; END $$`,
      'CREATE TRIGGER no_more BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION no_more()',
    ],
    end: ['DROP TRIGGER no_more ON audit_entries', 'DROP FUNCTION no_more()'],
  },
};
const NOBODY = '01890000-0000-7000-8000-000000000000';

describe('a refusal', () => {
  it('is told to the auditor: who asked for what, of which record, and why not; nothing else that was sent', async () => {
    const { id } = await registered(app);
    const official = await app.newOfficial({ roles: ['travel_officer'], name: 'Travel One' });
    const body = { reasons: 'CANARYREFUSED', personIds: [] };
    await official.post(`/cases/${id}/actions/grant?CANARYREFUSED=1`, body, { ifMatch: 1 }).expect(403);
    const [told, ...others] = await refusalsOf(official);
    expect(others).toEqual([]);
    expect(told).toMatchObject({
      actorName: 'Travel One',
      roles: ['travel_officer'],
      action: 'access.refuse',
      subjectType: 'refusal',
      subjectId: id,
      payload: { operation: 'grant', code: 'forbidden', permission: 'person.grant', ids: { caseId: id } },
    });
    expect(JSON.stringify(told)).not.toContain('CANARYREFUSED');
    const about = await app.as('auditor').get(`/audit/entries?only=refusals&subjectId=${id}`).expect(200);
    expect(about.body.items).toHaveLength(1);
  });

  it('of a case that is barred is told, although the log takes nothing else of the official about it', async () => {
    const { id } = await registered(app);
    const official = await app.newOfficial({ roles: ['case_officer'] });
    await official.post(`/cases/${id}/conflicts-of-interest`, { reason: 'A cousin of mine.' }).expect(201);
    await official.get(`/cases/${id}`).expect(403);
    expect(await refusalsOf(official)).toMatchObject([
      { subjectId: id, caseId: null, payload: { operation: 'getCase', code: 'conflictOfInterest' } },
    ]);
  });

  it('shows nothing to those who read the case: its timeline and its entries stay as they were', async () => {
    const { id } = await registered(app);
    const read = async () => (await app.as('case_officer').get(`/cases/${id}/timeline`).expect(200)).body;
    const before = await read();
    await app.as('travel_officer').post(`/cases/${id}/actions/grant`, {}, { ifMatch: 1 }).expect(403);
    expect(await read()).toEqual(before);
    const entries = await app.as('auditor').get(`/audit/entries?caseId=${id}&only=refusals`).expect(200);
    expect(entries.body.items).toEqual([]);
  });

  it('of the record of another municipality is told alike whether there is one', async () => {
    await municipalNumber(app);
    const { assignmentId } = await assigned(app);
    const other = await app.newOfficial({ roles: ['municipality'], municipalityCode: '0380', name: 'Uppsala' });
    await other.get(`/assignments/${assignmentId}`).expect(404);
    await other.get(`/assignments/${NOBODY}`).expect(404);
    const told = await refusalsOf(other);
    expect(told.map(({ subjectId }) => subjectId)).toEqual([assignmentId, NOBODY]);
    expect(told.map(({ payload }) => [payload.operation, payload.code])).toEqual([
      ['getAssignment', 'notFound'],
      ['getAssignment', 'notFound'],
    ]);
  });

  it('of the security unit stands behind the wall alone', async () => {
    const { id } = await registered(app);
    const unit = await app.newOfficial({ roles: ['security_unit'] });
    await unit.post(`/cases/${id}/actions/grant`, {}, { ifMatch: 1 }).expect(403);
    expect(await refusalsOf(unit)).toEqual([]);
    const walled = await app.dataSource.query<{ chain: string }[]>(
      `SELECT chain FROM audit_entries WHERE action = 'access.refuse' AND subject_id = '${id}'`,
    );
    expect(walled).toEqual([{ chain: 'security' }]);
  });

  it('is one when the log cannot be written, and is told as soon as it can', async () => {
    const official = await app.newOfficial({ roles: ['statistician'] });
    await official.get('/sessions/current').expect(200);
    for (const statement of NO_MORE[ENGINE].begin) await app.dataSource.query(statement);
    expect((await official.get(`/cases/${NOBODY}`)).body).toMatchObject({ status: 403, permission: 'case.read' });
    for (const statement of NO_MORE[ENGINE].end) await app.dataSource.query(statement);
    app.clock.set('2025-01-07T09:30:00.000Z');
    await official.get(`/cases/${NOBODY}`).expect(403);
    expect((await refusalsOf(official)).map(({ payload }) => payload.count ?? payload.code)).toEqual([1, 'forbidden']);
  });
});

describe('refusals of one account', () => {
  it(`have an entry each, ${TOLD_EACH} in an hour; the others are counted in one, so that the log cannot be filled, and none is lost`, async () => {
    app.goTo('2025-01-08');
    const official = await app.newOfficial({ roles: ['statistician'], name: 'Curious' });
    const lacking = operationsOf(documentOf(app)).filter(
      (one) => isBelowBase(one) && !['session', 'public'].includes(one.permission) && !permitsStatistician(one),
    );
    expect(lacking.length).toBeGreaterThan(100);
    for (const operation of lacking) expect((await call(official, operation)).status).toBe(403);
    expect(await refusalsOf(official)).toHaveLength(TOLD_EACH);
    app.clock.set('2025-01-08T09:01:00.000Z');
    await official.get(`/cases/${NOBODY}`).expect(403);
    const told = await refusalsOf(official);
    expect(told).toHaveLength(TOLD_EACH + 2);
    expect(told[TOLD_EACH]!.payload).toMatchObject({
      hour: '2025-01-08T08:00Z',
      codes: { forbidden: lacking.length - TOLD_EACH },
    });
    expect(toldIn(told)).toBe(lacking.length + 1);
    process.stdout.write(`  ${ENGINE} refusals: ${lacking.length} refused, ${toldIn(told) - 1} told\n`);
  });

  it('do not use up what those of others may tell', async () => {
    const colleague = await app.newOfficial({ roles: ['statistician'] });
    await colleague.get(`/cases/${NOBODY}`).expect(403);
    expect(await refusalsOf(colleague)).toHaveLength(1);
  });

  it('are for the auditor alone', async () => {
    for (const role of ROLES.filter((one) => !permits([one], 'audit.read')))
      await app.as(role).get('/audit/entries?only=refusals').expect(403);
  });
});

const permitsStatistician = ({ permission }: { permission: string }): boolean =>
  permits(['statistician'], permission as Permission);
