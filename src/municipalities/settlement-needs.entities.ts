import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { CodeColumn, Id, IdColumn, InstantColumn, JsonColumn, LineColumn } from '../platform/index.js';
import type { NeedsOfPerson, NeedsRecipient } from './domain/disclosure.js';
import { Assignment } from './municipalities.entities.js';

/**
 * What a recipient was told that it must arrange for persons under an assignment; the latest telling counts. Not append-only: these are
 * data on health, and what remains for ever of a disclosure is its entry in the audit log, which says to whom and not what.
 */
@Entity('settlement_needs')
@Index('ix_settlement_needs_assignment', ['assignmentId'])
@Check('ck_settlement_needs_recipient', `recipient IN ('municipality', 'region')`)
export class SettlementNeeds {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => Assignment, { name: 'fk_settlement_needs_assignment' }) assignmentId: string;
  @CodeColumn() recipient: NeedsRecipient;
  /** Code of the municipality, or of the region's county. */
  @Column({ type: 'varchar', length: 4 }) recipientCode: string;
  @JsonColumn() needs: NeedsOfPerson[];
  @InstantColumn() disclosedAt: string;
  @LineColumn() disclosedBy: string;
}
