import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES, type Role } from '../../../src/access/index.js';
import { newId } from '../../../src/platform/index.js';
import { referred, registered } from '../../factories/cases.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
});
afterAll(() => app.close());

interface Read {
  actorName: string;
  action: string;
  position: number;
}
const reportOf = async (personId: string, query = ''): Promise<Read[]> =>
  (await app.as('auditor').get(`/persons/${personId}/access-report?limit=200${query}`).expect(200)).body.items;

/** Numbers that follow from the seed alone. */
const SEED = 20261122;
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

describe('the access report of a person', () => {
  it(`tells every read of the person's case by everybody, and of no other case (seed ${SEED})`, async () => {
    const cases = [await registered(app), await registered(app)];
    const pick = numbers(SEED);
    const roles: Role[] = ['coordinator', 'case_officer', 'decision_maker', 'exclusion_specialist'];
    const views = ['', '/timeline', '/next-actions', '/completeness', '/documents', '/exclusion-assessments'];
    const before = await Promise.all(cases.map(async ({ persons }) => (await reportOf(persons[0]!.id)).length));
    const expected: string[][] = [[], []];
    for (let n = 0; n < 40; n += 1) {
      const [which, role] = [pick(cases.length), roles[pick(roles.length)]!];
      const { status } = await app.as(role).get(`/cases/${cases[which]!.id}${views[pick(views.length)]}`);
      if (status !== 200) continue;
      expected[which]!.push(`${role[0]!.toUpperCase()}${role.slice(1).replaceAll('_', ' ')}`);
    }
    expect(expected.flat().length).toBeGreaterThan(20);
    for (const [which, { persons }] of cases.entries()) {
      const told = (await reportOf(persons[0]!.id)).slice(before[which]).map(({ actorName }) => actorName);
      expect(told.filter((name) => name !== 'Auditor')).toEqual(expected[which]);
    }
  });

  it('tells that it was asked for, and comes in pages', async () => {
    const [person] = (await registered(app)).persons;
    await reportOf(person!.id);
    const again = await reportOf(person!.id);
    expect(again.at(-1)).toMatchObject({ actorName: 'Auditor', action: 'audit.read', subjectType: 'person' });
    const page = await app.as('auditor').get(`/persons/${person!.id}/access-report?limit=1`).expect(200);
    expect(page.body.items).toEqual([again[0]]);
    expect(page.body.nextCursor).not.toBeNull();
  });

  it('shows nothing of what the security unit reads', async () => {
    const { id, persons } = await referred(app);
    const before = await reportOf(persons[0]!.id);
    await app.as('security_unit').get(`/cases/${id}`).expect(200);
    await app.as('security_unit').get(`/cases/${id}/screening`).expect(200);
    const after = await reportOf(persons[0]!.id);
    expect(after.slice(before.length).map(({ actorName }) => actorName)).toEqual(['Auditor']);
  });

  it('is for the auditor alone, of a person that there is', async () => {
    const [person] = (await registered(app)).persons;
    await app.as('auditor').get(`/persons/${newId()}/access-report`).expect(404);
    for (const role of ROLES.filter((one) => !permits([one], 'audit.read')))
      await app.as(role).get(`/persons/${person!.id}/access-report`).expect(403);
  });
});
