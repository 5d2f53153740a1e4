import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, permits, ROLES } from '../../../src/access/index.js';
import { registered } from '../../factories/cases.js';
import { aPdf, fileDocument, filesIn, startWithDocuments, toldOfDocuments } from '../../factories/documents.js';
import type { TestApp } from '../../support/app.js';

let app: TestApp;
let folder: string;
let caseId: string;
beforeAll(async () => {
  ({ app, folder } = await startWithDocuments());
  caseId = (await registered(app)).id;
});
afterAll(() => app.close());

const filed = async (sent: Parameters<typeof fileDocument>[2] = {}): Promise<string> =>
  (await fileDocument(app, caseId, sent).expect(201)).body.id;

/** A filed document and the path of its one file. */
async function onDisk(words: string): Promise<{ id: string; path: string }> {
  const before = await filesIn(folder);
  const id = await filed({ content: aPdf(words) });
  return {
    id,
    path: join(
      folder,
      (await filesIn(folder)).find((file) => !before.includes(file))!,
    ),
  };
}

describe('the content of a document', () => {
  it('is to be saved as it was filed, and run by no browser', async () => {
    const content = aPdf('As it was filed.');
    const id = await filed({ content, name: 'የልደት ምስክር ወረቀት.pdf' });
    const reply = await app.as('decision_maker').get(`/documents/${id}/content`).expect(200);
    expect(reply.bytes).toEqual(content);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition': `attachment; filename="____ ____ ____.pdf"; filename*=UTF-8''${encodeURIComponent('የልደት ምስክር ወረቀት.pdf')}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it.each([
    ['../../../etc/cron.d/job.pdf', 'job.pdf'],
    ['..\\..\\Startup\\job.pdf', 'job.pdf'],
    ['a\r\nSet-Cookie: session=1.pdf', 'aSet-Cookie_ session=1.pdf'],
    ['a"; filename="b.exe.pdf', 'a_; filename=_b.exe.pdf'],
    ['fdp\u202egpj.pdf', 'fdpgpj.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['.hidden.pdf', 'hidden.pdf'],
    [`${'x'.repeat(400)}.pdf`, `${'x'.repeat(116)}.pdf`],
  ])('filed under the name %j goes out under a safe one', async (name, safe) => {
    const id = await filed({ name });
    const { headers } = await app.as('case_officer').get(`/documents/${id}/content`).expect(200);
    const disposition = headers.get('content-disposition')!;
    const told = /^attachment; filename="([\x20-\x7e]+)"; filename\*=UTF-8''(.+)$/.exec(disposition);
    expect(told).not.toBeNull();
    expect(told![1]).not.toMatch(/["\\/:]/);
    expect(decodeURIComponent(told![2]!)).toBe(safe);
    expect(headers.get('set-cookie')).toBeNull();
    expect((await filesIn(folder)).every((file) => /^[0-9a-f]{2}\/[0-9a-f]{32}$/.test(file))).toBe(true);
  });

  it('is read by those who may, and each read is in the audit before it is answered', async () => {
    const id = await filed();
    const secret = await filed({ fields: { kind: 'interview_notes' } });
    for (const role of ROLES) {
      const open = permits([role], 'document.read');
      expect((await app.as(role).get(`/documents/${id}/content`)).status).toBe(open ? 200 : 403);
      const restricted = open && permits([role], 'document.read_restricted');
      expect([role, (await app.as(role).get(`/documents/${secret}/content`)).status]).toEqual([
        role,
        restricted ? 200 : 403,
      ]);
    }
    const reads = (await toldOfDocuments(app, caseId)).filter(
      ({ action, payload }) => action === 'document.read' && payload.content === 1,
    );
    const readers = (permission: 'document.read' | 'document.read_restricted'): number =>
      // What the security unit reads is logged behind the wall.
      PERMISSIONS[permission].roles.filter((role) => role !== 'security_unit').length;
    const { body: one } = await app.as('case_officer').get(`/documents/${secret}`).expect(200);
    const ofSecret = reads.filter(({ payload }) => payload.documentNumber === one.diaryNumber);
    expect(ofSecret).toHaveLength(readers('document.read_restricted'));
    const { body: other } = await app.as('case_officer').get(`/documents/${id}`).expect(200);
    expect(reads.filter(({ payload }) => payload.documentNumber === other.diaryNumber)).toHaveLength(
      readers('document.read'),
    );
    const { body: list } = await app.as('decision_maker').get(`/cases/${caseId}/documents`).expect(200);
    expect((await toldOfDocuments(app, caseId)).at(-1)).toMatchObject({
      ...{ action: 'document.read', actorName: 'Decision maker' },
      payload: { listed: list.items.length, restricted: [secret] },
    });
  });

  it('is not to be had of a document that there is not', async () => {
    const nowhere = '01969d2e-3c0f-7a52-8a4e-000000000000';
    for (const path of [`/documents/${nowhere}`, `/documents/${nowhere}/content`, `/cases/${nowhere}/documents`])
      expect((await app.as('case_officer').get(path)).status).toBe(404);
    const id = await filed();
    for (const version of ['0', '-1', '2.5', '..%2f..', 'x'])
      expect((await app.as('case_officer').get(`/documents/${id}/versions/${version}/content`)).status).toBe(400);
    expect((await app.nobody.get(`/documents/${id}/content`)).status).toBe(401);
  });

  it('that was changed on the disk is never handed out, not one byte of it', async () => {
    const { id, path } = await onDisk('What was filed.');
    const stored = await readFile(path);
    for (const changed of [
      Buffer.from(stored.map((byte, at) => (at === 12 ? byte ^ 1 : byte))),
      stored.subarray(0, -1),
      Buffer.concat([stored, Buffer.from('\n')]),
      Buffer.alloc(0),
    ]) {
      await writeFile(path, changed);
      const { status, body, headers } = await app.as('case_officer').get(`/documents/${id}/content`);
      expect([status, body.code]).toEqual([500, 'internalError']);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(JSON.stringify(body)).not.toContain('filed.');
    }
    await writeFile(path, stored);
    await app.as('case_officer').get(`/documents/${id}/content`).expect(200);
    await rm(path);
    expect((await app.as('case_officer').get(`/documents/${id}/content`)).status).toBe(500);
  });
});
