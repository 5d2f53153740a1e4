import type { Content, PrintedDocument } from '../platform/index.js';
import { ruleInWords, type Report, type ReportCell, type ReportTable } from './domain/report.js';

const INK = '#1b1b1b';
const FAINT = '#4d4d4d';
const RULE = '#8c8c8c';
const SHADE = '#eef1f6';
const ACCENT = '#0b3d91';

/** Thousands apart by a space that does not break, as Swedish writes them; nothing for a cell without a value. */
export const printedNumber = (cell: ReportCell): string =>
  typeof cell === 'number'
    ? String(cell)
        .replace(/\B(?=(\d{3})+$)/g, '\u00a0')
        .replace('-', '\u2212')
    : (cell ?? '');

/** The small heading over a part of the page. */
export const heading = (words: string): Content => ({
  text: words,
  bold: true,
  fontSize: 9.5,
  color: ACCENT,
  margin: [0, 8, 0, 3],
});

export interface PrintedTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly ReportCell[])[];
  /** By column: numbers stand to the right. */
  readonly numeric: readonly boolean[];
  readonly totals?: number;
  readonly fontSize?: number;
  /** Of the first column, in points; what the others leave when it is not said. The others are then equally wide. */
  readonly firstWidth?: number;
}

/** A table as it is printed: thin rules between the rows, sums bold under a stronger one. */
export function printedTable({ header, rows, numeric, totals = 0, fontSize = 7, firstWidth }: PrintedTable): Content {
  const align = (column: number) => (numeric[column] ? ('right' as const) : ('left' as const));
  const firstTotal = rows.length - totals + 1;
  return {
    fontSize,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: header.map((_, column) => (column === 0 ? (firstWidth ?? '*') : firstWidth === undefined ? 'auto' : '*')),
      body: [
        header.map((text, column) => ({ text, bold: true, alignment: align(column), fillColor: SHADE })),
        ...rows.map((row, index) =>
          row.map((cell, column) => ({
            text: printedNumber(cell),
            bold: index + 1 >= firstTotal,
            alignment: align(column),
          })),
        ),
      ],
    },
    layout: {
      hLineWidth: (line, { table: { body } }) =>
        line === 1 || line === firstTotal || line === body.length ? 0.8 : 0.3,
      vLineWidth: () => 0,
      hLineColor: (line) => (line === 1 || line === firstTotal ? INK : RULE),
      paddingTop: () => 1.5,
      paddingBottom: () => 1,
      paddingLeft: () => 2,
      paddingRight: () => 2,
    },
  };
}

/** A table of the report as it stands, under its title. */
export const wholeTable = ({ title, columns, rows, totals }: ReportTable): Content[] => [
  heading(title),
  printedTable({
    header: columns.map(({ header }) => header),
    rows,
    numeric: columns.map(({ type }) => type === 'number'),
    totals,
  }),
];

/** The report as a document: what it is and of which dates, its tables or what is given in their place, notes, rules, checksum. */
export function printedReport(
  report: Report,
  checksum: string,
  { printed, landscape }: { printed?: () => Content[]; landscape?: boolean },
): PrintedDocument {
  const { title, subject, through, asOf, audience, notes, ruleVersions, tables } = report;
  const small = { fontSize: 6.5, color: FAINT, margin: [0, 0, 0, 1] as [number, number, number, number] };
  return {
    title: `${title}: ${subject}`,
    on: asOf,
    landscape,
    foot: `${title}, ${subject}. Till och med ${through}, per den ${asOf}.`,
    content: [
      {
        columns: [
          { text: title, fontSize: 17, bold: true, color: ACCENT, width: '*' },
          {
            text: audience === 'public' ? 'OFFENTLIG' : 'INTERN',
            alignment: 'right',
            width: 90,
            bold: true,
            fontSize: 8,
            color: FAINT,
            margin: [0, 8, 0, 0],
          },
        ],
      },
      { text: subject, fontSize: 11, bold: true, margin: [0, 0, 0, 2] },
      { text: `Vad som hänt till och med ${through}, så som det var känt den ${asOf}.`, color: FAINT },
      { canvas: [{ type: 'line', x1: 0, y1: 3, x2: landscape ? 762 : 515, y2: 3, lineWidth: 1.2, lineColor: ACCENT }] },
      ...(printed ? printed() : tables.flatMap(wholeTable)),
      heading('Om uppgifterna'),
      ...notes.map((text) => ({ text, ...small })),
      ...(ruleVersions.length === 0
        ? []
        : [{ text: `Regler: ${ruleVersions.map(ruleInWords).join('; ')}.`, ...small }]),
      { text: `Kontrollsumma för raderna (SHA-256): ${checksum}`, ...small },
    ],
  };
}
