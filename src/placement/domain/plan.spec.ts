import { describe, expect, it } from '@jest/globals';
import { randomProblem } from '../../../test/support/random-problem.js';
import { draw, hashOf, problemOf } from '../../../test/support/placement-instances.js';
import { planPlacement } from './plan.js';
import { verify } from './verify.js';
import type { Problem } from './problem.js';

const settings = { seed: 1, ruleVersion: 'test' };

describe('the verifier', () => {
  it('finds nothing against the plans of 1,000 random problems', () => {
    const first = Number(process.env.PLACEMENT_SEED ?? 20261122);
    console.log(`PLACEMENT_SEED=${first}`);
    for (let seed = first; seed < first + 1000; seed += 1) {
      const problem = randomProblem(seed);
      const { plan } = planPlacement(problem, { ...settings, moves: 300, dual: { steps: 8 } });
      expect({ seed, findings: verify(problem, plan).findings }).toEqual({ seed, findings: [] });
    }
  });

  it.each([
    ['a case twice', 'notOnce', (plan: Parsed) => plan.unplaced.push(plan.placed[0]!.caseId)],
    ['a place that is not possible', 'unknown', (plan: Parsed) => (plan.placed[0]!.municipality = '9999')],
    ['points that are not there', 'wrongObjective', (plan: Parsed) => (plan.objective += 1)],
    ['a bound below the plan', 'wrongGap', (plan: Parsed) => (plan.bound = plan.objective - 1)],
    [
      'everybody in one place',
      'overLimit',
      (plan: Parsed) => plan.placed.forEach((one) => (one.municipality = '0005')),
    ],
  ])('finds %s', (_, code, spoil) => {
    const problem = problemOf(draw({ n: 80, m: 40, seed: 3, thin: 0, tight: 1.08 }));
    const plan = JSON.parse(JSON.stringify(planPlacement(problem, settings).plan)) as Parsed;
    expect(verify(problem, plan).findings).toEqual([]);
    spoil(plan);
    expect(verify(problem, plan).findings.map((finding) => finding.code)).toContain(code);
  });
});

interface Parsed {
  placed: { caseId: string; municipality: string }[];
  unplaced: string[];
  objective: number;
  bound: number;
  gap: number;
  seed: number;
  moves: number;
  ruleVersion: string;
  floorsMissed: { group: string; lacks: number }[];
}

describe('a plan', () => {
  const problem: Problem = problemOf(draw({ n: 200, seed: 5, thin: 0, tight: 1.08 }));

  it('is drawn from instances that nobody changed', () => {
    expect(hashOf(draw({ n: 500, seed: 1, thin: 0, tight: 1.08 }))).toMatchInlineSnapshot(
      `"a540d6c8d44546d0e167c4dc80a28355a845918b0ffc5d97aeb6fce7d1cc9a0e"`,
    );
    expect(hashOf(draw({ n: 500, seed: 2, thin: 0.3, tight: 0.95 }))).toMatchInlineSnapshot(
      `"5fa37d7969bba8e8d6b64788b5f3b958f0a7a8e8aa0f629e9f3a6f47dc8d7d65"`,
    );
  });

  it('is the same for the same seed, and within four per cent of what is possible at all', () => {
    const [one, same] = [planPlacement(problem, settings).plan, planPlacement(problem, settings).plan];
    expect(same).toEqual(one);
    expect(one.gap).toBeGreaterThan(0);
    expect(one.gap).toBeLessThan(0.04);
  });

  it('carries what it was made with', () => {
    expect(planPlacement(problem, { ...settings, seed: 7, moves: 1000 }).plan).toMatchObject({
      seed: 7,
      moves: 1000,
      ruleVersion: 'test',
    });
  });
});
