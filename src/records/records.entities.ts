import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
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
import type { PreparedParagraph, Purpose } from './domain/secrecy.js';

export const RELEASE_STATES = ['requested', 'prepared', 'reviewed', 'released'] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];

/** A request for a copy of a case, from the request to the file that was given out. Nothing that is masked is kept in it. */
@Entity('record_releases')
@Index('ix_record_releases_case', ['caseId'])
@Check('ck_record_releases_state', `state IN ('requested', 'prepared', 'reviewed', 'released')`)
@Check('ck_record_releases_purpose', `purpose IN ('own_copy', 'public_request')`)
@Check('ck_record_releases_person', `(purpose = 'own_copy') = (person_id IS NOT NULL)`)
@Check('ck_record_releases_second', `reviewed_by_id IS NULL OR reviewed_by_id <> prepared_by_id`)
export class RecordRelease {
  @Id() id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_record_releases_case' }) caseId: string;
  @IdColumn({ nullable: true }) @ForeignKey('persons', { name: 'fk_record_releases_person' }) personId: string | null;
  @CodeColumn() purpose: Purpose;
  @LineColumn() recipient: string;
  @DateColumn() requestedOn: string;
  @CodeColumn() state: ReleaseState;
  @CountColumn() version: number;
  @LineColumn() recordedByName: string;
  @InstantColumn() recordedAt: string;
  /** The masked copy as it was prepared. */
  @JsonColumn({ nullable: true }) content: PreparedParagraph[] | null;
  @IdColumn({ nullable: true }) preparedById: string | null;
  @LineColumn({ nullable: true }) preparedByName: string | null;
  @IdColumn({ nullable: true }) reviewedById: string | null;
  @LineColumn({ nullable: true }) reviewedByName: string | null;
  /** What the reviewer said; when it was sent back, why. */
  @TextColumn({ nullable: true }) reviewNote: string | null;
  @LineColumn({ nullable: true }) releasedByName: string | null;
  @DateColumn({ nullable: true }) releasedOn: string | null;
  /** The files as they were given out, byte for byte; the PDF in base64. */
  @TextColumn({ nullable: true }) json: string | null;
  @TextColumn({ nullable: true }) pdf: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) jsonSha256: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) pdfSha256: string | null;
}
