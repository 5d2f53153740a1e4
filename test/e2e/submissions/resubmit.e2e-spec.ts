import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { counted, receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeEach(async () => {
  app ??= await startApp({ today: '2025-01-07' });
  app.goTo('2025-01-07');
});
afterAll(() => app.close());

const LETTER = { reasonCodes: ['signature_missing'], answerDueOn: '2025-02-07' };
const unsigned = (): Rrf => anRrf({ persons: [anRrfPerson({ signedOn: null, consentOn: null }), anRrfChild()] });
const completed = (rrf: Rrf): Rrf => ({
  ...rrf,
  submittedOn: '2025-01-15',
  rrfDate: '2025-01-14',
  persons: rrf.persons.map((person, index) =>
    index === 0 ? { ...person, signedOn: '2025-01-13', consentOn: '2025-01-13' } : person,
  ),
});
const resubmit = (caseId: string, rrf: unknown, ifMatch: number) =>
  app.as('case_officer').post(`/cases/${caseId}/actions/resubmit`, rrf, { ifMatch });
const giveBack = (caseId: string) =>
  app.as('case_officer').post(`/cases/${caseId}/actions/return-incomplete`, LETTER, { ifMatch: 1 }).expect(200);

describe('resubmit an RRF', () => {
  it('registers the case on the day the completed version comes: the EU clock starts there', async () => {
    const rrf = unsigned();
    const { caseId, submissionId, diaryNumber } = await receiveRrf(app, rrf);
    await giveBack(caseId);
    app.goTo('2025-01-20');
    const { body } = await resubmit(caseId, completed(rrf), 2).expect(200);
    expect(body).toMatchObject({
      intake: 'registered',
      status: 'registered',
      receivedOn: '2025-01-07',
      registeredOn: '2025-01-20',
      version: 3,
    });

    const now = (await app.as('case_officer').get(`/cases/${caseId}/completeness`).expect(200)).body;
    expect(now).toMatchObject({
      rrfVersion: 2,
      complete: true,
      missing: [],
      checkedOn: '2025-01-20',
      returnedOn: null,
    });
    const documents = (await app.as('case_officer').get(`/cases/${caseId}/diary`).expect(200)).body.items;
    expect(
      documents.map((document: { diaryNumber: string; title: string }) => [document.diaryNumber, document.title]),
    ).toEqual([
      [`${diaryNumber}:1`, 'RRF, version 1'],
      [`${diaryNumber}:2`, 'Incomplete RRF returned to the sender'],
      [`${diaryNumber}:3`, 'RRF, version 2'],
    ]);
    const earlier = (await app.as('case_officer').get(`/submissions/${submissionId}`).expect(200)).body;
    expect(earlier).toMatchObject({ rrfVersion: 1, complete: false, returnedOn: '2025-01-07' });
    expect(earlier.rrf.persons[0].signedOn).toBeNull();
  });

  it('brings the persons to what the new version says and names the changed fields in the audit log', async () => {
    const rrf = unsigned();
    const { caseId } = await receiveRrf(app, rrf);
    app.goTo('2025-01-20');
    const better = completed(rrf);
    await resubmit(
      caseId,
      { ...better, persons: better.persons.map((person) => ({ ...person, familyName: 'Mugisha-Bahati' })) },
      1,
    ).expect(200);
    expect((await theCase(app, caseId)).persons.map((person: { familyName: string }) => person.familyName)).toEqual([
      'Mugisha-Bahati',
      'Mugisha-Bahati',
    ]);
    const entries = await app.dataSource.query<{ payload: string }[]>(
      `SELECT p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id WHERE e.case_id = '${caseId}' AND e.action = 'person.correct' ORDER BY e.position`,
    );
    expect(entries.map(({ payload }) => (JSON.parse(payload) as { fields: string[] }).fields)).toEqual([
      ['familyName', 'consentOn'],
      ['familyName'],
    ]);
  });

  it('completes the incomplete case of the demo’s batch', async () => {
    const lines = readFileSync('seeds/demo/rrf-batch-2025.jsonl', 'utf8').trim().split('\n');
    const { caseId, intake } = await receiveRrf(app, JSON.parse(lines[22]!) as Rrf);
    expect(intake).toBe('received');
    app.goTo('2025-01-15');
    const { body } = await resubmit(
      caseId,
      readFileSync('seeds/demo/rrf-resubmission-2025.jsonl', 'utf8').trim(),
      1,
    ).expect(200);
    expect(body).toMatchObject({ intake: 'registered', registeredOn: '2025-01-15' });
  });

  it('leaves a version that still lacks something received, to be returned again', async () => {
    const rrf = unsigned();
    const { caseId } = await receiveRrf(app, rrf);
    await giveBack(caseId);
    app.goTo('2025-01-20');
    const half = { ...completed(rrf), persons: rrf.persons.map((person) => ({ ...person, consentOn: '2025-01-13' })) };
    expect((await resubmit(caseId, half, 2).expect(200)).body).toMatchObject({
      intake: 'received',
      status: 'received',
      registeredOn: null,
    });
    await app.as('coordinator').post(`/cases/${caseId}/actions/return-incomplete`, LETTER, { ifMatch: 3 }).expect(200);
    expect((await resubmit(caseId, completed(rrf), 4).expect(200)).body).toMatchObject({ intake: 'registered' });
  });

  it('refuses another submission, other persons and an older form, all at once, and keeps nothing', async () => {
    const rrf = unsigned();
    const { caseId } = await receiveRrf(app, rrf);
    const before = await counted(app);
    const { body } = await resubmit(caseId, anRrf({ rrfDate: '2024-11-01' }), 1).expect(422);
    expect(body.unmet.map((condition: { code: string }) => condition.code)).toEqual([
      'otherSubmission',
      'otherPersons',
      'olderVersion',
    ]);
    expect((await resubmit(caseId, rrf, 1).expect(422)).body.unmet[0].code).toBe('unchangedRrf');
    expect(await counted(app)).toEqual(before);
  });

  it('is held to the same rules as a first version', async () => {
    const rrf = unsigned();
    const { caseId } = await receiveRrf(app, rrf);
    const { body } = await resubmit(caseId, { ...rrf, caseSize: 3 }, 1).expect(400);
    expect(body.errors).toEqual([
      { pointer: '/caseSize', code: 'caseSizeMismatch', message: 'The case size says 3 persons, but 2 are listed.' },
    ]);
  });

  it('is refused for a registered case, and needs the version that was decided on', async () => {
    const rrf = anRrf();
    const { caseId } = await receiveRrf(app, rrf);
    expect((await resubmit(caseId, { ...rrf, routeWish: 'dossier' }, 1).expect(422)).body.unmet[0].code).toBe(
      'alreadyRegistered',
    );
    await resubmit(caseId, rrf, 9).expect(412);
    await app.as('case_officer').post(`/cases/${caseId}/actions/resubmit`, rrf).expect(428);
  });

  it('is for coordinators and case officers only', async () => {
    const allowed: readonly Role[] = PERMISSIONS['case.resubmit'].roles;
    const { caseId } = await receiveRrf(app, unsigned());
    for (const role of ROLES.filter((one) => !allowed.includes(one)))
      expect(
        (await app.as(role).post(`/cases/${caseId}/actions/resubmit`, anRrf(), { ifMatch: 1 }).expect(403)).body
          .permission,
      ).toBe('case.resubmit');
  });
});
