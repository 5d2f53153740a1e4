import { writeXlsx, type CellStyle, type CellValue } from 'hucre/xlsx';
import { isPlainDate, type PlainDate } from '../../kernel/index.js';
import type { Cell } from './csv.js';

export const COLUMN_TYPES = ['text', 'number', 'date'] as const;
/** What the cells of a column are: codes are text and keep their leading zeros, days are real dates of the spreadsheet. */
export type ColumnType = (typeof COLUMN_TYPES)[number];

export interface XlsxSheet {
  /** Up to 31 characters; those that a spreadsheet does not allow in a name become blanks. */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** By column; text when left out. */
  readonly columnTypes?: readonly ColumnType[];
  /** How many of the last rows are sums, printed bold. */
  readonly totals?: number;
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const FONT = { name: 'Calibri', size: 11 } as const;
const HEADER: CellStyle = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E6E6E6' } },
  alignment: { wrapText: true, vertical: 'top' },
};
const TOTAL: CellStyle = { font: { ...FONT, bold: true } };
const [NARROWEST, WIDEST] = [8, 60];

/**
 * The sheets as a workbook of Office Open XML: header bold and frozen, numbers as numbers, days as dates, everything else as the text
 * it is; a text never runs as a formula, whatever it begins with. `on` is the only date in the file, so that the same sheets give the
 * same bytes on any day.
 */
export async function toXlsx(title: string, on: PlainDate, sheets: readonly XlsxSheet[]): Promise<Uint8Array> {
  return writeXlsx({
    defaultFont: FONT,
    properties: { title, creator: 'Vidar', created: noonOf(on), modified: noonOf(on) },
    sheets: sheets.map(({ name, header, rows, columnTypes = [], totals = 0 }) => ({
      name: nameOf(name),
      columns: header.map((words, column) => ({
        width: widthOf([words, ...rows.map((row) => row[column] ?? '')]),
        ...(columnTypes[column] === 'date' ? { numFmt: 'yyyy-mm-dd' } : {}),
      })),
      rows: [[...header], ...rows.map((row) => row.map((cell, column) => valueOf(cell, columnTypes[column])))],
      cells: new Map([
        ...header.map((value, column) => [`0,${column}`, { value, style: HEADER }] as const),
        ...rows.slice(rows.length - totals).flatMap((row, index) =>
          row.map((cell, column) => {
            const at = `${rows.length - totals + index + 1},${column}`;
            return [at, { value: valueOf(cell, columnTypes[column]), style: TOTAL }] as const;
          }),
        ),
      ]),
      freezePane: { rows: 1 },
    })),
  });
}

const noonOf = (day: PlainDate): Date => new Date(`${day}T12:00:00.000Z`);

/** A day is written as midnight UTC, which is how the format counts: no zone can move it to its neighbour. */
const valueOf = (cell: Cell, type: ColumnType = 'text'): CellValue =>
  type === 'date' && isPlainDate(cell) ? new Date(`${cell}T00:00:00.000Z`) : cell;

const widthOf = (cells: readonly Cell[]): number =>
  Math.min(WIDEST, Math.max(NARROWEST, ...cells.map((cell) => longestLine(String(cell)) + 2)));

const longestLine = (text: string): number => Math.max(...text.split(/[\n ]{2,}|\n/).map(({ length }) => length));

const nameOf = (name: string): string =>
  name
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'|'$/g, ' ')
    .slice(0, 31);
