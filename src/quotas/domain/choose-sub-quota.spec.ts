import { chooseSubQuota, type CaseToPlace, type SubQuotaRule } from './choose-sub-quota.js';

const rule = (name: string, of: Partial<SubQuotaRule> = {}): SubQuotaRule => ({
  name,
  scheme: 'resettlement',
  regions: [],
  countriesOfAsylum: [],
  nationalities: [],
  priority: null,
  ...of,
});

/** As the Government divided 2025, with a rest that takes what fits nowhere. */
const QUOTA_2025 = [
  rule('Uganda, Tanzania, Rwanda', { countriesOfAsylum: ['UG', 'TZ', 'RW'] }),
  rule('Afghan women and girls', { countriesOfAsylum: ['TR'], nationalities: ['AF'] }),
  rule('Emergency', { priority: 'emergency', scheme: 'emergency' }),
];
/** As 2017 was divided (domain.md 1): by region, but for one country, and the urgent cases apart. */
const QUOTA_2017 = [
  rule('MENA', { regions: ['mena_and_turkiye'] }),
  rule('East, Horn and Central Africa', { regions: ['east_horn_great_lakes'], countriesOfAsylum: ['CF', 'CD', 'TD'] }),
  rule('Iran', { countriesOfAsylum: ['IR'] }),
  rule('Urgent', { priority: 'urgent' }),
];
const aCase = (of: Partial<CaseToPlace> = {}): CaseToPlace => ({
  countryOfAsylum: 'UG',
  region: 'east_horn_great_lakes',
  nationalities: ['CD'],
  priority: 'normal',
  scheme: null,
  ...of,
});
const IN_LEBANON = { countryOfAsylum: 'LB', region: 'mena_and_turkiye', nationalities: ['SY'] };
const IN_TURKIYE = { countryOfAsylum: 'TR', region: 'mena_and_turkiye' };
const choose = (theCase: CaseToPlace, rules = QUOTA_2025) =>
  chooseSubQuota([{ name: 'The quota', subQuotas: rules }], theCase);
const chosen = (theCase: CaseToPlace, rules = QUOTA_2025) => choose(theCase, rules).chosen?.name ?? null;

describe('the sub-quota of a case', () => {
  it('goes by country of asylum', () => {
    expect(chosen(aCase())).toBe('Uganda, Tanzania, Rwanda');
    expect(chosen(aCase(IN_LEBANON))).toBeNull();
  });

  it('goes by region, and a named country of asylum is more specific than a region', () => {
    expect(chosen(aCase(IN_LEBANON), QUOTA_2017)).toBe('MENA');
    expect(chosen(aCase(IN_TURKIYE), QUOTA_2017)).toBe('MENA');
    expect(chosen(aCase({ countryOfAsylum: 'IR', region: 'asia_pacific' }), QUOTA_2017)).toBe('Iran');
    const rules = [...QUOTA_2017, rule('Lebanon', { countriesOfAsylum: ['LB'] })];
    for (const order of [rules, [...rules].reverse()]) expect(chosen(aCase(IN_LEBANON), order)).toBe('Lebanon');
  });

  it('takes regions and countries together as one place', () => {
    expect(chosen(aCase(), QUOTA_2017)).toBe('East, Horn and Central Africa');
    expect(chosen(aCase({ countryOfAsylum: 'TD', region: 'west_central_africa' }), QUOTA_2017)).toBe(
      'East, Horn and Central Africa',
    );
    expect(chosen(aCase({ countryOfAsylum: 'NE', region: 'west_central_africa' }), QUOTA_2017)).toBeNull();
  });

  it('goes by nationality too where the sub-quota names one', () => {
    expect(chosen(aCase({ ...IN_TURKIYE, nationalities: ['AF'] }))).toBe('Afghan women and girls');
    expect(chosen(aCase({ ...IN_TURKIYE, nationalities: ['IR'] }))).toBeNull();
    expect(chosen(aCase({ ...IN_TURKIYE, nationalities: [] }))).toBeNull();
  });

  it('of a family with two nationalities is one that either of them opens', () => {
    expect(chosen(aCase({ ...IN_TURKIYE, nationalities: ['IR', 'AF'] }))).toBe('Afghan women and girls');
  });

  it('of an emergency is the emergency one, wherever the case is', () => {
    expect(chosen(aCase({ priority: 'emergency' }))).toBe('Emergency');
    expect(chosen(aCase({ ...IN_LEBANON, priority: 'emergency' }))).toBe('Emergency');
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
      expect(chosen(aCase(IN_LEBANON), order)).toBe('Any');
    }
  });

  it('is the first by name among equals', () => {
    const rules = [rule('B', { countriesOfAsylum: ['UG'] }), rule('A', { countriesOfAsylum: ['UG'] })];
    expect(chosen(aCase(), rules)).toBe('A');
    expect(choose(aCase(), rules).why).toBe('A. Its rule is as specific as that of B; the first by name is taken.');
  });
});

describe('the form of admission', () => {
  const SCHEMES = [
    rule('Resettled', { scheme: 'resettlement' }),
    rule('Admitted', { scheme: 'humanitarian_admission' }),
    rule('At once', { scheme: 'emergency' }),
  ];

  it('that a submission names is the only one that fits', () => {
    for (const { name, scheme } of SCHEMES) expect(chosen(aCase({ scheme }), SCHEMES)).toBe(name);
    expect(chosen(aCase({ scheme: 'humanitarian_admission', priority: 'emergency' }), SCHEMES)).toBe('Admitted');
    expect(chosen(aCase({ scheme: 'humanitarian_admission' }))).toBeNull();
  });

  it('is emergency first for an emergency, before any place that a rule names', () => {
    const rules = [...SCHEMES, rule('Uganda', { countriesOfAsylum: ['UG'], nationalities: ['CD'] })];
    expect(chosen(aCase({ priority: 'emergency' }), rules)).toBe('At once');
    expect(chosen(aCase({ priority: 'emergency' }), [SCHEMES[0]!])).toBe('Resettled');
  });

  it('emergency is held apart from normal cases, not from urgent ones', () => {
    const only = [rule('At once', { scheme: 'emergency' })];
    expect(chosen(aCase(), only)).toBeNull();
    expect(chosen(aCase({ priority: 'urgent' }), only)).toBe('At once');
  });
});

describe('the choice is explained', () => {
  it('for every sub-quota, by each part of its rule', () => {
    const { judged } = choose(aCase({ ...IN_TURKIYE, nationalities: ['IR'] }));
    expect(
      judged.map(({ rule: { name }, matches, parts }) => [name, matches, parts.map((one) => one.matched)]),
    ).toEqual([
      ['Uganda, Tanzania, Rwanda', false, [true, true, true, false]],
      ['Afghan women and girls', false, [true, true, false, true]],
      ['Emergency', false, [false, false, true, true]],
    ]);
    expect(judged[1]!.parts.map(({ detail }) => detail)).toEqual([
      'The submission names no form of admission; resettlement is open to it.',
      'Takes any priority.',
      'For the nationalities AF; the case has IR.',
      'For TR; the case is in TR (mena_and_turkiye).',
    ]);
  });

  it('for the winner, by the heaviest part in which it says more than the next', () => {
    const rules = [
      rule('Any'),
      rule('MENA', { regions: ['mena_and_turkiye'] }),
      rule('Syrians', { nationalities: ['SY'] }),
    ];
    expect(choose(aCase(IN_LEBANON), rules).why).toBe(
      'Syrians. Its rule is more specific than that of MENA in the nationality: For the nationalities SY; the case has SY.',
    );
    expect(choose(aCase()).why).toBe(
      'Uganda, Tanzania, Rwanda. It is the only sub-quota of The quota whose rule fits.',
    );
    expect(choose(aCase(IN_LEBANON)).why).toBe('No sub-quota has a rule that fits: an official places the case.');
  });

  it('by the period: the first that has one that fits comes before a later one that is more specific', () => {
    const periods = [
      { name: '2024', subQuotas: [rule('Emergency', { priority: 'emergency' })] },
      { name: '2025', subQuotas: [rule('Any')] },
      { name: '2026', subQuotas: [rule('Uganda', { countriesOfAsylum: ['UG'] })] },
    ];
    const { chosen: first, why, judged } = chooseSubQuota(periods, aCase());
    expect(first?.name).toBe('Any');
    expect(why).toBe('Any: 2025 comes before 2026. It is the only sub-quota of 2025 whose rule fits.');
    expect(judged).toHaveLength(3);
  });
});
