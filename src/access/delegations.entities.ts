import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { CodeColumn, Id, IdColumn, InstantColumn, JsonColumn, LineColumn, TextColumn } from '../platform/index.js';
import { Account } from './access.entities.js';

/** That an official lets a colleague do some of what their own roles permit, between two instants, unless it is taken back before. */
@Entity('delegations')
@Index('ix_delegations_to', ['toAccountId'])
@Index('ix_delegations_from', ['fromAccountId'])
@Check('ck_delegations_dates', 'valid_from < valid_until')
@Check('ck_delegations_revoked', '(revoked_at IS NULL) = (revoked_by_name IS NULL)')
export class Delegation {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => Account, { name: 'fk_delegations_from' }) fromAccountId: string;
  @IdColumn() @ForeignKey(() => Account, { name: 'fk_delegations_to' }) toAccountId: string;
  @JsonColumn() permissions: string[];
  @TextColumn() reason: string;
  @InstantColumn() validFrom: string;
  @InstantColumn() validUntil: string;
  @InstantColumn() createdAt: string;
  @InstantColumn({ nullable: true }) revokedAt: string | null;
  @LineColumn({ nullable: true }) revokedByName: string | null;
}

/** That somebody acted on a case in a colleague's place: on that case the two count as one where two people are asked for. Never changed. */
@Entity('delegated_acts')
@Index('ux_delegated_acts_case', ['caseId', 'delegationId'], { unique: true })
export class DelegatedAct {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => Delegation, { name: 'fk_delegated_acts_delegation' }) delegationId: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_delegated_acts_case' }) caseId: string;
  @InstantColumn() actedAt: string;
}

/** A case opened by break-glass: who, why, until when, and who looked at it afterwards. */
@Entity('break_glass_openings')
@Index('ix_break_glass_openings_account', ['accountId', 'expiresAt'])
@Check('ck_break_glass_openings_second', 'reviewed_by_id IS NULL OR reviewed_by_id <> account_id')
@Check('ck_break_glass_openings_reviewed', '(reviewed_at IS NULL) = (finding IS NULL)')
@Check('ck_break_glass_openings_finding', `finding IS NULL OR finding IN ('justified', 'not_justified')`)
export class BreakGlassOpening {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => Account, { name: 'fk_break_glass_openings_account' }) accountId: string;
  @LineColumn() openedByName: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_break_glass_openings_case' }) caseId: string;
  @TextColumn() reason: string;
  @InstantColumn() openedAt: string;
  @InstantColumn() expiresAt: string;
  @InstantColumn({ nullable: true }) reviewedAt: string | null;
  @IdColumn({ nullable: true }) reviewedById: string | null;
  @LineColumn({ nullable: true }) reviewedByName: string | null;
  @CodeColumn({ nullable: true }) finding: Finding | null;
  @TextColumn({ nullable: true }) reviewNote: string | null;
}

export const FINDINGS = ['justified', 'not_justified'] as const;
export type Finding = (typeof FINDINGS)[number];
