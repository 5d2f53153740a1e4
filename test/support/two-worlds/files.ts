import readXlsxFile from 'read-excel-file/node';
import { XLSX } from '../../../src/platform/index.js';
import { pdfPages } from '../../e2e/reports/open-report.js';
import type { Reply } from '../client.js';

/** The forms of an answer other than JSON. */
export const FILE_FORMS = ['text/csv', XLSX, 'application/pdf', 'image/svg+xml'];

/** Headers of a packed file that depend on the ids in it. */
export const isOfBytes = (header: string, { headers }: Reply): boolean =>
  header === 'content-length' && /pdf|spreadsheetml/.test(headers.get('content-type') ?? '');

/** What a program of others reads in a file: its cells or its printed words. The bytes themselves are packed. */
export async function openedFile({ headers, body, bytes }: Reply): Promise<unknown> {
  const type = headers.get('content-type') ?? '';
  if (type.startsWith(XLSX)) return readXlsxFile(bytes);
  // A paper that somebody filed may be no page at all; it is told as it lies.
  if (type.startsWith('application/pdf')) return pdfPages(bytes).catch(() => body as unknown);
  return body as unknown;
}
