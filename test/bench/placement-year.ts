import { pairsOf, placeMonth, type PastCase, type Placed, type Problem } from '../../src/placement/engine.js';
import { draw, problemOf, type Drawn } from '../support/placement-instances.js';
import { batchGreedy } from './baseline/greedy.js';
import { hindsight } from './baseline/hindsight.js';
import { recount, subset } from './baseline/state.js';

/** A year placed month by month by the engine, by each month's best, and by somebody who knew it all. */
export interface Year {
  readonly engine: number;
  readonly batches: number;
  readonly hindsight: number;
}

/** Every second case of a double instance is what comes; the others are the history that futures are drawn from. */
export function placedYear(n: number, seed: number, futures: number): Year {
  const both = draw({ n: 2 * n, seed, thin: 0, tight: 1.08 / 2 });
  const ids = (odd: number): number[] => Array.from({ length: n }, (_, k) => 2 * k + odd);
  const year = subset(both, ids(0));
  const history = subset(both, ids(1));
  return {
    engine: monthByMonth(year, history, seed, futures),
    batches: batchGreedy(year).obj,
    hindsight: recount(year, hindsight(year).at),
  };
}

function monthByMonth(year: Drawn, history: Drawn, seed: number, futures: number): number {
  const problem = problemOf(year);
  const past = pastCases(history);
  const byMonth = Array.from({ length: year.months }, (_, t) => past.filter(({ theCase }) => theCase.month === t));
  const kept: Placed[] = [];
  const monthOf = new Map<string, number>();
  for (let t = 0; t < year.months; t += 1) {
    const placed = new Set(kept.map(({ caseId }) => caseId));
    const here = problem.cases.flatMap((one, i) => (one.month <= t ? [i] : []));
    // Who was carried over arrives in this month; who is placed keeps the month in which that was.
    for (const i of here) if (!placed.has(problem.cases[i]!.id)) monthOf.set(problem.cases[i]!.id, t);
    const now: Problem = {
      ...problem,
      cases: here.map((i) => ({ ...problem.cases[i]!, month: monthOf.get(problem.cases[i]!.id)! })),
      pairs: rowsOf(problem, here),
      kept: [...kept],
    };
    const expected = byMonth.slice(t + 1).map((those) => ({ past: those, count: those.length }));
    kept.push(...placeMonth(now, expected, { seed: seed * 100 + t, futures, moves: 200 * here.length }));
  }
  return pointsOf(problem, kept);
}

const rowsOf = (problem: Problem, those: readonly number[]): Problem['pairs'] => {
  const tables = those.map((i) => tableOf(problem, i));
  return pairsOf(those.length, problem.municipalities.length, (k, j) => tables[k]!.get(j) ?? null);
};
const tableOf = ({ pairs: { start, municipality, score } }: Problem, i: number): Map<number, number> =>
  new Map(
    Array.from({ length: start[i + 1]! - start[i]! }, (_, k) => [municipality[start[i]! + k]!, score[start[i]! + k]!]),
  );

function pastCases(history: Drawn): PastCase[] {
  const { cases, pairs } = problemOf(history);
  return cases.map((theCase, i) => ({
    theCase,
    municipality: pairs.municipality.subarray(pairs.start[i], pairs.start[i + 1]),
    score: pairs.score.subarray(pairs.start[i], pairs.start[i + 1]),
  }));
}

function pointsOf(problem: Problem, placed: readonly Placed[]): number {
  const position = new Map(problem.cases.map(({ id }, i) => [id, i]));
  const column = new Map(problem.municipalities.map(({ code }, j) => [code, j]));
  return placed.reduce(
    (sum, { caseId, municipality }) => sum + tableOf(problem, position.get(caseId)!).get(column.get(municipality)!)!,
    0,
  );
}
