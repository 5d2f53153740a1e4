import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registered } from '../../factories/cases.js';
import {
  fileDocument,
  filesIn,
  replaceDocument,
  startWithDocuments,
  toldOfDocuments,
} from '../../factories/documents.js';
import type { TestApp } from '../../support/app.js';
import { DocumentsService } from '../../../src/documents/index.js';
import { UnitOfWork } from '../../../src/platform/index.js';

let app: TestApp;
let folder: string;
let caseId: string;
beforeAll(async () => {
  ({ app, folder } = await startWithDocuments());
  caseId = (await registered(app)).id;
});
afterAll(() => app.close());

const reason = 'It belongs to another case.';

describe('a document that was filed under the wrong case', () => {
  it('is withdrawn with a reason: its content is hidden, its trace stays', async () => {
    const { body: filed } = await fileDocument(app, caseId).expect(201);
    const stored = await filesIn(folder);
    const path = `/documents/${filed.id}`;
    const { body } = await app
      .as('case_officer')
      .post(`${path}/actions/withdraw`, { reason }, { ifMatch: 1 })
      .expect(200);
    expect(body).toMatchObject({
      ...{ version: 2, diaryNumber: filed.diaryNumber, expired: false },
      withdrawal: { reason, withdrawnBy: 'Case officer' },
      versions: [{ number: 1, sha256: filed.versions[0].sha256 }],
    });
    for (const content of [`${path}/content`, `${path}/versions/1/content`])
      expect((await app.as('case_officer').get(content)).status).toBe(404);
    const { body: list } = await app.as('coordinator').get(`/cases/${caseId}/documents`).expect(200);
    expect(list.items).toMatchObject([{ id: filed.id, withdrawal: { reason } }]);
    // Kept until the retention rules take it; nobody reads it.
    expect(await filesIn(folder)).toEqual(stored);
    expect((await toldOfDocuments(app, caseId)).find(({ action }) => action === 'document.withdraw')).toMatchObject({
      reason,
      payload: { documentId: filed.id },
    });
    const kinds = await app.server.get(UnitOfWork).read((tx) => app.server.get(DocumentsService).kindsOf(tx, caseId));
    expect(kinds).toEqual([]);
  });

  it('is then at its end: it is neither withdrawn nor replaced again', async () => {
    const { body: filed } = await fileDocument(app, caseId).expect(201);
    const withdraw = (version: number) =>
      app.as('coordinator').post(`/documents/${filed.id}/actions/withdraw`, { reason }, { ifMatch: version });
    await withdraw(1).expect(200);
    await withdraw(1).expect(412);
    const { body } = await withdraw(2).expect(409);
    expect(body).toMatchObject({ code: 'transitionRefused', from: 'withdrawn', allowedActions: [] });
    const before = await filesIn(folder);
    await replaceDocument(app, filed.id, 2).expect(409);
    expect(await filesIn(folder)).toEqual(before);
  });

  it('is withdrawn by those who may, with a reason', async () => {
    const { body: filed } = await fileDocument(app, caseId, { fields: { kind: 'police_record' } }).expect(201);
    const withdraw = (role: Parameters<TestApp['as']>[0], body: object = { reason }) =>
      app.as(role).post(`/documents/${filed.id}/actions/withdraw`, body, { ifMatch: 1 });
    await withdraw('mission_leader').expect(403);
    // Restricted: the coordinator may withdraw, but not what may not be read.
    await withdraw('coordinator').expect(403);
    await withdraw('case_officer', {}).expect(400);
    await withdraw('case_officer').expect(200);
  });
});
