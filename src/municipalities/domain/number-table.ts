import type { FieldError } from '../../kernel/index.js';

/** A line of a county board's decision. */
export interface DecidedNumber {
  readonly row: number;
  readonly municipalityCode: string;
  readonly places: number;
  readonly others: number | null;
}

type Cell = string | number | null;

const NAMES = {
  municipalityCode: ['kommunkod', 'municipality_code', 'municipalitycode', 'kod', 'code'],
  places: ['kommuntal', 'places', 'antal'],
  others: ['varav andra', 'others'],
} as const;

/**
 * Reads the table of a decision on municipal numbers: a header that names the columns (Swedish or English, in any order; others are
 * passed over), then a municipality a row. A code that a spreadsheet took for a number has its leading zero back. A row whose code is
 * empty, as a sum has it, is passed over.
 * @returns the numbers, and every cell that is wrong
 */
export function readNumberTable(table: readonly { row: number; cells: readonly Cell[] }[]): {
  numbers: DecidedNumber[];
  errors: FieldError[];
} {
  const [header, ...lines] = table;
  const names = (header?.cells ?? []).map((cell) =>
    String(cell ?? '')
      .trim()
      .toLowerCase(),
  );
  const columnOf = (wanted: readonly string[]): number => names.findIndex((name) => wanted.includes(name));
  const [code, places, others] = [columnOf(NAMES.municipalityCode), columnOf(NAMES.places), columnOf(NAMES.others)];
  if (code < 0 || places < 0)
    return {
      numbers: [],
      errors: [
        {
          pointer: `row ${header?.row ?? 1}`,
          code: 'columnMissing',
          message: 'The first row names the columns kommunkod and kommuntal.',
        },
      ],
    };
  const errors: FieldError[] = [];
  const numbers: DecidedNumber[] = [];
  const seen = new Map<string, number>();
  for (const { row, cells } of lines) {
    const written = textOf(cells[code]);
    if (written === '') continue;
    const municipalityCode = written.padStart(4, '0');
    const wrong = (column: string, why: string, message: string): void => {
      errors.push({ pointer: `row ${row}, ${column}`, code: why, message });
    };
    if (!/^\d{4}$/.test(municipalityCode)) wrong('kommunkod', 'format', `${written} is no code of a municipality.`);
    const earlier = seen.get(municipalityCode);
    if (earlier !== undefined) wrong('kommunkod', 'duplicate', `${municipalityCode} stands in row ${earlier} already.`);
    seen.set(municipalityCode, row);
    const count = wholeOf(cells[places]);
    if (count === null) wrong('kommuntal', 'format', `${textOf(cells[places])} is no number of persons.`);
    const shared = others < 0 || textOf(cells[others]) === '' ? null : wholeOf(cells[others]);
    if (others >= 0 && textOf(cells[others]) !== '' && shared === null)
      wrong('varav andra', 'format', `${textOf(cells[others])} is no number of persons.`);
    numbers.push({ row, municipalityCode, places: count ?? 0, others: shared });
  }
  if (numbers.length === 0 && errors.length === 0)
    errors.push({ pointer: '', code: 'noRows', message: 'No row names a municipality.' });
  return { numbers, errors };
}

const textOf = (cell: Cell | undefined): string => String(cell ?? '').trim();

function wholeOf(cell: Cell | undefined): number | null {
  // Blanks, no-break ones too, part thousands in Swedish tables.
  const text = textOf(cell).replaceAll(/\s/gu, '');
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
