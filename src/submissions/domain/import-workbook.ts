import type { FieldError } from '../../kernel/index.js';
import { IMPORT_COLUMNS, readingOfCell, type SheetCell, type SheetName } from './import-columns.js';

/** One case of a workbook: the form with the rows it comes from, or why it is none. */
export interface WorkbookLine {
  readonly line: number;
  readonly content: string | null;
  readonly errors: FieldError[];
}

/** What `content` holds. */
export interface WorkbookForm {
  readonly row: number;
  readonly persons: readonly number[];
  readonly rrf: unknown;
}

/** A row of a sheet as it was read. */
export interface WorkbookRow {
  readonly row: number;
  /** The UNHCR case number, by which persons are found. */
  readonly key: string;
  readonly fields: Record<string, unknown>;
  readonly errors: FieldError[];
}

/** So many errors are told of one line, or of a workbook that is refused as a whole. */
export const MOST_ERRORS = 100;

/** A row of Persons whose UNHCR case number no row of Cases has. */
export const caseMissing = (row: number): FieldError => ({
  pointer: `Persons!A${row}`,
  code: 'caseMissing',
  message: 'No row of the sheet Cases has this UNHCR case number.',
});

/** Cells that are merged, as `A2:A3`. */
export const mergedCells = (sheet: SheetName, area: string): FieldError => ({
  pointer: `${sheet}!${area}`,
  code: 'mergedCells',
  message: 'These cells are merged: part them, and give each row its own values.',
});

/** The form of a row of Cases with its persons, or everything that is wrong in its cells and theirs. `repeated`: a row above has its number. */
export function lineOf(
  { row, key, fields, errors }: WorkbookRow,
  persons: readonly WorkbookRow[],
  repeated: boolean,
): WorkbookLine {
  const pointer = `Cases!A${row}`;
  const own: FieldError[] =
    key === ''
      ? [{ pointer, code: 'caseNumberMissing', message: 'The row has no UNHCR case number.' }]
      : repeated
        ? [{ pointer, code: 'caseRepeated', message: 'A row above has this UNHCR case number.' }]
        : [];
  const all = [...own, ...errors, ...persons.flatMap((person) => person.errors)];
  if (all.length > 0) return { line: row, content: null, errors: all.slice(0, MOST_ERRORS) };
  const rrf = { source: 'unhcr', ...fields, persons: persons.map((person) => person.fields) };
  const form: WorkbookForm = { row, persons: persons.map((person) => person.row), rrf };
  return { line: row, content: JSON.stringify(form), errors: [] };
}

/** The cell that a pointer into the form speaks of. */
export function cellOf(pointer: string, { row, persons }: WorkbookForm): string {
  const [, first = '', index = '', field = ''] = pointer.split('/');
  const person = first === 'persons' ? persons[Number(index)] : undefined;
  return person === undefined || index === ''
    ? at('Cases', Math.max(0, placeOf('Cases', first)), row)
    : at('Persons', Math.max(1, placeOf('Persons', field)), person);
}

const placeOf = (sheet: SheetName, field: string): number =>
  IMPORT_COLUMNS[sheet].findIndex(({ name }) => name === field);

const at = (sheet: SheetName, column: number, row: number): string => `${sheet}!${lettersOf(column)}${row}`;

/** A, B ... Z, AA: the columns counted from 0. */
const lettersOf = (column: number): string =>
  (column >= 26 ? lettersOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** What the first row says otherwise than the template. */
export function wrongHeaders(sheet: SheetName, header: readonly SheetCell[]): FieldError[] {
  const columns = IMPORT_COLUMNS[sheet];
  return Array.from({ length: Math.max(header.length, columns.length) }, (_, column): FieldError[] => {
    const [expected, found] = [columns[column]?.name ?? null, header[column] ?? null];
    if (expected === (found === '' ? null : found)) return [];
    const message = expected
      ? `This column must be headed ${expected}, as in the template.`
      : 'The template has no such column.';
    return [{ pointer: at(sheet, column, 1), code: 'wrongHeader', message }];
  }).flat();
}

/** What the cells of a row say; null for a row without any. */
export function rowOf(sheet: SheetName, row: number, cells: readonly SheetCell[]): WorkbookRow | null {
  if (cells.every((cell) => cell === null || cell === '')) return null;
  const fields: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const [place, column] of IMPORT_COLUMNS[sheet].entries()) {
    const reading = readingOfCell(column, cells[place] ?? null);
    if ('wrong' in reading) errors.push({ pointer: at(sheet, place, row), ...reading.wrong });
    else if (reading.value !== undefined) fields[column.name] = reading.value;
  }
  // One name alone is no error, and a spreadsheet cannot tell an empty text from nothing.
  if (sheet === 'Persons') fields.givenNames ??= '';
  const [first = null] = cells;
  const key = typeof first === 'string' ? first : first === null ? '' : String(first);
  if (sheet === 'Persons') delete fields.unhcrCaseNumber;
  return { row, key, fields, errors };
}
