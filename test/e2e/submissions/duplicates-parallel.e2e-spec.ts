import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

type Body = Reply['body'];
const DUAL = { kind: 'dual_submission', countryCode: 'CA', source: 'UNHCR Kampala', notedOn: '2025-01-06' };
const act = (role: Role, caseId: string, verb: string, body: Body, ifMatch: number) =>
  app.as(role).post(`/cases/${caseId}/actions/${verb}`, body, { ifMatch });

describe('(edge case 19) the same person on two ways at once', () => {
  it('a submission to a second country is noted with source and day, warns, and stops nobody', async () => {
    const { caseId } = await receiveRrf(app);
    const [person] = (await theCase(app, caseId)).persons;
    const { body, etag } = await act(
      'case_officer',
      caseId,
      'note-parallel',
      { ...DUAL, personId: person.id },
      1,
    ).expect(200);
    expect(etag).toBe('"2"');
    expect(body.items).toEqual([
      expect.objectContaining({ ...DUAL, personId: person.id, endedOn: null, recordedBy: expect.any(String) }),
    ]);
    expect(body.warnings).toEqual([expect.objectContaining({ code: 'dualSubmission', personId: person.id })]);

    const next = (await app.as('case_officer').get(`/cases/${caseId}/next-actions`).expect(200)).body;
    expect(next.notes).toContainEqual({
      code: 'dualSubmission',
      detail: 'Person 1: The same person is submitted to another country (CA), too.',
    });
    expect(next.persons[0].available).toContain('refer');
    await act('case_officer', caseId, 'refer', {}, 2).expect(200);
  });

  it('family reunification is noted beside it; what has ended stays readable and warns no more', async () => {
    const { caseId } = await receiveRrf(app);
    const [person] = (await theCase(app, caseId)).persons;
    const noted = {
      personId: person.id,
      kind: 'family_reunification',
      source: 'The spouse in Malmö',
      notedOn: '2025-01-07',
    };
    const { body } = await act('coordinator', caseId, 'note-parallel', noted, 1).expect(200);
    const end = { procedureId: body.items[0].id, endedOn: '2025-01-07', reason: 'The application was withdrawn.' };
    await act('coordinator', caseId, 'end-parallel', { ...end, endedOn: '2025-01-01' }, 2).expect(400);
    await act('coordinator', caseId, 'end-parallel', end, 2).expect(200);
    await act('coordinator', caseId, 'end-parallel', end, 3).expect(412);
    const now = (await app.as('auditor').get(`/cases/${caseId}/parallel-procedures`).expect(200)).body;
    expect(now.items).toEqual([expect.objectContaining({ endedOn: '2025-01-07', endReason: end.reason })]);
    expect(now.warnings).toEqual([]);
  });

  it('is refused with what is wrong in it', async () => {
    const { caseId } = await receiveRrf(app);
    const [{ id: personId }] = (await theCase(app, caseId)).persons;
    const codeOf = async (body: Body): Promise<string> =>
      (await act('case_officer', caseId, 'note-parallel', { ...DUAL, personId, ...body }, 1).expect(400)).body.errors[0]
        .code;
    expect(await codeOf({ countryCode: 'ZZ' })).toBe('unknownCountry');
    expect(await codeOf({ countryCode: undefined })).toBe('countryOfDualSubmission');
    expect(await codeOf({ kind: 'family_reunification' })).toBe('countryOfDualSubmission');
    expect(await codeOf({ notedOn: '2025-01-08' })).toBe('afterToday');
    expect(await codeOf({ personId: caseId })).toBe('notInCase');
    await act('case_officer', caseId, 'note-parallel', { ...DUAL, personId }, 9).expect(412);
  });

  it('is noted by coordinators and case officers only', async () => {
    const allowed: readonly Role[] = PERMISSIONS['person.note_parallel'].roles;
    const { caseId } = await receiveRrf(app);
    const [{ id: personId }] = (await theCase(app, caseId)).persons;
    for (const role of ROLES.filter((one) => !allowed.includes(one)))
      await act(role, caseId, 'note-parallel', { ...DUAL, personId }, 1).expect(403);
  });
});
