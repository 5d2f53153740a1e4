import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SweepDocuments } from '../../../src/documents/sweep-documents.js';
import { FileStore } from '../../../src/platform/index.js';
import { registered } from '../../factories/cases.js';
import { aPdf, fileDocument, filesIn, startWithDocuments } from '../../factories/documents.js';
import type { TestApp } from '../../support/app.js';

let app: TestApp;
let folder: string;
let caseId: string;
beforeAll(async () => {
  ({ app, folder } = await startWithDocuments());
  caseId = (await registered(app)).id;
});
afterAll(() => app.close());

const sweep = (untouchedMs?: number): Promise<number> => app.server.get(SweepDocuments).sweepOrphans(untouchedMs);

describe('what an act left that was killed', () => {
  it('before its file was kept, or between the file and the row, is swept after an hour and nothing else is', async () => {
    const { body } = await fileDocument(app, caseId).expect(201);
    const named = await filesIn(folder);
    const store = new FileStore(folder);
    await store.receive(Readable.from([aPdf('Killed on the way.')]));
    const { path } = await store.receive(Readable.from([aPdf('Killed before its row.')]));
    await store.keep(path);
    await writeFile(join(folder, 'a note of the operator'), 'stays');
    await mkdir(join(folder, 'lost+found'), { recursive: true });
    expect(await filesIn(folder)).toHaveLength(named.length + 3);

    expect(await sweep()).toBe(0);
    expect(await sweep(0)).toBe(2);
    expect(await filesIn(folder)).toEqual([...named, 'a note of the operator'].sort());
    await app.as('case_officer').get(`/documents/${body.id}/content`).expect(200);
  });

  it('when its commit failed and nobody knows whether it was made, stays until the database says so', async () => {
    const before = await filesIn(folder);
    await app.dataSource.query('ALTER TABLE filed_document_versions RENAME TO away');
    await fileDocument(app, caseId, { content: aPdf('Never committed.') }).expect(500);
    await app.dataSource.query('ALTER TABLE away RENAME TO filed_document_versions');
    const [orphan] = (await filesIn(folder)).filter((file) => !before.includes(file));
    expect((await readFile(join(folder, orphan!))).toString()).toContain('Never committed.');
    expect(await sweep(0)).toBe(1);
    expect(await filesIn(folder)).toEqual(before);
  });

  it('is not found where no document was ever filed', async () => {
    const other = await startWithDocuments();
    expect(await other.app.server.get(SweepDocuments).sweepOrphans(0)).toBe(0);
    await other.app.close();
  });
});
