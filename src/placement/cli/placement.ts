import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { firstCome } from '../domain/first-come.js';
import { InvalidInput } from '../../kernel/index.js';
import { POINTS_A_WEIGHT, readInstance } from '../read-instance.js';
import { runPlacement } from '../run-placement.js';

const USAGE = `npm run placement -- --sizes F --compatibility F --weights F --capacities F [--seed N] [--moves N]
  Plans a published instance: CSV, one column a locality; sizes are case,children,adults,seniors.`;
const MOST_POLISHED = 500;
const POLISH_SECONDS = 60;

/** Plans the instance of four files and prints objective, bound, gap, what first come first served reaches, and the time it took. */
async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { sizes: text, compatibility: text, weights: text, capacities: text, seed: text, moves: text },
  });
  const { sizes, compatibility, weights, capacities, seed = '1', moves } = values;
  if (!sizes || !compatibility || !weights || !capacities) throw new Error(USAGE);
  const problem = readInstance({
    sizes: readFileSync(sizes, 'utf8'),
    compatibility: readFileSync(compatibility, 'utf8'),
    weights: readFileSync(weights, 'utf8'),
    capacities: readFileSync(capacities, 'utf8'),
  });
  const begun = performance.now();
  const plan = await runPlacement(problem, {
    seed: Number(seed),
    moves: moves === undefined ? undefined : Number(moves),
    ruleVersion: 'imported',
    polish: { seconds: POLISH_SECONDS, mostCases: MOST_POLISHED },
  }).ended;
  const seconds = (performance.now() - begun) / 1000;
  if (plan === null) throw new Error('There is no plan.');
  const weight = (points: number): string => (points / POINTS_A_WEIGHT).toFixed(4);
  console.log(`objective ${weight(plan.objective)}`);
  console.log(`bound     ${weight(plan.bound)}`);
  console.log(`gap       ${(100 * plan.gap).toFixed(3)} %`);
  console.log(`greedy    ${weight(firstCome(problem))}`);
  console.log(`placed    ${plan.placed.length} of ${problem.cases.length} cases`);
  console.log(`time      ${seconds.toFixed(2)} s`);
}

main().catch((error: unknown) => {
  console.error(
    error instanceof InvalidInput ? error.errors.map(({ message }) => message).join('\n') : (error as Error).message,
  );
  process.exitCode = 1;
});
