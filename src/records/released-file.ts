import { createHash } from 'node:crypto';
import { toPdf, type Content } from '../platform/index.js';
import type { PreparedParagraph, Section } from './domain/secrecy.js';
import type { RecordRelease } from './records.entities.js';

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Released {
  diaryNumber: string;
  purpose: string;
  releasedOn: string;
  paragraphs: { heading: string; text: string | null; maskedBy: Section | null }[];
}

const shown = (paragraphs: readonly PreparedParagraph[]): Released['paragraphs'] =>
  paragraphs.map(({ heading, text, section }) => ({ heading, text, maskedBy: text === null ? section : null }));

/** The copy as JSON: headings, what is shown, and the section by which the rest is masked. */
export const releasedJson = (
  { purpose, content }: Pick<RecordRelease, 'purpose' | 'content'>,
  diaryNumber: string,
  releasedOn: string,
): string =>
  JSON.stringify({ diaryNumber, purpose, releasedOn, paragraphs: shown(content ?? []) } satisfies Released, null, 2);

/** The same copy on paper. */
export function releasedPdf(
  { purpose, content }: Pick<RecordRelease, 'purpose' | 'content'>,
  diaryNumber: string,
  releasedOn: string,
): Promise<Uint8Array> {
  const title = `Copy of ${diaryNumber}`;
  const rows = shown(content ?? []).map(({ heading, text, maskedBy }): Content[] => [
    { text: heading, bold: true },
    text === null ? { text: `[masked: ${maskedBy}]`, italics: true } : { text },
  ]);
  return toPdf({
    title,
    on: releasedOn,
    foot: `${title}, ${purpose === 'own_copy' ? "the person's own copy" : 'public-records request'}, ${releasedOn}`,
    content: [
      { text: title, fontSize: 14, bold: true, margin: [0, 0, 0, 8] },
      { layout: 'lightHorizontalLines', table: { widths: [150, '*'], body: rows.length > 0 ? rows : [['', '']] } },
    ],
  });
}
