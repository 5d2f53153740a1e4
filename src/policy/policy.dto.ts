import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, DateField, FlagField, ObjectsField, TextField } from '../platform/index.js';
import { RULE_STATUSES, type PolicyKind, type PolicyRule, type RuleStatus } from './domain/policy-rules.js';
import { POLICY_KINDS } from './policy-rules.schema.js';

export class PolicyRulesQuery {
  @ChoiceField({ about: 'Only rules of this kind.', of: POLICY_KINDS, optional: true })
  kind?: PolicyKind;
  @DateField({ about: 'Only rules whose period covers this day.', optional: true, example: '2025-06-01' })
  on?: string;
}

export class PolicyRuleResponse {
  @TextField({ about: 'Code of the rule.', example: 'permit-2021' })
  code: string;
  @ChoiceField({ about: 'What it rules.', of: POLICY_KINDS })
  kind: PolicyKind;
  @DateField({ about: 'First day.', example: '2021-07-20' })
  validFrom: string;
  @DateField({ about: 'Last day; null until further notice.', nullable: true, example: '2026-07-11' })
  validTo: string | null;
  @ChoiceField({ about: 'A proposed rule is never applied.', of: RULE_STATUSES })
  status: RuleStatus;
  @FlagField({ about: 'False while the value is a default of this system or its source still has to be checked.' })
  verified: boolean;
  @ApiProperty({
    description: 'What the rule says; the members depend on the kind.',
    type: 'object',
    additionalProperties: true,
    example: {
      permits: {
        refugee: { permitType: 'permanent', months: null },
        subsidiary: { permitType: 'permanent', months: null },
      },
      legalBasis: 'Aliens Act (2005:716), ch. 5 s. 2 (2021:765)',
    },
  })
  value: object;
  @TextField({ about: 'Law or practice behind it.', example: 'Aliens Act (2005:716), ch. 5 s. 2 and 8 (2021:765)' })
  source: string;
  @TextField({ about: 'What to bear in mind.', nullable: true, max: 2000, example: null })
  note: string | null;
}

export class PolicyRuleListResponse {
  @ObjectsField(() => PolicyRuleResponse, { about: 'The rules, by kind and first day.', maxItems: 1000 })
  items: PolicyRuleResponse[];
}

export const toPolicyRuleResponse = (rule: PolicyRule): PolicyRuleResponse => ({
  code: rule.code,
  kind: rule.kind,
  validFrom: rule.validFrom,
  validTo: rule.validTo,
  status: rule.status,
  verified: rule.verified,
  value: rule.value,
  source: rule.source,
  note: rule.note,
});
