import { stringify } from 'csv-stringify/sync';

/** `excel-sv`: what Swedish Excel opens with a double click (BOM, semicolon, decimal comma, CRLF). `rfc4180`: what programs read. */
export const CSV_PROFILES = ['excel-sv', 'rfc4180'] as const;
export type CsvProfile = (typeof CSV_PROFILES)[number];
export type Cell = string | number | null;

// What a spreadsheet runs when a cell begins with it, also behind blanks, and in the full-width signs of East Asian keyboards.
const STARTS_FORMULA = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;
const NUMBER = /^[+-]?\d+([.,]\d+)?$/;
/** Quoted lest a spreadsheet with other settings takes a part of the text for a cell of its own. */
const SEPARATES = /[;\t\r\n]|,\D/;

/** Text that a spreadsheet would run gets an apostrophe; numbers, negative ones too, stay numbers. */
const guarded = (text: string): string => (STARTS_FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/** The rows under their header, in one of the two profiles. Codes keep their leading zeros; no cell can run as a formula. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[], profile: CsvProfile): string {
  const swedish = profile === 'excel-sv';
  const cell = (value: Cell): string => {
    if (value === null) return '';
    if (typeof value === 'number') return swedish ? String(value).replace('.', ',') : String(value);
    return guarded(value);
  };
  return stringify([header.map(guarded), ...rows.map((row) => row.map(cell))], {
    delimiter: swedish ? ';' : ',',
    quoted_match: SEPARATES,
    record_delimiter: '\r\n',
    bom: swedish,
  });
}
