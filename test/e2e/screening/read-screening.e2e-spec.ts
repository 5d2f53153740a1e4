import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Permission, type Role } from '../../../src/access/index.js';
import { actOn, cleared, referred, registered, stated } from '../../factories/cases.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
});
afterAll(() => app.close());

const without = (permission: Permission) =>
  ROLES.filter((role) => !(PERMISSIONS[permission].roles as readonly Role[]).includes(role));
const NO_CASE = '/cases/0195d3c0-0000-7000-8000-000000000000';
const entries = (caseId: string, action: string) =>
  app.dataSource.query<{ chain: string; actor_name: string }[]>(
    `SELECT chain, actor_name FROM audit_entries WHERE case_id = '${caseId}' AND action = '${action}'`,
  );

describe('the screening status that case readers see', () => {
  const words = async (caseId: string) =>
    (await app.as('placement_officer').get(`/cases/${caseId}/screening-status`).expect(200)).body.items.map(
      ({ status, clearedUntil }: { status: string; clearedUntil: string | null }) => [status, clearedUntil],
    );

  it('is one neutral word a person, with the last day of the clearance as it was given', async () => {
    const { id } = await registered(app);
    expect(await words(id)).toEqual(Array(3).fill(['not_referred', null]));
    await actOn(app, 'case_officer', id, 'refer');
    expect(await words(id)).toEqual(Array(3).fill(['under_handling', null]));
    const theirs = await cleared(app);
    expect(await words(theirs.id)).toEqual(Array(3).fill(['cleared', '2026-02-03']));
  });

  it('is the same for an objection, more time and a statement still awaited', async () => {
    const theirs = await referred(app);
    const [objected, more] = theirs.persons.map(({ id }) => id);
    await stated(app, theirs, { personIds: [objected!], outcome: 'objection' });
    await stated(app, theirs, { personIds: [more!], outcome: 'more_time' });
    expect(await words(theirs.id)).toEqual(Array(3).fill(['under_handling', null]));
  });

  it('leaves its entry in the open chain', async () => {
    const { id } = await registered(app);
    await words(id);
    expect(await entries(id, 'case.read_screening_status')).toEqual([
      { chain: 'open', actor_name: 'Placement officer' },
    ]);
  });

  it.each(without('case.read'))('is not for %s', async (role) => {
    await app.as(role).get(`${NO_CASE}/screening-status`).expect(403);
  });
});

describe('reading behind the wall', () => {
  it('shows every referral and statement, and leaves its entry behind the wall only', async () => {
    const theirs = await referred(app);
    await stated(app, theirs, { outcome: 'objection', reference: 'S-2025-17', recommendation: 'refuse_permit' });
    const { body } = await app.as('security_unit').get(`/cases/${theirs.id}/screening`).expect(200);
    expect(body.items.map(({ personId }: { personId: string }) => personId)).toEqual(
      theirs.persons.map(({ id }) => id),
    );
    expect(body.items[0]).toMatchObject({
      objectionInForce: true,
      clearanceInForce: false,
      clearanceValidUntil: null,
      referrals: [{ referredOn: '2025-02-03', referredByName: 'Case officer' }],
      statements: [{ outcome: 'objection', reference: 'S-2025-17', recommendation: 'refuse_permit', validUntil: null }],
      drafts: [],
      decisions: [],
    });
    expect(await entries(theirs.id, 'screening.read')).toEqual([{ chain: 'security', actor_name: 'Security unit' }]);
  });

  it('answers 404 for a case that is not there', async () => {
    await app.as('security_unit').get(`${NO_CASE}/screening`).expect(404);
  });

  it.each(without('screening.read'))('is not for %s', async (role) => {
    await app.as(role).get(`${NO_CASE}/screening`).expect(403);
  });
});

describe('the audit chain behind the wall', () => {
  const chain = async (query = '') => (await app.as('security_unit').get(`/screening/audit${query}`).expect(200)).body;

  it('names who did what, vouches for the sealed record by its digest, and logs its own reading', async () => {
    const theirs = await referred(app);
    await stated(app, theirs, { outcome: 'objection', reference: 'S-2025-18' });
    const { items } = await chain(`?caseId=${theirs.id}`);
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({
      action: 'person.record_statement',
      actorName: 'Security liaison',
      subjectId: theirs.persons[0]!.id,
    });
    expect(Object.keys(items[0].payload).sort()).toEqual(['diaryNumber', 'recordId', 'sealedDigest']);
    const again = (await chain(`?caseId=${theirs.id}`)).items;
    expect(again.slice(3)).toMatchObject([{ action: 'screening.audit', actorName: 'Security unit' }]);
  });

  it('is read page by page', async () => {
    const { items, nextCursor } = await chain('?limit=2');
    expect(items).toHaveLength(2);
    const next = await chain(`?limit=2&cursor=${nextCursor}`);
    expect(next.items[0].position).toBe(items[1].position + 1);
  });

  it.each(without('screening.audit'))('is not for %s', async (role) => {
    await app.as(role).get('/screening/audit').expect(403);
  });
});
