import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import type { MissionResponse } from '../../../src/selection/missions.dto.js';
import { actOn } from '../../factories/cases.js';
import { entriesOf, rolesWithout, routed, rowsOf } from '../../factories/decisions.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { done } from '../../support/replies.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-03-14' });
});
afterAll(() => app.close());

const NOBODY = '0195d3c0-0000-7000-8000-000000000000';
const WHY = 'The road to the camp is closed by the rains.';
type Standing = Pick<MissionResponse, 'id' | 'version'>;

const act = ({ id, version }: Standing, verb: string, body: object) =>
  app.as('mission_leader').post(`/missions/${id}/actions/${verb}`, body, { ifMatch: version });

/** A mission at work, or still to come, with so many cases whose persons are under examination. */
async function atWork(cases: number, startsOn = '2025-03-10', endsOn = '2025-03-28') {
  const planned = {
    ...{ place: 'Kampala', countryCode: 'UG', startsOn, endsOn },
    ...{ leaderName: 'Åsa Lind', team: ['Case officer'] },
  };
  const { body } = await app.as('mission_leader').post('/missions', planned).expect(201);
  const met: CaseResponse[] = [];
  for (let one = 0; one < cases; one += 1) met.push(await routed(app, undefined, 'mission'));
  const caseIds = met.map(({ id }) => id);
  const mission = (await act(body, 'add-cases', { caseIds }).expect(200)).body;
  for (const id of caseIds) done(await actOn(app, 'case_officer', id, 'examine'));
  return { mission, cases: met };
}

const line = ({ id, persons }: CaseResponse, more: object = {}) => ({
  ...{ caseId: id, personId: persons[0]!.id, heldOn: '2025-03-12' },
  ...{ interviewer: 'Åsa Lind', interpreterLanguage: 'sw', notes: 'Told of the flight in 2017.' },
  ...more,
});
const record = (mission: Standing, lines: object[]) =>
  app.as('mission_leader').post(`/missions/${mission.id}/actions/record-interviews`, { lines });
const codesOf = (body: { unmet: { code: string }[] }): string[] => body.unmet.map(({ code }) => code);

describe('taking cases off a mission', () => {
  it('puts them back into the pool, tells it in each and lets another mission take them', async () => {
    const { mission, cases } = await atWork(2);
    const [gone, stays] = cases as [CaseResponse, CaseResponse];
    const { body } = await act(mission, 'remove-cases', { caseIds: [gone.id], reason: WHY }).expect(200);
    expect([body.caseIds, body.version]).toEqual([[stays.id], mission.version + 1]);
    const [entry] = await entriesOf(app, gone.id, 'case.leave_mission');
    expect(entry).toMatchObject({ reason: WHY, payload: { missionId: mission.id } });
    const next = await atWork(1, '2025-04-07', '2025-04-11');
    await act(next.mission, 'add-cases', { caseIds: [gone.id] }).expect(200);
  });

  it('refuses a case that it has met, one that is not on it, and an old version', async () => {
    const { mission, cases } = await atWork(1);
    await record(mission, [line(cases[0]!)]).expect(200);
    const caseIds = [cases[0]!.id];
    expect(codesOf((await act(mission, 'remove-cases', { caseIds, reason: WHY }).expect(422)).body)).toEqual([
      'metOnMission',
    ]);
    const strange = await act(mission, 'remove-cases', { caseIds: [NOBODY], reason: WHY }).expect(400);
    expect(strange.body.errors).toMatchObject([{ pointer: '/caseIds', code: 'notOnMission' }]);
    const old = { ...mission, version: mission.version - 1 };
    await act(old, 'remove-cases', { caseIds, reason: WHY }).expect(412);
  });
});

describe('moving a mission', () => {
  it('moves its last day with its first, and tells every case on it', async () => {
    const { mission, cases } = await atWork(2, '2025-04-07', '2025-04-25');
    const before = await theCase(app, cases[0]!.id);
    const { body } = await act(mission, 'shift', { startsOn: '2025-05-05', reason: WHY }).expect(200);
    expect(body).toMatchObject({ startsOn: '2025-05-05', endsOn: '2025-05-23', caseIds: mission.caseIds });
    for (const { id } of cases) {
      const [entry] = await entriesOf(app, id, 'case.shift_mission');
      expect(entry).toMatchObject({ reason: WHY, payload: { startsOn: '2025-05-05', endsOn: '2025-05-23' } });
    }
    expect((await theCase(app, cases[0]!.id)).version).toBe(before.version + 1);
  });

  it('is refused once interviews have been held', async () => {
    const { mission, cases } = await atWork(1);
    await record(mission, [line(cases[0]!)]).expect(200);
    const { body } = await act(mission, 'shift', { startsOn: '2025-05-05', reason: WHY }).expect(422);
    expect(codesOf(body)).toEqual(['interviewsHeld']);
    expect(codesOf((await act(mission, 'cancel', { reason: WHY }).expect(422)).body)).toEqual(['interviewsHeld']);
  });
});

describe('cancelling a mission', () => {
  it('sends every case back to the pool, and nothing can be done with it any more', async () => {
    const { mission, cases } = await atWork(2);
    const { body } = await act(mission, 'cancel', { reason: WHY }).expect(200);
    expect(body).toMatchObject({ ending: 'cancelled', endedOn: '2025-03-14', account: WHY, caseIds: [] });
    for (const { id } of cases) expect(await entriesOf(app, id, 'case.leave_mission')).toHaveLength(1);
    const caseIds = [cases[0]!.id];
    for (const [verb, wanted] of [
      ['add-cases', { caseIds }],
      ['shift', { startsOn: '2025-05-05', reason: WHY }],
      ['cancel', { reason: WHY }],
      ['close', { account: WHY }],
    ] as const)
      expect([verb, codesOf((await act(body, verb, wanted).expect(422)).body)]).toEqual([verb, ['missionEnded']]);
    expect(codesOf((await record(body, [line(cases[0]!)]).expect(422)).body)).toEqual(['missionEnded']);
  });
});

describe('entering what was written down without a network', () => {
  it('records each line by itself and says what became of it; a second time nothing is recorded twice', async () => {
    const { mission, cases } = await atWork(2);
    const [one, other] = cases as [CaseResponse, CaseResponse];
    const lines = [
      line(one),
      line(one, { heldOn: '2025-03-15' }),
      line(other, { personId: one.persons[0]!.id, heldOn: '2025-03-13' }),
      line(await routed(app)),
      line(one, { caseId: NOBODY, heldOn: '2025-03-11' }),
      line(other),
    ];
    const { body } = await record(mission, lines).expect(200);
    expect(body.items.map(({ line: number, code }: { line: number; code: string }) => [number, code])).toEqual([
      [1, null],
      [2, 'afterToday'],
      [3, 'notInCase'],
      [4, 'transitionRefused'],
      [5, 'notFound'],
      [6, null],
    ]);
    const again = (await record(mission, lines).expect(200)).body;
    expect([again.items[0].code, again.items[5].code]).toEqual(['recordedAlready', 'recordedAlready']);
    expect(await rowsOf(app, 'interviews', one.id)).toMatchObject([{ mission_id: mission.id, held_on: '2025-03-12' }]);
    expect(await rowsOf(app, 'interviews', other.id)).toHaveLength(1);
    expect(await entriesOf(app, one.id, 'person.interview')).toHaveLength(1);
  });

  it('passes over a case of which the official has declared a conflict of interest', async () => {
    const { mission, cases } = await atWork(2);
    const [barred, free] = cases as [CaseResponse, CaseResponse];
    const official = await app.newOfficial({ roles: ['mission_leader'] });
    await official.post(`/cases/${barred.id}/conflicts-of-interest`, { reason: 'A cousin' }).expect(201);
    const lines = [line(barred), line(free)];
    const { body } = await official.post(`/missions/${mission.id}/actions/record-interviews`, { lines }).expect(200);
    expect(body.items).toMatchObject([
      { line: 1, code: 'conflictOfInterest', interviewId: null },
      { line: 2, code: null },
    ]);
    expect(await rowsOf(app, 'interviews', barred.id)).toEqual([]);
  });
});

describe('closing a mission', () => {
  it('keeps whom it met, sends the others back to the pool and keeps the account', async () => {
    const { mission, cases } = await atWork(3);
    const [met, alsoMet, notMet] = cases as [CaseResponse, CaseResponse, CaseResponse];
    await record(mission, [line(met), line(alsoMet), line(alsoMet, { heldOn: '2025-03-13' })]).expect(200);
    const account = 'Two families were met. The third had moved.';
    const { body } = await act(mission, 'close', { account }).expect(200);
    expect(body).toMatchObject({
      ...{ ending: 'closed', endedOn: '2025-03-14', account },
      ...{ casesMet: 2, casesNotMet: 1, personsInterviewed: 2 },
    });
    expect(body.caseIds.sort()).toEqual([met.id, alsoMet.id].sort());
    expect((await app.as('case_officer').get(`/missions/${mission.id}`).expect(200)).body).toEqual(body);
    expect(await entriesOf(app, notMet.id, 'case.leave_mission')).toHaveLength(1);
    expect(await entriesOf(app, met.id, 'case.leave_mission')).toEqual([]);
    const actions = await app.dataSource.query<{ action: string }[]>(
      `SELECT action FROM audit_entries WHERE subject_id = '${mission.id}' AND action <> 'mission.read' ORDER BY position`,
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'mission.plan',
      'mission.add_cases',
      'mission.record_interviews',
      'mission.close',
    ]);
  });

  it('waits for the first day', async () => {
    const { mission } = await atWork(1, '2025-03-15', '2025-03-20');
    expect(codesOf((await act(mission, 'close', { account: 'Too early.' }).expect(422)).body)).toEqual([
      'missionNotBegun',
    ]);
  });
});

describe('who does so', () => {
  it.each(rolesWithout('mission.plan'))('is not %s', async (role) => {
    for (const verb of ['remove-cases', 'shift', 'cancel', 'close'])
      await app.as(role).post(`/missions/${NOBODY}/actions/${verb}`, {}).expect(403);
  });
  it.each(rolesWithout('person.interview'))('interviews are not entered by %s', async (role) => {
    await app.as(role).post(`/missions/${NOBODY}/actions/record-interviews`, {}).expect(403);
  });
});
