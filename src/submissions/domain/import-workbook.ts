import { InvalidInput, type FieldError } from '../../kernel/index.js';
import { IMPORT_COLUMNS, readingOfCell, type SheetCell, type SheetName } from './import-columns.js';

/** Rows and columns counted from 0. */
interface MergedArea {
  readonly startRow: number;
  readonly endRow: number;
  readonly startCol: number;
  readonly endCol: number;
}

export interface ImportSheet {
  readonly rows: readonly (readonly SheetCell[])[];
  readonly merged: readonly MergedArea[];
}

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

interface Row {
  readonly row: number;
  readonly key: string;
  readonly fields: Record<string, unknown>;
  readonly errors: FieldError[];
}

const MOST_ERRORS = 100;

/**
 * The forms in the two sheets, one for each row of Cases, its persons found by the UNHCR case number; what is wrong in a cell is told
 * with its case. Throws InvalidInput for a workbook that is not built as the template: columns, merged cells, persons without a case.
 */
export function formsIn(sheets: { readonly [Sheet in SheetName]: ImportSheet }): WorkbookLine[] {
  const wrong = (['Cases', 'Persons'] as const).flatMap((sheet) => wronglyBuilt(sheet, sheets[sheet]));
  if (wrong.length > 0) throw new InvalidInput(wrong.slice(0, MOST_ERRORS));
  const cases = rowsOf('Cases', sheets.Cases);
  const persons = byKey(rowsOf('Persons', sheets.Persons));
  const known = new Set(cases.map(({ key }) => key));
  const alone = [...persons].flatMap(([key, those]) => (key !== '' && known.has(key) ? [] : those));
  if (alone.length > 0)
    throw new InvalidInput(
      alone.slice(0, MOST_ERRORS).map(({ row }) => ({
        pointer: `Persons!A${row}`,
        code: 'caseMissing',
        message: 'No row of the sheet Cases has this UNHCR case number.',
      })),
    );
  const seen = new Set<string>();
  return cases.map((one) => {
    const repeated = seen.has(one.key);
    seen.add(one.key);
    return lineOf(one, repeated ? [] : (persons.get(one.key) ?? []), repeated);
  });
}

function byKey(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const those = grouped.get(row.key);
    if (those) those.push(row);
    else grouped.set(row.key, [row]);
  }
  return grouped;
}

function lineOf({ row, key, fields, errors }: Row, persons: readonly Row[], repeated: boolean): WorkbookLine {
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

function wronglyBuilt(sheet: SheetName, { rows, merged }: ImportSheet): FieldError[] {
  const columns = IMPORT_COLUMNS[sheet];
  const header = rows[0] ?? [];
  const headers = Array.from({ length: Math.max(header.length, columns.length) }, (_, column): FieldError[] => {
    const [expected, found] = [columns[column]?.name ?? null, header[column] ?? null];
    if (expected === (found === '' ? null : found)) return [];
    const message = expected
      ? `This column must be headed ${expected}, as in the template.`
      : 'The template has no such column.';
    return [{ pointer: at(sheet, column, 1), code: 'wrongHeader', message }];
  });
  return [
    ...headers.flat(),
    ...merged.map(({ startRow, endRow, startCol, endCol }) => ({
      pointer: `${at(sheet, startCol, startRow + 1)}:${lettersOf(endCol)}${endRow + 1}`,
      code: 'mergedCells',
      message: 'These cells are merged: part them, and give each row its own values.',
    })),
  ];
}

function rowsOf(sheet: SheetName, { rows }: ImportSheet): Row[] {
  return rows.flatMap((cells, index): Row[] => {
    if (index === 0 || cells.every((cell) => cell === null || cell === '')) return [];
    const row = index + 1;
    const fields: Record<string, unknown> = {};
    const errors: FieldError[] = [];
    for (const [place, column] of IMPORT_COLUMNS[sheet].entries()) {
      const reading = readingOfCell(column, cells[place] ?? null);
      if ('wrong' in reading) errors.push({ pointer: at(sheet, place, row), ...reading.wrong });
      else if (reading.value !== undefined) fields[column.name] = reading.value;
    }
    // One name alone is no error, and a spreadsheet cannot tell an empty text from nothing.
    if (sheet === 'Persons') fields.givenNames ??= '';
    const key = typeof cells[0] === 'string' ? cells[0] : cells[0] === null ? '' : String(cells[0]);
    if (sheet === 'Persons') delete fields.unhcrCaseNumber;
    return [{ row, key, fields, errors }];
  });
}
