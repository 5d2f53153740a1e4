import { PERMISSIONS, permits, ROLES, type Role } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { accepted } from '../../factories/assignments.js';
import { fileDocument } from '../../factories/documents.js';
import { anRrf } from '../../factories/rrf.js';
import type { TestApp } from '../../support/app.js';
import type { Operation } from '../../support/operations.js';

/** An official who may do everything on the road of a case: what is refused to them is refused for the conflict's sake alone. */
export const ON_THE_ROAD_ROLES: Role[] = ROLES.filter(
  (role) => !['municipality', 'administrator', 'auditor', 'statistician', 'security_unit'].includes(role),
);

/** Two cases alike, with everything that can be named by an id of its own. */
export async function worldOfCases(app: TestApp) {
  const barred = await accepted(app, anRrf());
  const other = await accepted(app, anRrf());
  const documentId = (await fileDocument(app, barred.id)).body.id as string;
  const [{ id: submissionId }] = (await app.dataSource.query(
    `SELECT id FROM submissions WHERE case_id = '${barred.id}'`,
  )) as [{ id: string }];
  const release = { purpose: 'public_request', recipient: 'A newspaper', requestedOn: '2025-01-07' };
  const { id: releaseId } = (
    await app.as('case_officer').post(`/cases/${barred.id}/record-releases`, release).expect(201)
  ).body as { id: string };
  const held = Object.fromEntries(
    Object.keys(PERMISSIONS)
      .filter((permission) => permits(ON_THE_ROAD_ROLES, permission as keyof typeof PERMISSIONS))
      .map((permission) => [permission, true]),
  );
  return {
    barred,
    other,
    held,
    idsOfBarred: { documentId, submissionId, releaseId, assignmentId: barred.assignmentId },
    wordsOf: ({ id, diaryNumber, persons }: CaseResponse): string[] => [
      id,
      diaryNumber,
      ...persons.map((person) => person.id),
    ],
    /** What a list needs to be told, to be answered at all. */
    queryOf: ({ operationId }: Operation): string =>
      operationId === 'exportMunicipalityAssignments' || operationId === 'listMunicipalNumbers' ? '?year=2025' : '',
  };
}
