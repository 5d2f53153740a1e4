import { Check, Entity, ForeignKey, Index } from 'typeorm';
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
import type { PermitType, ProtectionCategory } from '../policy/index.js';
import type { DecisionOutcome, PermitEnd, ProposalClosing, ProposalOutcome } from './domain/proposal-rules.js';

/** The first of two signatures. One is open for a person at most; those before it stay. */
@Entity('proposals')
@Index('ux_proposals_open', ['personId'], { unique: true, where: 'closed_at IS NULL' })
@Index('ix_proposals_case', ['caseId'])
@Check('ck_proposals_outcome', `outcome IN ('grant', 'refuse', 'exclude', 'discontinue')`)
@Check('ck_proposals_closed', '(closed_at IS NULL) = (closed_because IS NULL)')
@Check('ck_proposals_closing', `closed_because IS NULL OR closed_because IN ('replaced', 'decided', 'lapsed')`)
export class Proposal {
  @Id() id: string;
  @IdColumn() caseId: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_proposals_person' }) personId: string;
  @CodeColumn() outcome: ProposalOutcome;
  @TextColumn() reasons: string;
  @JsonColumn() reasonCodes: string[];
  @IdColumn() proposedById: string;
  @LineColumn() proposedByName: string;
  @DateColumn() proposedOn: string;
  @InstantColumn() proposedAt: string;
  @InstantColumn({ nullable: true }) closedAt: string | null;
  @CodeColumn({ nullable: true }) closedBecause: ProposalClosing | null;
}

/** A proposal that was sent back instead of signed. Never changed or deleted. */
@Entity('proposal_returns')
@Index('ux_proposal_returns_proposal', ['proposalId'], { unique: true })
@Index('ix_proposal_returns_person', ['personId'])
export class ProposalReturn {
  @Id() id: string;
  @IdColumn() caseId: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_proposal_returns_person' }) personId: string;
  @IdColumn() @ForeignKey(() => Proposal, { name: 'fk_proposal_returns_proposal' }) proposalId: string;
  @TextColumn() reason: string;
  @IdColumn() returnedById: string;
  @LineColumn() returnedByName: string;
  @DateColumn() returnedOn: string;
  @InstantColumn() returnedAt: string;
}

/** The second signature: a decision on one person, a document of the case. Never changed or deleted. */
@Entity('decisions')
@Index('ux_decisions_proposal', ['proposalId'], { unique: true })
@Index('ix_decisions_case', ['caseId'])
@Index('ix_decisions_person', ['personId'])
@Check('ck_decisions_outcome', `outcome IN ('granted', 'refused', 'excluded', 'discontinued')`)
@Check('ck_decisions_two_people', 'proposed_by_id <> decided_by_id')
export class Decision {
  @Id() id: string;
  @IdColumn() caseId: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_decisions_person' }) personId: string;
  @IdColumn() @ForeignKey(() => Proposal, { name: 'fk_decisions_proposal' }) proposalId: string;
  @CodeColumn() outcome: DecisionOutcome;
  @IdColumn() @ForeignKey('documents', { name: 'fk_decisions_document' }) documentId: string;
  @CodeColumn() diaryNumber: string;
  /** The version of the RRF that stood when it was decided; empty for a case without one. */
  @CountColumn({ nullable: true }) rrfVersion: number | null;
  /** Stands here too so that the database itself refuses one person's two signatures. */
  @IdColumn() proposedById: string;
  @IdColumn() decidedById: string;
  @LineColumn() decidedByName: string;
  @DateColumn() decidedOn: string;
  @InstantColumn() decidedAt: string;
}

/** A residence permit, by the rule of the day of its decision; it keeps type, length and basis whatever rule comes later. */
@Entity('permits')
@Index('ux_permits_in_force', ['personId'], { unique: true, where: 'ended_on IS NULL' })
@Index('ix_permits_case', ['caseId'])
@Check('ck_permits_type', `permit_type IN ('permanent', 'time_limited')`)
@Check('ck_permits_category', `protection_category IN ('refugee', 'subsidiary')`)
@Check('ck_permits_length', `(permit_type = 'permanent') = (valid_until IS NULL)`)
@Check('ck_permits_ended', '(ended_on IS NULL) = (ended_why IS NULL)')
@Check('ck_permits_ended_why', `ended_why IS NULL OR ended_why IN ('withdrawn', 'lapsed')`)
export class Permit {
  @Id() id: string;
  @IdColumn() caseId: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_permits_person' }) personId: string;
  @IdColumn() @ForeignKey(() => Decision, { name: 'fk_permits_decision' }) decisionId: string;
  @CodeColumn() protectionCategory: ProtectionCategory;
  @CodeColumn() permitType: PermitType;
  /** Calendar months; empty for a permanent permit. */
  @CountColumn({ nullable: true }) months: number | null;
  @DateColumn() validFrom: string;
  /** The last day; empty for a permanent permit. */
  @DateColumn({ nullable: true }) validUntil: string | null;
  @LineColumn() legalBasis: string;
  @CodeColumn({ length: 60 }) @ForeignKey('policy_rules', { name: 'fk_permits_rule' }) ruleCode: string;
  @DateColumn({ nullable: true }) endedOn: string | null;
  @CodeColumn({ nullable: true }) endedWhy: PermitEnd | null;
  @TextColumn({ nullable: true }) endReason: string | null;
}
