import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { FieldError } from '../kernel/index.js';
import {
  CodeColumn,
  CountColumn,
  DateColumn,
  FlagColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { ClockKind } from './domain/clocks.js';
import type { MissingItem, RequiredOf, Requirement } from './domain/completeness.js';
import type { DifferenceKind, DifferenceSettling } from './domain/member-differences.js';
import type { AttachmentType, NeedTopic, Priority, Rrf, SubmissionSource } from './domain/rrf.js';

export const DIRECTIONS = ['incoming', 'outgoing'] as const;
export const CLASSIFICATIONS = ['open', 'restricted'] as const;
export const IMPORT_OUTCOMES = ['pending', 'created', 'updated', 'unchanged', 'rejected'] as const;
/** Whether each good line counts for itself, or the batch is taken only when every line is good. */
export const IMPORT_MODES = ['lineByLine', 'allOrNothing'] as const;
export const IMPORT_FORMATS = ['jsonLines', 'workbook'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export type Classification = (typeof CLASSIFICATIONS)[number];
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];
export type ImportMode = (typeof IMPORT_MODES)[number];
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

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
  /** The day on which the first of its medical forms lapses: counted, and shown on the case, never listed (Utlänningsdatalagen 17 §). */
  @DateColumn({ nullable: true }) medicalFormUntil: string | null;
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

/** A batch of JSON lines, or of the rows of a workbook; its id is that of the job that takes it in. */
@Entity('imports')
@Check('ck_imports_mode', `mode IN ('lineByLine', 'allOrNothing')`)
@Check('ck_imports_format', `format IN ('jsonLines', 'workbook')`)
export class Import {
  @Id() id: string;
  @InstantColumn() receivedAt: string;
  /** Who sent it: the lines are received in this official's name. */
  @IdColumn() accountId: string;
  @LineColumn() accountName: string;
  @JsonColumn() roles: string[];
  @LineColumn() requestId: string;
  @CountColumn() lines: number;
  @CodeColumn() format: ImportFormat;
  @CodeColumn() mode: ImportMode;
  /** Everything is checked and nothing is kept: the report says what would happen. */
  @FlagColumn() dryRun: boolean;
}

@Entity('import_lines')
@Index('ix_import_lines_outcome', ['importId', 'outcome', 'line'])
@Check('ck_import_lines_outcome', `outcome IN ('pending', 'created', 'updated', 'unchanged', 'rejected')`)
export class ImportLine {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => Import, { name: 'fk_import_lines_import' })
  importId: string;
  /** Line of the batch, or row of the sheet of cases, from 1. */
  @PrimaryColumn({ type: 'integer' }) line: number;
  /** The line as sent, until it has its outcome: what was received stands in the case, what was refused is the sender's. */
  @TextColumn({ nullable: true }) content: string | null;
  @CodeColumn() outcome: ImportOutcome;
  @IdColumn({ nullable: true }) caseId: string | null;
  @CodeColumn({ nullable: true }) diaryNumber: string | null;
  @JsonColumn() errors: FieldError[];
}

/** What a submission must hold before its case is registered: the release's rows, dated. */
@Entity('rrf_requirements')
@Index('ix_rrf_requirements_code', ['code'])
export class RrfRequirementRow implements Requirement {
  @PrimaryColumn({ type: 'varchar', length: 60 }) id: string;
  @CountColumn() position: number;
  @CodeColumn() code: string;
  @LineColumn() text: string;
  @LineColumn() source: string;
  @DateColumn() validFrom: string;
  @DateColumn({ nullable: true }) validTo: string | null;
  @FlagColumn() verified: boolean;
  @JsonColumn() sources: SubmissionSource[];
  @JsonColumn({ nullable: true }) categories: string[] | null;
  @JsonColumn({ nullable: true }) priorities: Priority[] | null;
  @CodeColumn() requiredOf: RequiredOf;
  @JsonColumn() fields: string[];
  @JsonColumn() topics: NeedTopic[];
  @JsonColumn() attachments: AttachmentType[];
  @TextColumn({ nullable: true }) note: string | null;
}

/** A clock of a registered case, by the rule of the day on which it started. Another priority replaces its clocks; extended once at most. */
@Entity('case_clocks')
@Index('ux_case_clocks_kind', ['caseId', 'kind'], { unique: true })
@Index('ix_case_clocks_due', ['dueOn', 'id'])
@Check('ck_case_clocks_kind', `kind IN ('eu_conclusion', 'eu_emergency', 'priority')`)
@Check('ck_case_clocks_extended', `(extended_on IS NULL) = (extended_by_months IS NULL)`)
export class CaseClock {
  @Id() id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_case_clocks_case' }) caseId: string;
  @CodeColumn() kind: ClockKind;
  @DateColumn() startedOn: string;
  @DateColumn() dueOn: string;
  @CodeColumn({ length: 60 }) @ForeignKey('policy_rules', { name: 'fk_case_clocks_rule' }) ruleCode: string;
  @CountColumn({ nullable: true }) extendedByMonths: number | null;
  @DateColumn({ nullable: true }) extendedOn: string | null;
  @TextColumn({ nullable: true }) extensionReason: string | null;
}

/** A person whom a newer RRF lists and the case does not, or the other way round: it waits until somebody acts on it. */
@Entity('member_differences')
@Index('ux_member_differences_open', ['caseId', 'individualNumber'], { unique: true, where: 'settled_at IS NULL' })
@Check('ck_member_differences_kind', `kind IN ('added', 'removed')`)
@Check('ck_member_differences_settled', `(settled_at IS NULL) = (settled_how IS NULL)`)
@Check('ck_member_differences_how', `settled_how IS NULL OR settled_how IN ('applied', 'dismissed', 'superseded')`)
export class MemberDifference {
  @Id() id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_member_differences_case' }) caseId: string;
  @IdColumn() @ForeignKey(() => Submission, { name: 'fk_member_differences_submission' }) submissionId: string;
  @CountColumn() rrfVersion: number;
  @CodeColumn() kind: DifferenceKind;
  @LineColumn({ length: 60 }) individualNumber: string;
  /** The person of the case whom the RRF lists no longer. */
  @IdColumn({ nullable: true }) personId: string | null;
  @InstantColumn() recordedAt: string;
  @InstantColumn({ nullable: true }) settledAt: string | null;
  @CodeColumn({ nullable: true }) settledHow: DifferenceSettling | null;
  @LineColumn({ nullable: true }) settledBy: string | null;
}

/** What a letter says, word for word as it went out. Rows are added, never changed. */
@Entity('letters')
export class Letter {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => CaseDocument, { name: 'fk_letters_document' })
  documentId: string;
  @TextColumn() text: string;
}
