import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../src/access/index.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Exchange, RequestOptions } from '../support/client.js';
import { runFolder } from '../support/engines.js';

export interface SentFile {
  name: string;
  content: Buffer;
}

/** A small whole PDF; other words, other bytes. */
export const aPdf = (words = 'A paper.'): Buffer => Buffer.from(`%PDF-1.7\n% ${words}\ntrailer\n%%EOF\n`);

/** The server with a folder of its own for documents. */
export async function startWithDocuments(
  settings: Record<string, string> = {},
): Promise<{ app: TestApp; folder: string }> {
  const folder = join(mkdtempSync(join(runFolder(), 'documents-')), 'store');
  return { app: await startApp({ today: '2025-01-07', settings: { VIDAR_DOCUMENTS: folder, ...settings } }), folder };
}

/** A form as browsers send it; a file's name may be anything. */
export function aForm(
  fields: Record<string, string>,
  files: readonly SentFile[],
  part = 'content',
): { bytes: Buffer; contentType: string } {
  const boundary = `----vidar${randomUUID()}`;
  const escaped = (name: string): string => name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
  const parts = [
    ...Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ),
    ...files.flatMap(({ name, content }) => [
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${part}"; filename="${escaped(name)}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
      ),
      content,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ];
  return { bytes: Buffer.concat(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}

type Sent = Partial<SentFile> & { fields?: Record<string, string | undefined>; role?: Role };

const without = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** Files a document in the case: a birth certificate as a PDF unless said otherwise. */
export function fileDocument(
  app: TestApp,
  caseId: string,
  { name = 'birth-certificate.pdf', content = aPdf(), role = 'case_officer', fields = {} }: Sent = {},
  options: RequestOptions = {},
): Exchange {
  const told = { kind: 'birth_certificate', title: 'Birth certificate of the child', origin: 'unhcr', ...fields };
  const { bytes, contentType } = aForm(without(told), [{ name, content }]);
  return app.as(role).post(`/cases/${caseId}/documents`, bytes, { contentType, ...options });
}

/** Lets a newer version take the place of the one of this version. */
export function replaceDocument(
  app: TestApp,
  documentId: string,
  version: number,
  { name = 'newer.pdf', content = aPdf('Newer.'), role = 'case_officer', fields = {} }: Sent = {},
  options: RequestOptions = {},
): Exchange {
  const { bytes, contentType } = aForm(without({ reason: 'A clearer copy.', ...fields }), [{ name, content }]);
  return app
    .as(role)
    .post(`/documents/${documentId}/actions/replace`, bytes, { contentType, ifMatch: version, ...options });
}

/** All files below the folder, by their paths in it. */
export async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** What the audit says of reads and acts on documents of the case, oldest first. */
export async function toldOfDocuments(
  app: TestApp,
  caseId: string,
): Promise<{ action: string; actorName: string; reason: string | null; payload: Record<string, unknown> }[]> {
  const { body } = await app.as('auditor').get(`/audit/entries?caseId=${caseId}&limit=200`).expect(200);
  return (body.items as { action: string; actorName: string; reason: string | null; payload: object }[]).filter(
    ({ action }) => action.startsWith('document.'),
  ) as never;
}
