import { ArrivalLaws } from './arrival-laws.js';
import { drawArrivals, type Drawing } from './forecast.js';
import { randomOf } from '../../kernel/index.js';
import type { Calendar, Unit } from './road.js';
import type { History } from './scenarios.js';
import { quantile } from './scoring.js';

export interface Request {
  /** Places still to be used in the period. */
  readonly places: number;
  /** The chance with which they shall be filled, above 0 and below 1. */
  readonly chance: number;
  /** What a place that stays empty costs, and a person beyond the places, in the same unit. */
  readonly priceUnfilled: number;
  readonly priceOver: number;
  /** Weeks in which UNHCR submits, evenly. */
  readonly fromWeek: number;
  readonly toWeek: number;
  /** Shares of the strata in what is submitted; they sum to 1. */
  readonly shares: readonly number[];
  /** Sizes of households, of which those to come are drawn. */
  readonly sizes: readonly number[];
  /** No more persons than these are asked for. */
  readonly most: number;
}

export interface Asking {
  readonly persons: number;
  readonly fills: number;
  readonly unfilled: number;
  readonly over: number;
  /** Expected, by the two prices. */
  readonly cost: number;
}

export interface RequestsNeeded {
  /** The fewest persons with which the places are filled with the chance; null when even the most do not. */
  readonly needed: number | null;
  /** The persons with the lowest expected cost. */
  readonly cheapest: Asking;
  /** What asking for other numbers would do. */
  readonly steps: readonly Asking[];
}

const STEPS = 60;

/**
 * How many persons UNHCR is to be asked for beyond those on the road. On each path households are submitted one after the other until
 * the places are filled: the share of paths that needed no more than N persons is the chance that N fill. Independent persons would
 * promise 80 % and hold 56 % (placement-forecast.md 5). Throws RangeError for a request that cannot be.
 */
export function requestsNeeded(
  history: History,
  units: readonly Unit[],
  calendar: Calendar,
  drawing: Drawing,
  request: Request,
): RequestsNeeded {
  requirePossible(request);
  const { places, shares, sizes, most, fromWeek, toWeek } = request;
  const { horizon } = calendar;
  const road = drawArrivals(
    history,
    units.map((unit) => ({ ...unit, group: 0 })),
    1,
    calendar,
    drawing,
  );
  const weeks = toWeek - fromWeek + 1;
  const step = Math.max(1, Math.ceil(most / STEPS));
  const asked = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
  const [unfilled, over, filled] = [asked.map(() => 0), asked.map(() => 0), asked.map(() => 0)];
  const enough = new Float64Array(road.count);
  // The road drew its worlds; the households to come are drawn in the same ones, with a chance of their own.
  const random = randomOf(drawing.seed + 1);
  let path = 0;
  for (const scenario of road.scenarios) {
    const laws = new ArrivalLaws(scenario, horizon);
    const chances = shares.map((share, stratum) =>
      Array.from({ length: weeks }, (_, week) =>
        share === 0 ? 0 : laws.law(stratum, 0, fromWeek + week).reduce((sum, chance) => sum + chance, 0),
      ),
    );
    for (let drawn = 0; drawn < drawing.paths; drawn += 1, path += 1) {
      let [submitted, total, next] = [0, arrivedOn(road.groups[0]!, path, road.bits, horizon), 0];
      enough[path] = total >= places ? 0 : Infinity;
      while (next < asked.length) {
        const size = sizes[random.below(sizes.length)]!;
        // What was reached before this household would be too many.
        for (; next < asked.length && submitted + size > asked[next]!; next += 1) {
          if (total >= places) filled[next]! += 1;
          unfilled[next]! += Math.max(0, places - total);
          over[next]! += Math.max(0, total - places);
        }
        submitted += size;
        const stratum = pick(shares, random.next());
        if (random.next() < chances[stratum]![random.below(weeks)]!) total += size;
        if (total >= places && enough[path] === Infinity) enough[path] = submitted;
      }
    }
  }
  const steps = asked.map((persons, index): Asking => {
    const [u, o] = [unfilled[index]! / road.count, over[index]! / road.count];
    return {
      ...{ persons, fills: filled[index]! / road.count, unfilled: u, over: o },
      cost: u * request.priceUnfilled + o * request.priceOver,
    };
  });
  const needed = quantile(enough.sort(), request.chance);
  return {
    needed: needed <= most ? needed : null,
    cheapest: steps.reduce((best, one) => (one.cost < best.cost ? one : best)),
    steps,
  };
}

function requirePossible({ chance, fromWeek, toWeek, shares, sizes, most }: Request): void {
  const refuse = (field: string, value: unknown): never => {
    throw new RangeError(`${field} is ${String(value)}`);
  };
  if (!(chance > 0 && chance < 1)) refuse('chance', chance);
  if (!Number.isInteger(fromWeek) || fromWeek < 0) refuse('fromWeek', fromWeek);
  if (!Number.isInteger(toWeek) || toWeek < fromWeek) refuse('toWeek', toWeek);
  if (Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) > 1e-9) refuse('shares', shares);
  if (sizes.length === 0 || !sizes.every((size) => Number.isInteger(size) && size > 0)) refuse('sizes', sizes);
  if (!Number.isInteger(most) || most < 1) refuse('most', most);
}

function arrivedOn(paths: Int32Array, path: number, bits: number, horizon: number): number {
  let total = 0;
  for (let week = 0; week < horizon; week += 1) total += paths[(path << bits) + week]!;
  return total;
}

function pick(shares: readonly number[], unit: number): number {
  let left = unit;
  const found = shares.findIndex((share) => (left -= share) < 0);
  return found < 0 ? shares.findLastIndex((share) => share > 0) : found;
}
