import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { assign, assigned, municipalNumber, numberOf, waiting } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { actOn, cleared, versionOf } from '../../factories/cases.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { codesOf } from '../../support/replies.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  await municipalNumber(app);
});
afterAll(() => app.close());

const single = () => waiting(app, anRrf({ persons: [anRrfPerson()] }));
const assignmentOf = async (id: string) =>
  (await app.as('placement_officer').get(`/assignments/${id}`).expect(200)).body;

describe('assign persons to a municipality', () => {
  it('makes an assignment that the municipality can answer, and counts its persons under the number of the year', async () => {
    const before = (await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned;
    const found = await waiting(app);
    const { status, body, etag } = await assign(app, found, { reason: 'An uncle lives there.' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'preparing', version: found.version + 1 });
    expect(etag).toBe(`"${found.version + 1}"`);
    expect(body.persons.map((person: { status: string }) => person.status)).toEqual([
      'assigned',
      'assigned',
      'assigned',
    ]);
    expect(await assignmentOf(body.assignmentId)).toMatchObject({
      caseId: found.id,
      diaryNumber: found.diaryNumber,
      status: 'assigned',
      municipalityCode: OWN_MUNICIPALITY,
      municipalityName: 'Stockholm',
      year: 2025,
      assignedOn: '2025-01-07',
      reason: 'An uncle lives there.',
      overAssigned: 0,
      version: 1,
    });
    expect(await numberOf(app, OWN_MUNICIPALITY, 2025)).toMatchObject({ assigned: before + 3 });
  });

  it('leaves one audit entry a person, with the reason and the municipality', async () => {
    const { id, persons, assignmentId } = await assigned(app);
    const entries = await audited(app, id, 'person.assign');
    expect(entries.map(({ subjectId }) => subjectId)).toEqual(persons.map((person) => person.id));
    expect(entries[0]).toMatchObject({
      actorName: 'Placement officer',
      reason: 'Room and work there.',
      payload: {
        from: 'granted',
        to: 'assigned',
        assignmentId,
        municipalityCode: OWN_MUNICIPALITY,
        latestReceptionOn: '2025-05-07',
        overAssigned: 0,
      },
    });
  });

  it('sets the latest reception by the dated rule for resettled persons, in calendar months, and lets the decision set another: edge case 26', async () => {
    const first = await assigned(app);
    expect((await assignmentOf(first.assignmentId)).latestReceptionOn).toBe('2025-05-07');
    const second = await assigned(app, undefined, { latestReceptionOn: '2025-07-07' });
    expect((await assignmentOf(second.assignmentId)).latestReceptionOn).toBe('2025-07-07');
  });

  it('refuses a latest reception beyond the longest time, with its source', async () => {
    const reply = await assign(app, await single(), { latestReceptionOn: '2025-07-08' });
    expect([reply.status, codesOf(reply)]).toEqual([422, ['receptionTooLate']]);
    expect(reply.body.unmet[0]).toMatchObject({
      source: 'Ordinance (2016:39), s. 10',
      detail: expect.stringContaining('2025-07-07'),
    });
    expect(codesOf(await assign(app, await single(), { latestReceptionOn: '2025-01-06' }))).toEqual([
      'receptionBeforeDecision',
    ]);
  });

  it('can assign some of the case and leave the others', async () => {
    const found = await waiting(app);
    const personIds = [found.persons[0]!.id, found.persons[2]!.id];
    const { body } = await assign(app, found, { personIds });
    expect(body.persons.map((person: { status: string }) => person.status)).toEqual([
      'assigned',
      'granted',
      'assigned',
    ]);
    expect((await assignmentOf(body.assignmentId)).persons.map((person: { id: string }) => person.id)).toEqual(
      personIds,
    );
  });

  it('refuses a municipality without a number for the year', async () => {
    const reply = await assign(app, await single(), { municipalityCode: '0114' });
    expect([reply.status, codesOf(reply)]).toEqual([422, ['noMunicipalNumber']]);
    expect(reply.body.unmet[0]).toMatchObject({
      source: 'Settlement Act 2016:38, 5 and 7',
      personId: expect.any(String),
    });
  });

  it('refuses when the whole household does not fit, and says how many do', async () => {
    await municipalNumber(app, { code: '0115', places: 2 });
    const found = await waiting(app);
    const reply = await assign(app, found, { municipalityCode: '0115', latestReceptionOn: '2026-01-01' });
    expect([reply.status, codesOf(reply)]).toEqual([422, ['municipalNumberUsedUp', 'receptionTooLate']]);
    expect(reply.body.unmet[0].detail).toBe('The municipality can be assigned 2 more this year; 3 are needed.');
    expect(await numberOf(app, '0115', 2025)).toMatchObject({ assigned: 0 });
    expect((await theCase(app, found.id)).version).toBe(found.version);
  });

  it('goes beyond the number with a reason, which shows forever: edge case 11', async () => {
    await municipalNumber(app, { code: '0117', places: 2 });
    const found = await waiting(app);
    const { body } = await assign(app, found, {
      municipalityCode: '0117',
      overAssignmentReason: 'Some will not travel in time.',
    });
    expect(await assignmentOf(body.assignmentId)).toMatchObject({
      overAssigned: 1,
      overAssignmentReason: 'Some will not travel in time.',
    });
    expect(await numberOf(app, '0117', 2025)).toMatchObject({
      assigned: 3,
      room: -1,
      warnings: [{ code: 'belowAssigned' }],
    });
    expect((await audited(app, found.id, 'person.assign'))[0]!.payload).toMatchObject({
      overAssigned: 1,
      overAssignmentReason: 'Some will not travel in time.',
    });
  });

  it('goes beyond the number no farther than the rule allows: five persons, or a tenth of the number', async () => {
    await municipalNumber(app, { code: '0120', places: 2 });
    const wanted = { municipalityCode: '0120', overAssignmentReason: 'Some will not travel in time.' };
    for (const status of [200, 200, 422]) {
      const reply = await assign(app, await waiting(app), wanted);
      expect(reply.status).toBe(status);
      if (status === 422) expect(codesOf(reply)).toEqual(['overAssignmentTooLarge']);
    }
    expect(await numberOf(app, '0120', 2025)).toMatchObject({ assigned: 6 });
  });

  it('keeps no reason for going beyond a number that had room', async () => {
    const { assignmentId } = await assigned(app, undefined, { overAssignmentReason: 'In case.' });
    expect(await assignmentOf(assignmentId)).toMatchObject({ overAssigned: 0, overAssignmentReason: null });
  });

  it('refuses persons who have no permit, and names what is possible', async () => {
    const { id } = await cleared(app);
    const { status, body } = await assign(app, { id });
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'transitionRefused', from: 'cleared', allowedActions: [] });
    expect((await assign(app, await assigned(app))).status).toBe(409);
  });

  it('refuses an unknown municipality, a stale version, a missing version and an unknown case', async () => {
    const found = await single();
    const { status, body } = await assign(app, found, { municipalityCode: '9999' });
    expect([status, body.errors[0].pointer]).toEqual([400, '/municipalityCode']);
    const request = { municipalityCode: OWN_MUNICIPALITY, reason: 'Room there.' };
    const officer = app.as('placement_officer');
    await officer.post(`/cases/${found.id}/actions/assign`, request, { ifMatch: found.version - 1 }).expect(412);
    await officer.post(`/cases/${found.id}/actions/assign`, request).expect(428);
    await officer
      .post('/cases/01890000-0000-7000-8000-000000000000/actions/assign', request, { ifMatch: 1 })
      .expect(404);
    await officer
      .post(`/cases/${found.id}/actions/assign`, { ...request, status: 'accepted' }, { ifMatch: found.version })
      .expect(400);
    expect((await theCase(app, found.id)).version).toBe(found.version);
  });

  it('counts once when the request is repeated under its key', async () => {
    const found = await single();
    const before = (await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned;
    const send = () =>
      app
        .as('placement_officer')
        .post(
          `/cases/${found.id}/actions/assign`,
          { municipalityCode: OWN_MUNICIPALITY, reason: 'Room there.' },
          { ifMatch: found.version, key: 'assigned-once-only' },
        );
    const [first, second] = [await send().expect(200), await send().expect(200)];
    expect(second.body.assignmentId).toBe(first.body.assignmentId);
    expect((await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned).toBe(before + 1);
  });

  it('is for placement officers alone', async () => {
    const { id } = await single();
    const ifMatch = await versionOf(app, id);
    for (const role of ROLES) {
      const { status } = await app
        .as(role)
        .post(`/cases/${id}/actions/assign`, { municipalityCode: '9999', reason: 'Room there.' }, { ifMatch });
      expect([role, status]).toEqual([
        role,
        (PERMISSIONS['person.assign'].roles as readonly Role[]).includes(role) ? 400 : 403,
      ]);
    }
  });
});

describe('the number of assigned persons', () => {
  it('equals the open assignments, by person, in every municipality and year', async () => {
    const { id } = await assigned(app);
    await actOn(app, 'placement_officer', id, 'unassign', { reasonCode: 'housing_lost' });
    const drift = await app.dataSource.query(
      `SELECT n.municipality_code, n.assigned, count(p.person_id) AS open FROM municipal_numbers n
       LEFT JOIN assignments a ON a.municipal_number_id = n.id LEFT JOIN assignment_persons p ON p.assignment_id = a.id AND p.open
       GROUP BY n.id, n.municipality_code, n.assigned HAVING n.assigned <> count(p.person_id)`,
    );
    expect(drift).toEqual([]);
  });
});
