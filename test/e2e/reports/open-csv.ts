import { parse } from 'csv-parse/sync';

/** A CSV as an independent reader opens it: by the header, or refused. */
export const openCsv = (text: string, delimiter: ',' | ';'): Record<string, string>[] =>
  parse(text, {
    columns: true,
    delimiter,
    bom: true,
    record_delimiter: '\r\n',
    relax_column_count: false,
  }) as Record<string, string>[];
