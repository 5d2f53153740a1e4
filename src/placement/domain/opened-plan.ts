import { Draft } from './draft.js';
import { foldedPrices, type Prices } from './dual.js';
import { instanceOf, type Instance } from './instance.js';
import { pairAt, municipalityAt } from './explain.js';
import { checked, type Placed, type Problem } from './problem.js';
import { problemOf, type Household, type PlanInput, type Receiver } from './scoring.js';

/** A stored plan as the engine had it: ready to be asked why. */
export interface OpenedPlan {
  readonly input: PlanInput;
  readonly problem: Problem;
  readonly instance: Instance;
  readonly prices: Prices;
  readonly draft: Draft;
  readonly households: ReadonlyMap<string, Household>;
  readonly receivers: ReadonlyMap<string, Receiver>;
}

/** Makes a stored plan anew out of its input, its prices and where it placed everybody: no search. */
export function openPlan(
  input: PlanInput,
  placed: readonly Placed[],
  price: readonly number[],
  bound: number,
): OpenedPlan {
  const problem = checked(problemOf(input));
  const instance = instanceOf(problem);
  const draft = new Draft(instance);
  const home = new Map(placed.map(({ caseId, municipality }) => [caseId, municipality]));
  instance.casesOf.forEach((members, u) => {
    const code = home.get(problem.cases[members[0]!]!.id);
    const pair = code === undefined ? -1 : pairAt(instance, u, municipalityAt(instance, code));
    if (pair >= 0) draft.place(u, pair);
  });
  return {
    input,
    problem,
    instance,
    draft,
    prices: foldedPrices(instance, Float64Array.from(price), bound),
    households: new Map(input.households.map((one) => [one.caseId, one])),
    receivers: new Map(input.receivers.map((one) => [one.code, one])),
  };
}
