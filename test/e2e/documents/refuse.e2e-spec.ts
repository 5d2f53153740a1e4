import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import { registered } from '../../factories/cases.js';
import { aForm, aPdf, fileDocument, filesIn, startWithDocuments } from '../../factories/documents.js';
import { counted } from '../../factories/submissions.js';
import type { TestApp } from '../../support/app.js';

const TABLES = ['documents', 'filed_documents', 'filed_document_versions', 'diary_counters'];
const MB = 1024 * 1024;
const FIELDS = { kind: 'letter', title: 'A letter', origin: 'unhcr' };

let app: TestApp;
let folder: string;
let caseId: string;
let before: unknown;
beforeAll(async () => {
  ({ app, folder } = await startWithDocuments({ VIDAR_DOCUMENTS_MAX_MB: '1' }));
  caseId = (await registered(app)).id;
});
afterAll(() => app.close());

const state = async (): Promise<unknown> => ({ rows: await counted(app, TABLES), files: await filesIn(folder) });
// Whatever is refused here leaves no row, no file and no number taken from the diary.
beforeEach(async () => (before = await state()));
afterEach(async () => expect(await state()).toEqual(before));

const send = (bytes: Buffer, contentType: string) =>
  app.as('case_officer').post(`/cases/${caseId}/documents`, bytes, { contentType });
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('a file that is not what it says', () => {
  it.each([
    ['a web page named as a PDF', 'letter.pdf', latin('<!doctype html><script>alert(1)</script>'), 'markup'],
    ['a drawing with a script', 'photo.svg', latin('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'markup'],
    [
      'a PDF that is a web page, too',
      'letter.pdf',
      Buffer.concat([latin('%PDF-1.7 <html><script>x()</script>'), aPdf()]),
      'markup',
    ],
    ['a program named as a PDF', 'letter.pdf', latin('MZ\x90\0\x03\0\0\0'), 'typeNotTaken'],
    ['a PDF named as a program', 'letter.exe', aPdf(), 'nameDisagrees'],
    ['a PDF named as a picture', 'letter.png', aPdf(), 'nameDisagrees'],
    ['a text that is not UTF-8', 'letter.txt', latin('F\xf6delsebevis'), 'typeNotTaken'],
    ['a text with control characters', 'letter.txt', latin('a\0b'), 'typeNotTaken'],
    ['nothing at all', 'letter.pdf', Buffer.alloc(0), 'empty'],
  ])('%s is refused, by the name of its part', async (_what, name, content, code) => {
    const { body } = await fileDocument(app, caseId, { name, content }).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/content', code }]);
  });
});

describe('a form', () => {
  it('with a file larger than is taken is refused, whether it says so or not', async () => {
    const content = Buffer.concat([aPdf(), Buffer.alloc(MB)]);
    const { bytes, contentType } = aForm(FIELDS, [{ name: 'letter.pdf', content }]);
    const { body } = await send(bytes, contentType).expect(413);
    expect(body).toMatchObject({ code: 'tooLarge', detail: expect.stringContaining('1 MB') });

    // A gigabyte, says its head, and is refused before it is sent; streamed without a word of its length, it is stopped on the way.
    expect(await answered(1024 * MB, [])).toBe(413);
    expect(
      await answered(null, [bytes.subarray(0, -60), ...Array.from({ length: 8 }, () => Buffer.alloc(MB))], contentType),
    ).toBe(413);
  });

  it('at the limit is taken, so a byte more is what is refused', async () => {
    const largest = Buffer.concat([Buffer.alloc(0), aPdf()]);
    const padded = Buffer.concat([largest.subarray(0, -6), Buffer.alloc(MB - largest.length, 0x20), latin('%%EOF\n')]);
    const { bytes, contentType } = aForm({ ...FIELDS, kind: 'recipe' }, [{ name: 'a.pdf', content: padded }]);
    // It is the kind that is wrong here, not the size.
    expect((await send(bytes, contentType)).status).toBe(400);
    const more = aForm(FIELDS, [{ name: 'a.pdf', content: Buffer.concat([padded, latin('\n')]) }]);
    expect((await send(more.bytes, more.contentType)).status).toBe(413);
  });

  it('that broke off leaves nothing behind', async () => {
    const { bytes, contentType } = aForm(FIELDS, [{ name: 'a.pdf', content: aPdf() }]);
    expect((await send(bytes.subarray(0, -20), contentType)).status).toBe(400);
    await answered(bytes.length, [bytes.subarray(0, -30)], contentType, true);
    for (let tries = 0; tries < 50 && (await filesIn(folder)).length > 0; tries += 1) await wait(20);
  });

  it('has exactly one file, in its part, and the fields that the document says', async () => {
    const file = { name: 'a.pdf', content: aPdf() };
    const status = async (fields: Record<string, string>, files = [file], part?: string): Promise<number> => {
      const { bytes, contentType } = aForm(fields, files, part);
      return (await send(bytes, contentType)).status;
    };
    expect(await status(FIELDS, [])).toBe(400);
    expect(await status(FIELDS, [file, file])).toBe(400);
    expect(await status(FIELDS, [file], 'other')).toBe(400);
    expect(await status({ ...FIELDS, storedAs: '../x' })).toBe(400);
    expect(await status({ ...FIELDS, constructor: 'x' })).toBe(400);
    expect(await status({ ...FIELDS, 'title[x]': 'y' })).toBe(400);
    expect(await status({ ...FIELDS, title: 'x'.repeat(9_000) })).toBe(400);
    expect(await status({ ...FIELDS, title: 'a\u0000b' })).toBe(400);
    expect(await status(Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`f${at}`, 'x'])))).toBe(400);
    expect((await send(aPdf(), 'application/pdf')).status).toBe(415);
    expect((await send(Buffer.from('{}'), 'application/json')).status).toBe(415);
    expect((await send(aPdf(), 'multipart/form-data')).status).toBe(400);
    const { bytes, contentType } = aForm(FIELDS, [file]);
    const keyless = app.as('case_officer').post(`/cases/${caseId}/documents`, bytes, { contentType, key: null });
    expect((await keyless).status).toBe(400);
  });
});

/** The status with which the server answers a request written by hand; with `hangUp` nobody waits for it. */
async function answered(
  length: number | null,
  pieces: readonly Buffer[],
  contentType = 'multipart/form-data; boundary=x',
  hangUp = false,
): Promise<number | null> {
  const { port } = new URL(app.url);
  // The client's own session, as it sends it.
  const authorization = await tokenOf();
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    const size = length === null ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
    socket.on('error', () => resolve(null));
    socket.once('data', (data) => {
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString('latin1'))?.[1]));
      socket.destroy();
    });
    socket.on('connect', () => {
      socket.write(
        `POST /api/v1/cases/${caseId}/documents HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nIdempotency-Key: by-hand-${length}-${pieces.length}\r\nContent-Type: ${contentType}\r\n${size}\r\n\r\n`,
      );
      for (const piece of pieces) {
        if (length === null) socket.write(`${piece.length.toString(16)}\r\n`);
        socket.write(piece);
        if (length === null) socket.write('\r\n');
      }
      if (length === null) socket.write('0\r\n\r\n');
      if (hangUp) wait(100).then(() => (socket.destroy(), resolve(null)), reject);
    });
  });
}

async function tokenOf(): Promise<string> {
  const username = 'case.officer';
  const { body } = await app.nobody.post('/sessions', { username, password: 'a sentence for the tests' });
  return `Bearer ${body.token as string}`;
}
