import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registered } from '../../factories/cases.js';
import {
  aPdf,
  fileDocument,
  filesIn,
  replaceDocument,
  startWithDocuments,
  toldOfDocuments,
} from '../../factories/documents.js';
import type { TestApp } from '../../support/app.js';

let app: TestApp;
let folder: string;
let caseId: string;
beforeAll(async () => {
  ({ app, folder } = await startWithDocuments());
  caseId = (await registered(app)).id;
});
afterAll(() => app.close());

const filed = async (fields = {}): Promise<string> => (await fileDocument(app, caseId, { fields }).expect(201)).body.id;
const content = async (documentId: string, version?: number): Promise<string> => {
  const path = version === undefined ? 'content' : `versions/${version}/content`;
  return (await app.as('case_officer').get(`/documents/${documentId}/${path}`).expect(200)).bytes.toString();
};

describe('a newer version of a document', () => {
  it('takes the place of the old one, which stays readable, with the reason', async () => {
    const id = await filed();
    const newer = aPdf('Clearer.');
    const { body, etag } = await replaceDocument(app, id, 1, {
      content: newer,
      fields: { validUntil: '2025-09-01', title: 'Birth certificate, certified' },
    }).expect(200);
    expect(etag).toBe('"2"');
    expect(body).toMatchObject({ version: 2, title: 'Birth certificate, certified', validUntil: '2025-09-01' });
    expect(body.versions).toMatchObject([
      { number: 1, title: 'Birth certificate of the child', reason: null },
      { number: 2, title: 'Birth certificate, certified', reason: 'A clearer copy.' },
    ]);
    expect(await content(id)).toBe(newer.toString());
    expect(await content(id, 1)).toBe(aPdf().toString());
    expect(await content(id, 2)).toBe(newer.toString());
    expect((await app.as('case_officer').get(`/documents/${id}/versions/3/content`)).status).toBe(404);
    expect((await toldOfDocuments(app, caseId)).filter(({ action }) => action === 'document.replace')).toMatchObject([
      { reason: 'A clearer copy.', payload: { documentId: id, number: 2 } },
    ]);
  });

  it('needs the version on which it was decided, and leaves no file when it is refused', async () => {
    const id = await filed();
    await replaceDocument(app, id, 1).expect(200);
    const stored = await filesIn(folder);
    const { body } = await replaceDocument(app, id, 1, { content: aPdf('Too late.') }).expect(412);
    expect(body).toMatchObject({ currentVersion: 2, changedBy: 'Case officer' });
    expect((await replaceDocument(app, id, 1, {}, { ifMatch: undefined })).status).toBe(428);
    expect((await replaceDocument(app, id, 2, { fields: { reason: undefined } })).status).toBe(400);
    expect(await filesIn(folder)).toEqual(stored);
  });

  it('wins alone when two are sent at once', async () => {
    const id = await filed();
    const before = (await filesIn(folder)).length;
    const replies = await Promise.all(
      [1, 2, 3, 4].map((one) => replaceDocument(app, id, 1, { content: aPdf(`At once ${one}.`) })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const { body } = await app.as('case_officer').get(`/documents/${id}`).expect(200);
    expect(body.versions).toHaveLength(2);
    expect(await filesIn(folder)).toHaveLength(before + 1);
  });

  it('is answered again, and not stored again, under the same key', async () => {
    const id = await filed();
    const key = 'one-key-for-one-version';
    const first = await replaceDocument(app, id, 1, {}, { key }).expect(200);
    const stored = await filesIn(folder);
    const again = await replaceDocument(app, id, 1, {}, { key }).expect(200);
    expect(again.body).toEqual(first.body);
    expect(await filesIn(folder)).toEqual(stored);
  });

  it('of a restricted document is filed by those alone who may read it', async () => {
    const id = await filed({ kind: 'best_interests' });
    const { body } = await replaceDocument(app, id, 1, { role: 'coordinator' }).expect(403);
    expect(body.permission).toBe('document.read_restricted');
    await replaceDocument(app, id, 1, { role: 'mission_leader', fields: { reason: 'A secret of health.' } }).expect(
      200,
    );
    expect(JSON.stringify(await toldOfDocuments(app, caseId))).not.toContain('A secret of health');
  });
});
