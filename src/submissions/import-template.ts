import { toXlsx } from '../platform/index.js';
import { columnsInWords, IMPORT_COLUMNS } from './domain/import-columns.js';
import type { ImportColumnResponse } from './imports.dto.js';

/** The day on which the columns were last changed: the template is the same file until then. */
const AS_OF = '2026-11-22';

/** The workbook to fill in: headers and an example, and what every column means. */
export const importTemplate = (): Promise<Uint8Array> =>
  toXlsx('Vidar: submissions to import', AS_OF, [
    ...(['Cases', 'Persons'] as const).map((name) => ({
      name,
      header: IMPORT_COLUMNS[name].map((column) => column.name),
      rows: [IMPORT_COLUMNS[name].map(({ example }) => example)],
    })),
    {
      name: 'Columns',
      header: ['Sheet', 'Column', 'Meaning', 'Form', 'Required', 'Cell', 'Takes'],
      rows: columnsInWords(),
    },
  ]);

export const importColumns = (): ImportColumnResponse[] =>
  columnsInWords().map(([sheet = '', column = '', words = '', section = '', required, cell = '', takes = '']) => ({
    sheet,
    column,
    words,
    section,
    required: required === 'yes',
    cell,
    takes,
  }));
