import { Draft } from './draft.js';
import { pricesOf } from './dual.js';
import { instanceOf } from './instance.js';
import { planOf, planPlacement, type Planned, type PlanSettings } from './plan.js';
import { checked, type Placed, type Problem } from './problem.js';
import { replan } from './replan.js';
import { problemOf, scoreOf, type PlanInput } from './scoring.js';
import { placeMonth, type PastCase } from './year.js';

/** How a plan is made: anew, at prices of sampled futures, or from an earlier one with as few moves as it must. */
export interface Manner {
  readonly before?: readonly Placed[];
  /** How many futures are drawn; 0 or none: the plan is of what is here now. */
  readonly futures?: number;
}

/**
 * Makes the plan of an input in the given manner. Same input, seed and manner, same plan.
 * @throws InvalidInput when the input states no sound problem
 */
export function makePlan(
  input: PlanInput,
  settings: PlanSettings,
  { before, futures = 0 }: Manner,
): { planned: Planned; problem: Problem } {
  const problem = problemOf(input);
  if (before !== undefined) return { planned: replan(problem, before, settings), problem };
  if (futures > 0 && input.past.length > 0 && input.futureMonths > 0)
    return { planned: withFutures(problem, input, settings, futures), problem };
  return { planned: planPlacement(problem, settings), problem };
}

/** The month's cases at prices that futures give; whoever is not worth the price is carried over to the next month. */
function withFutures(problem: Problem, input: PlanInput, settings: PlanSettings, futures: number): Planned {
  const { past, receivers, weights, futureMonths } = input;
  // The months to come stand beside this one, each with the number of the year as its limit: the year is what they share.
  const months = problem.months + futureMonths;
  const longer: Problem = {
    ...problem,
    months,
    municipalities: problem.municipalities.map((one) => ({
      ...one,
      perMonth: [...one.perMonth, ...Array.from({ length: futureMonths }, () => one.perYear)],
    })),
  };
  const drawn = past.map((household): PastCase => {
    const municipality: number[] = [];
    const score: number[] = [];
    receivers.forEach((receiver, j) => {
      const points = scoreOf(household, receiver, weights);
      if (points === null) return;
      municipality.push(j);
      score.push(points);
    });
    const { caseId: id, persons, medical } = household;
    return {
      theCase: { id, persons, medical, month: problem.months },
      municipality: Int32Array.from(municipality),
      score: Int32Array.from(score),
    };
  });
  const expected = Array.from({ length: futureMonths }, (_, t) => ({
    past: drawn.map((one) => ({ ...one, theCase: { ...one.theCase, month: problem.months + t } })),
    count: Math.round(past.length / 12),
  }));
  const moves = settings.moves ?? 400 * input.households.length;
  const placed = placeMonth(checked(longer), expected, { seed: settings.seed, futures, moves });
  const instance = instanceOf(checked(problem));
  const prices = pricesOf(instance);
  const draft = new Draft(instance);
  const home = new Map(placed.map(({ caseId, municipality }) => [caseId, municipality]));
  instance.casesOf.forEach((members, u) => {
    const code = home.get(problem.cases[members[0]!]!.id);
    for (let p = instance.start[u]!; code !== undefined && p < instance.start[u + 1]!; p += 1)
      if (problem.municipalities[instance.order[instance.municipality[p]!]!]!.code === code) draft.place(u, p);
  });
  return { plan: planOf(instance, draft.at, prices.bound, { ...settings, moves }), instance, prices, at: draft.at };
}
