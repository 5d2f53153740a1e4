import { describe, expect, it } from '@jest/globals';
import { planPlacement } from './plan.js';
import { pairsOf, type PlacementCase, type Problem } from './problem.js';
import { verify } from './verify.js';
import { placeMonth, type PastCase } from './year.js';

const settings = { seed: 1, futures: 3, moves: 500 };
const family = (id: string, month: number): PlacementCase => ({ id, persons: 2, month, medical: 0 });
const past = (points: number): PastCase => ({
  theCase: family('earlier', 1),
  municipality: Int32Array.of(0),
  score: Int32Array.of(points),
});
/** One municipality with room for two persons in the year, and one case here now, worth 1,000 points. */
const now: Problem = {
  months: 2,
  cases: [family('now', 0)],
  municipalities: [{ code: '0114', perYear: 2, perMonth: [2, 2], dwellings: null, medical: null }],
  pairs: pairsOf(1, 1, () => 1000),
};

describe('a month of the year', () => {
  it('leaves a place to those for whom it will be worth more', () => {
    expect(placeMonth(now, [{ past: [past(1900)], count: 3 }], settings)).toEqual([]);
  });

  it('takes it when those to come need it less, or nobody comes', () => {
    const placed = [{ caseId: 'now', municipality: '0114' }];
    expect(placeMonth(now, [{ past: [past(300)], count: 3 }], settings)).toEqual(placed);
    expect(placeMonth(now, [], settings)).toEqual(placed);
  });

  it('breaks no limit with what was placed before', () => {
    const cases = ['a', 'b', 'c'].map((id) => family(id, 0));
    const kept = [{ caseId: 'a', municipality: '0114' }];
    const municipalities = [{ ...now.municipalities[0]!, perYear: 5, perMonth: [5, 5] }];
    const problem = { ...now, cases, municipalities, pairs: pairsOf(3, 1, () => 1000), kept };
    const placed = placeMonth(problem, [], settings);
    expect(placed).toHaveLength(1);
    const all = { ...problem, kept: [...kept, ...placed] };
    expect(verify(all, planPlacement(all, { seed: 1, ruleVersion: 'test' }).plan)).toEqual({
      findings: [],
      breaches: [],
    });
  });
});
