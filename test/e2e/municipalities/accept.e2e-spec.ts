import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { ACCEPTANCE, answer, assigned } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { actOn } from '../../factories/cases.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';
import { codesOf } from '../../support/replies.js';

let app: TestApp;
let uppsala: Client;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  uppsala = await app.newOfficial({ roles: ['municipality'], municipalityCode: '0380' });
});
afterAll(() => app.close());

describe('accept an assignment', () => {
  it("is the municipality's own act, on the version of the assignment: it never needs the case", async () => {
    const { id, persons, assignmentId } = await assigned(app);
    const municipality = app.as('municipality');
    await municipality.get(`/cases/${id}`).expect(403);
    const { etag } = await municipality.get(`/assignments/${assignmentId}`).expect(200);
    const { body, etag: next } = await municipality
      .post(`/assignments/${assignmentId}/actions/accept`, ACCEPTANCE, { ifMatch: etag! })
      .expect(200);
    expect(next).toBe('"2"');
    expect(body).toMatchObject({
      status: 'accepted',
      dwellingConfirmed: true,
      contact: ACCEPTANCE.contact,
      answeredOn: '2025-01-07',
      answeredBy: 'Municipality',
      version: 2,
    });
    expect((await theCase(app, id)).persons.map(({ status }: { status: string }) => status)).toEqual(
      persons.map(() => 'accepted'),
    );
    const entries = await audited(app, id, 'person.accept');
    expect(entries.map(({ subjectId }) => subjectId)).toEqual(persons.map((person) => person.id));
    expect(entries[0]).toMatchObject({ actorName: 'Municipality', payload: { assignmentId, dwellingConfirmed: true } });
  });

  it('can be recorded by the placement officer on its behalf, for an earlier day', async () => {
    const { id, assignmentId } = await assigned(app);
    app.goTo('2025-01-10');
    const { body } = await answer(
      app,
      assignmentId,
      'accept',
      { ...ACCEPTANCE, comment: 'By telephone.', occurredOn: '2025-01-09' },
      app.as('placement_officer'),
    );
    expect(body).toMatchObject({
      status: 'accepted',
      answeredOn: '2025-01-09',
      answeredBy: 'Placement officer',
      comment: 'By telephone.',
    });
    expect((await theCase(app, id)).persons[0].statusSince).toBe('2025-01-09');
    app.goTo('2025-01-07');
  });

  it('needs a confirmed dwelling', async () => {
    const { id, version, assignmentId } = await assigned(app);
    const reply = await answer(app, assignmentId, 'accept', { ...ACCEPTANCE, dwellingConfirmed: false });
    expect([reply.status, codesOf(reply)]).toEqual([422, ['dwellingNotConfirmed']]);
    expect((await theCase(app, id)).version).toBe(version);
  });

  it('does not tell another municipality that the assignment exists', async () => {
    const { assignmentId } = await assigned(app);
    for (const act of ['accept', 'decline', 'receive']) {
      const body = {
        accept: ACCEPTANCE,
        decline: { reasonCode: 'no_suitable_housing', comment: 'None.' },
        receive: { receivedOn: '2025-01-07' },
      }[act]!;
      const theirs = await uppsala
        .post(`/assignments/${assignmentId}/actions/${act}`, body, { ifMatch: 1 })
        .expect(404);
      const nobodys = await uppsala
        .post(`/assignments/01890000-0000-7000-8000-000000000000/actions/${act}`, body, { ifMatch: 1 })
        .expect(404);
      expect(theirs.body.detail).toBe(nobodys.body.detail);
    }
  });

  it('is refused on a version that has changed, and says who changed it', async () => {
    const { id, persons, assignmentId } = await assigned(app);
    await actOn(app, 'coordinator', id, 'withdraw', { personIds: [persons[2]!.id], reasonCode: 'error' });
    const { body } = await app
      .as('municipality')
      .post(`/assignments/${assignmentId}/actions/accept`, ACCEPTANCE, { ifMatch: 1 })
      .expect(412);
    expect(body).toMatchObject({ currentVersion: 2, changedBy: 'Coordinator', changedAt: expect.any(String) });
    await app.as('municipality').post(`/assignments/${assignmentId}/actions/accept`, ACCEPTANCE).expect(428);
    expect((await answer(app, assignmentId, 'accept', ACCEPTANCE)).body.persons).toHaveLength(2);
    expect((await theCase(app, id)).persons.map(({ status }: { status: string }) => status)).toEqual([
      'accepted',
      'accepted',
      'withdrawn',
    ]);
  });

  it('is refused twice, and for an assignment that has ended', async () => {
    const first = await assigned(app);
    await answer(app, first.assignmentId, 'accept', ACCEPTANCE);
    const again = await answer(app, first.assignmentId, 'accept', ACCEPTANCE);
    expect([again.status, again.body.from]).toEqual([409, 'accepted']);
    const ended = await assigned(app);
    await actOn(app, 'placement_officer', ended.id, 'unassign', { reasonCode: 'housing_lost' });
    const late = await answer(app, ended.assignmentId, 'accept', ACCEPTANCE);
    expect([late.status, codesOf(late)]).toEqual([422, ['noAssignment']]);
  });

  it('is refused for a day after today', async () => {
    const { assignmentId } = await assigned(app);
    const { status, body } = await answer(app, assignmentId, 'accept', { ...ACCEPTANCE, occurredOn: '2025-01-08' });
    expect([status, body.errors[0].pointer]).toEqual([400, '/occurredOn']);
  });

  it('is for municipalities and placement officers alone', async () => {
    const { assignmentId } = await assigned(app);
    for (const role of ROLES) {
      const { status } = await app
        .as(role)
        .post(`/assignments/${assignmentId}/actions/accept`, ACCEPTANCE, { ifMatch: 99 });
      expect([role, status]).toEqual([
        role,
        (PERMISSIONS['person.accept'].roles as readonly Role[]).includes(role) ? 412 : 403,
      ]);
    }
  });
});
