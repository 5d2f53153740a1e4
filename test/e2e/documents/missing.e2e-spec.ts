import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { registered } from '../../factories/cases.js';
import { aPdf, fileDocument, filesIn, replaceDocument, startWithDocuments } from '../../factories/documents.js';
import { anRrf } from '../../factories/rrf.js';
import type { TestApp } from '../../support/app.js';
import { change } from '../family/families.js';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  ({ app, folder } = await startWithDocuments());
});
afterAll(() => app.close());

const missing = async (query = '', role: 'case_officer' | 'coordinator' = 'case_officer') =>
  (await app.as(role).get(`/documents/missing${query}`).expect(200)).body as {
    items: { reason: string; caseId: string; kind: string | null; personId: string | null }[];
    nextCursor: string | null;
  };
const ofCase = async (caseId: string, role?: 'coordinator') => (await missing(`?caseId=${caseId}`, role)).items;

/** The file that the act left in the store. */
async function storedBy(act: () => Promise<unknown>): Promise<string> {
  const before = await filesIn(folder);
  await act();
  return join(
    folder,
    (await filesIn(folder)).find((file) => !before.includes(file))!,
  );
}

/** A case whose form names a birth certificate and a medical form of one person. */
async function withAttachments(index = 0): Promise<CaseResponse> {
  const rrf = anRrf();
  const about = [rrf.persons[index]!.individualNumber];
  return registered(app, {
    ...rrf,
    attachments: [
      { type: 'birth_certificate', about },
      { type: 'maf', about },
    ],
  });
}

describe('the documents whose content is missing', () => {
  it('are those which the form names and nobody has filed, until somebody does; a medical form is not listed', async () => {
    const theCase = await withAttachments();
    const [person] = theCase.persons;
    expect(await ofCase(theCase.id)).toEqual([
      {
        ...{ reason: 'not_filed', caseId: theCase.id, caseNumber: theCase.diaryNumber, classification: 'open' },
        ...{ documentId: null, diaryNumber: null, versionNumber: null },
        ...{ kind: 'birth_certificate', personId: person!.id },
      },
    ]);
    const { body } = await fileDocument(app, theCase.id, { fields: { personId: person!.id } }).expect(201);
    expect(await ofCase(theCase.id)).toEqual([]);
    await app
      .as('coordinator')
      .post(`/documents/${body.id}/actions/withdraw`, { reason: 'Belongs to another case.' }, { ifMatch: 1 })
      .expect(200);
    expect(await ofCase(theCase.id)).toMatchObject([{ reason: 'not_filed' }]);
  });

  it('stand in the case in which the person is now', async () => {
    const theCase = await withAttachments(1);
    const [, spouse] = theCase.persons;
    const { otherCaseId } = await change(app, theCase.id, 'split', { personIds: [spouse!.id] });
    expect(await ofCase(theCase.id)).toEqual([]);
    expect(await ofCase(otherCaseId)).toMatchObject([{ kind: 'birth_certificate', personId: spouse!.id }]);
  });

  it('are those whose file is gone or of another length, each version by itself', async () => {
    const theCase = await registered(app);
    let id = '';
    const first = await storedBy(async () => {
      id = (await fileDocument(app, theCase.id).expect(201)).body.id;
    });
    const second = await storedBy(() => replaceDocument(app, id, 1).expect(200));
    expect(await ofCase(theCase.id)).toEqual([]);
    await rm(first);
    await writeFile(second, aPdf('Somebody else wrote this into the place.'));
    expect(await ofCase(theCase.id)).toMatchObject([
      { reason: 'file_missing', documentId: id, diaryNumber: `${theCase.diaryNumber}:2`, versionNumber: 1 },
      { reason: 'file_changed', documentId: id, versionNumber: 2, kind: 'birth_certificate' },
    ]);
    expect((await missing(`?caseId=${theCase.id}&reason=file_changed`)).items).toMatchObject([{ versionNumber: 2 }]);
  });

  it('tell of a restricted one neither kind nor person to those who may not read it', async () => {
    const theCase = await registered(app);
    const personId = theCase.persons[0]!.id;
    const fields = { kind: 'medical_form', title: 'Form', personId };
    await rm(await storedBy(() => fileDocument(app, theCase.id, { fields }).expect(201)));
    expect(await ofCase(theCase.id)).toMatchObject([{ kind: 'medical_form', personId, classification: 'restricted' }]);
    expect(await ofCase(theCase.id, 'coordinator')).toMatchObject([
      { reason: 'file_missing', kind: null, personId: null, classification: 'restricted' },
    ]);
  });

  it('are listed over all cases page by page, each once, by those who see to it', async () => {
    const all = await missing('?limit=200');
    expect(all.nextCursor).toBeNull();
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await missing(`?limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all.items);
    expect(new Set(all.items.map(({ reason }) => reason)).size).toBe(3);
    await app.as('travel_officer').get('/documents/missing').expect(403);
    await app.as('case_officer').get(`/documents/missing?caseId=01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11`).expect(404);
  });
});
