import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import { CodeColumn, DateColumn, FlagColumn, JsonColumn, LineColumn, TextColumn } from '../platform/index.js';
import type { PolicyKind, PolicyRule, PolicyValues, RuleStatus } from './domain/policy-rules.js';

/** One dated rule. Kinds are judged when rules are read in, not by a CHECK: a new kind then needs no migration. */
@Entity('policy_rules')
@Index('ix_policy_rule_kind', ['kind'])
@Check('ck_policy_rule_status', `status IN ('in_force', 'proposed')`)
@Check('ck_policy_rule_dates', `valid_to IS NULL OR valid_from <= valid_to`)
export class PolicyRuleRow implements PolicyRule {
  @PrimaryColumn({ type: 'varchar', length: 60 }) code: string;
  @CodeColumn() kind: PolicyKind;
  @DateColumn() validFrom: string;
  @DateColumn({ nullable: true }) validTo: string | null;
  @CodeColumn() status: RuleStatus;
  @FlagColumn() verified: boolean;
  @JsonColumn() value: PolicyValues[PolicyKind];
  @LineColumn() source: string;
  @TextColumn({ nullable: true }) note: string | null;
}
