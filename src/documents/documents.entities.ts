import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import {
  CodeColumn,
  CountColumn,
  DateColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { Classification, DocumentKind, Origin } from './domain/kinds.js';

/** A document of the diary whose content is kept: what it is and whose. Rows are added, never changed. */
@Entity('filed_documents')
@Index('ix_filed_documents_case', ['caseId'])
@Check('ck_filed_documents_classification', `classification IN ('open', 'restricted')`)
@Check('ck_filed_documents_origin', `origin <> 'security_service'`)
export class FiledDocument {
  /** The id of the diary's document. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey('documents', { name: 'fk_filed_documents_document' })
  id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_filed_documents_case' }) caseId: string;
  @IdColumn({ nullable: true }) @ForeignKey('persons', { name: 'fk_filed_documents_person' }) personId: string | null;
  @CodeColumn() diaryNumber: string;
  @CodeColumn() kind: DocumentKind;
  @CodeColumn() origin: Origin;
  @CodeColumn() classification: Classification;
}

/** One content of a document. A newer one is a new row; the old ones stay readable. Rows are added, never changed. */
@Entity('filed_document_versions')
@Index('ux_filed_document_versions_stored', ['storedAs'], { unique: true })
@Check('ck_filed_document_versions_number', `number > 0 AND (number = 1) = (reason IS NULL)`)
@Check('ck_filed_document_versions_size', `size_bytes > 0`)
export class FiledDocumentVersion {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => FiledDocument, { name: 'fk_filed_document_versions_document' })
  documentId: string;
  @PrimaryColumn({ type: 'integer' }) number: number;
  /** Says what the paper is and names no person. */
  @LineColumn() title: string;
  @DateColumn({ nullable: true }) documentOn: string | null;
  @DateColumn({ nullable: true }) validUntil: string | null;
  @LineColumn() fileName: string;
  @CodeColumn({ length: 100 }) mediaType: string;
  @CountColumn() sizeBytes: number;
  @CodeColumn({ length: 64 }) sha256: string;
  /** The random name under which the content lies outside the database. */
  @CodeColumn({ length: 32 }) storedAs: string;
  /** False when no scanner was configured. */
  @FlagColumn() scanned: boolean;
  /** Why it replaces the one before it. */
  @TextColumn({ nullable: true }) reason: string | null;
  @IdColumn() filedById: string;
  @LineColumn() filedBy: string;
  @InstantColumn() filedAt: string;
}

/** A document that should not have been filed: its content is hidden, its trace stays. Rows are added, never changed. */
@Entity('filed_document_withdrawals')
export class FiledDocumentWithdrawal {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => FiledDocument, { name: 'fk_filed_document_withdrawals_document' })
  documentId: string;
  @TextColumn() reason: string;
  @IdColumn() withdrawnById: string;
  @LineColumn() withdrawnBy: string;
  @InstantColumn() withdrawnAt: string;
}
