import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn, cleared, registered, walked } from '../../factories/cases.js';
import { codesOf, entriesOf, rolesWithout, routed, rowsOf, unmetOf } from '../../factories/decisions.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const choose = (caseId: string, route: string, reason = 'The claim needs an interview.') =>
  actOn(app, 'case_officer', caseId, 'choose-route', { route, reason });

describe('choose-route', () => {
  it('chooses dossier or mission, with the reason, and tells it in the case and the audit', async () => {
    const { id, version } = await registered(app);
    const { status, body, etag } = await choose(id, 'mission');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      route: 'mission',
      routeReason: 'The claim needs an interview.',
      version: version + 1,
    });
    expect(etag).toBe(`"${version + 1}"`);
    expect(await theCase(app, id)).toMatchObject({ route: 'mission', routeReason: 'The claim needs an interview.' });
    expect(await entriesOf(app, id, 'case.choose_route')).toMatchObject([
      {
        reason: 'The claim needs an interview.',
        actorName: 'Case officer',
        payload: { before: null, route: 'mission' },
      },
    ]);
  });

  it('can be switched while nobody’s examination has ended; both reasons stay in the audit', async () => {
    const { id } = await routed(app);
    await actOn(app, 'case_officer', id, 'examine');
    expect((await choose(id, 'mission', 'The dossier leaves questions.')).status).toBe(200);
    const reasons = (await entriesOf(app, id, 'case.choose_route')).map(({ reason }) => reason);
    expect(reasons).toEqual(['The form is complete.', 'The dossier leaves questions.']);
  });

  it('takes a case that goes over to dossier off its mission, and keeps that it stood there', async () => {
    const { id } = await cleared(app);
    await choose(id, 'mission');
    const planned = await app
      .as('mission_leader')
      .post('/missions', {
        place: 'Kampala',
        countryCode: 'UG',
        startsOn: '2025-03-10',
        endsOn: '2025-03-28',
        leaderName: 'Mission leader',
        team: [],
      })
      .expect(201);
    await app
      .as('mission_leader')
      .post(`/missions/${planned.body.id}/actions/add-cases`, { caseIds: [id] }, { ifMatch: planned.etag! })
      .expect(200);
    expect((await choose(id, 'dossier')).status).toBe(200);
    expect((await app.as('mission_leader').get(`/missions/${planned.body.id}`)).body.caseIds).toEqual([]);
    expect(await rowsOf(app, 'mission_cases', id)).toHaveLength(1);
  });

  it('is refused once somebody’s examination has ended, and names the person', async () => {
    const { id, persons } = await routed(app);
    await walked(app, id, ['examine', 'refuse'], [persons[1]!.id]);
    const reply = await choose(id, 'mission');
    expect(reply.status).toBe(422);
    expect(unmetOf(reply)).toEqual([['examinationEnded', persons[1]!.id]]);
    expect((await theCase(app, id)).route).toBe('dossier');
  });

  it('is refused for a case that nobody is left of', async () => {
    const { id } = await registered(app);
    await walked(app, id, ['withdraw']);
    const reply = await choose(id, 'dossier');
    expect([reply.status, codesOf(reply)]).toEqual([422, ['nobodyToExamine']]);
  });

  it.each([
    ['another route', { route: 'embassy', reason: 'Why not.' }, '/route'],
    ['no reason', { route: 'dossier' }, '/reason'],
    ['an unknown field', { route: 'dossier', reason: 'Complete.', advice: 'x' }, '/advice'],
  ])('refuses %s and names the field', async (_, body, pointer) => {
    const { id } = await registered(app);
    const reply = await actOn(app, 'case_officer', id, 'choose-route', body);
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('needs the version that stands', async () => {
    const { id } = await registered(app);
    const body = { route: 'dossier', reason: 'Complete.' };
    await app.as('coordinator').post(`/cases/${id}/actions/choose-route`, body).expect(428);
    const { body: stale } = await app
      .as('coordinator')
      .post(`/cases/${id}/actions/choose-route`, body, { ifMatch: 7 })
      .expect(412);
    expect(stale).toMatchObject({ code: 'staleVersion', currentVersion: 1 });
  });

  it.each(rolesWithout('case.choose_route'))('is not for %s', async (role) => {
    await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/choose-route', {}).expect(403);
  });
});
