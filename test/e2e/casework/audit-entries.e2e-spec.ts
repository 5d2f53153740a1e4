import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import { actOn, referred, registered, stated } from '../../factories/cases.js';
import { cursorOf } from '../../../src/platform/index.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
});
afterAll(() => app.close());

const entries = async (query = '') =>
  (await app.as('auditor').get(`/audit/entries?limit=200${query}`).expect(200)).body.items;

describe('the audit entries', () => {
  it('of a person tell who did what, when, in which roles and request, and why, with position and hash', async () => {
    const found = await registered(app);
    const [person] = found.persons;
    await actOn(app, 'coordinator', found.id, 'withdraw', { personIds: [person!.id], reasonCode: 'error' });
    const theirs = await entries(`&subjectId=${person!.id}`);
    expect(theirs.map(({ action }: { action: string }) => action)).toEqual(['person.list', 'person.withdraw']);
    expect(theirs[1]).toMatchObject({
      position: expect.any(Number),
      occurredAt: expect.stringMatching(/^2025-02-03T08:/),
      recordedAt: expect.stringMatching(/^2025-02-03T08:/),
      actorName: 'Coordinator',
      roles: ['coordinator'],
      requestId: expect.stringMatching(/\S{8,}/),
      subjectType: 'person',
      subjectId: person!.id,
      caseId: found.id,
      reason: 'UNHCR submitted in error.',
      payload: { from: 'listed', to: 'withdrawn', reasonCode: 'error', occurredOn: '2025-02-03' },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('of the whole chain follow each other by hash, without a gap', async () => {
    const chain = await entries();
    expect(chain.length).toBeGreaterThan(5);
    for (const [index, entry] of chain.entries()) {
      expect(entry.position).toBe(index + 1);
      expect(entry.previousHash).toBe(index === 0 ? '0'.repeat(64) : chain[index - 1].hash);
    }
  });

  it('of a case are those of its persons too, and reading them is itself an entry', async () => {
    const found = await registered(app);
    const theirs = await entries(`&caseId=${found.id}`);
    expect(theirs.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['case.create', 'person.list', 'submission.receive', 'case.read']),
    );
    const again = await entries(`&caseId=${found.id}`);
    expect(again.at(-1)).toMatchObject({
      action: 'audit.read',
      actorName: 'Auditor',
      payload: { filter: { caseId: found.id }, count: theirs.length },
    });
  });

  it('hold nothing of the chain behind the wall', async () => {
    const found = await referred(app);
    await stated(app, found, { outcome: 'objection' });
    const before = await entries(`&caseId=${found.id}`);
    expect(before.map(({ action }: { action: string }) => action)).not.toContain('person.record_statement');
    await app.as('security_unit').get(`/cases/${found.id}`).expect(200);
    await app.as('security_unit').get(`/cases/${found.id}/next-actions`).expect(200);
    const after = await entries(`&caseId=${found.id}`);
    expect(
      after
        .slice(before.length)
        .map(({ action, actorName }: { action: string; actorName: string }) => [action, actorName]),
    ).toEqual([['audit.read', 'Auditor']]);
  });

  it('come in pages, and are for the auditor alone', async () => {
    const { body } = await app.as('auditor').get('/audit/entries?limit=2').expect(200);
    expect(body.items.map(({ position }: { position: number }) => position)).toEqual([1, 2]);
    const next = await app.as('auditor').get(`/audit/entries?limit=2&cursor=${body.nextCursor}`).expect(200);
    expect(next.body.items.map(({ position }: { position: number }) => position)).toEqual([3, 4]);
    for (const role of ROLES.filter((one) => !permits([one], 'audit.read')))
      expect((await app.as(role).get('/audit/entries')).body).toMatchObject({ status: 403, permission: 'audit.read' });
    expect((await app.as('auditor').get('/audit/entries?actorId=1')).body).toMatchObject({
      status: 400,
      errors: [{ code: 'unknownField' }],
    });
    expect((await app.as('auditor').get('/audit/entries?subjectId=1')).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '?subjectId' }],
    });
  });

  it('are verified by the auditor, and that they were is an entry too', async () => {
    const { body } = await app.as('auditor').post('/audit/verifications', undefined).expect(200);
    expect(body).toEqual({
      verified: expect.any(Number),
      firstBadPosition: null,
      why: null,
      checkpoints: 0,
      lastCheckpointAt: null,
      checkpointsWrong: 'No key is set: nothing is signed.',
    });
    const last = (await app.as('auditor').get(`/audit/entries?limit=1&cursor=${cursorOf(String(body.verified))}`)).body
      .items[0];
    expect(last).toMatchObject({ action: 'audit.verify', payload: { verified: body.verified, firstBad: null } });
  });
});
