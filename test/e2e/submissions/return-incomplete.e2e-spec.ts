import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { actionsFrom, hasReached, isOnRoad } from '../../../src/cases/index.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { counted, receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const LETTER = {
  reasonCodes: ['signature_missing'],
  answerDueOn: '2025-02-07',
  note: 'The spouse has not signed section 8.',
};
const incomplete = () => receiveRrf(app, anRrf({ persons: [anRrfPerson({ signedOn: null })] }));
const giveBack = (caseId: string, body: unknown = LETTER, ifMatch: number | undefined = 1) =>
  app.as('case_officer').post(`/cases/${caseId}/actions/return-incomplete`, body, { ifMatch });

describe('return an incomplete RRF', () => {
  it('sends a letter under a diary number with reasons and a day; the persons are not denied', async () => {
    const { caseId, diaryNumber } = await incomplete();
    const { body, etag } = await giveBack(caseId).expect(200);
    expect(body).toMatchObject({ intake: 'returned', status: 'returned_incomplete', registeredOn: null, version: 2 });
    expect(etag).toBe('"2"');
    expect(body.persons.map((person: { status: string; active: boolean }) => [person.status, person.active])).toEqual([
      ['listed', true],
    ]);

    const documents = (await app.as('case_officer').get(`/cases/${caseId}/diary`).expect(200)).body.items;
    expect(documents.at(-1)).toMatchObject({
      diaryNumber: `${diaryNumber}:2`,
      kind: 'return_letter',
      direction: 'outgoing',
      registeredOn: '2025-01-07',
    });
    expect((await app.as('case_officer').get(`/cases/${caseId}/completeness`).expect(200)).body).toMatchObject({
      complete: false,
      intake: 'returned',
      returnedOn: '2025-01-07',
      answerDueOn: '2025-02-07',
    });
  });

  it('lists every missing item by code and words in one letter, which names nobody', async () => {
    const persons = [
      anRrfPerson({ signedOn: null, consentOn: null }),
      anRrfPerson({ relationToPrincipal: 'sibling', signedOn: null }),
    ];
    const { caseId, diaryNumber } = await receiveRrf(app, anRrf({ persons, secondaryCategory: null }));
    await giveBack(caseId).expect(200);
    const { items } = (await app.as('case_officer').get(`/cases/${caseId}/diary`).expect(200)).body;
    const letters = items.filter(({ kind }: { kind: string }) => kind === 'return_letter');
    expect(letters).toHaveLength(1);
    const path = `/cases/${caseId}/letters/${letters[0].id}`;
    const { body } = await app.as('coordinator').get(path, { accept: 'application/json' }).expect(200);
    expect(body).toMatchObject({ diaryNumber: `${diaryNumber}:2`, registeredOn: '2025-01-07' });
    for (const line of [
      'This is not a denial',
      'Code: secondaryCategoryMissing.',
      `The signature of each adult. Concerns person 1 (${persons[0]!.individualNumber}), person 2 (${persons[1]!.individualNumber}).`,
      'Code: consentMissing.',
      'Please answer by 2025-02-07',
    ])
      expect(body.text).toContain(line);
    expect(body.text).not.toContain('Mugisha');
    const printed = await app.as('coordinator').get(path, { accept: 'text/plain' }).expect(200);
    expect(printed.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(printed.bytes.toString('utf8')).toBe(body.text);
    await app.as('coordinator').get(`/cases/${caseId}/letters/${items[0].id}`).expect(404);
    await expect(
      app.dataSource.query(`UPDATE letters SET text = 'x' WHERE document_id = '${letters[0].id}'`),
    ).rejects.toThrow('never changed');
  });

  it('edge case 14: returned for completion, like deferred, is not denied', async () => {
    const { caseId } = await incomplete();
    const { body } = await giveBack(caseId).expect(200);
    const { persons } = body as { persons: { status: string; active: boolean }[] };
    expect(persons.every(({ status, active }) => status === 'listed' && active)).toBe(true);
    const decisions = (await app.as('case_officer').get(`/cases/${caseId}/decisions`).expect(200)).body;
    expect([decisions.proposals, decisions.decisions, decisions.permits]).toEqual([[], [], []]);
    // Deferring leads to no denial either: from there the examination goes on.
    expect([hasReached('deferred', 'under_examination'), isOnRoad('deferred'), isOnRoad('refused')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(actionsFrom('deferred')).toContain('resume');
  });

  it('tells the audit log the reasons, the day and the letter', async () => {
    const { caseId, diaryNumber } = await incomplete();
    await giveBack(caseId).expect(200);
    const [entry] = await app.dataSource.query<{ reason: string; payload: string }[]>(
      `SELECT e.reason, p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id WHERE e.case_id = '${caseId}' AND e.action = 'case.return_incomplete'`,
    );
    expect(entry!.reason).toBe(LETTER.note);
    expect(JSON.parse(entry!.payload)).toMatchObject({
      reasonCodes: ['signature_missing'],
      answerDueOn: '2025-02-07',
      documentNumber: `${diaryNumber}:2`,
    });
  });

  it('is refused for a complete, registered case, and a second time', async () => {
    const complete = await receiveRrf(app);
    expect((await giveBack(complete.caseId).expect(422)).body.unmet[0].code).toBe('alreadyRegistered');
    const { caseId } = await incomplete();
    await giveBack(caseId).expect(200);
    expect((await giveBack(caseId, LETTER, 2).expect(422)).body.unmet[0].code).toBe('alreadyReturned');
  });

  it.each<[string, object, string, string]>([
    [
      'an unknown reason',
      { ...LETTER, reasonCodes: ['signature_missing', 'bad_handwriting'] },
      '/reasonCodes/1',
      'unknownReason',
    ],
    ['no reason', { ...LETTER, reasonCodes: [] }, '/reasonCodes', 'arrayMinSize'],
    ['an answer awaited today', { ...LETTER, answerDueOn: '2025-01-07' }, '/answerDueOn', 'notAfterToday'],
    [
      'the reason other without saying what',
      { reasonCodes: ['other'], answerDueOn: '2025-02-07' },
      '/note',
      'noteMissing',
    ],
    ['an unknown field', { ...LETTER, denied: true }, '/denied', 'unknownField'],
  ])('refuses %s, names the field and sends nothing', async (_, body, pointer, code) => {
    const { caseId } = await incomplete();
    const before = await counted(app);
    const { body: problem } = await giveBack(caseId, body).expect(400);
    expect(problem.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code])).toEqual([
      [pointer, code],
    ]);
    expect(await counted(app)).toEqual(before);
    expect(await theCase(app, caseId)).toMatchObject({ intake: 'received', version: 1 });
  });

  it('needs the version that was decided on', async () => {
    const { caseId } = await incomplete();
    await app.as('case_officer').post(`/cases/${caseId}/actions/return-incomplete`, LETTER).expect(428);
    expect((await giveBack(caseId, LETTER, 7).expect(412)).body.currentVersion).toBe(1);
    await giveBack('01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11').expect(404);
  });

  it('is for coordinators and case officers only', async () => {
    const allowed: readonly Role[] = PERMISSIONS['case.return_incomplete'].roles;
    const { caseId } = await incomplete();
    for (const role of ROLES.filter((one) => !allowed.includes(one)))
      expect(
        (await app.as(role).post(`/cases/${caseId}/actions/return-incomplete`, LETTER, { ifMatch: 1 }).expect(403)).body
          .permission,
      ).toBe('case.return_incomplete');
  });
});
