import { mkdtempSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SweepDocuments } from '../../../src/documents/sweep-documents.js';
import { FileStore } from '../../../src/platform/index.js';
import { registered } from '../../factories/cases.js';
import { aPdf, fileDocument, filesIn, startWithDocuments } from '../../factories/documents.js';
import type { TestApp } from '../../support/app.js';
import { runFolder } from '../../support/engines.js';

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

  it('is nothing when the folder cannot be written: the act answers 503 and takes no number from the diary', async () => {
    const place = join(mkdtempSync(join(runFolder(), 'no-folder-')), 'a file');
    await writeFile(place, 'where the folder should be');
    const other = await startWithDocuments({ VIDAR_DOCUMENTS: place });
    const { id, diaryNumber } = await registered(other.app);
    const { body } = await fileDocument(other.app, id, {}, { key: 'the-same-act-again' }).expect(503);
    expect(body).toMatchObject({ code: 'unavailable', detail: expect.stringContaining('nothing was kept') });
    await rm(place);
    const { body: filed } = await fileDocument(other.app, id, {}, { key: 'the-same-act-again' }).expect(201);
    expect(filed.diaryNumber).toBe(`${diaryNumber}:2`);
    await other.app.close();
  });

  it('is not found where no document was ever filed', async () => {
    const other = await startWithDocuments();
    expect(await other.app.server.get(SweepDocuments).sweepOrphans(0)).toBe(0);
    await other.app.close();
  });
});
