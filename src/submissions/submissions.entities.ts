import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { FieldError } from '../kernel/index.js';
import {
  CodeColumn,
  CountColumn,
  DateColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { MissingItem } from './domain/completeness.js';
import type { Rrf } from './domain/rrf.js';

export const DIRECTIONS = ['incoming', 'outgoing'] as const;
export const CLASSIFICATIONS = ['open', 'restricted'] as const;
export const IMPORT_OUTCOMES = ['pending', 'created', 'unchanged', 'rejected'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export type Classification = (typeof CLASSIFICATIONS)[number];
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

/** One version of an RRF, kept as it was received. A later version is a new row. */
@Entity('submissions')
@Index('ux_submissions_case_version', ['caseId', 'rrfVersion'], { unique: true })
@Index('ux_submissions_reference', ['resettlementReferenceNumber', 'rrfVersion'], { unique: true })
@Check('ck_submissions_version', `rrf_version > 0`)
@Check('ck_submissions_return', `(returned_on IS NULL) = (answer_due_on IS NULL)`)
export class Submission {
  @Id() id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_submissions_case' }) caseId: string;
  @CountColumn() rrfVersion: number;
  @LineColumn({ length: 60 }) resettlementReferenceNumber: string;
  /** The diary number of the form as a document. */
  @CodeColumn() documentNumber: string;
  @JsonColumn() rrf: Rrf;
  /** What was lacking on the day of receipt; empty for a complete form. */
  @JsonColumn() missing: MissingItem[];
  @DateColumn() receivedOn: string;
  @InstantColumn() receivedAt: string;
  @DateColumn({ nullable: true }) returnedOn: string | null;
  @DateColumn({ nullable: true }) answerDueOn: string | null;
}

/** A paper of the case under its own diary number. Rows are added, never changed. */
@Entity('documents')
@Index('ux_documents_diary_number', ['diaryNumber'], { unique: true })
@Index('ix_documents_case', ['caseId'])
@Check('ck_documents_direction', `direction IN ('incoming', 'outgoing')`)
@Check('ck_documents_classification', `classification IN ('open', 'restricted')`)
export class CaseDocument {
  @Id() id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_documents_case' }) caseId: string;
  @CodeColumn() diaryNumber: string;
  /** A word of the module that registered it. */
  @CodeColumn() kind: string;
  /** Says what the paper is and names no person. */
  @LineColumn() title: string;
  @CodeColumn() direction: Direction;
  @CodeColumn() classification: Classification;
  @DateColumn() registeredOn: string;
  @InstantColumn() registeredAt: string;
}

/** A batch of JSON lines; its id is that of the job that takes it in. */
@Entity('imports')
export class Import {
  @Id() id: string;
  @InstantColumn() receivedAt: string;
  /** Who sent it: the lines are received in this official's name. */
  @IdColumn() accountId: string;
  @LineColumn() accountName: string;
  @JsonColumn() roles: string[];
  @LineColumn() requestId: string;
  @CountColumn() lines: number;
}

@Entity('import_lines')
@Index('ix_import_lines_outcome', ['importId', 'outcome', 'line'])
@Check('ck_import_lines_outcome', `outcome IN ('pending', 'created', 'unchanged', 'rejected')`)
export class ImportLine {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => Import, { name: 'fk_import_lines_import' })
  importId: string;
  /** Line of the batch, from 1. */
  @PrimaryColumn({ type: 'integer' }) line: number;
  /** The line as sent, until it has its outcome: what was received stands in the case, what was refused is the sender's. */
  @TextColumn({ nullable: true }) content: string | null;
  @CodeColumn() outcome: ImportOutcome;
  @IdColumn({ nullable: true }) caseId: string | null;
  @CodeColumn({ nullable: true }) diaryNumber: string | null;
  @JsonColumn() errors: FieldError[];
}
