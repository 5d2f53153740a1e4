import { readFileSync, writeFileSync } from 'node:fs';
import { coreModel } from '../../src/placement/domain/core-model.js';
import { planPlacement } from '../../src/placement/engine.js';
import { solveExactly } from '../../src/placement/polish.js';
import { draw, hashOf, problemOf, type Drawn, type Spec } from '../support/placement-instances.js';

// Instances of at most 500 cases with their proven optimum. The generator makes each anew from its specification; the hash of every
// number in it says that it is the same one. `node dist/test/bench/placement-optima.js SECONDS` solves those that have no proof yet over
// all their pairs with HiGHS, offline: scores are whole numbers, so a bound less than one point above the objective is a proof.

const FILE = 'test/bench/optima.json';

export interface ProvenOptimum {
  readonly spec: Spec;
  readonly hash: string;
  readonly optimum: number;
  /** What the solver proved that nothing exceeds: less than one point above. */
  readonly bound: number;
  /** Columns of the whole programme. */
  readonly pairs: number;
}

export const provenOptima = (): ProvenOptimum[] => JSON.parse(readFileSync(FILE, 'utf8')) as ProvenOptimum[];

/** The instance of a proof. Throws when the generator no longer makes the one that was proven. */
export function instanceOfProof({ spec, hash }: ProvenOptimum): Drawn {
  const drawn = draw(spec);
  if (hashOf(drawn) !== hash) throw new Error(`The instance ${JSON.stringify(spec)} is not the one that was proven.`);
  return drawn;
}

const SIZES: readonly (readonly [n: number, seed: number, thin: number])[] = [
  ...[[100, 1, 0] as const, [150, 2, 0] as const, [300, 3, 0.7] as const, [120, 4, 0] as const],
  ...[[200, 5, 0.7] as const, [250, 6, 0.7] as const, [150, 7, 0.3] as const, [400, 8, 0.7] as const],
  ...[[500, 9, 0.7] as const, [100, 10, 0] as const, [200, 11, 0.3] as const, [120, 12, 0.3] as const],
  ...[[100, 13, 0.3] as const, [80, 14, 0] as const, [150, 15, 0.7] as const, [80, 16, 0.3] as const],
];
const WANTED = 10;
const POINT = 1;

async function prove(spec: Spec, seconds: number): Promise<ProvenOptimum | null> {
  const drawn = draw(spec);
  const { instance, plan, at } = planPlacement(problemOf(drawn), {
    seed: 1,
    ruleVersion: 'bench',
    moves: 2000 * spec.n,
  });
  const model = coreModel(instance, null, null, 0);
  const from = Float64Array.from(model.pair, (p, c) => (at[model.unit[c]!] === p ? 1 : 0));
  const solved = await solveExactly(model, { seconds, gap: 0.9 / plan.objective, from });
  const optimum = Math.round(solved.objective);
  const found = solved.chosen.reduce((sum, c) => sum + model.cost[c]!, 0);
  if (solved.bound - optimum >= POINT || Math.abs(found - optimum) > 0.5) return null;
  return { spec, hash: hashOf(drawn), optimum, bound: Number(solved.bound.toFixed(3)), pairs: model.pair.length };
}

if (process.argv[1]?.endsWith('placement-optima.js') === true) {
  const proofs = provenOptima();
  for (const [n, seed, thin] of SIZES) {
    const spec = { n, seed, thin, tight: 1.08 };
    if (proofs.length >= WANTED || proofs.some((one) => JSON.stringify(one.spec) === JSON.stringify(spec))) continue;
    const begun = performance.now();
    const proof = await prove(spec, Number(process.argv[2] ?? 300));
    if (proof !== null) proofs.push(proof);
    console.log(
      JSON.stringify(spec),
      proof === null ? 'not proven' : 'proven',
      `${Math.round((performance.now() - begun) / 1000)} s`,
    );
    writeFileSync(FILE, `${JSON.stringify(proofs, null, 2)}\n`);
  }
}
