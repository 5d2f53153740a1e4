import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { policyRules, referenceData } from '../../seeds/reference/reference-files.js';
import { PERMISSIONS } from '../../src/access/index.js';
import { isPlainDate } from '../../src/kernel/index.js';
import { contradictions, permitFor, POLICY_KINDS, readPolicyRules, ruleOn } from '../../src/policy/index.js';
import { REGIONS, sortedBy, STANDARDS_OF_PROOF } from '../../src/reference/index.js';

const { countries, counties, municipalities, submissionCategories, reasonCodes } = referenceData();
const rules = policyRules();

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const codesOf = (rows: readonly { code: string }[]): string[] => rows.map((row) => row.code);

describe('municipalities and counties', () => {
  it('are 290 and 21, each code once', () => {
    expect(new Set(codesOf(municipalities)).size).toBe(290);
    expect(municipalities).toHaveLength(290);
    expect(new Set(codesOf(counties)).size).toBe(21);
    expect(counties).toHaveLength(21);
  });

  it('have codes of four and two digits, strings that keep their leading zero', () => {
    expect(municipalities.filter(({ code }) => !/^\d{4}$/.test(code))).toEqual([]);
    expect(counties.filter(({ code }) => !/^\d{2}$/.test(code))).toEqual([]);
    expect(municipalities.find(({ code }) => code === '0180')?.name).toBe('Stockholm');
    expect(municipalities.filter(({ code }) => code.startsWith('0'))).not.toEqual([]);
  });

  it('belong together: the first two digits of a municipality are its county, and no county is empty', () => {
    expect(municipalities.filter(({ code, countyCode }) => code.slice(0, 2) !== countyCode)).toEqual([]);
    expect([...new Set(municipalities.map(({ countyCode }) => countyCode))].sort()).toEqual(codesOf(counties).sort());
  });

  it('are the official list: code, name and county of all 290, by checksum', () => {
    const list = municipalities.map(({ code, name, countyCode }) => `${code};${name};${countyCode}\n`).sort();
    expect(sha256(list.join(''))).toBe('e9016c105e1eb1e3c9c74924a876006aa5945ce1263ad87070927f2b6c908312');
  });

  it('lie in Sweden, each at its own centre', () => {
    const outside = municipalities.filter(
      ({ latitude, longitude }) => !(latitude > 55 && latitude < 69.1 && longitude > 10.5 && longitude < 24.2),
    );
    expect(outside).toEqual([]);
  });

  it('have names of their own, sorted the Swedish way with Å, Ä and Ö last', () => {
    expect(new Set(municipalities.map(({ name }) => name)).size).toBe(290);
    const names = sortedBy(municipalities, ({ name }) => name).map(({ name }) => name);
    expect(names[0]).toBe('Ale');
    expect(names.slice(-3)).toEqual(['Östra Göinge', 'Överkalix', 'Övertorneå']);
    expect(names.indexOf('Åmål')).toBeGreaterThan(names.indexOf('Ystad'));
    expect(names.indexOf('Älmhult')).toBeGreaterThan(names.indexOf('Åsele'));
    expect(names.indexOf('Örebro')).toBeGreaterThan(names.indexOf('Ängelholm'));
  });
});

describe('countries', () => {
  it('are the 249 of ISO 3166-1, each with an English and a Swedish name of its own', () => {
    expect(countries).toHaveLength(249);
    expect(countries.filter(({ code }) => !/^[A-Z]{2}$/.test(code))).toEqual([]);
    for (const key of ['code', 'nameEn', 'nameSv'] as const)
      expect(new Set(countries.map((country) => country[key])).size).toBe(249);
    expect(sha256(codesOf(countries).join(''))).toBe(
      '5261f7809fbe7c32ec28b57f7490d7afa30e97f4096f942fdb67b0cbcf67171f',
    );
  });

  it.each([
    ['TR', 'Türkiye', 'Turkiet'],
    ['CD', 'Democratic Republic of the Congo', 'Demokratiska republiken Kongo'],
    ['SS', 'South Sudan', 'Sydsudan'],
    ['SY', 'Syria', 'Syrien'],
  ])('carry their present names: %s is %s, in Swedish %s', (code, nameEn, nameSv) => {
    expect(countries.find((country) => country.code === code)).toMatchObject({ nameEn, nameSv });
  });

  it('lie each in one of the seven regions, but for the five where nobody lives', () => {
    expect(countries.filter(({ region }) => region === null).map(({ code }) => code)).toEqual([
      'AQ',
      'BV',
      'GS',
      'HM',
      'TF',
    ]);
    const size = (region: string) => countries.filter((country) => country.region === region).length;
    expect(REGIONS.reduce((sum, region) => sum + size(region), 0)).toBe(244);
    expect(REGIONS.filter((region) => size(region) < 10)).toEqual([]);
  });

  it.each([
    ['TR', 'mena_and_turkiye', 'as the Swedish quota has it'],
    ['LB', 'mena_and_turkiye', ''],
    ['UG', 'east_horn_great_lakes', ''],
    ['RW', 'east_horn_great_lakes', ''],
    ['CD', 'southern_africa', "as UNHCR's bureaux have it"],
    ['TD', 'west_central_africa', ''],
    ['IR', 'asia_pacific', ''],
    ['CO', 'americas', ''],
    ['SE', 'europe', ''],
  ])('%s lies in %s %s', (code, region) => {
    expect(countries.find((country) => country.code === code)?.region).toBe(region);
  });

  it('remember dated former names of countries on the list', () => {
    const former = countries.flatMap((country) => country.formerNames);
    expect(former.map(({ nameEn }) => nameEn)).toEqual(expect.arrayContaining(['Turkey', 'Swaziland']));
    expect(former.filter(({ until }) => !isPlainDate(until))).toEqual([]);
  });
});

describe('submission categories', () => {
  it('are the seven of UNHCR', () => {
    expect(codesOf(submissionCategories)).toEqual(['LPN', 'SVT', 'MED', 'WGR', 'FAM', 'CAR', 'LAS']);
  });
});

describe('reason codes', () => {
  const of = (verb: string) => reasonCodes.filter((reason) => reason.verb === verb);

  it('stand once within their verb, with texts in both languages and a source', () => {
    expect(new Set(reasonCodes.map(({ verb, code }) => `${verb}/${code}`)).size).toBe(reasonCodes.length);
    expect(reasonCodes.filter(({ textEn, textSv, source }) => !textEn || !textSv || !source)).toEqual([]);
    expect(reasonCodes.filter(({ code }) => !/^[a-z0-9_]{1,40}$/.test(code))).toEqual([]);
  });

  it('belong to verbs that exist', () => {
    const verbs = Object.keys(PERMISSIONS).map((permission) => permission.split('.')[1]);
    expect([...new Set(reasonCodes.map(({ verb }) => verb))].filter((verb) => !verbs.includes(verb))).toEqual([]);
  });

  it('name a known standard of proof, and an instrument wherever there is a standard', () => {
    expect(reasonCodes.filter(({ standard }) => standard !== null && !STANDARDS_OF_PROOF.includes(standard))).toEqual(
      [],
    );
    expect(reasonCodes.filter(({ standard, instrument }) => standard !== null && instrument === null)).toEqual([]);
  });

  it("give UNHCR's withdrawal exactly three reasons", () => {
    expect(codesOf(of('withdraw'))).toEqual(['error', 'refugees_wish', 'exceptional_reasons']);
  });

  it('edge case 16: discontinue for consent and biometrics alone', () => {
    expect(codesOf(of('discontinue'))).toEqual(['consent_withheld', 'consent_withdrawn', 'biometrics_refused']);
  });

  it('edge case 31: keep policy, Article 1F, the EU framework and a security objection apart, with three standards', () => {
    const standardOf = (verb: string, code: string) =>
      reasonCodes.find((reason) => reason.verb === verb && reason.code === code)?.standard;
    for (const code of ['article_1f_a', 'article_1f_b', 'article_1f_c', 'subsidiary_serious_crime'])
      expect(standardOf('exclude', code)).toBe('serious_reasons');
    for (const code of ['urf_6_1_b_i', 'urf_6_1_b_ii', 'urf_6_1_b_iii'])
      expect(standardOf('exclude', code)).toBe('reasonable_grounds');
    for (const code of ['policy_armed_group', 'policy_anti_democratic_values', 'policy_extremist_organisation'])
      expect(standardOf('exclude', code)).toBe('policy_criterion');
    expect(standardOf('decide_security_case', 'security_objection')).toBe('own_assessment');
  });

  it('say nothing of the Security Service where the open record is written', () => {
    const open = reasonCodes.filter(({ verb }) => verb !== 'decide_security_case');
    expect(
      open.filter(({ code, textEn, textSv }) =>
        /objection|Security Service|erinran|Säkerhetspolisen/i.test(`${code} ${textEn} ${textSv}`),
      ),
    ).toEqual([]);
  });
});

describe('the dated rules', () => {
  it('have every kind, and contradict each other on no day', () => {
    expect([...new Set(rules.map(({ kind }) => kind))].sort()).toEqual([...POLICY_KINDS].sort());
    expect(contradictions(rules)).toEqual([]);
    expect(new Set(codesOf(rules)).size).toBe(rules.length);
  });

  it('do not hide what is unsourced or not verified', () => {
    const doubtful = rules.filter(({ source, note }) =>
      /unsourced|verify|not verified|from memory|no source was found/i.test(`${source} ${note}`),
    );
    expect(doubtful.filter(({ verified }) => verified)).toEqual([]);
    expect(rules.filter(({ verified, note }) => !verified && note === null)).toEqual([]);
  });

  it.each([
    ['2016-07-20', 'refugee', 'permanent', null],
    ['2021-07-19', 'subsidiary', 'permanent', null],
    ['2021-07-20', 'refugee', 'permanent', null],
    // SOU 2025:31 proposed 12 June 2026; the bill moved it a month, and a proposal decides nothing.
    ['2026-06-11', 'refugee', 'permanent', null],
    ['2026-06-12', 'refugee', 'permanent', null],
    ['2026-07-11', 'subsidiary', 'permanent', null],
    ['2026-07-12', 'refugee', 'time_limited', '2029-07-12'],
    ['2026-07-12', 'subsidiary', 'time_limited', '2027-08-12'],
    ['2026-12-31', 'refugee', 'time_limited', '2029-12-31'],
    ['2027-01-01', 'refugee', 'time_limited', '2030-01-01'],
  ] as const)(
    'edge case 24: decided on %s, a %s gets a %s permit, valid until %s',
    (decidedOn, category, permitType, validUntil) => {
      expect(permitFor(ruleOn(rules, 'permit', decidedOn), category, decidedOn)).toMatchObject({
        permitType,
        validUntil,
      });
    },
  );

  it('have no permit rule before 20 July 2016, and never apply the proposal to re-open old permits', () => {
    expect(() => ruleOn(rules, 'permit', '2016-07-19')).toThrow(
      'No rule of the kind permit is in force on 2016-07-19.',
    );
    expect(() => ruleOn(rules, 'permit-reopening', '2027-06-01')).toThrow('No rule of the kind permit-reopening');
  });

  it('answer for every day of the demo', () => {
    for (const kind of POLICY_KINDS.filter((one) => one !== 'permit-reopening'))
      for (const day of ['2025-01-07', '2025-12-15']) expect(ruleOn(rules, kind, day).kind).toBe(kind);
  });

  const first = rules.find(({ code }) => code === 'permit-2016');
  const valued = (value: object) => [{ ...first, value }];
  const permitsOf = (refugee: object) => ({
    permits: { refugee, subsidiary: { permitType: 'permanent', months: null } },
    legalBasis: 'x',
  });
  it.each([
    ['an unknown kind', [{ ...first, kind: 'permits' }], /Invalid option/],
    ['a value of another kind', valued({ years: 18 }), /Policy rule permit-2016: .*years/s],
    [
      'a permanent permit with a length',
      valued(permitsOf({ permitType: 'permanent', months: 12 })),
      /a permanent permit has no months/,
    ],
    [
      'a time-limited permit without one',
      valued(permitsOf({ permitType: 'time_limited', months: null })),
      /a time-limited one has/,
    ],
    ['an end before the beginning', [{ ...first, validTo: '2016-07-19' }], /permit-2016 ends before it begins/],
    ['a date that does not exist', [{ ...first, validFrom: '2021-02-30' }], /must be an existing date/],
    [
      'two in force on one day',
      [first, { ...first, code: 'another', validFrom: '2021-07-19', validTo: null }],
      /permit-2016 and another are in force on the same day/,
    ],
    ['an unknown member', [{ ...first, remark: 'x' }], /remark/],
  ])('refuse to be read in with %s', (_, content, told) => {
    expect(() => readPolicyRules(content)).toThrow(told);
  });
});
