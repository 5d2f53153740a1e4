import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SPECIFIC_NEEDS } from '../../submissions/domain/rrf.js';
import {
  compositionOf,
  COUNTED_NEEDS,
  COUNTERS,
  countTowards,
  targetsOn,
  wrongTarget,
  type Counter,
  type CountingRule,
  type GroupCount,
  type Share,
} from './composition.js';

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const RUNS = { seed: SEED, numRuns: 1000 };

const rule = (counters: Counter[], words: Partial<CountingRule> = {}): CountingRule => ({
  counters,
  nationalities: [],
  submissionCategories: [],
  specificNeeds: [],
  ...words,
});
const group = (persons: number, traits: Partial<GroupCount> = {}): GroupCount => ({
  female: false,
  under18: false,
  nationality: 'CD',
  submissionCategories: ['LPN', 'LAS'],
  specificNeeds: [],
  ...traits,
  persons,
});
const TWO_THIRDS: Share = { part: 2, of: 3 };
const atLeast = (minShare: Share) => ({ minShare, maxShare: null });

describe('what is counted', () => {
  const groups = [
    group(40, { female: true }),
    group(10, { female: true, specificNeeds: ['woman_at_risk'] }),
    group(20, { under18: true }),
    group(5, { specificNeeds: ['disability', 'family_unity'] }),
    group(15, { submissionCategories: ['SVT', 'LPN'], nationality: 'BI' }),
    group(10, { nationality: null }),
  ];
  const vulnerable = { submissionCategories: ['SVT', 'WGR'], specificNeeds: ['woman_at_risk', 'disability'] };

  it.each<[string, CountingRule, number]>([
    ['women and girls', rule(['women_and_girls']), 50],
    ['children', rule(['under_18']), 20],
    ['nationalities', rule(['nationality'], { nationalities: ['BI', 'RW'] }), 15],
    ['priority groups by category or by need', rule(['priority_groups'], vulnerable), 30],
    [
      'women, girls and other vulnerable groups, each person once',
      rule(['women_and_girls', 'priority_groups'], vulnerable),
      70,
    ],
  ])('is %s', (_, counting, counted) => {
    expect(countTowards(counting, groups)).toEqual({ counted, total: 100 });
  });

  it('never takes a person without a known nationality for one of the nationality', () => {
    expect(
      countTowards(rule(['nationality'], { nationalities: ['CD'] }), [group(7, { nationality: null })]).counted,
    ).toBe(0);
  });

  it('uses the needs of the RRF', () => {
    expect(COUNTED_NEEDS.filter((need) => !(SPECIFIC_NEEDS as readonly string[]).includes(need))).toEqual([]);
  });
});

describe('two thirds of 900 places', () => {
  it.each([
    ['nobody counted yet: met so far, 600 are needed', 0, 0, 900, 'met', 600, null],
    ['every second one: at risk, the rest can still change it', 150, 300, 600, 'at_risk', 450, 0.5],
    ['every place left must count: still at risk', 0, 300, 600, 'at_risk', 600, 0],
    ['one more was other: missed', 0, 301, 599, 'missed', 600, 0],
    ['exactly two thirds at the end: met', 600, 900, 0, 'met', 0, 0.6667],
    ['one short at the end: missed', 599, 900, 0, 'missed', 1, 0.6656],
    ['far above, and safe', 700, 700, 200, 'met', 0, 1],
  ])('%s', (_, counted, total, remaining, standing, needed, share) => {
    expect(compositionOf(atLeast(TWO_THIRDS), { counted, total, remaining })).toEqual({
      counted,
      total,
      remaining,
      share,
      standing,
      needed,
      allowed: null,
    });
  });

  it('is exact where a percentage is not: 2 of 3 persons are two thirds', () => {
    expect(compositionOf(atLeast(TWO_THIRDS), { counted: 2, total: 3, remaining: 0 }).standing).toBe('met');
    expect(compositionOf(atLeast({ part: 67, of: 100 }), { counted: 2, total: 3, remaining: 0 }).standing).toBe(
      'missed',
    );
  });
});

describe('at most a quarter', () => {
  const limits = { minShare: null, maxShare: { part: 1, of: 4 } };

  it('says how many more may count, and when there are too many', () => {
    expect(compositionOf(limits, { counted: 10, total: 40, remaining: 60 })).toMatchObject({
      standing: 'met',
      allowed: 15,
    });
    expect(compositionOf(limits, { counted: 20, total: 40, remaining: 60 })).toMatchObject({
      standing: 'at_risk',
      allowed: 5,
    });
    expect(compositionOf(limits, { counted: 26, total: 40, remaining: 60 })).toMatchObject({
      standing: 'missed',
      allowed: -1,
    });
  });
});

const aShare = fc
  .record({ of: fc.integer({ min: 1, max: 100 }), part: fc.integer({ min: 0, max: 100 }) })
  .map(({ of, part }) => ({ of, part: Math.min(part, of) }));
const someLimits = fc.oneof(
  aShare.map((minShare) => ({ minShare, maxShare: null })),
  aShare.map((maxShare) => ({ minShare: null, maxShare })),
  fc
    .tuple(aShare, aShare)
    .map(([a, b]) => (a.part * b.of <= b.part * a.of ? { minShare: a, maxShare: b } : { minShare: b, maxShare: a })),
);
const someCounts = fc
  .record({ counted: fc.nat(60), others: fc.nat(60), remaining: fc.nat(60) })
  .map(({ counted, others, remaining }) => ({ counted, total: counted + others, remaining }));

describe(`any target, any counts (seed ${SEED})`, () => {
  /** Whether a whole of `total` persons with `counted` among them keeps the limits, by plain fractions. */
  const keeps = (
    { minShare, maxShare }: { minShare: Share | null; maxShare: Share | null },
    counted: number,
    total: number,
  ) =>
    (minShare === null || BigInt(counted) * BigInt(minShare.of) >= BigInt(minShare.part) * BigInt(total)) &&
    (maxShare === null || BigInt(counted) * BigInt(maxShare.of) <= BigInt(maxShare.part) * BigInt(total));

  it('is missed exactly when no way of filling the places left meets it', () => {
    fc.assert(
      fc.property(someLimits, someCounts, (limits, counts) => {
        const all = counts.total + counts.remaining;
        const ways = Array.from({ length: counts.remaining + 1 }, (_, more) =>
          keeps(limits, counts.counted + more, all),
        );
        const { standing, needed, allowed } = compositionOf(limits, counts);
        expect(standing === 'missed').toBe(!ways.includes(true));
        if (standing === 'missed') return;
        expect(needed).toBe(ways.indexOf(true));
        expect(Math.min(allowed ?? counts.remaining, counts.remaining)).toBe(ways.lastIndexOf(true));
      }),
      RUNS,
    );
  });

  it('otherwise is met exactly when those counted so far keep it', () => {
    fc.assert(
      fc.property(someLimits, someCounts, (limits, counts) => {
        const { standing, share } = compositionOf(limits, counts);
        if (standing !== 'missed') expect(standing === 'met').toBe(keeps(limits, counts.counted, counts.total));
        if (share !== null)
          expect(Math.abs(share - counts.counted / counts.total)).toBeLessThanOrEqual(0.00005 + 1e-12);
        expect(share === null).toBe(counts.total === 0);
      }),
      RUNS,
    );
  });

  it('needs one less when one more counts, and is never missed by filling a place with what is needed', () => {
    fc.assert(
      fc.property(aShare, someCounts, (share, counts) => {
        fc.pre(counts.remaining > 0);
        const before = compositionOf(atLeast(share), counts);
        const filled = { counted: counts.counted + 1, total: counts.total + 1, remaining: counts.remaining - 1 };
        const after = compositionOf(atLeast(share), filled);
        expect(after.needed).toBe(Math.max(0, before.needed - 1));
        if (before.standing !== 'missed') expect(after.standing).not.toBe('missed');
      }),
      RUNS,
    );
  });

  it('counts nobody twice: more counters never count fewer, nor more than each by itself together', () => {
    const aGroup = fc.record({
      female: fc.boolean(),
      under18: fc.boolean(),
      nationality: fc.constantFrom('CD', 'AF', null),
      submissionCategories: fc.subarray(['LPN', 'WGR', 'SVT']),
      specificNeeds: fc.subarray(['disability', 'medical']),
      persons: fc.nat(50),
    });
    const words = { nationalities: ['AF'], submissionCategories: ['WGR'], specificNeeds: ['medical'] };
    fc.assert(
      fc.property(
        fc.array(aGroup, { maxLength: 20 }),
        fc.subarray([...COUNTERS], { minLength: 1 }),
        (groups, counters) => {
          const together = countTowards(rule(counters, words), groups);
          const each = counters.map((counter) => countTowards(rule([counter], words), groups).counted);
          expect(together.counted).toBeGreaterThanOrEqual(Math.max(...each));
          expect(together.counted).toBeLessThanOrEqual(
            Math.min(
              together.total,
              each.reduce((sum, one) => sum + one, 0),
            ),
          );
        },
      ),
      RUNS,
    );
  });
});

describe('a target that cannot be recorded', () => {
  const none = { minShare: null, maxShare: null };
  it.each<[string, CountingRule, { minShare: Share | null; maxShare: Share | null }, string[][]]>([
    ['has no limit', rule(['under_18']), none, [['/minShare', 'noLimit']]],
    ['asks for more than all', rule(['under_18']), atLeast({ part: 4, of: 3 }), [['/minShare', 'moreThanAll']]],
    [
      'has a greatest share below the least',
      rule(['under_18']),
      { minShare: { part: 1, of: 2 }, maxShare: { part: 1, of: 3 } },
      [['/maxShare', 'belowMin']],
    ],
    ['names no nationality', rule(['nationality']), atLeast(TWO_THIRDS), [['/nationalities', 'missing']]],
    ['names no group', rule(['priority_groups']), atLeast(TWO_THIRDS), [['/submissionCategories', 'missing']]],
    [
      'names what it does not count',
      rule(['women_and_girls'], { nationalities: ['AF'], submissionCategories: ['WGR'], specificNeeds: ['medical'] }),
      atLeast(TWO_THIRDS),
      [
        ['/nationalities', 'notCounted'],
        ['/submissionCategories', 'notCounted'],
        ['/specificNeeds', 'notCounted'],
      ],
    ],
  ])('%s', (_, counting, limits, wrong) => {
    expect(wrongTarget(counting, limits).map(({ pointer, code }) => [pointer, code])).toEqual(wrong);
  });

  it('is none of the real ones', () => {
    const vulnerable = { submissionCategories: [], specificNeeds: ['woman_at_risk'] };
    expect(wrongTarget(rule(['women_and_girls', 'priority_groups'], vulnerable), atLeast(TWO_THIRDS))).toEqual([]);
    expect(wrongTarget(rule(['under_18']), { minShare: { part: 1, of: 4 }, maxShare: { part: 1, of: 4 } })).toEqual([]);
  });
});

describe('the targets in force', () => {
  const target = (version: number, name: string, decidedOn: string, recordedOn = decidedOn) => ({
    version,
    name,
    decidedOn,
    recordedAt: `${recordedOn}T08:00:00.000Z`,
  });
  const all = [
    target(1, 'Women and girls', '2025-01-02'),
    target(2, 'Children', '2025-01-02'),
    target(3, 'Women and girls', '2025-03-01', '2025-03-05'),
  ];
  const on = (day: string, asOf?: string) => targetsOn(all, day, asOf).map(({ version }) => version);

  it('are one of each name, the one decided last, as far as it was known', () => {
    expect(on('2025-01-01')).toEqual([]);
    expect(on('2025-02-28')).toEqual([2, 1]);
    expect(on('2025-03-01')).toEqual([2, 3]);
    expect(on('2025-03-01', '2025-03-04')).toEqual([2, 1]);
  });
});
