import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { CountColumn, DateColumn, Id, IdColumn, InstantColumn, LineColumn, TextColumn } from '../platform/index.js';
import { SubQuotaRow } from './quotas.entities.js';

/** A decision on the cap of a sub-quota. Never changed or deleted: what it was is still to be read after it was lifted. */
@Entity('sub_quota_caps')
@Index('ux_sub_quota_caps_version', ['subQuotaId', 'version'], { unique: true })
@Check('ck_sub_quota_caps_version', `version > 0`)
@Check('ck_sub_quota_caps_cap', `cap IS NULL OR cap >= 0`)
export class SubQuotaCapRow {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => SubQuotaRow, { name: 'fk_sub_quota_caps_sub_quota' }) subQuotaId: string;
  /** Counts the revisions of the sub-quota's cap from 1. */
  @CountColumn() version: number;
  /** Null: lifted. */
  @CountColumn({ nullable: true }) cap: number | null;
  @DateColumn() effectiveOn: string;
  @LineColumn() authority: string;
  @LineColumn() documentReference: string;
  @TextColumn() reason: string;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() recordedBy: string;
}
