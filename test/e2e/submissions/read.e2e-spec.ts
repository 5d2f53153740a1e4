import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { receiveRrf } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
let received: { caseId: string; submissionId: string };
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  received = await receiveRrf(app);
});
afterAll(() => app.close());

const NOWHERE = '01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11';
const reads = (action: string) =>
  app.dataSource
    .query<{ n: number }[]>(
      `SELECT count(*) AS n FROM audit_entries WHERE case_id = '${received.caseId}' AND action = '${action}'`,
    )
    .then(([row]) => Number(row!.n));

describe.each([
  [
    'the RRF',
    () => `/submissions/${received.submissionId}`,
    `/submissions/${NOWHERE}`,
    'submission.read',
    'submission.read',
  ],
  [
    'the completeness',
    () => `/cases/${received.caseId}/completeness`,
    `/cases/${NOWHERE}/completeness`,
    'submission.read',
    'submission.read',
  ],
  ['the papers', () => `/cases/${received.caseId}/diary`, `/cases/${NOWHERE}/diary`, 'case.read', 'case.read'],
] as const)('reading %s of a case', (_, path, nowhere, permission, action) => {
  it('is for the roles of the catalogue, and each read is logged', async () => {
    const allowed: readonly Role[] = PERMISSIONS[permission].roles;
    const before = await reads(action);
    for (const role of ROLES)
      await app
        .as(role)
        .get(path())
        .expect(allowed.includes(role) ? 200 : 403);
    expect(await reads(action)).toBe(before + allowed.length);
    await app.nobody.get(path()).expect(401);
  });

  it('finds nothing where nothing is', async () => {
    await app.as('case_officer').get(nowhere).expect(404);
    await app.as('case_officer').get(nowhere.replace(NOWHERE, 'seven')).expect(400);
  });
});

describe('the papers of a case', () => {
  it('are listed with diary number, direction and classification', async () => {
    const { body } = await app.as('auditor').get(`/cases/${received.caseId}/diary`).expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        diaryNumber: 'VID-2025-00001:1',
        kind: 'rrf',
        title: 'RRF, version 1',
        direction: 'incoming',
        classification: 'restricted',
        registeredOn: '2025-01-07',
      }),
    ]);
  });
});
