import { performance } from 'node:perf_hooks';
import { ArrivalLaws } from '../../src/forecast/domain/arrival-laws.js';
import { bitsFor, drawPaths, weekTables } from '../../src/forecast/domain/draw-paths.js';
import { exactTotal } from '../../src/forecast/domain/exact-total.js';
import { drawArrivals, totalsOf } from '../../src/forecast/domain/forecast.js';
import { randomOf } from '../../src/kernel/index.js';
import { requestsNeeded } from '../../src/forecast/domain/requests-needed.js';
import { plainScenario } from '../../src/forecast/domain/scenarios.js';
import { covers, crps } from '../../src/forecast/domain/scoring.js';
import { closedCasesOnly } from './baseline/closed-cases-only.js';
import { arrivedIn, calendarOf, knownOf } from './forecast-worlds.js';
import { atMost, median, type Figure } from './measure.js';
import { worldOf, type Life } from './worlds/world.js';

/** Paths of a forecast that is judged: 40 resamples, 5 courses of shocks each, 5 paths each. */
const JUDGED = { resamples: 40, courses: 5, paths: 5 } as const;
const WEEKS = 26;
const YEAR = 52;
const WEEKS_OF_SUBMISSION = 8;
const PROMISED = 0.8;
export const SHOCK = 0.25;

/** Between the ends of the 95 % interval in which so many trials of the promised chance should lie. */
const promised = (id: string, held: number, worlds: number): Figure => {
  const reach = 1.96 * Math.sqrt((PROMISED * (1 - PROMISED)) / worlds);
  const value = held / worlds;
  const [low, high] = [PROMISED - reach, PROMISED + reach];
  const target = `${low.toFixed(3)} to ${high.toFixed(3)}`;
  return { id, value: Number(value.toFixed(3)), target, holds: value >= low && value <= high };
};

/** F1 and F2: does the interval hold what it says, and is it sharper than the spreadsheet's. */
export function calibration(seed: number, worlds: number, shock: number): Figure[] {
  const label = `${shock > 0 ? 'shocks' : 'no shocks'}, seed ${seed}`;
  const held = new Map([0.5, 0.8, 0.95].map((share) => [share, 0]));
  let [own, baseline] = [0, 0];
  for (let index = 0; index < worlds; index += 1) {
    const world = worldOf({ seed: seed * 100_000 + index, shock });
    const { history, units } = knownOf(world);
    const outcome = arrivedIn(world.lives, world.today, WEEKS);
    const paths = drawArrivals(history, units, 1, calendarOf(world, WEEKS), { seed: index, ...JUDGED });
    const draws = totalsOf(paths, [0]);
    for (const [share, count] of held) held.set(share, count + Number(covers(draws, outcome, share)));
    own += crps(draws, outcome);
    baseline += crps(closedCasesOnly(world, WEEKS, randomOf(seed + index).next), outcome);
  }
  const told = [0.5, 0.95].map((share): Figure => {
    const value = Number((held.get(share)! / worlds).toFixed(3));
    return { id: `F1 coverage of the ${share * 100} % interval, ${label}`, value, target: 'told only', holds: true };
  });
  return [
    promised(`F1 coverage of the 80 % interval, ${label}`, held.get(PROMISED)!, worlds),
    ...told,
    atMost(`F2 CRPS / that of closed cases only, ${label}`, own / baseline, 0.87),
  ];
}

/** F3: ten thousand paths of five thousand persons against one bare draw for each path and household. */
export function speed(seed: number): Figure[] {
  const random = randomOf(seed);
  const world = worldOf({ seed, shock: SHOCK });
  const { history, sizes } = knownOf(world);
  const laws = new ArrivalLaws(plainScenario(history, calendarOf(world, YEAR)), YEAR);
  const cells = Array.from({ length: 120 }, (_, cell) => laws.law(cell % 2, cell % 3, -1 - (cell % 40)));
  const persons: number[] = [];
  for (let left = 5000; left > 0; left -= persons.at(-1)!)
    persons.push(Math.min(left, sizes[random.below(sizes.length)]!));
  const households = {
    laws: Int32Array.from(persons, () => random.below(cells.length)),
    sizes: Int32Array.from(persons),
  };
  const count = 10_000;
  let kept = 0;
  const draws = (): void => {
    let sum = 0;
    for (let drawn = count * persons.length; drawn > 0; drawn -= 1) sum = (sum + random.u32()) | 0;
    kept += sum;
  };
  const paths = (): void => {
    const drawn = new Int32Array(count << bitsFor(YEAR));
    drawPaths(households, weekTables(cells, YEAR), random, drawn, 0, count);
    kept += drawn[0]!;
  };
  const milliseconds = (work: () => void): number => {
    const times = Array.from({ length: 7 }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    });
    return median(times);
  };
  const [bare, own] = [milliseconds(draws), milliseconds(paths)];
  if (!Number.isFinite(kept)) throw new Error('Nothing was drawn.');
  return [
    atMost(`F3 10,000 paths × 5,000 persons (${persons.length} households) / bare draws, seed ${seed}`, own / bare, 8),
    {
      id: `F3 the same in seconds, seed ${seed}`,
      value: Number((own / 1000).toFixed(3)),
      target: 'told only',
      holds: true,
    },
  ];
}

/** F4: drawn without shocks, the total has the law that convolution gives exactly. */
export function exactness(seed: number): Figure[] {
  const world = worldOf({ seed, shock: 0 });
  const { history, units } = knownOf(world);
  const laws = new ArrivalLaws(plainScenario(history, calendarOf(world, WEEKS)), WEEKS);
  const own = units.map(({ stratum, stage, enteredWeek }) => laws.law(stratum, stage, enteredWeek));
  const exact = exactTotal(
    units.map(({ size }, index) => ({ size, chance: own[index]!.reduce((sum, chance) => sum + chance, 0) })),
  );
  const count = 10_000;
  const bits = bitsFor(WEEKS);
  const drawn = new Int32Array(count << bits);
  const households = {
    laws: Int32Array.from(units, (_, index) => index),
    sizes: Int32Array.from(units, ({ size }) => size),
  };
  drawPaths(households, weekTables(own, WEEKS), randomOf(seed), drawn, 0, count);
  const paths = { horizon: WEEKS, count, bits, groups: [drawn], assumed: [false], scenarios: [] };
  const totals = totalsOf(paths, [0]);

  const moment = (power: number): number => exact.reduce((sum, chance, total) => sum + chance * total ** power, 0);
  const mean = moment(1);
  const errors = [
    (totals.reduce((sum, total) => sum + total, 0) / count - mean) / Math.sqrt((moment(2) - mean * mean) / count),
    ...[0.1, 0.25, 0.5, 0.75, 0.9].map((share) => {
      let below = 0;
      const at = exact.findIndex((chance) => (below += chance) >= share);
      const seen = totals.filter((total) => total <= at).length / count;
      return (seen - below) / Math.sqrt((below * (1 - below)) / count);
    }),
  ];
  return [atMost(`F4 standard errors from the exact law, at most, seed ${seed}`, Math.max(...errors.map(Math.abs)), 3)];
}

/** F5: asked for as many as fill the quota with a chance of 80 %, in how many worlds was it filled. */
export function decision(seed: number, worlds: number): Figure[] {
  let filled = 0;
  for (let index = 0; index < worlds; index += 1) {
    const world = worldOf({ seed: seed * 100_000 + 50_000 + index, shock: SHOCK });
    const { history, units, sizes } = knownOf(world);
    const places = Math.round(1.3 * units.reduce((sum, { size }) => sum + size, 0));
    const { needed } = requestsNeeded(
      ...([history, units, calendarOf(world, YEAR)] as const),
      { seed: index, ...JUDGED },
      {
        ...{ places, chance: PROMISED, priceUnfilled: 1, priceOver: 1, fromWeek: 0, toWeek: WEEKS_OF_SUBMISSION - 1 },
        ...{ shares: [0.5, 0.5], sizes, most: 4 * places },
      },
    );
    if (needed === null) throw new Error(`World ${index} of seed ${seed} cannot be filled.`);
    const all: Life[] = [...world.lives, ...world.submit(needed, WEEKS_OF_SUBMISSION)];
    if (arrivedIn(all, world.today, YEAR) >= places) filled += 1;
  }
  return [promised(`F5 share filled when 80 % was promised, shocks, seed ${seed}`, filled, worlds)];
}
