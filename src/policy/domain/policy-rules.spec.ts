import { describe, expect, it } from '@jest/globals';
import { ConditionsUnmet } from '../../kernel/index.js';
import { addDuration, contradictions, permitFor, ruleOn, type PermitLength, type PolicyRule } from './policy-rules.js';

const permanent: PermitLength = { permitType: 'permanent', months: null };
const timeLimited = (months: number): PermitLength => ({ permitType: 'time_limited', months });

const permitRule = (
  code: string,
  validFrom: string,
  validTo: string | null,
  refugee: PermitLength,
  subsidiary: PermitLength,
): PolicyRule<'permit'> => ({
  code,
  kind: 'permit',
  validFrom,
  validTo,
  status: 'in_force',
  verified: true,
  value: { permits: { refugee, subsidiary }, legalBasis: `basis of ${code}` },
  source: `source of ${code}`,
  note: null,
});

const rules = [
  permitRule('permit-2016', '2016-07-20', '2021-07-19', permanent, permanent),
  permitRule('permit-2021', '2021-07-20', '2026-07-11', permanent, permanent),
  permitRule('permit-2026', '2026-07-12', null, timeLimited(36), timeLimited(13)),
];

describe('the rule on a date', () => {
  it.each([
    ['2016-07-20', 'permit-2016'],
    ['2021-07-19', 'permit-2016'],
    ['2021-07-20', 'permit-2021'],
    ['2026-07-11', 'permit-2021'],
    ['2026-07-12', 'permit-2026'],
    ['2090-01-01', 'permit-2026'],
  ])('of a decision on %s is %s', (date, code) => {
    expect(ruleOn(rules, 'permit', date).code).toBe(code);
  });

  it('is refused when none is in force', () => {
    expect(() => ruleOn(rules, 'permit', '2016-07-19')).toThrow(ConditionsUnmet);
    expect(() => ruleOn(rules, 'permit', '2016-07-19')).toThrow(
      'No rule of the kind permit is in force on 2016-07-19.',
    );
    expect(() => ruleOn(rules, 'adult-age', '2025-01-01')).toThrow('No rule of the kind adult-age');
  });

  it('is refused when more than one is in force, naming both', () => {
    const both = [...rules, permitRule('permit-again', '2025-01-01', '2025-12-31', permanent, permanent)];
    expect(() => ruleOn(both, 'permit', '2025-06-01')).toThrow('permit-2021, permit-again');
    expect(ruleOn(both, 'permit', '2024-12-31').code).toBe('permit-2021');
  });

  it('is never a proposed one, alone or beside one in force', () => {
    const proposed = {
      ...permitRule('permit-proposed', '2027-01-01', null, timeLimited(12), timeLimited(12)),
      status: 'proposed' as const,
    };
    expect(() => ruleOn([proposed], 'permit', '2027-06-01')).toThrow('No rule of the kind permit');
    expect(ruleOn([...rules, proposed], 'permit', '2027-06-01').code).toBe('permit-2026');
  });
});

describe('a set of rules', () => {
  it('has no contradiction when each begins the day after the one before', () => {
    expect(contradictions(rules)).toEqual([]);
  });

  it('contradicts itself when two in force share a single day, whichever is listed first', () => {
    const early = permitRule('early', '2020-01-01', '2021-01-01', permanent, permanent);
    const late = permitRule('late', '2021-01-01', null, permanent, permanent);
    expect(contradictions([early, late]).map((pair) => pair.map((rule) => rule.code))).toEqual([['early', 'late']]);
    expect(contradictions([late, early])).toHaveLength(1);
    expect(contradictions([early, { ...late, status: 'proposed' }])).toEqual([]);
  });
});

describe('edge case 24: the permit rule goes by the date of the decision', () => {
  const decided = (category: 'refugee' | 'subsidiary', on: string) =>
    permitFor(ruleOn(rules, 'permit', on), category, on);

  it('gives a permanent permit on the last day of the old rule and keeps it after the switch', () => {
    const permit = decided('refugee', '2026-07-11');
    expect(permit).toEqual({
      permitType: 'permanent',
      months: null,
      legalBasis: 'basis of permit-2021',
      validUntil: null,
    });
    expect(decided('subsidiary', '2026-07-11')).toEqual(permit);
  });

  it('gives 36 months to a refugee and 13 to a person in subsidiary protection from the first day of the new one', () => {
    expect(decided('refugee', '2026-07-12')).toEqual({
      permitType: 'time_limited',
      months: 36,
      legalBasis: 'basis of permit-2026',
      validUntil: '2029-07-12',
    });
    expect(decided('subsidiary', '2026-07-12')).toMatchObject({
      permitType: 'time_limited',
      months: 13,
      validUntil: '2027-08-12',
    });
  });

  it('counts calendar months: 13 months after 31 January end on the last day of February', () => {
    expect(decided('subsidiary', '2027-01-31').validUntil).toBe('2028-02-29');
    expect(decided('subsidiary', '2028-01-31').validUntil).toBe('2029-02-28');
  });

  it('refuses a rule that does not cover the date', () => {
    expect(() => permitFor(ruleOn(rules, 'permit', '2026-07-11'), 'refugee', '2026-07-12')).toThrow(RangeError);
  });
});

describe('a duration', () => {
  it('is added in days or in calendar months: two months after 31 December end on the last day of February', () => {
    expect(addDuration('2024-12-31', { days: 42 })).toBe('2025-02-11');
    expect(addDuration('2024-12-31', { months: 2 })).toBe('2025-02-28');
    expect(addDuration('2023-12-31', { months: 2 })).toBe('2024-02-29');
  });
});
