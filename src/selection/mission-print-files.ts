import { StreamableFile } from '@nestjs/common';
import { inItsScripts, toPdf, toXlsx, XLSX, type Content, type XlsxSheet } from '../platform/index.js';
import type { PrintCell, PrintColumn, PrintFact, Printout, PrintPart } from './domain/mission-print.js';

export const PDF = 'application/pdf';
const [ACCENT, FAINT, RULE, SHADE] = ['#0b3d91', '#4d4d4d', '#8c8c8c', '#eef1f6'] as const;
const SHEET_NAME = 31;

/** The paper as PDF or as a workbook, under a name that says nothing of anybody. */
export async function printoutFile(
  printout: Printout,
  type: typeof PDF | typeof XLSX,
  name: string,
): Promise<StreamableFile> {
  const bytes = type === PDF ? await printoutPdf(printout) : await printoutXlsx(printout);
  return new StreamableFile(Buffer.from(bytes), {
    type,
    disposition: `attachment; filename="${name}.${type === PDF ? 'pdf' : 'xlsx'}"`,
  });
}

function printoutPdf({ title, subject, on, landscape, facts, parts }: Printout): Promise<Uint8Array> {
  return toPdf({
    title: `${title}: ${subject}`,
    on,
    landscape,
    foot: `${title}, ${subject}. Utskrivet ${on}. Innehåller personuppgifter.`,
    content: [
      { text: 'Migrationsverket', bold: true, color: FAINT },
      { text: inItsScripts(title), fontSize: 16, bold: true, color: ACCENT },
      { text: inItsScripts(subject), fontSize: 10, bold: true, margin: [0, 0, 0, 6] },
      factsOnPaper(facts),
      ...parts.flatMap(partOnPaper),
    ],
  });
}

const factsOnPaper = (facts: readonly PrintFact[]): Content => ({
  layout: 'noBorders',
  table: {
    widths: [120, '*'],
    body: facts.map(({ term, value }) => [{ text: term, bold: true }, { text: inItsScripts(value) }]),
  },
  margin: [0, 0, 0, 4],
});

function partOnPaper({ title, facts = [], paragraphs = [], columns, rows = [], ownPage }: PrintPart): Content[] {
  return [
    {
      text: inItsScripts(title),
      bold: true,
      fontSize: 10,
      color: ACCENT,
      margin: [0, 8, 0, 3],
      pageBreak: ownPage ? 'before' : undefined,
    },
    ...(facts.length > 0 ? [factsOnPaper(facts)] : []),
    ...paragraphs.map((text): Content => ({ text: inItsScripts(text), margin: [0, 0, 0, 3] })),
    ...(columns === undefined
      ? []
      : rows.length === 0
        ? [{ text: 'Inga.', color: FAINT }]
        : [tableOnPaper(columns, rows)]),
  ];
}

/** Numbers stand to the right. */
const sideOf = (type: PrintColumn['type']) => (type === 'number' ? ('right' as const) : ('left' as const));

const tableOnPaper = (
  columns: NonNullable<PrintPart['columns']>,
  rows: readonly (readonly PrintCell[])[],
): Content => ({
  fontSize: 7,
  table: {
    headerRows: 1,
    dontBreakRows: true,
    widths: columns.map(({ width }) => width ?? '*'),
    body: [
      columns.map(({ header, type }) => ({ text: header, bold: true, fillColor: SHADE, alignment: sideOf(type) })),
      ...rows.map((row) =>
        row.map((cell, at) => ({
          text: inItsScripts(String(cell ?? '')),
          alignment: sideOf(columns[at]?.type),
        })),
      ),
    ],
  },
  layout: {
    hLineWidth: (line) => (line === 1 ? 0.8 : 0.3),
    vLineWidth: () => 0,
    hLineColor: () => RULE,
    paddingLeft: () => 2,
    paddingRight: () => 2,
  },
});

/** A sheet for every table, after one that says what it all is. */
function printoutXlsx({ title, subject, on, facts, parts }: Printout): Promise<Uint8Array> {
  const about: XlsxSheet = {
    name: 'Om utskriften',
    header: ['Uppgift', 'Värde'],
    rows: [
      ['Utskrift', title],
      ['Avser', subject],
      ['Utskrivet', on],
      ...facts.map(({ term, value }) => [term, value]),
      ...parts.flatMap(({ title: part, paragraphs = [] }) => paragraphs.map((text) => [part, text])),
    ],
  };
  const tables = parts.flatMap(({ title: name, columns, rows = [] }): XlsxSheet[] =>
    columns === undefined
      ? []
      : [
          {
            name,
            header: columns.map(({ header }) => header),
            columnTypes: columns.map(({ type = 'text' }) => type),
            rows,
          },
        ],
  );
  return toXlsx(`${title}: ${subject}`, on, apart([about, ...tables]));
}

/** Two sheets of a workbook may not share a name: the later one is numbered. */
function apart(sheets: readonly XlsxSheet[]): XlsxSheet[] {
  const taken = new Set<string>();
  return sheets.map((sheet, index) => {
    const wanted = sheet.name.slice(0, SHEET_NAME);
    const name = taken.has(wanted.toLowerCase()) ? `${index} ${wanted}`.slice(0, SHEET_NAME) : wanted;
    taken.add(name.toLowerCase());
    return { ...sheet, name };
  });
}
