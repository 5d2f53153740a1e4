import {
  ChoiceField,
  CountField,
  FlagField,
  IdField,
  InstantField,
  ObjectsField,
  PageQuery,
  TextField,
} from '../platform/index.js';
import type { ImportReport } from './import-batch.js';
import { IMPORT_FORMATS, IMPORT_MODES, IMPORT_OUTCOMES, type ImportLine } from './submissions.entities.js';

const IMPORT_STATUSES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

export class ImportOptionsQuery {
  @ChoiceField({
    about: 'true: everything is checked and nothing is kept; the report says what would happen.',
    of: ['false', 'true'],
    optional: true,
    example: 'true',
  })
  dryRun?: 'false' | 'true';
  @ChoiceField({
    about:
      'lineByLine: each good line counts for itself. allOrNothing: the batch is taken only when every line is good.',
    of: IMPORT_MODES,
    optional: true,
    example: 'lineByLine',
  })
  mode?: (typeof IMPORT_MODES)[number];
}

export class ImportStartedResponse {
  @IdField({ about: 'Id of the import.' }) id: string;
  @ChoiceField({ about: 'Where the work stands.', of: IMPORT_STATUSES }) status: string;
}

export class ImportColumnResponse {
  @TextField({ about: 'Sheet.', example: 'Persons' }) sheet: string;
  @TextField({ about: 'Heading of the column: the field of the RRF.', example: 'birthDate' }) column: string;
  @TextField({ about: 'What it is, in words.', example: 'birth date' }) words: string;
  @TextField({ about: 'Section of the form.', example: 'RRF 2' }) section: string;
  @FlagField({ about: 'A cell must not be empty.', example: true }) required: boolean;
  @TextField({ about: 'What a cell holds.', example: 'a date, or text as 1990, 1990-05 or 1990-05-17' }) cell: string;
  @TextField({ about: 'The words that it takes; empty for any.', min: 0, max: 2000, example: '' }) takes: string;
}

export class ImportColumnsResponse {
  @ObjectsField(() => ImportColumnResponse, { about: 'The columns, in their order.' }) items: ImportColumnResponse[];
}

export class ImportQuery extends PageQuery {
  @ChoiceField({ about: 'Only lines with this outcome.', of: IMPORT_OUTCOMES, optional: true, example: 'rejected' })
  outcome?: (typeof IMPORT_OUTCOMES)[number];
}

export class LineErrorResponse {
  @TextField({
    about: 'RFC 6901 pointer to the field within the line; of a workbook the cell, as Persons!D7.',
    min: 0,
    example: '/caseSize',
  })
  pointer: string;
  @TextField({ about: 'Stable code.', example: 'caseSizeMismatch' }) code: string;
  @TextField({
    about: 'What is wrong, in words that repeat no particulars of a person.',
    max: 2000,
    example: 'The case size says 4 persons, but 3 are listed.',
  })
  message: string;
}

export class ImportLineResponse {
  @CountField({ about: 'Line of the batch, or row of the sheet Cases, from 1.', min: 1, example: 31 }) line: number;
  @ChoiceField({
    about:
      'What came of it, or would come of it when nothing is written. updated: a newer version of a form that is known. unchanged: this very form was received before.',
    of: IMPORT_OUTCOMES,
    example: 'created',
  })
  outcome: string;
  @IdField({ about: 'The case.', nullable: true }) caseId: string | null;
  @TextField({ about: 'Diary number of the case.', nullable: true, example: 'VID-2025-00017' }) diaryNumber:
    string | null;
  @ObjectsField(() => LineErrorResponse, { about: 'Why it was rejected.' }) errors: LineErrorResponse[];
}

export class ImportResponse extends ImportStartedResponse {
  @InstantField({ about: 'When the batch was sent.' }) receivedAt: string;
  @TextField({ about: 'Who sent it.', example: 'Case officer' }) receivedBy: string;
  @ChoiceField({ about: 'What it was sent as.', of: IMPORT_FORMATS }) format: string;
  @ChoiceField({ about: 'Line by line, or the whole batch or nothing.', of: IMPORT_MODES }) mode: string;
  @FlagField({ about: 'The batch was only tried.', example: false }) dryRun: boolean;
  @FlagField({
    about:
      'What the lines say was written. False when it was only tried, or when one line of a whole batch was rejected.',
    example: true,
  })
  written: boolean;
  @CountField({ about: 'Lines in the batch, empty ones left out.', example: 60 }) total: number;
  @CountField({ about: 'Lines that have their outcome.', example: 60 }) done: number;
  @CountField({ about: 'Lines that became a case.', example: 57 }) created: number;
  @CountField({ about: 'Lines that became the next version of a form that was known.', example: 0 }) updated: number;
  @CountField({ about: 'Lines whose RRF had been received before.', example: 0 }) unchanged: number;
  @CountField({ about: 'Lines that were refused.', example: 3 }) rejected: number;
  @ObjectsField(() => ImportLineResponse, { about: 'The lines, a page of them.' }) lines: ImportLineResponse[];
  @TextField({ about: 'Cursor of the next page of lines.', nullable: true }) nextCursor: string | null;
}

const toLineResponse = ({ line, outcome, caseId, diaryNumber, errors }: ImportLine): ImportLineResponse => ({
  line,
  outcome,
  caseId,
  diaryNumber,
  errors,
});

export function toImportResponse({ batch, status, counts, page }: ImportReport): ImportResponse {
  const { created, updated, unchanged, rejected } = counts;
  const { id, receivedAt, accountName, format, mode, dryRun, lines } = batch;
  const done = created + updated + unchanged + rejected;
  const whole = mode === 'lineByLine' || (rejected === 0 && done === lines);
  return {
    id,
    status,
    receivedAt,
    receivedBy: accountName,
    format,
    mode,
    dryRun,
    written: !dryRun && whole,
    total: lines,
    done,
    created,
    updated,
    unchanged,
    rejected,
    lines: page.items.map(toLineResponse),
    nextCursor: page.nextCursor,
  };
}
