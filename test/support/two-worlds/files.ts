import { setTimeout as passed } from 'node:timers/promises';
import readXlsxFile from 'read-excel-file/node';
import { XLSX } from '../../../src/platform/index.js';
import { pdfPages } from '../../e2e/reports/open-report.js';
import type { Reply } from '../client.js';
import type { Answered } from '../document.js';

/** The forms of an answer other than JSON. */
export const FILE_FORMS = ['text/csv', XLSX, 'application/pdf', 'image/svg+xml'];

const OPENED_WITHIN_MS = 120_000;

/** A file that programs of others must open, as it was sent. */
export interface Packed {
  type: 'xlsx' | 'pdf';
  base64: string;
}

/** The file in an answer, where it is one that is packed: what it tells does not stand in its bytes. */
export function packedIn({ headers, bytes }: Reply): Packed | null {
  const type = headers.get('content-type') ?? '';
  const packed = type.startsWith(XLSX) ? 'xlsx' : type.startsWith('application/pdf') ? 'pdf' : null;
  return packed && { type: packed, base64: bytes.toString('base64') };
}

/** What a program of others reads in a file: its cells or its printed words. A file that cannot be opened in time is told by its request. */
export async function opened({ type, base64 }: Packed, request: string): Promise<unknown> {
  const bytes = Buffer.from(base64, 'base64');
  const late = new AbortController();
  // A paper that somebody filed may be no page at all; it is told as it lies.
  const read: Promise<unknown> = type === 'xlsx' ? readXlsxFile(bytes) : pdfPages(bytes).catch(() => base64);
  const tooLate = passed(OPENED_WITHIN_MS, null, { signal: late.signal }).then(() => {
    throw new Error(`What ${request} answered could not be opened within ${OPENED_WITHIN_MS} ms.`);
  });
  try {
    return await Promise.race([read, tooLate]);
  } finally {
    tooLate.catch(() => undefined);
    late.abort();
  }
}

/** What an answer tells whoever opens it. */
export async function openedIn({ request, reply }: Answered): Promise<unknown> {
  const packed = packedIn(reply);
  return packed ? opened(packed, request) : (reply.body as unknown);
}
