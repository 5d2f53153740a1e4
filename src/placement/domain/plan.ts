import { anneal } from './improve.js';
import { Draft } from './draft.js';
import { pricesOf, type DualSettings, type Prices } from './dual.js';
import { insertByRegret } from './insert.js';
import { instanceOf, type Instance } from './instance.js';
import { searchLocally } from './local-search.js';
import { checked, type Placed, type Problem } from './problem.js';
import { randomOf } from '../../kernel/index.js';
import { floorPrices, pointsByGroup } from './floors.js';

/** What decides a plan beside the problem. The same settings, the same plan. */
export interface PlanSettings {
  readonly seed: number;
  /** Moves of the search; by default 400 for each case. */
  readonly moves?: number;
  /** The rules and weights that the scores were made with, kept with the plan. */
  readonly ruleVersion: string;
  /** Plan without the floors, to tell what they cost. */
  readonly withoutFloors?: boolean;
  readonly dual?: DualSettings;
}

/** A plan and the proof of how good it is. */
export interface Plan {
  readonly placed: readonly Placed[];
  readonly unplaced: readonly string[];
  readonly objective: number;
  /** No plan has more points than this. */
  readonly bound: number;
  /** (bound − objective) / bound. */
  readonly gap: number;
  readonly seed: number;
  readonly moves: number;
  readonly ruleVersion: string;
  /** Whether HiGHS solved the core of the plan to its optimum, or was cut by its time; absent when it was not asked. */
  readonly polish?: 'optimal' | 'cut';
  /** Floors that this plan does not reach, by group, with the points that lack. */
  readonly floorsMissed: readonly { group: string; lacks: number }[];
}

export interface Planned {
  readonly plan: Plan;
  readonly instance: Instance;
  readonly prices: Prices;
  readonly at: Int32Array;
}

const MOVES_A_CASE = 400;

/**
 * Plans the assignment of all cases that are not kept: prices and bound, insertion by regret at these prices, seeded improvement, and a
 * last search that takes every gain left (placement-forecast.md 4). Pure: no clock, no chance but the seed's.
 * @param told hears of every better plan on the way, whole and valid; true ends the search
 * @throws InvalidInput when the problem is not sound
 */
export function planPlacement(problem: Problem, settings: PlanSettings, told?: (plan: Plan) => boolean): Planned {
  const instance = instanceOf(checked(problem));
  const floors = settings.withoutFloors === true ? [] : (problem.floors ?? []);
  const free = pricesOf(instance, settings.dual);
  const worth = floors.length === 0 ? undefined : floorPrices(instance, floors, settings.dual);
  const prices = worth === undefined ? free : { ...worth.prices, bound: Math.min(free.bound, worth.prices.bound) };
  // The bound at the prices of floors speaks of the plans that reach them only.
  const state = (movesDone: number): Plan => {
    const plan = planOf(instance, draft.at, prices.bound, { ...settings, moves: movesDone });
    return plan.floorsMissed.length === 0
      ? plan
      : planOf(instance, draft.at, free.bound, { ...settings, moves: movesDone });
  };
  const goal = worth === undefined ? instance : { ...instance, value: weighted(instance, worth.worth) };
  const draft = new Draft(goal);
  insertByRegret(draft, prices.paid);
  const moves = settings.moves ?? MOVES_A_CASE * instance.units;
  const said = (movesDone: number): boolean => told !== undefined && told(state(movesDone));
  let ended = said(0);
  if (!ended)
    anneal(draft, prices.candidates, randomOf(settings.seed), {
      ...(instance.units > LARGE ? COOL : {}),
      moves,
      pause: (_, done) => done > 0 && done % PAUSE_EVERY === 0 && (ended = said(done)),
    });
  if (!ended) searchLocally(draft, instance.units > LARGE ? { most: 2 } : {});
  return { plan: state(moves), instance, prices, at: draft.at };
}

const PAUSE_EVERY = 256 * 400;
/**
 * Beyond so many units a sweep costs more than it gains after annealing, and the plan that the prices give is too good to be heated up
 * (20,000 cases: 0.24 % from the bound instead of 0.33 %).
 */
const LARGE = 10_000;
const COOL = { hot: 40, cold: 3 };

const weighted = ({ value, start, units }: Instance, worth: Float64Array): Int32Array => {
  const values = value.slice();
  for (let u = 0; u < units; u += 1)
    for (let p = start[u]!; p < start[u + 1]!; p += 1) values[p] = Math.round(value[p]! * worth[u]!);
  return values;
};

/** The assignment `at` as a plan of the problem's cases, kept ones first among equals; all in the order of the ids. */
export function planOf(instance: Instance, at: Int32Array, bound: number, settings: PlanSettings): Plan {
  const { problem, casesOf, municipality, value, order } = instance;
  const placed: Placed[] = [...(problem.kept ?? [])];
  const unplaced: string[] = [];
  let objective = 0;
  casesOf.forEach((members, u) => {
    const ids = members.map((i) => problem.cases[i]!.id);
    const pair = at[u]!;
    if (pair < 0) return unplaced.push(...ids);
    objective += value[pair]!;
    const { code } = problem.municipalities[order[municipality[pair]!]!]!;
    return placed.push(...ids.map((caseId) => ({ caseId, municipality: code })));
  });
  const proven = wholePoints(bound);
  const points = pointsByGroup(instance, at);
  return {
    placed: placed.sort((a, b) => (a.caseId < b.caseId ? -1 : 1)),
    unplaced,
    objective,
    bound: proven,
    gap: proven === 0 ? 0 : (proven - objective) / proven,
    seed: settings.seed,
    moves: settings.moves ?? 0,
    ruleVersion: settings.ruleVersion,
    floorsMissed: (problem.floors ?? [])
      .map(({ group, points: floor }) => ({ group, lacks: Math.max(0, floor - (points.get(group) ?? 0)) }))
      .filter(({ lacks }) => lacks > 0),
  };
}

/** Points are whole, so the bound is, too; a thousandth is left for what doubles round away. */
const wholePoints = (bound: number): number => Math.floor(bound + 0.001);
