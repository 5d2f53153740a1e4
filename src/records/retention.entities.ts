import { Check, Column, Entity, Index } from 'typeorm';
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

export const RETENTION_STATES = ['proposed', 'rejected', 'decided', 'done'] as const;
export type RetentionState = (typeof RETENTION_STATES)[number];

/** One retention run: what was proposed, who decided on it, and the proof of what went. */
@Entity('retention_runs')
@Index('ix_retention_runs_state', ['state'])
@Check('ck_retention_runs_state', `state IN ('proposed', 'rejected', 'decided', 'done')`)
@Check('ck_retention_runs_second', `decided_by_id IS NULL OR decided_by_id <> proposed_by_id`)
@Check('ck_retention_runs_decided', `state IN ('proposed', 'rejected') OR decided_by_id IS NOT NULL`)
export class RetentionRun {
  @Id() id: string;
  @CodeColumn() state: RetentionState;
  @CountColumn() version: number;
  /** The policy rule by which the cases are due, and the day on which they were. */
  @LineColumn({ length: 60 }) ruleCode: string;
  @DateColumn() dueOn: string;
  @JsonColumn() caseIds: string[];
  @TextColumn() reason: string;
  @IdColumn() proposedById: string;
  @LineColumn() proposedByName: string;
  @InstantColumn() proposedAt: string;
  @IdColumn({ nullable: true }) decidedById: string | null;
  @LineColumn({ nullable: true }) decidedByName: string | null;
  @InstantColumn({ nullable: true }) decidedAt: string | null;
  @TextColumn({ nullable: true }) note: string | null;
  /** How many of the cases, in their order, are seen to. */
  @CountColumn() seenTo: number;
  /** Of those, how many were no longer due: somebody reopened them. */
  @CountColumn() spared: number;
  /** Payloads of the open chain that went. */
  @CountColumn() payloads: number;
  /** SHA-256 over the digests of the single purges, each of which is an entry of the chain. */
  @Column({ type: 'varchar', length: 64, nullable: true }) digest: string | null;
  /** Where the open chain ended when the last of it was done. */
  @CountColumn({ nullable: true }) chainPosition: number | null;
  @InstantColumn({ nullable: true }) doneAt: string | null;
}
