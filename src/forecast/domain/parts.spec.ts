import { lastSafeDates } from './backward-calendar.js';
import { bitsFor, drawPaths, weekTables } from './draw-paths.js';
import { exactTotal } from './exact-total.js';
import { randomOf } from '../../kernel/index.js';
import { covers, crps, quantile } from './scoring.js';

describe('chance', () => {
  it('is the same for ever', () => {
    const random = randomOf(1);
    const drawn = [random.u32(), random.u32(), random.u32()];
    const again = randomOf(1);
    expect([again.u32(), again.u32(), again.u32()]).toEqual(drawn);
    expect(new Set(drawn).size).toBe(3);
  });

  it('is even, and bell-shaped where it should be', () => {
    const random = randomOf(5);
    const count = 20_000;
    const even = Array.from({ length: count }, () => random.next());
    const bell = Array.from({ length: count }, () => random.normal());
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / count;
    expect(mean(even)).toBeCloseTo(0.5, 1);
    expect(mean(bell.map((value) => value * value))).toBeCloseTo(1, 1);
  });
});

describe('drawing weeks', () => {
  it('follows the law, the chance of never among it', () => {
    const law = Float64Array.of(0.1, 0, 0.3, 0.2);
    const count = 100_000;
    const drawn = new Int32Array(count << bitsFor(4));
    const household = { laws: Int32Array.of(0), sizes: Int32Array.of(1) };
    drawPaths(household, weekTables([law], 4), randomOf(3), drawn, 0, count);
    const shares = [...law, 0.4].map((_, week) => {
      let sum = 0;
      for (let path = 0; path < count; path += 1) sum += drawn[(path << bitsFor(4)) + week]!;
      return sum / count;
    });
    [...law, 0.4].forEach((chance, week) => expect(Math.abs(shares[week]! - chance)).toBeLessThan(0.006));
    expect(shares[1]).toBe(0);
  });
});

describe('the exact total', () => {
  it('of two households is what paper says', () => {
    const law = exactTotal([
      { size: 2, chance: 0.5 },
      { size: 3, chance: 0.1 },
    ]);
    [0.45, 0, 0.45, 0.05, 0, 0.05].forEach((chance, total) => expect(law[total]).toBeCloseTo(chance, 12));
  });

  it('of nobody is nobody', () => expect([...exactTotal([])]).toEqual([1]));
});

describe('scores', () => {
  it('are the error of a single guess, and less for who is near', () => {
    expect(crps([10], 13)).toBe(3);
    expect(crps([10, 12, 14], 12)).toBeLessThan(crps([4, 12, 20], 12));
  });

  it('know what an interval covers', () => {
    const draws = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(quantile(draws, 0.1)).toBe(10);
    expect([9, 10, 90, 91].map((outcome) => covers(draws, outcome, 0.8))).toEqual([false, true, true, false]);
  });
});

describe('the backward calendar', () => {
  const road = { stages: ['decision', 'travel'], strata: ['dossier'] };
  const assumptions = road.stages.map(() => ({ advancePercent: 100, meanWeeks: 1, source: 'assumed' }));

  it('counts measured durations back from the day of arrival', () => {
    const spells = Array.from({ length: 200 }, (_, household) => [
      { household, stratum: 0, stage: 0, enteredWeek: -50, weeks: 4, exit: 'advanced' as const },
      { household, stratum: 0, stage: 1, enteredWeek: -46, weeks: 8, exit: 'advanced' as const },
    ]).flat();
    const [decision, travel] = lastSafeDates({ road, spells, assumptions }, 0, '2026-12-15', 0.5);
    expect(travel!.weeks).toBeGreaterThanOrEqual(8);
    expect(travel!.weeks).toBeLessThanOrEqual(10);
    expect(decision!.on! < travel!.on!).toBe(true);
    expect(decision!.on! <= '2026-09-22').toBe(true);
  });

  it('takes weeks over the leap day as seven days', () => {
    const [, travel] = lastSafeDates({ road, spells: [], assumptions }, 0, '2028-03-03', 0.5);
    expect(travel).toMatchObject({ weeks: 1, on: '2028-02-25' });
  });

  it('knows no date for a road on which nobody arrives', () => {
    const never = road.stages.map(() => ({ advancePercent: 0, meanWeeks: 4, source: 'assumed' }));
    expect(lastSafeDates({ road, spells: [], assumptions: never }, 0, '2026-12-15', 0.8)[0]).toMatchObject({
      on: null,
    });
  });
});
