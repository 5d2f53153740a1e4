import { createHash } from 'node:crypto';
import { StreamableFile } from '@nestjs/common';
import type { Request } from 'express';
import {
  mediaTypeFor,
  toCsv,
  toPdf,
  toXlsx,
  XLSX,
  type Content,
  type CsvProfile,
  type XlsxSheet,
} from '../platform/index.js';
import { canonicalRows, fileNameOf, ruleInWords, type Report, type ReportTable } from './domain/report.js';
import { printedReport } from './printed-report.js';

const [JSON_TYPE, CSV, PDF, SVG] = ['application/json', 'text/csv', 'application/pdf', 'image/svg+xml'] as const;
/** What every report can be had as, beside JSON; a report with a plot offers SVG too. */
export const FILE_TYPES = [CSV, XLSX, PDF];
export const FILE_TYPES_WITH_PLOT = [...FILE_TYPES, SVG];

/** SHA-256 over `canonicalRows`, in hexadecimal digits. */
export const checksumOf = (tables: Parameters<typeof canonicalRows>[0]): string =>
  createHash('sha256').update(canonicalRows(tables)).digest('hex');

export interface ReportViews<Answer> {
  /** The answer as JSON. */
  json: (checksum: string) => Answer;
  /** The table that a CSV holds: the first unless it is said. */
  csvTable?: string;
  csvProfile?: CsvProfile;
  /** What stands on the printed pages between head and notes: all tables unless it is said. */
  printed?: () => Content[];
  landscape?: boolean;
  /** The plot as an SVG file; without it the report is not to be had as one. */
  svg?: () => string;
}

/**
 * The report in the form that Accept picks: JSON, or a file to keep under a name with both dates. Each carries the dates, the
 * versions of the rules and a checksum of its rows, and none the time of its making. Throws 406 for a form that the report has not.
 */
export async function answerReport<Answer>(
  request: Request,
  report: Report,
  views: ReportViews<Answer>,
): Promise<Answer | StreamableFile> {
  const type = mediaTypeFor(request, [JSON_TYPE, ...(views.svg ? FILE_TYPES_WITH_PLOT : FILE_TYPES)]);
  const checksum = checksumOf(report.tables);
  const file = (content: string | Uint8Array, media: string, suffix: string, table?: string): StreamableFile =>
    new StreamableFile(Buffer.from(content), {
      type: media,
      disposition: `attachment; filename="${fileNameOf(report, table)}.${suffix}"`,
    });
  if (type === CSV) {
    const table = report.tables.find(({ name }) => name === views.csvTable) ?? report.tables[0]!;
    const among = report.tables.length > 1 ? table.name : undefined;
    return file(csvOf(report, table, views.csvProfile), `${CSV}; charset=utf-8`, 'csv', among);
  }
  if (type === XLSX) return file(await xlsxOf(report, checksum), XLSX, 'xlsx');
  if (type === PDF) return file(await toPdf(printedReport(report, checksum, views)), PDF, 'pdf');
  if (type === SVG) return file(views.svg!(), `${SVG}; charset=utf-8`, 'svg');
  return views.json(checksum);
}

const AUDIENCE_WORDS = { internal: 'Internt', public: 'Offentligt' } as const;
const inWords = ({ ruleVersions }: Report): string => ruleVersions.map(ruleInWords).join('; ');

/** One table; what makes it checkable stands in columns of its own, so that the file stays a plain table for every program. */
function csvOf(report: Report, table: ReportTable, profile: CsvProfile = 'excel-sv'): string {
  const told = [report.through, report.asOf, AUDIENCE_WORDS[report.audience], inWords(report), checksumOf([table])];
  return toCsv(
    [...table.columns.map(({ header }) => header), 'Till och med', 'Per den', 'Målgrupp', 'Regler', 'Kontrollsumma'],
    table.rows.map((row) => [...row, ...told]),
    profile,
  );
}

/** A sheet a table, and a last one that says what it all is. */
function xlsxOf(report: Report, checksum: string): Promise<Uint8Array> {
  const about: XlsxSheet = {
    name: 'Om rapporten',
    header: ['Uppgift', 'Värde'],
    rows: [
      ['Rapport', report.title],
      ['Avser', report.subject],
      ['Till och med', report.through],
      ['Per den', report.asOf],
      ['Målgrupp', AUDIENCE_WORDS[report.audience]],
      ...report.ruleVersions.map((rule) => ['Regel', ruleInWords(rule)]),
      ...report.notes.map((note) => ['Anmärkning', note]),
      ['Kontrollsumma, alla blad (SHA-256)', checksum],
      ...report.tables.map((table) => [`Kontrollsumma, ${table.title}`, checksumOf([table])]),
    ],
  };
  return toXlsx(`${report.title}: ${report.subject}`, report.asOf, [
    ...report.tables.map(({ title, columns, rows, totals }) => ({
      name: title,
      header: columns.map(({ header }) => header),
      columnTypes: columns.map(({ type }) => type),
      rows,
      totals,
    })),
    about,
  ]);
}
