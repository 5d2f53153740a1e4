import { createHash } from 'node:crypto';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import readXlsxFile from 'read-excel-file/node';
import { XLSX } from '../../../src/platform/index.js';
import type { Client } from '../../support/client.js';
import { openCsv } from './open-csv.js';

type Cell = string | number | null;
export interface OpenedTable {
  name: string;
  title: string;
  columns: { key: string; header: string; type: string }[];
  rows: Cell[][];
  checksum: string;
}
export interface OpenedReport {
  through: string;
  asOf: string;
  audience: string;
  ruleVersions: { kind: string; version: string; validFrom: string; source: string }[];
  tables: OpenedTable[];
  notes: string[];
  checksum: string;
}

/** A report as JSON. */
export const reportOf = async (client: Client, path: string): Promise<OpenedReport> =>
  (await client.get(path, { accept: 'application/json' }).expect(200)).body;

/** A table of it as objects by the keys of its columns. */
export function tableOf({ tables }: OpenedReport, name: string): Record<string, Cell>[] {
  const table = tables.find((one) => one.name === name);
  if (!table) throw new Error(`There is no table ${name} among ${tables.map((one) => one.name).join(', ')}.`);
  return table.rows.map((row) => Object.fromEntries(table.columns.map(({ key }, index) => [key, row[index]!])));
}

/** The text of a PDF page by page, blanks made one. */
export async function pdfPages(bytes: Buffer): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replace(/\s+/g, ' '),
    );
  }
  await task.destroy();
  return pages;
}

const withQuery = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;
const text = (cell: unknown): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
/** A text that a spreadsheet would run carries an apostrophe in a CSV. */
const unguarded = (cell: string): string => cell.replace(/^'(?=\s*[=+\-@|%])/, '');

/**
 * Opens every form of the report with programs of others and says where one tells something else than the JSON: each table as CSV
 * and as a sheet of the workbook, cell by cell; dates, checksum and the sums in the printed pages; all checksums made again. Gives
 * the number of printed pages. A page that is not made of the tables (`sumsPrinted: false`) is for its own test to compare.
 */
export async function formsAgree(
  client: Client,
  path: string,
  { sumsPrinted = true } = {},
): Promise<{ wrong: string[]; pages: number }> {
  const report = await reportOf(client, path);
  const wrong: string[] = [];
  const expect = (what: string, got: unknown, wanted: unknown): void => {
    if (JSON.stringify(got) !== JSON.stringify(wanted))
      wrong.push(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
  };
  const sum = (tables: readonly OpenedTable[]): string =>
    createHash('sha256')
      .update(
        tables
          .flatMap(({ name, columns, rows }) => [[name, ...columns.map(({ key }) => key)], ...rows])
          .map((line) => `${JSON.stringify(line)}\n`)
          .join(''),
      )
      .digest('hex');
  expect('checksum', report.checksum, sum(report.tables));

  const sheets = await readXlsxFile((await client.get(path, { accept: XLSX }).expect(200)).bytes);
  for (const [index, table] of report.tables.entries()) {
    expect(`checksum of ${table.name}`, table.checksum, sum([table]));
    const header = table.columns.map((column) => column.header);
    const csvPath = report.tables.length > 1 ? withQuery(path, `table=${table.name}`) : path;
    const csv = await client.get(withQuery(csvPath, 'profile=rfc4180'), { accept: 'text/csv' }).expect(200);
    const opened = openCsv(csv.body as string, ',');
    expect(
      `CSV ${table.name}`,
      opened.map((row) => header.map((column) => unguarded(row[column]!))),
      table.rows.map((row) => row.map(text)),
    );
    expect(
      `CSV ${table.name}, dates`,
      [...new Set(opened.map((row) => `${row['Till och med']} ${row['Per den']}`))],
      table.rows.length > 0 ? [`${report.through} ${report.asOf}`] : [],
    );
    const sheet = sheets[index]!;
    expect(`sheet ${index}`, sheet.data[0], header);
    expect(
      `sheet ${sheet.sheet}`,
      sheet.data.slice(1).map((row) => header.map((_, column) => text(row[column]))),
      table.rows.map((row) => row.map(text)),
    );
  }
  expect('sheets', sheets.length, report.tables.length + 1);

  const pages = await pdfPages((await client.get(path, { accept: 'application/pdf' }).expect(200)).bytes);
  const printed = pages.join(' ').replace(/\s/g, '');
  for (const words of [report.through, report.asOf, report.checksum])
    if (!printed.includes(words)) wrong.push(`PDF lacks ${words}`);
  for (const { rows } of sumsPrinted ? report.tables : [])
    for (const cell of rows.at(-1) ?? [])
      if (typeof cell === 'number' && !printed.includes(text(cell).replace('-', '\u2212')))
        wrong.push(`PDF lacks ${cell}`);
  return { wrong, pages: pages.length };
}
