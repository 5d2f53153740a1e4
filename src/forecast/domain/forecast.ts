import { ArrivalLaws } from './arrival-laws.js';
import { bitsFor, drawPaths, weekTables, type Households } from './draw-paths.js';
import { assumedStages } from './hazards.js';
import { randomOf } from '../../kernel/index.js';
import { requireUnits, type Calendar, type Unit } from './road.js';
import { drawScenarios, type History, type Scenario } from './scenarios.js';
import { HELD, quantile, sorted } from './scoring.js';

export interface Drawing {
  readonly seed: number;
  /** Bootstrap resamples of the history, courses of shocks for each, and paths for each course. */
  readonly resamples: number;
  readonly courses: number;
  readonly paths: number;
}

/** Ten thousand paths: 40 resamples, 5 courses of shocks each, 50 paths each. */
export const TEN_THOUSAND = { resamples: 40, courses: 5, paths: 50 } as const;

/** Arrivals of each group, path by path: drawn together, so that a sum over groups of one path is one world. */
export interface Paths {
  readonly horizon: number;
  readonly count: number;
  /** By group: for each path 2^bits weeks. */
  readonly bits: number;
  readonly groups: readonly Int32Array[];
  /** True for a group of which some household has a stage ahead that rests on an assumption. */
  readonly assumed: readonly boolean[];
  /** The worlds in which the paths were drawn, as many paths in each. */
  readonly scenarios: readonly Scenario[];
}

/**
 * Monte Carlo paths of arrivals by week, of `groups` groups. Throws RangeError for a unit that cannot be, or numbers of draws below 1.
 */
export function drawArrivals(
  history: History,
  units: readonly Unit[],
  groups: number,
  calendar: Calendar,
  { seed, resamples, courses, paths }: Drawing,
): Paths {
  requireUnits(units, history.road);
  for (const [name, value] of Object.entries({ resamples, courses, paths }))
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} is ${value}`);
  const { horizon } = calendar;
  const bits = bitsFor(horizon);
  const count = resamples * courses * paths;
  const random = randomOf(seed);
  const drawn = Array.from({ length: groups }, () => new Int32Array(count << bits));
  const { cells, households } = cellsOf(units, groups);
  const scenarios = [...drawScenarios(history, calendar, random, { resamples, each: courses })];
  scenarios.forEach((scenario, course) => {
    const laws = new ArrivalLaws(scenario, horizon);
    const tables = weekTables(
      cells.map(({ stratum, stage, enteredWeek }) => laws.law(stratum, stage, enteredWeek)),
      horizon,
    );
    households.forEach((group, index) =>
      drawPaths(group, tables, random, drawn[index]!, course * paths, (course + 1) * paths),
    );
  });
  const firstSure = Math.max(-1, ...assumedStages(history.spells, history.road)) + 1;
  const assumed = drawn.map((_, group) => units.some((unit) => unit.group === group && unit.stage < firstSure));
  return { horizon, count, bits, groups: drawn, assumed, scenarios };
}

type Cell = Pick<Unit, 'stratum' | 'stage' | 'enteredWeek'>;

/** Households with the same stratum, stage and week of entry share one law. */
function cellsOf(units: readonly Unit[], groups: number): { cells: Cell[]; households: Households[] } {
  const indices = new Map<string, number>();
  const cells: Cell[] = [];
  const cellOf = ({ stratum, stage, enteredWeek }: Unit): number => {
    const key = `${stratum} ${stage} ${enteredWeek}`;
    const index = indices.get(key) ?? cells.push({ stratum, stage, enteredWeek }) - 1;
    indices.set(key, index);
    return index;
  };
  const households = Array.from({ length: groups }, (_, group) => {
    const own = units.filter((unit) => unit.group === group);
    return { laws: Int32Array.from(own, cellOf), sizes: Int32Array.from(own, ({ size }) => size) };
  });
  return { cells, households };
}

/** Totals of these groups at the end of the horizon, sorted. */
export function totalsOf({ horizon, count, bits, groups }: Paths, of: readonly number[]): Float64Array {
  const totals = new Float64Array(count);
  for (const group of of)
    for (let path = 0; path < count; path += 1)
      for (let week = 0; week < horizon; week += 1) totals[path]! += groups[group]![(path << bits) + week]!;
  return totals.sort();
}

export interface WeekFigures {
  readonly week: number;
  /** Persons arrived from today to the end of the week: with eight, five and two of ten paths above; and the mean. */
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly mean: number;
}

export interface Filling {
  readonly weeks: readonly WeekFigures[];
  /** Chances that at least the places left are used, and that more than they and the tolerance are. */
  readonly fills: number;
  readonly overruns: number;
  /** Persons, on average. */
  readonly unfilled: number;
  readonly over: number;
  /** The first week by whose end the places are used in at least half of the paths; null if there is none. */
  readonly likelyFullInWeek: number | null;
  /** The first week by whose end they are used in any path: the earliest that can be hoped for; null if there is none. */
  readonly earliestFullInWeek: number | null;
}

/** What the paths of these groups say about so many places that are still to be used. */
export function fillingOf(paths: Paths, of: readonly number[], places: number, tolerance: number): Filling {
  const { horizon, count, bits, groups } = paths;
  const running = new Float64Array(count);
  const weeks: WeekFigures[] = [];
  let likelyFullInWeek: number | null = null;
  let earliestFullInWeek: number | null = null;
  for (let week = 0; week < horizon; week += 1) {
    for (const group of of)
      for (let path = 0; path < count; path += 1) running[path]! += groups[group]![(path << bits) + week]!;
    const values = sorted(running);
    const [low, likely, high] = [(1 - HELD) / 2, 0.5, (1 + HELD) / 2].map((share) => quantile(values, share)) as [
      number,
      number,
      number,
    ];
    weeks.push({ week, low, likely, high, mean: mean(values) });
    if (likely >= places) likelyFullInWeek ??= week;
    if (values.at(-1)! >= places) earliestFullInWeek ??= week;
  }
  const share = (holds: (total: number) => boolean): number => running.filter(holds).length / count;
  return {
    weeks,
    fills: share((total) => total >= places),
    overruns: share((total) => total > places + tolerance),
    unfilled: mean(running.map((total) => Math.max(0, places - total))),
    over: mean(running.map((total) => Math.max(0, total - places))),
    likelyFullInWeek,
    earliestFullInWeek,
  };
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
