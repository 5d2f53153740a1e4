export { PolicyModule } from './policy.module.js';
export { PolicyService } from './policy.service.js';
export { POLICY_KINDS, readPolicyRules } from './policy-rules.schema.js';
export { savePolicyRules } from './save-policy-rules.js';
export {
  addDuration,
  contradictions,
  coversDate,
  PERMIT_TYPES,
  permitFor,
  PROTECTION_CATEGORIES,
  ruleOn,
  RULE_STATUSES,
  SECURITY_APPEALS,
  type Duration,
  type PermitLength,
  type PermitTerms,
  type PermitType,
  type PolicyKind,
  type PolicyRule,
  type PolicyValues,
  type ProtectionCategory,
  type RuleStatus,
  type SecurityAppeal,
} from './domain/policy-rules.js';
export {
  adviseRoute,
  ROUTE_ADVICE,
  ROUTE_FACTS,
  SITUATIONS,
  type AdvisedRoute,
  type RouteAdvice,
  type RouteFact,
  type RouteProfile,
  type RuleSeen,
  type Situation,
} from './domain/route-advice.js';
