import { describe, expect, it } from '@jest/globals';
import { publicCounts } from './public-counts.js';

describe('tables that count the same persons, for the public', () => {
  it('show everything when nothing is small', () => {
    const [byCountry, byMonth] = publicCounts([
      [
        [40, 20],
        [30, 10],
      ],
      [[70, 30]],
    ]);
    expect(byCountry).toMatchObject({ rowTotals: [60, 40], columnTotals: [70, 30], total: 100 });
    expect(byMonth).toMatchObject({ cells: [[70, 30]], total: 100 });
  });

  it('hide a small count and others with it, and show the totals', () => {
    const [byCountry] = publicCounts([
      [
        [40, 3],
        [30, 10],
        [20, 20],
      ],
    ]);
    expect(byCountry!.cells.flat().filter((count) => count === null).length).toBeGreaterThanOrEqual(4);
    expect(byCountry).toMatchObject({ columnTotals: [90, 33], total: 123 });
  });

  it('show no column at all when a total is small: one table would tell what the other hides', () => {
    const tables = publicCounts([
      [
        [40, 2],
        [30, 1],
      ],
      [
        [35, 0],
        [35, 3],
      ],
    ]);
    for (const { cells, columnTotals, total } of tables) {
      expect(cells.flat().every((count) => count === null)).toBe(true);
      expect(columnTotals).toEqual([null, null]);
      expect(total).toBe(73);
    }
    expect(tables.map(({ rowTotals }) => rowTotals)).toEqual([
      [42, 31],
      [35, 38],
    ]);
  });

  it('hide the total of all when it is small, in each of them', () => {
    const tables = publicCounts([
      [[2, 1]],
      [
        [1, 1],
        [1, 0],
      ],
    ]);
    for (const { rowTotals, total } of tables) {
      expect(total).toBeNull();
      expect(rowTotals.every((count) => count === null)).toBe(true);
    }
  });

  it('agree on the total, in whatever way the persons are divided', () => {
    for (let small = 0; small < 12; small += 1) {
      const tables = publicCounts([
        [[small]],
        [[small], [0]],
        [[0], [1], [Math.max(0, small - 1)]].slice(0, small ? 3 : 1),
      ]);
      const totals = new Set(tables.map(({ total }) => total));
      expect({ small, totals }).toEqual({ small, totals: new Set([small < 6 ? null : small]) });
    }
  });

  it('are empty when there is nobody', () => {
    expect(publicCounts([[], []])).toEqual(Array(2).fill({ cells: [], rowTotals: [], columnTotals: [], total: null }));
  });
});
