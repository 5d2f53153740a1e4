import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { UnitOfWork } from '../../../src/platform/index.js';
import { systemActor } from '../../../src/access/index.js';
import { MemberDifferences, type Rrf } from '../../../src/submissions/index.js';
import { actOn, asked, walked } from '../../factories/cases.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { counted, receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { change } from '../family/families.js';

let app: TestApp;
beforeEach(async () => {
  app ??= await startApp({ today: '2025-01-07' });
  app.goTo('2025-01-07');
});
afterAll(() => app.close());

const newer = (rrf: Rrf, change: Partial<Rrf> = {}): Rrf => ({
  ...rrf,
  rrfDate: '2025-01-10',
  submittedOn: '2025-01-15',
  ...change,
});
const update = (caseId: string, rrf: unknown, role: Role = 'case_officer') =>
  actOn(app, role, caseId, 'update-rrf', rrf as object);
const versions = async (caseId: string, role: Role = 'case_officer') =>
  (await app.as(role).get(`/cases/${caseId}/rrf/versions`).expect(200)).body;
const diff = async (caseId: string, from: number, to: number, role: Role = 'case_officer') =>
  (await app.as(role).get(`/cases/${caseId}/rrf/versions/${to}/diff?from=${from}`).expect(200)).body;

/** A registered case, some days later. */
async function aCase(rrf: Rrf = anRrf()): Promise<{ rrf: Rrf; caseId: string }> {
  const { caseId } = await receiveRrf(app, rrf);
  app.goTo('2025-01-20');
  return { rrf, caseId };
}

describe('an updated RRF of a registered case', () => {
  it('is a new version beside the old one, under a document number of its own', async () => {
    const { rrf, caseId } = await aCase();
    const { body, status } = await update(caseId, newer(rrf, { priority: 'urgent', priorityJustification: 'Worse.' }));
    expect(status).toBe(200);
    expect(body).toMatchObject({ version: 2, priority: 'urgent', status: 'registered', registeredOn: '2025-01-07' });
    const { items, openDifferences } = await versions(caseId);
    expect(
      items.map((one: Record<string, unknown>) => [one.rrfVersion, one.documentNumber, one.rrfDate, one.missing]),
    ).toEqual([
      [1, `${body.diaryNumber}:1`, '2024-11-11', 0],
      [2, `${body.diaryNumber}:2`, '2025-01-10', 0],
    ]);
    expect(openDifferences).toEqual([]);
    const first = (await app.as('case_officer').get(`/cases/${caseId}/rrf/versions/1`).expect(200)).body;
    expect([first.rrf.priority, first.rrfVersion]).toEqual(['normal', 1]);
    expect(JSON.parse(JSON.stringify(first.rrf))).toEqual(JSON.parse(JSON.stringify(rrf)));
  });

  it('is compared with an earlier one in words', async () => {
    const { rrf, caseId } = await aCase();
    const [principal, ...others] = rrf.persons;
    await update(caseId, newer(rrf, { persons: [{ ...principal!, occupation: 'Teacher' }, ...others] }));
    const found = await diff(caseId, 1, 2);
    expect(found).toMatchObject({ from: 1, to: 2, added: [], removed: [] });
    expect(
      found.changes.map((one: Record<string, unknown>) => [
        one.section,
        one.words,
        one.individualNumber,
        one.before,
        one.after,
      ]),
    ).toEqual([
      [1, 'submission date', null, '2024-11-18', '2025-01-15'],
      [1, 'date of the form', null, '2024-11-11', '2025-01-10'],
      [2, 'occupation', principal!.individualNumber, 'Tailor', 'Teacher'],
    ]);
    expect((await diff(caseId, 2, 1)).changes[2]).toMatchObject({ before: 'Teacher', after: 'Tailor' });
    await app.as('case_officer').get(`/cases/${caseId}/rrf/versions/3`).expect(404);
    await app.as('case_officer').get(`/cases/${caseId}/rrf/versions/2/diff?from=7`).expect(404);
    await app.as('case_officer').get(`/cases/${caseId}/rrf/versions/0`).expect(400);
    await app.as('case_officer').get(`/cases/${caseId}/rrf/versions/2/diff`).expect(400);
  });

  it('corrects the persons it still lists: a changed name is another identity', async () => {
    const { rrf, caseId } = await aCase();
    await update(caseId, newer(rrf, { persons: rrf.persons.map((person) => ({ ...person, familyName: 'Bahati' })) }));
    expect((await theCase(app, caseId)).persons.map((person: { familyName: string }) => person.familyName)).toEqual(
      Array(3).fill('Bahati'),
    );
  });

  it('adds and removes nobody: a changed member list waits until somebody acts on it', async () => {
    const { rrf, caseId } = await aCase();
    const [one, two, three] = rrf.persons as [Rrf['persons'][number], Rrf['persons'][number], Rrf['persons'][number]];
    const found = anRrfChild({ givenNames: 'Hope' });
    const before = await theCase(app, caseId);
    const { body } = await update(caseId, newer(rrf, { persons: [one, two, found] }));
    expect(body.caseSize).toBe(3);
    expect(body.persons.map((person: { id: string; status: string }) => [person.id, person.status])).toEqual(
      before.persons.map((person: { id: string; status: string }) => [person.id, person.status]),
    );
    const waiting = (await versions(caseId)).openDifferences;
    expect(
      waiting.map((difference: Record<string, unknown>) => [
        difference.kind,
        difference.individualNumber,
        difference.personId,
        difference.rrfVersion,
      ]),
    ).toEqual(
      [
        ['added', found.individualNumber, null, 2],
        ['removed', three.individualNumber, before.persons[2].id, 2],
      ].sort((a, b) => String(a[1]).localeCompare(String(b[1]))),
    );
    expect((await diff(caseId, 1, 2)).added).toEqual([expect.objectContaining({ givenNames: 'Hope' })]);

    await update(caseId, newer(rrf, { rrfDate: '2025-01-11', persons: [one, two, three, found], caseSize: 4 }));
    expect(
      (await versions(caseId)).openDifferences.map((difference: { kind: string; rrfVersion: number }) => [
        difference.kind,
        difference.rrfVersion,
      ]),
    ).toEqual([['added', 2]]);
    await update(caseId, newer(rrf, { rrfDate: '2025-01-12' }));
    expect((await versions(caseId)).openDifferences).toEqual([]);
    const settled = await app.dataSource.query<{ settled_how: string }[]>(
      `SELECT settled_how FROM member_differences WHERE case_id = '${caseId}'`,
    );
    expect(settled.map(({ settled_how }) => settled_how)).toEqual(['superseded', 'superseded']);
  });

  it('knows who went on in a case of their own: they are neither new to this one nor missing', async () => {
    const { rrf, caseId } = await aCase();
    const { persons } = await theCase(app, caseId);
    await change(app, caseId, 'split', { personIds: [persons[1].id] });
    expect((await update(caseId, newer(rrf))).status).toBe(200);
    expect((await versions(caseId)).openDifferences).toEqual([]);
    const staying = rrf.persons.filter((_, index) => index !== 1);
    await update(caseId, newer(rrf, { rrfDate: '2025-01-11', persons: staying, caseSize: 2 }));
    expect((await versions(caseId)).openDifferences).toEqual([]);
  });

  it('leaves a difference to whoever acts on it, once', async () => {
    const { rrf, caseId } = await aCase();
    await update(
      caseId,
      newer(rrf, { persons: [...rrf.persons, anRrfPerson({ relationToPrincipal: 'sibling' })], caseSize: 4 }),
    );
    const differences = app.server.get(MemberDifferences);
    const [difference] = await asked(app, (tx) => differences.open(tx, caseId));
    const person = await asked(app, (tx) => differences.personOf(tx, difference!));
    expect(person).toMatchObject({ relationToPrincipal: 'sibling', familyName: 'Mugisha', birthDate: '1990-01-01' });
    expect(person).not.toHaveProperty('religion');
    const settle = () =>
      app.server
        .get(UnitOfWork)
        .run(systemActor('test'), (tx) => differences.settle(tx, systemActor('test'), difference!.id, 'applied'));
    await settle();
    expect((await versions(caseId)).openDifferences).toEqual([]);
    await expect(settle()).rejects.toThrow('There is no such open difference');
  });

  it('tells nothing new of somebody who has left the road', async () => {
    const { rrf, caseId } = await aCase();
    const gone = (await theCase(app, caseId)).persons[1].id as string;
    await walked(app, caseId, ['withdraw'], [gone]);
    const { body, status } = await update(
      caseId,
      newer(rrf, { persons: rrf.persons.map((person) => ({ ...person, familyName: 'Bahati' })) }),
    );
    expect(status).toBe(200);
    expect(body.persons.map((person: { familyName: string }) => person.familyName)).toEqual([
      'Bahati',
      'Mugisha',
      'Bahati',
    ]);
  });

  it('is refused before registration, when older or unchanged, or of another submission, and keeps nothing', async () => {
    const { caseId } = await receiveRrf(app, anRrf({ persons: [anRrfPerson({ signedOn: null })] }));
    expect((await update(caseId, anRrf())).body.unmet.map(({ code }: { code: string }) => code)).toEqual([
      'notRegistered',
      'otherSubmission',
    ]);
    const { rrf, caseId: registered } = await aCase();
    const before = await counted(app);
    expect((await update(registered, rrf)).body.unmet[0].code).toBe('unchangedRrf');
    expect((await update(registered, { ...rrf, rrfDate: '2024-10-01' })).body.unmet[0].code).toBe('olderVersion');
    expect((await update(registered, { ...rrf, caseSize: 9 })).status).toBe(400);
    await app.as('case_officer').post(`/cases/${registered}/actions/update-rrf`, newer(rrf)).expect(428);
    expect(await counted(app)).toEqual(before);
  });

  it('is for those who may register one', async () => {
    const { caseId } = await aCase();
    const allowed: readonly Role[] = PERMISSIONS['case.update_rrf'].roles;
    for (const role of ROLES.filter((one) => !allowed.includes(one)))
      expect((await app.as(role).post(`/cases/${caseId}/actions/update-rrf`, {}, { ifMatch: 1 })).body.permission).toBe(
        'case.update_rrf',
      );
  });
});
