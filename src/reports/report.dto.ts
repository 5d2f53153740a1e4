import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, CodeField, DateField, ObjectsField, TextField, TextsField } from '../platform/index.js';
import { AUDIENCES, type Audience, type Report, type ReportCell } from './domain/report.js';
import { checksumOf } from './report-file.js';

export class RuleVersionResponse {
  @TextField({ about: 'Which rule or plan.', example: 'counting-event' }) kind: string;
  @TextField({ about: 'Its version.', example: 'arrival' }) version: string;
  @DateField({ about: 'Since when.' }) validFrom: string;
  @TextField({ about: 'Where it is written.', example: 'National quota 2025' }) source: string;
}

export class ReportColumnResponse {
  @TextField({ about: 'Name for programs.', example: 'granted' }) key: string;
  @TextField({ about: 'Name in the files, Swedish.', example: 'Beviljade' }) header: string;
  @ChoiceField({ about: 'What its cells are.', of: ['text', 'number', 'date'] }) type: 'text' | 'number' | 'date';
}

/** Rows of cells: texts, numbers, or nothing. */
const RowsField = (about: string): PropertyDecorator =>
  ApiProperty({
    description: about,
    type: 'array',
    items: { type: 'array', items: { oneOf: [{ type: 'string', nullable: true }, { type: 'number' }] } },
    example: [['Uganda', 12]],
  } as never);

export class ReportTableResponse {
  @TextField({ about: 'Name for programs.', example: 'by-sub-quota' }) name: string;
  @TextField({ about: 'Name in the files, Swedish.', example: 'Per delkvot' }) title: string;
  @ObjectsField(() => ReportColumnResponse, { about: 'The columns.' }) columns: ReportColumnResponse[];
  @RowsField('The rows, cell by cell; the same in every form of the report. ".." is hidden.') rows: ReportCell[][];
  @CodeField({ about: 'SHA-256 of the rows of this table alone.', pattern: /^[0-9a-f]{64}$/, example: 'a'.repeat(64) })
  checksum: string;
}

/** What every report says of itself, and its figures as tables. */
export class ReportResponse {
  @DateField({ about: 'What had happened by the end of this day.' }) through: string;
  @DateField({ about: 'What was known at the end of this day.' }) asOf: string;
  @ChoiceField({ about: 'For whom: in what is public, counts below 6 are hidden.', of: AUDIENCES }) audience: Audience;
  @ObjectsField(() => RuleVersionResponse, { about: 'The rules and plans that the figures rest on.' })
  ruleVersions: RuleVersionResponse[];
  @ObjectsField(() => ReportTableResponse, { about: 'The figures, as in the files.' }) tables: ReportTableResponse[];
  @TextsField({ about: 'What a reader needs beside the figures, Swedish.', max: 1000 }) notes: string[];
  @CodeField({
    about:
      'SHA-256 over all rows: for each table a line [name, ...keys of the columns] and a line for each row, as JSON, each ended by a line feed.',
    pattern: /^[0-9a-f]{64}$/,
    example: 'a'.repeat(64),
  })
  checksum: string;
}

/** The part of an answer that all reports share. */
export const toReportResponse = (
  { through, asOf, audience, ruleVersions, tables, notes }: Report,
  checksum: string,
): ReportResponse => ({
  through,
  asOf,
  audience,
  ruleVersions: ruleVersions.map(({ kind, version, validFrom, source }) => ({ kind, version, validFrom, source })),
  tables: tables.map((table) => ({
    name: table.name,
    title: table.title,
    columns: table.columns.map(({ key, header, type }) => ({ key, header, type })),
    rows: table.rows.map((row) => [...row]),
    checksum: checksumOf([table]),
  })),
  notes: [...notes],
  checksum,
});
