import { addDays, addMonths, ConditionsUnmet, type PlainDate } from '../../kernel/index.js';
import type { RouteRule } from './route-advice.js';

export const PROTECTION_CATEGORIES = ['refugee', 'subsidiary'] as const;
/** Why protection is given: as a refugee or as a person eligible for subsidiary protection (Aliens Act, ch. 4 s. 1-2). */
export type ProtectionCategory = (typeof PROTECTION_CATEGORIES)[number];

export const PERMIT_TYPES = ['permanent', 'time_limited'] as const;
export type PermitType = (typeof PERMIT_TYPES)[number];

/** How a decision in a security case is appealed: to the Government through the Migration Court of Appeal, or by the Service too, in court. */
export const SECURITY_APPEALS = ['government', 'service_may_appeal'] as const;
export type SecurityAppeal = (typeof SECURITY_APPEALS)[number];

/** A length of time in whole days or in calendar months; never mixed, since a month is not a number of days. */
export type Duration = { readonly days: number } | { readonly months: number };

export interface PermitLength {
  readonly permitType: PermitType;
  /** Null exactly when the permit is permanent. */
  readonly months: number | null;
}

/** The date that lies the duration after `date`. */
export const addDuration = (date: PlainDate, duration: Duration): PlainDate =>
  'days' in duration ? addDays(date, duration.days) : addMonths(date, duration.months);

interface ByPriority {
  readonly emergency: Duration;
  readonly urgent: Duration;
  readonly normal: Duration;
}

/** What each kind of dated rule says. A new kind is a line here and one in `policy-rules.schema.ts`. */
export interface PolicyValues {
  /** Permit by protection category, chosen by the date of the decision. */
  permit: { readonly permits: Readonly<Record<ProtectionCategory, PermitLength>>; readonly legalBasis: string };
  /** Permits already given that are to be replaced. */
  'permit-reopening': { readonly reopens: PermitType; readonly replacedBy: PermitType };
  /** Which event uses a place: the default of a new quota period. */
  'counting-event': { readonly event: 'grant' | 'departure' | 'arrival' };
  /** How last year's granted but not arrived persons meet this year's places: the default of a new quota period. */
  'carry-over-mode': { readonly mode: 'additive' | 'absorbing' };
  /** From the Security Service's statement to the last day on which it clears. */
  'clearance-validity': { readonly months: number };
  /** What makes a security case of an objection (Aliens Act 1:7), and how a decision in one is appealed (14:11). */
  'security-case': {
    readonly measures: readonly string[];
    readonly promptHandling: boolean;
    readonly appeal: SecurityAppeal;
  };
  /** From registration to the conclusion, and how much longer a complex case may take. */
  'eu-conclusion-clock': { readonly months: number; readonly extensionMonths: number };
  /** From registration to the conclusion in emergency admission. */
  'eu-emergency-clock': { readonly months: number };
  /** From submission to departure. */
  'priority-clock': ByPriority;
  /** From submission to decision. */
  'decision-target': ByPriority;
  /** From the assignment decision to the latest reception: in general, for resettled persons by default, and at most. */
  'reception-deadline': {
    readonly months: number;
    readonly resettledMonths: number;
    readonly resettledMaxMonths: number;
  };
  /** How far beyond a municipal number persons may be assigned: a share of the number, and at least so many persons. */
  'over-assignment': { readonly percent: number; readonly persons: number };
  /** Completed years from which biometrics are taken. */
  'biometrics-age': { readonly years: number };
  'adult-age': { readonly years: number };
  /** Completed years from which everybody is assessed, and from which a minor is when a trigger is noted. */
  'exclusion-assessment-age': { readonly years: number; readonly onTriggerFromYears: number };
  /** From the check to the last day on which it holds, when the certificate names none. */
  'fit-to-travel-validity': { readonly days: number };
  'medical-form-validity': { readonly months: number };
  /** How far back from admission another state's refusal counts. */
  'refusal-look-back': { readonly months: number };
  /** How long Eurodac keeps a comparison: where a permit was granted, and where the procedure ended otherwise. */
  'eurodac-storage': { readonly grantedMonths: number; readonly otherMonths: number };
  /** How long what the audit log says of a case is kept after it ended, by how it did. */
  retention: { readonly months: Readonly<Record<'received' | 'refused' | 'left', number>> };
  /** Euro that the Union pays for each person admitted, and the submission categories that make somebody vulnerable there. */
  'amif-amounts': {
    readonly unionFramework: number;
    readonly otherwise: number;
    readonly otherwiseVulnerable: number;
    readonly vulnerableCategories: readonly string[];
  };
  /** Points a person by what speaks for a municipality, with which assignments are planned; of `outcome`, a point from outside. */
  'placement-weights': {
    readonly placed: number;
    readonly tie: number;
    readonly needs: number;
    readonly dwelling: number;
    readonly work: number;
    readonly language: number;
    readonly evenLoad: number;
    readonly outcome: number;
  };
  /** Shares by which a submission becomes an arrival, in tenths of a per cent: defaults until the agency's own are measured. */
  'planning-rates': {
    readonly screening: number;
    readonly completion: number;
    readonly grant: number;
    readonly departure: number;
    readonly inPeriod: number;
    readonly carriedDeparture: number;
  };
  /** Dossier or mission: the rules in their order, of which the first that speaks decides. The last one asks for nothing. */
  'route-advice': { readonly rules: readonly RouteRule[] };
}

export type PolicyKind = keyof PolicyValues;

export const RULE_STATUSES = ['in_force', 'proposed'] as const;
export type RuleStatus = (typeof RULE_STATUSES)[number];

/** One dated rule with its legal source. `validFrom` and `validTo` are both inside; `validTo` null means until further notice. */
export interface PolicyRule<Kind extends PolicyKind = PolicyKind> {
  readonly code: string;
  readonly kind: Kind;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
  readonly status: RuleStatus;
  /** False while the value is a default of this system or a source still has to be checked; the note says which. */
  readonly verified: boolean;
  readonly value: PolicyValues[Kind];
  readonly source: string;
  readonly note: string | null;
}

/** A permit as the rule of the decision's date gives it; `validUntil` is its last day, null when it is permanent. */
export interface PermitTerms {
  readonly permitType: PermitType;
  readonly months: number | null;
  readonly legalBasis: string;
  readonly validUntil: PlainDate | null;
}

/** True on every day from the rule's first to its last, both included. */
export const coversDate = (rule: Pick<PolicyRule, 'validFrom' | 'validTo'>, date: PlainDate): boolean =>
  rule.validFrom <= date && (rule.validTo === null || date <= rule.validTo);

/**
 * The one rule of the kind that is in force on the date. Proposed rules are never chosen.
 * Throws ConditionsUnmet when none is in force (`noPolicyRule`) or more than one (`severalPolicyRules`): a person must settle it.
 */
export function ruleOn<Kind extends PolicyKind>(
  rules: readonly PolicyRule[],
  kind: Kind,
  date: PlainDate,
): PolicyRule<Kind> {
  const isOfKind = (rule: PolicyRule): rule is PolicyRule<Kind> => rule.kind === kind;
  const found = rules.filter(isOfKind).filter((rule) => rule.status === 'in_force' && coversDate(rule, date));
  const [rule, another] = found;
  if (rule && !another) return rule;
  const source = found.map((one) => one.source).join('; ') || 'Policy rules';
  throw new ConditionsUnmet([
    rule
      ? {
          code: 'severalPolicyRules',
          detail: `More than one rule of the kind ${kind} is in force on ${date}: ${found.map((one) => one.code).join(', ')}.`,
          source,
        }
      : { code: 'noPolicyRule', detail: `No rule of the kind ${kind} is in force on ${date}.`, source },
  ]);
}

/** Pairs of rules in force that contradict each other: same kind, at least one day in common. Empty in a sound set. */
export function contradictions(rules: readonly PolicyRule[]): (readonly [PolicyRule, PolicyRule])[] {
  const inForce = rules.filter((rule) => rule.status === 'in_force');
  return inForce.flatMap((a, index) =>
    inForce
      .slice(index + 1)
      .filter((b) => a.kind === b.kind && (coversDate(a, b.validFrom) || coversDate(b, a.validFrom)))
      .map((b) => [a, b] as const),
  );
}

/**
 * Type, length (calendar months) and legal basis of a permit decided on the date; it keeps them whatever rule comes later
 * (domain.md (e) 24). The length is counted from the decision. Throws RangeError when the rule does not cover the date.
 */
export function permitFor(rule: PolicyRule<'permit'>, category: ProtectionCategory, decidedOn: PlainDate): PermitTerms {
  if (!coversDate(rule, decidedOn))
    throw new RangeError(`The rule ${rule.code} does not cover decisions of ${decidedOn}.`);
  const { permitType, months } = rule.value.permits[category];
  return {
    permitType,
    months,
    legalBasis: rule.value.legalBasis,
    validUntil: months === null ? null : addMonths(decidedOn, months),
  };
}
