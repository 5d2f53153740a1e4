import type { Content } from '../platform/index.js';
import type { Report, ReportTable } from './domain/report.js';
import { wholeTable } from './printed-report.js';

/** The headers of columns that are for programs: what they say stands in words beside them. */
const CODES = ['Kod', 'Orsakskod'];

/** The tables as a reader wants them printed: without the codes, and without those that have nothing to tell. */
export const printedInWords = ({ tables }: Report): Content[] =>
  tables.filter(({ rows }) => rows.length > 0).flatMap((table) => wholeTable(withoutCodes(table)));

function withoutCodes(table: ReportTable): ReportTable {
  const kept = table.columns.flatMap(({ header }, index) => (CODES.includes(header) ? [] : [index]));
  const pick = <Item>(items: readonly Item[]): Item[] => kept.map((index) => items[index]!);
  return { ...table, columns: pick(table.columns), rows: table.rows.map(pick) };
}
