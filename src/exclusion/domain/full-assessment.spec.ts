import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { barsAdmission, contradictionsOf, groundsOf, unmetForFull, type Assessed } from './full-assessment.js';
import { GROUNDS, kindOf, REFUSED_ELSEWHERE, TO_BE_REPORTED } from './grounds.js';
import { QUESTIONS, triggersNoted } from './questions.js';
import { isConfirmed, unmetForReview } from './reviews.js';

const NO = {
  military: false,
  police: false,
  intelligence: false,
  armedGroup: false,
  prisonService: false,
  officialPost: false,
  checkpointDuty: false,
};
const assessed = (overrides: Partial<Assessed> = {}): Assessed => ({
  outcome: 'no_ground',
  triggers: NO,
  reasons: 'Nothing points to it.',
  ...overrides,
});
const weighed = (...codes: string[]) =>
  codes.map((groundCode) => ({ groundCode, finding: 'not_met' as const, reasons: 'Not met.' }));
const reasonCodes = JSON.parse(
  readFileSync(new URL('../../../seeds/reference/reason-codes.json', import.meta.url), 'utf8'),
) as { verb: string; code: string; standard: string | null }[];

describe('the declared grounds', () => {
  it('are the reason codes to exclude, and the refusal by another member state', () => {
    const codes = reasonCodes.filter(({ verb }) => verb === 'exclude').map(({ code }) => code);
    expect(Object.keys(GROUNDS).sort()).toEqual([...codes, REFUSED_ELSEWHERE].sort());
  });

  it('edge case 31: each kind has one standard of proof of its own', () => {
    const standards = new Map<string, Set<string | null>>();
    for (const { verb, code, standard } of reasonCodes)
      if (verb === 'exclude') standards.set(kindOf(code)!, (standards.get(kindOf(code)!) ?? new Set()).add(standard));
    expect(Object.fromEntries([...standards].map(([kind, found]) => [kind, [...found]]))).toEqual({
      article_1f: ['serious_reasons'],
      subsidiary_protection: ['serious_reasons'],
      union_framework: ['reasonable_grounds'],
      programme_policy: ['policy_criterion'],
    });
    expect(kindOf('security_objection')).toBeNull();
    expect(TO_BE_REPORTED.map(kindOf)).toEqual(['article_1f', 'subsidiary_protection', 'union_framework']);
  });
});

describe('the questionnaire', () => {
  it('opens known grounds alone, never one of policy, and names its source', () => {
    for (const { opens, source, text } of QUESTIONS) {
      expect(opens.map(kindOf)).not.toContain(null);
      expect(opens.map(kindOf)).not.toContain('programme_policy');
      expect([source.length > 10, text.endsWith('?')]).toEqual([true, true]);
    }
  });

  it('takes a question that was not asked yet for no yes', () => {
    expect(triggersNoted(NO)).toEqual([]);
    expect(triggersNoted({ ...NO, police: true, seriousCrime: true }).map(({ code }) => code)).toEqual([
      'police',
      'seriousCrime',
    ]);
  });

  it('asks for a full assessment where a question is answered with yes and no ground is found', () => {
    const triggers = { ...NO, seriousCrime: true };
    expect(unmetForFull('p', assessed())).toEqual([]);
    const [unmet] = unmetForFull('p', assessed({ triggers, considered: weighed('article_1f_b') }));
    expect(unmet).toMatchObject({ code: 'fullAssessmentRequired', personId: 'p' });
    expect(unmet!.detail).toContain('seriousCrime. Not weighed yet: subsidiary_serious_crime, urf_6_1_b_ii.');
    const all = weighed('article_1f_b', 'subsidiary_serious_crime', 'urf_6_1_b_ii');
    expect(unmetForFull('p', assessed({ triggers, considered: all }))).toEqual([]);
    expect(unmetForFull('p', assessed({ triggers, outcome: 'ground_found', groundCode: 'article_1f_b' }))).toEqual([]);
  });
});

describe('an assessment that contradicts itself', () => {
  const codes = (one: Partial<Assessed>) =>
    contradictionsOf(assessed(one), '2025-02-03').map(({ pointer, code }) => `${pointer} ${code}`);
  const refused = { groundCode: REFUSED_ELSEWHERE, finding: 'met' as const, reasons: 'Told by the member state.' };

  it.each([
    [{ outcome: 'ground_found' as const }, '/groundCode groundCode'],
    [{ groundCode: 'article_1f_a' }, '/groundCode groundCode'],
    [
      { considered: [{ groundCode: 'article_1f_a', finding: 'met' as const, reasons: 'Met.' }] },
      '/considered/0/finding contradictsOutcome',
    ],
    [
      { outcome: 'ground_found' as const, groundCode: 'article_1f_a', considered: weighed('article_1f_a') },
      '/considered/0/finding contradictsOutcome',
    ],
    [{ considered: weighed('article_1f_a', 'article_1f_a') }, '/considered/1/groundCode consideredTwice'],
    [
      { considered: [{ ...weighed('article_1f_a')[0]!, memberState: 'DE' }] },
      '/considered/0/memberState refusalElsewhere',
    ],
    [{ considered: [{ ...refused, memberState: 'DE' }] }, '/considered/0/refusedOn refusalElsewhere'],
    [
      { considered: [{ ...refused, memberState: 'DE', refusedOn: '2025-02-04' }] },
      '/considered/0/refusedOn afterToday',
    ],
  ])('%j is refused', (one, expected) => {
    expect(codes(one)).toContain(expected);
  });

  it('is none where all fits', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ considered: [{ ...refused, memberState: 'DE', refusedOn: '2024-02-03' }] })).toEqual([]);
    const found = { outcome: 'ground_found' as const, groundCode: 'article_1f_a' };
    expect(codes({ ...found, considered: weighed('article_1f_c') })).toEqual([]);
    expect(groundsOf(assessed({ ...found, considered: weighed('article_1f_c') }))).toMatchObject([
      { groundCode: 'article_1f_a', finding: 'met' },
      { groundCode: 'article_1f_c', finding: 'not_met' },
    ]);
  });
});

describe('edge case 15: the look-back of three years', () => {
  it('bars admission until the day three years after the refusal, so that a long wait cures it', () => {
    const rule = { months: 36 };
    expect(barsAdmission('2022-02-04', '2025-02-03', rule)).toBe(true);
    expect(barsAdmission('2022-02-03', '2025-02-03', rule)).toBe(false);
    expect(barsAdmission('2024-02-29', '2027-02-27', rule)).toBe(true);
    expect(barsAdmission('2024-02-29', '2027-02-28', rule)).toBe(false);
  });
});

describe('a second look', () => {
  const assessment = { assessedById: 'assessor' };
  const opinion = { kind: 'opinion' as const, agrees: true, reviewedById: 'specialist' };
  const looked = { kind: 'second_look' as const, agrees: true, reviewedById: 'second' };
  const codes = (...args: Parameters<typeof unmetForReview>) => unmetForReview(...args).map(({ code }) => code);

  it('is taken once, by an official who had no part in the assessment', () => {
    expect(codes('p', 'second_look', 'x', undefined, [])).toEqual(['exclusionNotAssessed']);
    expect(codes('p', 'second_look', 'assessor', assessment, [])).toEqual(['anotherOfficialNeeded']);
    expect(codes('p', 'second_look', 'specialist', assessment, [opinion])).toEqual(['anotherOfficialNeeded']);
    expect(codes('p', 'second_look', 'third', assessment, [opinion, looked])).toEqual(['secondLookTaken']);
    expect(codes('p', 'second_look', 'second', assessment, [opinion])).toEqual([]);
  });

  it('confirms only when it agrees; an opinion never does', () => {
    expect([
      isConfirmed([opinion]),
      isConfirmed([opinion, looked]),
      isConfirmed([{ ...looked, agrees: false }]),
    ]).toEqual([false, true, false]);
  });
});
