import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { ACCEPTANCE, answer, assigned, municipalNumber } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { actOn } from '../../factories/cases.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';

let app: TestApp;
let uppsala: Client;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  await municipalNumber(app);
  await municipalNumber(app, { code: '0380' });
  uppsala = await app.newOfficial({ roles: ['municipality'], municipalityCode: '0380', name: 'Uppsala' });
});
afterAll(() => app.close());

const read = async (by: Client, id: string) => (await by.get(`/assignments/${id}`).expect(200)).body;
const ids = (body: { items: { id: string }[] }): string[] => body.items.map(({ id }) => id);

describe("a municipality's account", () => {
  it('sees its own assignments only; the id of another is one that does not exist', async () => {
    const stockholms = await assigned(app);
    const uppsalas = await assigned(app, undefined, { municipalityCode: '0380' });
    expect(ids((await uppsala.get('/assignments').expect(200)).body)).toEqual([uppsalas.assignmentId]);
    expect(ids((await uppsala.get(`/assignments?municipalityCode=${OWN_MUNICIPALITY}`).expect(200)).body)).toEqual([]);
    expect(ids((await app.as('municipality').get('/assignments').expect(200)).body)).toContain(stockholms.assignmentId);
    expect(ids((await app.as('municipality').get('/assignments').expect(200)).body)).not.toContain(
      uppsalas.assignmentId,
    );
    const theirs = await uppsala.get(`/assignments/${stockholms.assignmentId}`).expect(404);
    const nobodys = await uppsala.get('/assignments/01890000-0000-7000-8000-000000000000').expect(404);
    expect(theirs.body.detail).toBe(nobodys.body.detail);
  });

  it('sees an anonymous profile until it has accepted: size, age bands, languages, education', async () => {
    const { assignmentId, persons, diaryNumber } = await assigned(app);
    const body = await read(app.as('municipality'), assignmentId);
    expect(body).toMatchObject({ status: 'assigned', persons: null, caseId: null, diaryNumber: null, reason: null });
    expect(body.profile).toEqual({
      familySize: 3,
      persons: [
        { ageBand: '30-49', languages: ['sw'], education: 'primary' },
        { ageBand: '30-49', languages: ['sw'], education: 'primary' },
        { ageBand: '6-12', languages: ['sw'], education: 'primary' },
      ],
    });
    const told = JSON.stringify([body, (await app.as('municipality').get('/assignments').expect(200)).body]);
    for (const { id, familyName, givenNames, birthDate, individualNumber } of persons)
      for (const secret of [id, familyName, givenNames, birthDate, individualNumber])
        expect(told).not.toContain(secret);
    expect(told).not.toContain(diaryNumber);
  });

  it('sees names when it has accepted, still without the case, and no longer when the assignment is taken back', async () => {
    const { id, assignmentId, persons } = await assigned(app);
    await answer(app, assignmentId, 'accept', ACCEPTANCE);
    const accepted = await read(app.as('municipality'), assignmentId);
    expect(accepted).toMatchObject({ caseId: null, diaryNumber: null, reason: null });
    expect(accepted.persons.map(({ givenNames }: { givenNames: string }) => givenNames)).toEqual(
      persons.map(({ givenNames }) => givenNames),
    );
    await actOn(app, 'placement_officer', id, 'unassign', { reasonCode: 'housing_lost' });
    expect(await read(app.as('municipality'), assignmentId)).toMatchObject({
      status: 'ended',
      persons: null,
      profile: { familySize: 3 },
    });
  });

  it('no longer sees who has left the assignment', async () => {
    const { id, assignmentId, persons } = await assigned(app);
    await answer(app, assignmentId, 'accept', ACCEPTANCE);
    await actOn(app, 'coordinator', id, 'record-death', { personIds: [persons[1]!.id], diedOn: '2025-01-07' });
    const body = await read(app.as('municipality'), assignmentId);
    expect(body.persons.map((person: { id: string }) => person.id)).toEqual([persons[0]!.id, persons[2]!.id]);
    expect(body.profile.familySize).toBe(2);
    expect((await read(app.as('placement_officer'), assignmentId)).persons[1]).toMatchObject({
      endedOn: '2025-01-07',
      endedWhy: 'deceased',
    });
  });

  it('reads nothing else: neither cases nor municipal numbers nor checklists', async () => {
    const { id } = await assigned(app);
    for (const path of [
      `/cases/${id}`,
      '/cases',
      '/municipal-numbers?year=2025',
      `/cases/${id}/checklist`,
      `/cases/${id}/travel`,
    ])
      await uppsala.get(path).expect(403);
  });
});

describe('reading assignments', () => {
  it('is logged: for whom, and at which stage', async () => {
    const { id, assignmentId } = await assigned(app);
    await read(app.as('municipality'), assignmentId);
    await answer(app, assignmentId, 'accept', ACCEPTANCE, app.as('placement_officer'));
    await read(app.as('municipality'), assignmentId);
    const reads = (await audited(app, id, 'assignment.read')).filter(({ actorName }) => actorName === 'Municipality');
    expect(reads.map(({ subjectId, payload }) => [subjectId, payload])).toEqual([
      [assignmentId, { stage: 'anonymous', municipalityCode: OWN_MUNICIPALITY }],
      [assignmentId, { stage: 'identity', municipalityCode: OWN_MUNICIPALITY }],
    ]);
    const { items } = (await app.as('municipality').get('/assignments?limit=2').expect(200)).body;
    expect((await audited(app, null, 'assignment.list')).at(-1)).toMatchObject({
      actorName: 'Municipality',
      payload: { municipalityCode: OWN_MUNICIPALITY, assignmentIds: items.map((one: { id: string }) => one.id) },
    });
  });

  it('goes page by page, the latest first, and by filter', async () => {
    const officer = app.as('placement_officer');
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await officer.get(`/assignments?limit=2${cursor && `&cursor=${cursor}`}`).expect(200);
      seen.push(...ids(body));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    const all = ids((await officer.get('/assignments').expect(200)).body);
    expect(seen).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
    const ended = (await officer.get('/assignments?status=ended&year=2025&municipalityCode=0180').expect(200)).body
      .items;
    expect(ended.map(({ status }: { status: string }) => status)).toEqual(['ended']);
    await officer.get('/assignments?municipality=0180').expect(400);
    await officer.get('/assignments?cursor=no-cursor').expect(400);
  });

  it('is for those who work with them', async () => {
    for (const role of ROLES) {
      const { status } = await app.as(role).get('/assignments');
      expect([role, status]).toEqual([
        role,
        (PERMISSIONS['assignment.read'].roles as readonly Role[]).includes(role) ? 200 : 403,
      ]);
    }
    await app.nobody.get('/assignments').expect(401);
  });
});
