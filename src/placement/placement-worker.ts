import { parentPort, workerData } from 'node:worker_threads';
import { coreModel } from './domain/core-model.js';
import { makePlan } from './domain/make-plan.js';
import { planOf, planPlacement, type Plan, type Planned, type PlanSettings } from './domain/plan.js';
import type { Problem } from './domain/problem.js';
import { problemOf } from './domain/scoring.js';
import { verify } from './domain/verify.js';
import { solveExactly } from './polish.js';
import type { Told, WorkerTask } from './run-placement.js';

// The engine in a thread of its own: it tells of every better plan on the way, each read by the verifier before it leaves, so that a
// cancelled run still has a plan that holds. The number of tasks a worker gets decides nothing: each is planned from its own seed.

/** Pairs a unit in the core (placement-forecast.md 3.3: the best 8 hold the optimum to 0.05 %). */
const CORE_WIDTH = 8;

const { source, manner, tasks, polish } = workerData as WorkerTask;
const problem: Problem = 'households' in source ? problemOf(source) : source;
const tell = (message: Told): void => parentPort!.postMessage(message);

function verified(plan: Plan): Plan {
  const { findings } = verify(problem, plan);
  if (findings.length > 0)
    throw new Error(`The verifier refuses the plan: ${findings.map(({ detail }) => detail).join(' ')}`);
  return plan;
}

/** The best plan of the core that the solver finds in its time; the plan itself when it finds none better. */
async function polished(planned: Planned): Promise<Plan> {
  const { instance, prices, at, plan } = planned;
  const model = coreModel(instance, at, prices, polish!.width ?? CORE_WIDTH);
  const from = Float64Array.from(model.pair, (p, c) => (at[model.unit[c]!] === p ? 1 : 0));
  const solved = await solveExactly(model, { seconds: polish!.seconds, gap: polish!.gap, from });
  const found = at.slice().fill(-1);
  for (const c of solved.chosen) found[model.unit[c]!] = model.pair[c]!;
  const better = planOf(instance, found, prices.bound, plan);
  return better.objective > plan.objective
    ? { ...better, polish: solved.optimal ? 'optimal' : 'cut' }
    : { ...plan, polish: solved.optimal ? 'optimal' : 'cut' };
}

/** What the floors and the caps cost: the same plan without them has so many points more. Null when there are none. */
function fairnessCostOf(plan: Plan, settings: PlanSettings): number | null {
  const capped = problem.municipalities.some(({ demanding }) => demanding != null);
  if (!capped && (problem.floors ?? []).length === 0) return null;
  const free = {
    ...problem,
    floors: [],
    municipalities: problem.municipalities.map((one) => ({ ...one, demanding: null })),
  };
  return Math.max(0, planPlacement(free, settings).plan.objective - plan.objective);
}

const anew = manner.before === undefined && (manner.futures ?? 0) === 0;
for (const { chain, settings } of tasks) {
  const told = (plan: Plan): boolean => {
    tell({ kind: 'better', chain, plan: verified(plan) });
    return false;
  };
  const planned =
    'households' in source && !anew
      ? makePlan(source, settings, manner).planned
      : planPlacement(problem, settings, told);
  tell({ kind: 'better', chain, plan: verified(planned.plan) });
  // Floors change what a point is worth, and HiGHS is not told of them: such a plan stays as it is.
  const wanted =
    anew && polish !== undefined && (problem.floors ?? []).length === 0 && planned.instance.units <= polish.mostCases;
  const plan = verified(wanted ? await polished(planned) : planned.plan);
  const fairnessCost = fairnessCostOf(plan, settings);
  tell({ kind: 'planned', chain, plan, prices: planned.prices.price, fairnessCost });
}
