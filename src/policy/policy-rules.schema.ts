import { z } from 'zod';
import { isPlainDate } from '../kernel/index.js';
import {
  contradictions,
  PERMIT_TYPES,
  SECURITY_APPEALS,
  RULE_STATUSES,
  type PolicyKind,
  type PolicyRule,
  type PolicyValues,
} from './domain/policy-rules.js';
import { ROUTE_ADVICE, ROUTE_FACTS } from './domain/route-advice.js';

const count = z.number().int().min(1).max(1200);
const date = z.string().refine(isPlainDate, 'must be an existing date written YYYY-MM-DD');
const duration = z.union([z.strictObject({ days: count }), z.strictObject({ months: count })]);
const byPriority = z.strictObject({ emergency: duration, urgent: duration, normal: duration });
const months = z.strictObject({ months: count });
const years = z.strictObject({ years: count });
const euro = z.number().int().min(1).max(1_000_000);
const points = z.number().int().min(0).max(1000);
const perMille = z.number().int().min(1).max(1000);
const permit = z
  .strictObject({ permitType: z.enum(PERMIT_TYPES), months: count.nullable() })
  .refine(
    (length) => (length.permitType === 'permanent') === (length.months === null),
    'a permanent permit has no months, a time-limited one has',
  );

const VALUES: { readonly [Kind in PolicyKind]: z.ZodType<PolicyValues[Kind]> } = {
  permit: z.strictObject({
    permits: z.strictObject({ refugee: permit, subsidiary: permit }),
    legalBasis: z.string().min(1),
  }),
  'permit-reopening': z.strictObject({ reopens: z.enum(PERMIT_TYPES), replacedBy: z.enum(PERMIT_TYPES) }),
  'counting-event': z.strictObject({ event: z.enum(['grant', 'departure', 'arrival']) }),
  'carry-over-mode': z.strictObject({ mode: z.enum(['additive', 'absorbing']) }),
  'clearance-validity': months,
  'security-case': z.strictObject({
    measures: z.array(z.string().regex(/^[a-z_]+$/)).min(1),
    promptHandling: z.boolean(),
    appeal: z.enum(SECURITY_APPEALS),
  }),
  'eu-conclusion-clock': z.strictObject({ months: count, extensionMonths: count }),
  'eu-emergency-clock': months,
  'priority-clock': byPriority,
  'decision-target': byPriority,
  'reception-deadline': z
    .strictObject({ months: count, resettledMonths: count, resettledMaxMonths: count })
    .refine(
      (value) => value.resettledMonths <= value.resettledMaxMonths,
      'resettledMonths must not exceed resettledMaxMonths',
    ),
  'over-assignment': z.strictObject({ percent: z.int().min(0).max(100), persons: z.int().min(0).max(100) }),
  'biometrics-age': years,
  'adult-age': years,
  'exclusion-assessment-age': z.strictObject({ years: count, onTriggerFromYears: count }),
  'fit-to-travel-validity': z.strictObject({ days: count }),
  'medical-form-validity': months,
  'refusal-look-back': months,
  'eurodac-storage': z.strictObject({ grantedMonths: count, otherMonths: count }),
  retention: z.strictObject({ months: z.strictObject({ received: count, refused: count, left: count }) }),
  'amif-amounts': z.strictObject({
    unionFramework: euro,
    otherwise: euro,
    otherwiseVulnerable: euro,
    vulnerableCategories: z.array(z.string().regex(/^[A-Z]{3}$/)).min(1),
  }),
  'placement-weights': z.strictObject({
    placed: points.min(1),
    tie: points,
    needs: points,
    dwelling: points,
    work: points,
    language: points,
    evenLoad: points,
    outcome: points,
  }),
  'planning-rates': z.strictObject({
    screening: perMille,
    completion: perMille,
    grant: perMille,
    departure: perMille,
    inPeriod: perMille,
    carriedDeparture: perMille,
  }),
  'route-advice': z.strictObject({
    rules: z
      .array(
        z.strictObject({
          code: z.string().regex(/^[a-z_]{1,40}$/),
          advises: z.enum(ROUTE_ADVICE),
          about: z.string().min(1),
          when: z.array(
            z
              .strictObject({
                fact: z.enum(ROUTE_FACTS),
                is: z.string().min(1).optional(),
                atLeast: z.number().int().min(1).optional(),
              })
              .refine(({ is, atLeast }) => (is === undefined) !== (atLeast === undefined), 'either is or atLeast'),
          ),
        }),
      )
      .min(1)
      .refine((rules) => rules.at(-1)?.when.length === 0, 'the last rule must ask for nothing')
      .refine((rules) => new Set(rules.map(({ code }) => code)).size === rules.length, 'each code stands once'),
  }),
};

export const POLICY_KINDS = Object.keys(VALUES) as PolicyKind[];

const frame = z.strictObject({
  code: z.string().min(1).max(60),
  kind: z.enum(POLICY_KINDS),
  validFrom: date,
  validTo: date.nullable(),
  status: z.enum(RULE_STATUSES),
  verified: z.boolean(),
  value: z.unknown(),
  source: z.string().min(1).max(300),
  note: z.string().min(1).nullable(),
});

/**
 * The rules of a release, judged before they are stored. Throws an Error that names the rule for an unknown kind, a value of
 * the wrong shape, a period that ends before it begins, or two rules of a kind in force on the same day.
 */
export function readPolicyRules(content: unknown): PolicyRule[] {
  const rules = z
    .array(frame)
    .parse(content)
    .map((rule) => {
      const value = VALUES[rule.kind].safeParse(rule.value);
      if (!value.success) throw new Error(`Policy rule ${rule.code}: ${z.prettifyError(value.error)}`);
      if (rule.validTo !== null && rule.validTo < rule.validFrom)
        throw new Error(`Policy rule ${rule.code} ends before it begins.`);
      return { ...rule, value: value.data };
    });
  const [clash] = contradictions(rules);
  if (clash) throw new Error(`Policy rules ${clash[0].code} and ${clash[1].code} are in force on the same day.`);
  return rules;
}
