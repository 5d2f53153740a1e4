import { chooseSubQuota, type CaseToPlace, type SubQuotaRule } from './choose-sub-quota.js';

const rule = (name: string, of: Partial<SubQuotaRule> = {}): SubQuotaRule => ({
  name,
  countriesOfAsylum: [],
  nationalities: [],
  priority: null,
  ...of,
});

/** As the Government divided 2025, with a rest that takes what fits nowhere. */
const QUOTA_2025 = [
  rule('Uganda, Tanzania, Rwanda', { countriesOfAsylum: ['UG', 'TZ', 'RW'] }),
  rule('Afghan women and girls', { countriesOfAsylum: ['TR'], nationalities: ['AF'] }),
  rule('Emergency', { priority: 'emergency' }),
];
const aCase = (of: Partial<CaseToPlace> = {}): CaseToPlace => ({
  countryOfAsylum: 'UG',
  nationalities: ['CD'],
  priority: 'normal',
  ...of,
});
const chosen = (theCase: CaseToPlace, rules = QUOTA_2025) => chooseSubQuota(rules, theCase)?.name ?? null;

describe('the sub-quota of a case', () => {
  it('goes by country of asylum', () => {
    expect(chosen(aCase())).toBe('Uganda, Tanzania, Rwanda');
    expect(chosen(aCase({ countryOfAsylum: 'LB' }))).toBeNull();
  });

  it('goes by nationality too where the sub-quota names one', () => {
    expect(chosen(aCase({ countryOfAsylum: 'TR', nationalities: ['AF'] }))).toBe('Afghan women and girls');
    expect(chosen(aCase({ countryOfAsylum: 'TR', nationalities: ['IR'] }))).toBeNull();
    expect(chosen(aCase({ countryOfAsylum: 'TR', nationalities: [] }))).toBeNull();
  });

  it('of a family with two nationalities is one that either of them opens', () => {
    expect(chosen(aCase({ countryOfAsylum: 'TR', nationalities: ['IR', 'AF'] }))).toBe('Afghan women and girls');
  });

  it('of an emergency is the emergency one, wherever the case is', () => {
    expect(chosen(aCase({ priority: 'emergency' }))).toBe('Emergency');
    expect(chosen(aCase({ priority: 'emergency', countryOfAsylum: 'LB' }))).toBe('Emergency');
    expect(chosen(aCase({ priority: 'urgent' }))).toBe('Uganda, Tanzania, Rwanda');
  });

  it('is the most specific one, in whatever order they stand', () => {
    const rules = [
      rule('Any'),
      rule('Uganda', { countriesOfAsylum: ['UG'] }),
      rule('Congolese', { nationalities: ['CD'] }),
      rule('Congolese in Uganda', { countriesOfAsylum: ['UG'], nationalities: ['CD'] }),
    ];
    for (const order of [rules, [...rules].reverse()]) {
      expect(chosen(aCase(), order)).toBe('Congolese in Uganda');
      expect(chosen(aCase({ nationalities: ['SS'] }), order)).toBe('Uganda');
      expect(chosen(aCase({ countryOfAsylum: 'RW' }), order)).toBe('Congolese');
      expect(chosen(aCase({ countryOfAsylum: 'LB', nationalities: ['SY'] }), order)).toBe('Any');
    }
  });

  it('is the first by name among equals', () => {
    expect(chosen(aCase(), [rule('B', { countriesOfAsylum: ['UG'] }), rule('A', { countriesOfAsylum: ['UG'] })])).toBe(
      'A',
    );
  });
});
