import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '../../../src/access/index.js';
import { versionOf } from '../../factories/cases.js';
import { entriesOf, rolesWithout, routed, rowsOf, underExamination, type Persons } from '../../factories/decisions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-03-14' });
});
afterAll(() => app.close());

const NOTES = 'Told of the flight in 2017, and of two brothers.';
const record = async ({ id, persons }: Persons, more: object = {}) =>
  app.as('mission_leader').post(
    `/cases/${id}/interviews`,
    {
      personId: persons[0]!.id,
      heldOn: '2025-03-12',
      interviewer: 'Åsa Lind',
      interpreterLanguage: 'sw',
      notes: NOTES,
      ...more,
    },
    { ifMatch: await versionOf(app, id) },
  );

describe('an interview', () => {
  it('is recorded of a person under examination, and raises the version of the case', async () => {
    const found = await underExamination(app);
    const { status, body, etag } = await record(found, { childHeard: true });
    expect([status, body.version, etag]).toEqual([201, found.version + 1, `"${found.version + 1}"`]);
    expect(await rowsOf(app, 'interviews', found.id)).toEqual([
      expect.objectContaining({
        id: body.id,
        person_id: found.persons[0]!.id,
        held_on: '2025-03-12',
        recorded_by: 'Mission leader',
      }),
    ]);
    const [entry] = await entriesOf(app, found.id, 'person.interview');
    expect(entry).toMatchObject({
      payload: { interviewId: body.id, personId: found.persons[0]!.id, heldOn: '2025-03-12' },
    });
    expect(JSON.stringify(entry)).not.toContain('brothers');
  });

  it('can be held on the mission of the case, and on no other', async () => {
    const leader = app.as('mission_leader');
    const planned = async () =>
      (
        await leader
          .post('/missions', {
            place: 'Kampala',
            countryCode: 'UG',
            startsOn: '2025-03-10',
            endsOn: '2025-03-28',
            leaderName: 'x',
            team: [],
          })
          .expect(201)
      ).body;
    const [mission, other] = [await planned(), await planned()];
    const found = await routed(app, undefined, 'mission');
    await leader.post(`/missions/${mission.id}/actions/add-cases`, { caseIds: [found.id] }, { ifMatch: 1 }).expect(200);
    await leader
      .post(`/cases/${found.id}/actions/examine`, {}, { ifMatch: await versionOf(app, found.id) })
      .expect(200);
    expect((await record(found, { missionId: mission.id })).status).toBe(201);
    const refused = await record(found, { missionId: other.id });
    expect([refused.status, refused.body.errors[0]]).toEqual([
      400,
      expect.objectContaining({ pointer: '/missionId', code: 'notOnMission' }),
    ]);
    const { body } = await leader.get(`/cases/${found.id}/interviews`).expect(200);
    expect(body.items).toMatchObject([{ missionId: mission.id, interpreterLanguage: 'sw', notes: NOTES }]);
  });

  it('does not come before the examination', async () => {
    const { status, body } = await record(await routed(app));
    expect(status).toBe(409);
    expect(body).toMatchObject({ from: 'cleared', refusals: [{ action: 'interview' }] });
    expect(body.allowedActions).toContain('examine');
  });

  it.each([
    ['a day after today', { heldOn: '2025-03-15' }, '/heldOn', 'afterToday'],
    ['somebody of another case', { personId: '0195d3c0-0000-7000-8000-000000000000' }, '/personId', 'notInCase'],
    ['no notes', { notes: '' }, '/notes', 'length'],
  ])('refuses %s', async (_, more, pointer, code) => {
    const found = await underExamination(app);
    const reply = await record(found, more);
    expect([reply.status, reply.body.errors[0]]).toEqual([400, expect.objectContaining({ pointer, code })]);
    expect(await rowsOf(app, 'interviews', found.id)).toEqual([]);
  });

  it.each(rolesWithout('person.interview'))('is not recorded by %s', async (role) => {
    await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/interviews', {}).expect(403);
  });
});

describe('reading interviews', () => {
  it('shows the notes to those who examine and decide, and to nobody else; each read is logged', async () => {
    const found = await underExamination(app);
    await record(found);
    for (const role of PERMISSIONS['case.read'].roles) {
      const { body } = await app.as(role).get(`/cases/${found.id}/interviews`).expect(200);
      const reads = ['case_officer', 'mission_leader', 'decision_maker'].includes(role);
      expect([role, body.items[0].notes]).toEqual([role, reads ? NOTES : null]);
      if (!reads) expect(JSON.stringify(body)).not.toContain('brothers');
    }
    const reads = await entriesOf(app, found.id, 'interview.read');
    // What the security unit reads is logged behind the wall.
    expect(reads).toHaveLength(PERMISSIONS['case.read'].roles.filter((role) => role !== 'security_unit').length);
    expect(reads.filter(({ payload }) => payload?.notes === true)).toHaveLength(3);
  });

  it.each(rolesWithout('case.read'))('is not for %s', async (role) => {
    await app.as(role).get('/cases/0195d3c0-0000-7000-8000-000000000000/interviews').expect(403);
  });
});
