import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  CodeColumn,
  CountColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';

/** The open chain, and the one behind the wall: a gap in one series would otherwise tell of the other. */
export const AUDIT_CHAINS = ['open', 'security'] as const;
export type AuditChain = (typeof AUDIT_CHAINS)[number];

/** One act or sensitive read. Never changed or deleted (trigger on both engines). */
@Entity('audit_entries')
@Index('ux_audit_chain_position', ['chain', 'position'], { unique: true })
@Index('ix_audit_subject', ['chain', 'subjectId'])
@Index('ix_audit_case', ['chain', 'caseId'])
@Index('ix_audit_refusals', ['chain', 'position'], { where: `action = 'access.refuse'` })
@Check('ck_audit_chain', `chain IN ('open', 'security')`)
export class AuditEntry {
  @Id() id: string;
  @CodeColumn() chain: AuditChain;
  @CountColumn() position: number;
  @InstantColumn() occurredAt: string;
  @InstantColumn() recordedAt: string;
  @IdColumn({ nullable: true }) actorId: string | null;
  @LineColumn() actorName: string;
  @JsonColumn() roles: string[];
  @LineColumn() requestId: string;
  @CodeColumn({ length: 60 }) action: string;
  @CodeColumn() subjectType: string;
  @IdColumn({ nullable: true }) subjectId: string | null;
  @IdColumn({ nullable: true }) caseId: string | null;
  @TextColumn({ nullable: true }) reason: string | null;
  @Column({ type: 'varchar', length: 64 }) payloadHash: string;
  @Column({ type: 'varchar', length: 64 }) previousHash: string;
  @Column({ type: 'varchar', length: 64 }) hash: string;
  /** In which way the hash was made (chain.ts); null is the first. */
  @CountColumn({ nullable: true }) chaining: number | null;
}

/** The content of an entry, hashed with a random salt and kept apart: lawful deletion leaves the chain valid. */
@Entity('audit_payloads', { withoutRowid: true })
export class AuditPayload {
  @Id() entryId: string;
  @Column({ type: 'varchar', length: 64 }) salt: string;
  @TextColumn() payload: string;
}

/** Whose payload a retention run took away, by the run. Never changed or deleted: without it no payload can go. */
@Entity('audit_purged')
@Index('ix_audit_purged_run', ['runId'])
export class AuditPurged {
  @Id() entryId: string;
  @IdColumn() runId: string;
}

/** The last link of each chain. */
@Entity('audit_heads')
export class AuditHead {
  @PrimaryColumn({ type: 'varchar', length: 40 }) chain: string;
  @CountColumn() position: number;
  @Column({ type: 'varchar', length: 64 }) hash: string;
}
