import { writeXlsx, type CellValue, type MergeRange } from 'hucre/xlsx';
import { IMPORT_COLUMNS, type SheetName } from '../../src/submissions/domain/import-columns.js';
import { XLSX } from '../../src/platform/index.js';
import type { TestApp } from './app.js';
import type { Exchange } from './client.js';

export type CellsByColumn = Record<string, CellValue>;

let made = 0;

/** A case of one person, as it would be typed into the template. */
export function aWorkbookCase(
  ofCase: CellsByColumn = {},
  ofPerson: CellsByColumn = {},
): Record<SheetName, CellsByColumn> {
  made += 1;
  const number = String(made).padStart(5, '0');
  const unhcrCaseNumber = `SYN-W-24C${number}`;
  return {
    Cases: {
      ...exampleOf('Cases'),
      unhcrCaseNumber,
      resettlementReferenceNumber: `SYN-W-RST-${number}`,
      ...ofCase,
    },
    Persons: { ...exampleOf('Persons'), unhcrCaseNumber, individualNumber: `SYN-W-${number}`, ...ofPerson },
  };
}

const exampleOf = (sheet: SheetName): CellsByColumn =>
  Object.fromEntries(IMPORT_COLUMNS[sheet].map(({ name, example }) => [name, example]));

interface Oddities {
  merges?: { [Sheet in SheetName]?: MergeRange[] };
  /** By sheet, row from 0 and column from 0: `2,5`. */
  formulas?: { [Sheet in SheetName]?: Record<string, string> };
}

/** A workbook of these cases, with what goes wrong in spreadsheets. */
export async function workbookOf(
  cases: readonly ReturnType<typeof aWorkbookCase>[],
  { merges, formulas }: Oddities = {},
): Promise<Uint8Array> {
  return writeXlsx({
    sheets: (['Cases', 'Persons'] as const).map((name) => {
      const columns = IMPORT_COLUMNS[name].map((column) => column.name);
      return {
        name,
        rows: [columns, ...cases.map((one) => columns.map((column) => one[name][column] ?? null))],
        merges: merges?.[name],
        cells: new Map(Object.entries(formulas?.[name] ?? {}).map(([at, formula]) => [at, { formula }])),
      };
    }),
  });
}

export const sendWorkbook = (app: TestApp, workbook: Uint8Array, query = ''): Exchange =>
  app.as('coordinator').post(`/imports/workbook${query}`, workbook, { contentType: XLSX });
