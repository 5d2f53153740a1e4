import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn, cleared, referred, stated, versionOf } from '../../factories/cases.js';
import { codesOf, entriesOf, rolesWithout, routed, statusesOf, unmetOf } from '../../factories/decisions.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const examine = (caseId: string, body: object = {}) => actOn(app, 'case_officer', caseId, 'examine', body);

describe('examine', () => {
  it('begins the examination of everybody, with one entry a person', async () => {
    const { id, persons, version } = await routed(app);
    const { status, body, etag } = await examine(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'in_examination', version: version + 1 });
    expect(etag).toBe(`"${version + 1}"`);
    expect(statusesOf(body)).toEqual(['under_examination', 'under_examination', 'under_examination']);
    expect(statusesOf(await theCase(app, id))).toEqual(statusesOf(body));
    const entries = await entriesOf(app, id, 'person.examine');
    expect(entries.map(({ subjectId }) => subjectId).sort()).toEqual(persons.map((person) => person.id).sort());
    expect(entries[0]).toMatchObject({
      actorName: 'Case officer',
      payload: { from: 'cleared', to: 'under_examination', occurredOn: '2025-01-07', route: 'dossier' },
    });
  });

  it('begins it for those named', async () => {
    const { id, persons } = await routed(app);
    const { body } = await examine(id, { personIds: [persons[1]!.id] });
    expect(statusesOf(body)).toEqual(['cleared', 'under_examination', 'cleared']);
  });

  it('never comes before the Security Service’s statement, whatever the priority', async () => {
    const { id } = await referred(app);
    await actOn(app, 'case_officer', id, 'choose-route', { route: 'dossier', reason: 'Urgent.' });
    const { status, body } = await examine(id);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'transitionRefused', from: 'in_screening' });
    expect(body.refusals).toHaveLength(3);
    expect(body.allowedActions).not.toEqual(expect.arrayContaining(['decide_security_case']));
  });

  it('is refused while no route is chosen', async () => {
    const { id, persons } = await cleared(app);
    const reply = await examine(id);
    expect(reply.status).toBe(422);
    expect(unmetOf(reply)).toEqual(persons.map((person) => ['routeNotChosen', person.id]));
  });

  it('is refused for a mission case that stands on no mission', async () => {
    const { id } = await routed(app, undefined, 'mission');
    const reply = await examine(id);
    expect([reply.status, codesOf(reply)]).toEqual([422, ['missionNotPlanned']]);
  });

  it('is refused alike without telling why, whether the clearance has lapsed or an objection came late', async () => {
    const objected = await routed(app);
    await stated(app, objected, { personIds: [objected.persons[0]!.id], outcome: 'objection' });
    const late = await examine(objected.id, { personIds: [objected.persons[0]!.id] });
    const lapsed = await routed(app);
    app.goTo('2026-01-08');
    const old = await examine(lapsed.id, { personIds: [lapsed.persons[0]!.id] });
    app.goTo('2025-01-07');
    const told = ({ status, body }: typeof late) => [
      status,
      body.unmet.map(({ personId: _, ...said }: { personId: string }) => said),
    ];
    expect(told(late)).toEqual(told(old));
    expect(codesOf(late)).toEqual(['clearanceNotInForce']);
    expect((await examine(objected.id, { personIds: [objected.persons[1]!.id] })).status).toBe(200);
  });

  it('is refused a second time, with what is possible instead', async () => {
    const { id } = await routed(app);
    await examine(id);
    const { status, body } = await examine(id);
    expect(status).toBe(409);
    expect(body).toMatchObject({ from: 'under_examination' });
    expect(body.allowedActions).toEqual([
      'defer',
      'discontinue',
      'withdraw',
      'record_death',
      'lose_contact',
      'resettle_elsewhere',
    ]);
  });

  it('acts once for one key', async () => {
    const { id, version } = await routed(app);
    const act = () =>
      app.as('case_officer').post(`/cases/${id}/actions/examine`, {}, { ifMatch: version, key: `examine-${id}` });
    const first = await act().expect(200);
    expect((await act().expect(200)).body).toEqual(first.body);
    expect(await versionOf(app, id)).toBe(version + 1);
  });

  it('refuses a stranger to the case and names the field', async () => {
    const { id } = await routed(app);
    const { status, body } = await examine(id, { personIds: ['0195d3c0-0000-7000-8000-000000000000'] });
    expect([status, body.errors[0]]).toEqual([
      400,
      expect.objectContaining({ pointer: '/personIds', code: 'notInCase' }),
    ]);
  });

  it.each(rolesWithout('person.examine'))('is not for %s', async (role) => {
    await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/examine', {}).expect(403);
  });
});
