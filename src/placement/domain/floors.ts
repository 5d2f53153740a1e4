import { Draft } from './draft.js';
import { pricesOf, type DualSettings, type Prices } from './dual.js';
import { insertByRegret } from './insert.js';
import type { Instance } from './instance.js';
import type { Floor } from './problem.js';

/** Points of every group in an assignment: those of its cases, in blocks of several groups, too. */
export function pointsByGroup(
  { units, casesOf, problem, municipality, order }: Instance,
  at: Int32Array,
): Map<string, number> {
  const { cases, pairs } = problem;
  const points = new Map<string, number>();
  for (let u = 0; u < units; u += 1) {
    if (at[u]! < 0) continue;
    const home = order[municipality[at[u]!]!]!;
    for (const i of casesOf[u]!) {
      const { group } = cases[i]!;
      if (group === undefined) continue;
      const there = pairs.municipality.subarray(pairs.start[i]!, pairs.start[i + 1]).indexOf(home);
      points.set(group, (points.get(group) ?? 0) + pairs.score[pairs.start[i]! + there]!);
    }
  }
  return points;
}

const ROUNDS = 8;
const STEEPEST = 64;

/**
 * What a point of each group must count for its floor to be reached: 1 and the floor's price, found by doubling and halving the interval.
 * A floor's price is zero when the plan reaches it anyway. For any prices μ ≥ 0 the bound
 * c·λ + Σ_u max(0, (1 + μ) v − a·λ) − μ·F holds for every plan that reaches the floors (the Lagrangian of placement-forecast.md 4).
 */
export function floorPrices(
  instance: Instance,
  floors: readonly Floor[],
  settings: DualSettings = {},
): { worth: Float64Array; prices: Prices } {
  const worth = new Float64Array(instance.units).fill(1);
  const low = floors.map(() => 1);
  const high = floors.map((): number | null => null);
  const count = floors.map(() => 1);
  let prices: Prices | null = null;
  let bound = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    // A block of several groups counts as its dearest: that keeps the bound a bound.
    instance.casesOf.forEach((members, u) => {
      const groups = members.map((i) => instance.problem.cases[i]!.group);
      worth[u] = Math.max(1, ...floors.map(({ group }, f) => (groups.includes(group) ? count[f]! : 1)));
    });
    const offset = floors.reduce((sum, { points }, f) => sum + (count[f]! - 1) * points, 0);
    prices = pricesOf(instance, { ...settings, worth, offset, from: prices?.price });
    bound = Math.min(bound, prices.bound);
    const draft = new Draft({
      ...instance,
      value: instance.value.map((v, p) => Math.round(v * worth[unitOf(instance, p)]!)),
    });
    insertByRegret(draft, prices.paid);
    const points = pointsByGroup(instance, draft.at);
    let settled = true;
    floors.forEach(({ group, points: floor }, f) => {
      const short = (points.get(group) ?? 0) < floor;
      if (short) low[f] = count[f]!;
      else high[f] = count[f]!;
      if (!short && count[f] === 1) return;
      if (round === ROUNDS - 2) count[f] = high[f] ?? STEEPEST;
      else count[f] = high[f] === null ? Math.min(STEEPEST, count[f]! * 2) : (low[f]! + high[f]!) / 2;
      settled = false;
    });
    if (settled) break;
  }
  return { worth, prices: { ...prices!, bound } };
}

/** The unit of a pair, by bisection of the starts. */
function unitOf({ start, units }: Instance, pair: number): number {
  let low = 0;
  let high = units - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (start[middle]! <= pair) low = middle;
    else high = middle - 1;
  }
  return low;
}
