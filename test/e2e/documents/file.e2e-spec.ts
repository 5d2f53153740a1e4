import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { registered, versionOf } from '../../factories/cases.js';
import { aPdf, fileDocument, filesIn, startWithDocuments, toldOfDocuments } from '../../factories/documents.js';
import { counted } from '../../factories/submissions.js';
import type { TestApp } from '../../support/app.js';

let app: TestApp;
let folder: string;
let theCase: CaseResponse;
beforeAll(async () => {
  ({ app, folder } = await startWithDocuments());
  theCase = await registered(app);
});
afterAll(() => app.close());

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

describe('a document that is filed in a case', () => {
  it('stands under the next number of the diary, told by its content, with its checksum, and lies outside the database', async () => {
    const content = aPdf('The first.');
    const before = await filesIn(folder);
    const { body, etag } = await fileDocument(app, theCase.id, {
      content,
      name: 'شهادة ميلاد.pdf',
      fields: { documentOn: '2024-12-20', validUntil: '2025-06-20', personId: theCase.persons[0]!.id },
    }).expect(201);
    expect(body).toMatchObject({
      ...{ caseId: theCase.id, diaryNumber: `${theCase.diaryNumber}:2`, version: 1, kind: 'birth_certificate' },
      ...{ classification: 'open', withheld: false, expired: false, validUntil: '2025-06-20', withdrawal: null },
      personId: theCase.persons[0]!.id,
    });
    expect(etag).toBe('"1"');
    expect(body.versions).toEqual([
      {
        ...{ number: 1, title: 'Birth certificate of the child', documentOn: '2024-12-20', validUntil: '2025-06-20' },
        ...{ fileName: 'شهادة ميلاد.pdf', mediaType: 'application/pdf', sizeBytes: content.length },
        ...{ sha256: sha256(content), scanned: false, reason: null, filedBy: 'Case officer' },
        filedAt: expect.stringMatching(/^2025-01-07T08:/),
      },
    ]);
    const [stored, ...more] = (await filesIn(folder)).filter((file) => !before.includes(file));
    expect(more).toEqual([]);
    expect(stored).toMatch(/^([0-9a-f]{2})\/\1[0-9a-f]{30}$/);
    expect(await readFile(join(folder, stored!))).toEqual(content);
  });

  it('is in the diary, raises the version of the case and is told in its story', async () => {
    const version = await versionOf(app, theCase.id);
    const { body } = await fileDocument(app, theCase.id).expect(201);
    expect(await versionOf(app, theCase.id)).toBe(version + 1);
    const diary = await app.as('case_officer').get(`/cases/${theCase.id}/diary`).expect(200);
    expect(diary.body.items.at(-1)).toMatchObject({
      ...{ id: body.id, diaryNumber: body.diaryNumber, kind: 'filed_document', title: 'Birth papers' },
      ...{ direction: 'incoming', classification: 'open' },
    });
    expect((await toldOfDocuments(app, theCase.id)).at(-1)).toMatchObject({
      action: 'document.file',
      payload: { documentId: body.id, documentNumber: body.diaryNumber, number: 1, kind: 'birth_certificate' },
    });
    const { body: story } = await app.as('case_officer').get(`/cases/${theCase.id}/timeline`).expect(200);
    expect(story.items.at(-1).action).toBe('document.file');
  });

  it('is filed once when the answer was lost and it is sent again, with one file on the disk', async () => {
    const content = aPdf('Sent twice.');
    const key = 'a-key-of-one-upload';
    const first = await fileDocument(app, theCase.id, { content }, { key }).expect(201);
    const stored = await filesIn(folder);
    const again = await fileDocument(app, theCase.id, { content }, { key }).expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await filesIn(folder)).toEqual(stored);

    const other = await fileDocument(app, theCase.id, { content: aPdf('Another.') }, { key }).expect(422);
    expect(other.body.code).toBe('keyReused');
    expect((await fileDocument(app, theCase.id, { content, name: 'other.pdf' }, { key })).status).toBe(422);
    expect(await filesIn(folder)).toEqual(stored);
  });

  it('of a restricted kind tells other readers of the case only that it is there', async () => {
    const personId = theCase.persons[0]!.id;
    const { body } = await fileDocument(app, theCase.id, {
      name: 'maf-of-aline.pdf',
      fields: { kind: 'medical_form', title: 'Form on her heart', classification: 'open', personId },
    }).expect(201);
    expect(body).toMatchObject({ classification: 'restricted', kind: 'medical_form' });
    for (const role of ['coordinator', 'security_liaison'] as const) {
      const listed = await app.as(role).get(`/cases/${theCase.id}/documents`).expect(200);
      const found = listed.body.items.find(({ id }: { id: string }) => id === body.id);
      expect(found).toMatchObject({ withheld: true, kind: null, title: null, personId: null, versions: [] });
      expect(JSON.stringify(listed.body)).not.toMatch(/heart|maf-of|medical/i);
      const narrowed = await app.as(role).get(`/cases/${theCase.id}/documents?kind=medical_form`).expect(200);
      expect(narrowed.body.items).toEqual([]);
      for (const path of [`/documents/${body.id}`, `/documents/${body.id}/content`]) {
        const refused = await app.as(role).get(path).expect(403);
        expect(refused.body.permission).toBe('document.read_restricted');
      }
    }
    const everywhere = await Promise.all([
      app.as('travel_officer').get(`/cases/${theCase.id}/diary`),
      app.as('travel_officer').get(`/cases/${theCase.id}/timeline`),
      app.as('auditor').get(`/audit/entries?caseId=${theCase.id}&limit=200`),
    ]);
    expect(everywhere.map(({ body: told }) => /heart|maf-of|medical_form/i.test(JSON.stringify(told)))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('is refused with the fields that are wrong, and nothing stays of it', async () => {
    const [stored, rows] = [await filesIn(folder), await counted(app)];
    const pointers = async (fields: Record<string, string | undefined>, status = 400): Promise<unknown> => {
      const { body } = await fileDocument(app, theCase.id, { fields }).expect(status);
      return body.errors?.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`);
    };
    expect(await pointers({ kind: 'medical_form' })).toEqual(['/personId required']);
    expect(await pointers({ documentOn: '2025-01-08' })).toEqual(['/documentOn inFuture']);
    expect(await pointers({ documentOn: '2025-01-06', validUntil: '2025-01-05' })).toEqual([
      '/validUntil beforeDocument',
    ]);
    expect(await pointers({ personId: '01969d2e-3c0f-7a52-8a4e-000000000000' })).toEqual(['/personId notInCase']);
    expect(await pointers({ kind: 'recipe' })).toEqual(['/kind isIn']);
    expect(await pointers({ storedAs: '../../x' })).toEqual(['/storedAs unknownField']);
    expect(await pointers({ ['__proto__']: '1' })).toEqual(['/__proto__ unknownField']);
    expect(await filesIn(folder)).toEqual(stored);
    expect(await counted(app)).toEqual(rows);
  });

  it('never comes from the Security Service', async () => {
    const stored = await filesIn(folder);
    const { body } = await fileDocument(app, theCase.id, { fields: { origin: 'security_service' } }).expect(422);
    expect(body.unmet).toMatchObject([{ code: 'neverStored' }]);
    expect(await filesIn(folder)).toEqual(stored);
  });

  it('is filed by those who may, in a case that there is', async () => {
    for (const role of ['auditor', 'security_unit', 'municipality', 'travel_officer', 'administrator'] as const)
      expect((await fileDocument(app, theCase.id, { role })).status).toBe(403);
    expect((await fileDocument(app, '01969d2e-3c0f-7a52-8a4e-000000000000')).status).toBe(404);
    expect((await fileDocument(app, theCase.id, { role: 'coordinator' })).status).toBe(201);
  });

  it('shows that it has expired, and can be listed by kind and person', async () => {
    const mine = await registered(app);
    const personId = mine.persons[0]!.id;
    await fileDocument(app, mine.id, { fields: { kind: 'consent', validUntil: '2025-01-06', personId } }).expect(201);
    await fileDocument(app, mine.id, { fields: { kind: 'consent', validUntil: '2025-01-07' } }).expect(201);
    await fileDocument(app, mine.id, { fields: { kind: 'photo' } }).expect(201);
    const list = async (query = ''): Promise<unknown[]> =>
      (await app.as('decision_maker').get(`/cases/${mine.id}/documents${query}`).expect(200)).body.items.map(
        ({ kind, expired }: Record<string, unknown>) => `${String(kind)} ${String(expired)}`,
      );
    expect(await list()).toEqual(['consent true', 'consent false', 'photo false']);
    expect(await list('?kind=consent')).toEqual(['consent true', 'consent false']);
    expect(await list(`?personId=${personId}`)).toEqual(['consent true']);
  });

  it('cannot be changed or taken away in the database either', async () => {
    for (const table of ['filed_documents', 'filed_document_versions'])
      for (const statement of [
        `DELETE FROM ${table}`,
        `UPDATE ${table} SET ${table === 'filed_documents' ? 'kind' : 'sha256'} = 'x'`,
      ])
        await expect(app.dataSource.query(statement)).rejects.toThrow(/never changed or deleted/);
  });
});
