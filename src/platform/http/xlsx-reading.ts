import { readXlsx, type CellValue, type MergeRange } from 'hucre/xlsx';
import { InvalidInput } from '../../kernel/index.js';
import { noWorkbook, refuseZipBomb } from './zip-bounds.js';

/** A number that is shown as a date is its day; of a formula it is only known that it is one. */
export type ReadCell = string | number | boolean | null | { readonly day: string } | { readonly formula: true };

export interface ReadSheet {
  readonly rows: readonly (readonly ReadCell[])[];
  readonly merged: readonly MergeRange[];
}

/** The sheets of these names, whatever else the workbook holds. Throws InvalidInput for what is no workbook, a bomb, or lacks one. */
export async function readSheets<Name extends string>(
  workbook: Buffer,
  names: readonly Name[],
): Promise<Record<Name, ReadSheet>> {
  await refuseZipBomb(workbook);
  const { sheets } = await readXlsx(workbook, {
    sheets: ({ name }) => (names as readonly string[]).includes(name),
  }).catch(() => {
    throw noWorkbook();
  });
  const found = names.map((wanted) => {
    const sheet = sheets.find(({ name }) => name === wanted);
    if (!sheet)
      throw new InvalidInput([
        { pointer: `${wanted}!A1`, code: 'sheetMissing', message: `The workbook has no sheet ${wanted}.` },
      ]);
    const rows = sheet.rows.map((row, index) =>
      row.map((value, column): ReadCell => {
        const isFormula = sheet.cells?.get(`${index},${column}`)?.formula !== undefined;
        return isFormula ? { formula: true } : cellOf(value);
      }),
    );
    return [wanted, { rows, merged: sheet.merges ?? [] }] as const;
  });
  return Object.fromEntries(found) as unknown as Record<Name, ReadSheet>;
}

function cellOf(value: CellValue): ReadCell {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? Number.NaN : { day: value.toISOString().slice(0, 10) };
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
