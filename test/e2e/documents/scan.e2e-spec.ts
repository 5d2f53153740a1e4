import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { registered } from '../../factories/cases.js';
import {
  aPdf,
  fileDocument,
  filesIn,
  replaceDocument,
  startWithDocuments,
  toldOfDocuments,
} from '../../factories/documents.js';
import { counted } from '../../factories/submissions.js';
import type { TestApp } from '../../support/app.js';
import { runFolder } from '../../support/engines.js';

// The harmless string by which every scanner is tried (eicar.org), in two halves so that none takes this file for one.
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

type Mood = 'honest' | 'silent' | 'full' | 'hangsUp';
let mood: Mood = 'honest';
let received: Buffer[] = [];

/** Speaks clamd's INSTREAM as its manual says, strictly: anything else ends the connection. */
function fakeClamd(): Server {
  return createServer((socket) => void talk(socket).catch(() => socket.destroy()));
}

async function talk(socket: Socket): Promise<void> {
  let seen = Buffer.alloc(0);
  let content = Buffer.alloc(0);
  let greeted = false;
  for await (const piece of socket as AsyncIterable<Buffer>) {
    seen = Buffer.concat([seen, piece]);
    if (mood === 'hangsUp') return void socket.destroy();
    if (mood === 'full') return void socket.end('INSTREAM size limit exceeded. ERROR\0');
    if (!greeted) {
      if (seen.length < 10) continue;
      if (seen.subarray(0, 10).toString() !== 'zINSTREAM\0') return void socket.destroy();
      [greeted, seen] = [true, seen.subarray(10)];
    }
    while (seen.length >= 4) {
      const length = seen.readUInt32BE();
      if (length === 0) {
        received.push(content);
        if (mood !== 'silent') socket.end(`stream: ${content.includes(EICAR) ? 'Eicar-Test-Signature FOUND' : 'OK'}\0`);
        return;
      }
      if (seen.length < 4 + length) break;
      content = Buffer.concat([content, seen.subarray(4, 4 + length)]);
      seen = seen.subarray(4 + length);
    }
  }
}

const socketPath = join(mkdtempSync(join(runFolder(), 'clamd-')), 's');
let clamd: Server;
let app: TestApp;
let folder: string;
let caseId: string;
beforeAll(async () => {
  clamd = fakeClamd();
  await new Promise<void>((resolve) => clamd.listen(socketPath, resolve));
  ({ app, folder } = await startWithDocuments({ VIDAR_CLAMD: `unix:${socketPath}` }));
  caseId = (await registered(app)).id;
});
afterAll(async () => {
  await app.close();
  clamd.close();
});
afterEach(() => {
  mood = 'honest';
  received = [];
});

const infected = (): Buffer => Buffer.concat([aPdf(EICAR), Buffer.alloc(300_000, 0x20), Buffer.from('%%EOF')]);
const state = async (): Promise<unknown> => ({
  files: await filesIn(folder),
  rows: await counted(app, ['documents', 'filed_documents', 'filed_document_versions']),
});

describe('the malware scanner', () => {
  it('is shown every byte before anything is kept', async () => {
    const content = Buffer.concat([aPdf(), Buffer.alloc(300_000, 0x20), Buffer.from('%%EOF')]);
    const { body } = await fileDocument(app, caseId, { content }).expect(201);
    expect(body.versions[0].scanned).toBe(true);
    expect(received.map((bytes) => bytes.equals(content))).toEqual([true]);
  });

  it('that finds something keeps it out, and that it was tried is in the audit', async () => {
    const { body: filed } = await fileDocument(app, caseId).expect(201);
    const before = await state();
    for (const reply of [
      await fileDocument(app, caseId, { content: infected() }).expect(422),
      await replaceDocument(app, filed.id, 1, { content: infected() }).expect(422),
    ])
      expect(reply.body.unmet).toMatchObject([
        { code: 'malwareFound', detail: expect.stringContaining('Eicar-Test-Signature') },
      ]);
    expect(await state()).toEqual(before);
    const told = (await toldOfDocuments(app, caseId)).filter(({ action }) => action === 'document.refuse_malware');
    expect(told).toMatchObject([
      { actorName: 'Case officer', payload: { found: 'Eicar-Test-Signature', sha256: expect.any(String) } },
      { payload: { found: 'Eicar-Test-Signature' } },
    ]);
  });

  it.each<Mood>(['hangsUp', 'full'])('that gives no clear answer (%s) lets nothing through', async (how) => {
    const before = await state();
    mood = how;
    const { body, headers } = await fileDocument(app, caseId).expect(503);
    expect(body.code).toBe('unavailable');
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(await state()).toEqual(before);
  });

  it('that cannot be reached lets nothing through; the same act under the same key is done when it is back', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const other = await startWithDocuments({ VIDAR_CLAMD: `tcp://127.0.0.1:${port}` });
    const { id } = await registered(other.app);
    const key = 'sent-again-when-it-is-back';
    await fileDocument(other.app, id, {}, { key }).expect(503);
    expect(await filesIn(other.folder)).toEqual([]);

    const back = fakeClamd();
    await new Promise<void>((resolve) => back.listen(port, '127.0.0.1', resolve));
    const { body } = await fileDocument(other.app, id, {}, { key }).expect(201);
    expect(body.versions[0].scanned).toBe(true);
    await other.app.close();
    back.close();
  });
});
