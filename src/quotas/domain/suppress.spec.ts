import fc from 'fast-check';
import { SMALLEST_SHOWN, suppress, type CountTable, type PublicTable } from './suppress.js';

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** The table with its totals in the last row and column. */
const withTotals = (table: CountTable): number[][] => {
  const rows = table.map((row) => [...row, sum(row)]);
  return [...rows, rows[0]!.map((_, column) => sum(rows.map((row) => row[column]!)))];
};
const asMatrix = ({ cells, rowTotals, columnTotals, total }: PublicTable): (number | null)[][] => [
  ...cells.map((row, index) => [...row, rowTotals[index]!]),
  [...columnTotals, total],
];

/** Every row and column with its total last, as what is shown of it and what stands there. */
function linesOf<Cell>(matrix: readonly (readonly Cell[])[]): Cell[][] {
  return [...matrix.map((row) => [...row]), ...matrix[0]!.map((_, column) => matrix.map((row) => row[column]!))];
}

/**
 * Whether there is a table of whole counts, none negative, that has all that is shown: a search that knows nothing of flows. Hidden
 * cells are tried one by one, near the truth: it is enough to find one.
 */
function exists(shown: readonly (readonly (number | null)[])[], truth: readonly (readonly number[])[]): boolean {
  const [rows, columns] = [shown.length - 1, shown[0]!.length - 1];
  const places = shown.slice(0, rows).flatMap((row, r) => row.slice(0, columns).map((cell, c) => ({ r, c, cell })));
  const rowSums = shown.map(() => 0);
  const columnSums = shown[0]!.map(() => 0);
  const add = (r: number, c: number, value: number): void => {
    for (const row of [r, rows]) rowSums[row]! += value;
    for (const column of [c, columns]) columnSums[column]! += value;
  };
  const isTrue = (total: number | null | undefined, found: number | undefined): boolean =>
    total === null || total === found;
  const search = (index: number): boolean => {
    const place = places[index];
    if (!place) {
      const columnsFit = shown[rows]!.slice(0, columns).every((total, c) => isTrue(total, columnSums[c]));
      return columnsFit && isTrue(shown[rows]![columns], rowSums[rows]);
    }
    const { r, c, cell } = place;
    const near = truth[r]![c]!;
    const values = cell === null ? [near, near + 1, near - 1].filter((value) => value >= 0) : [cell];
    return values.some((value) => {
      add(r, c, value);
      const found = (c + 1 < columns || isTrue(shown[r]![columns], rowSums[r])) && search(index + 1);
      add(r, c, -value);
      return found;
    });
  };
  return search(0);
}

/** True when somebody who sees the public table can tell what stands in the hidden place: no other value fits. */
function isLaidBare(
  shown: readonly (readonly (number | null)[])[],
  truth: readonly (readonly number[])[],
  r: number,
  c: number,
): boolean {
  return [1, -1].every((more) => {
    const value = truth[r]![c]! + more;
    if (value < 0) return true;
    const claimed = shown.map((row, i) => row.map((cell, j) => (i === r && j === c ? value : cell)));
    return !exists(claimed, truth);
  });
}

const laidBare = (table: CountTable, shown: readonly (readonly (number | null)[])[]): string[] => {
  const truth = withTotals(table);
  return shown.flatMap((row, r) =>
    row.flatMap((cell, c) => (cell === null && isLaidBare(shown, truth, r, c) ? [`${r}/${c} is ${truth[r]![c]}`] : [])),
  );
};

const aCount = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 60 }));
const aTable = (rows: number, columns: number): fc.Arbitrary<number[][]> =>
  fc.record({ rows: fc.integer({ min: 1, max: rows }), columns: fc.integer({ min: 1, max: columns }) }).chain((size) =>
    fc.array(fc.array(aCount, { minLength: size.columns, maxLength: size.columns }), {
      minLength: size.rows,
      maxLength: size.rows,
    }),
  );

describe('a public table', () => {
  it('shows everything when nothing is small', () => {
    expect(
      suppress([
        [10, 20],
        [30, 40],
      ]),
    ).toEqual({
      cells: [
        [10, 20],
        [30, 40],
      ],
      rowTotals: [30, 70],
      columnTotals: [40, 60],
      total: 100,
    });
  });

  it('hides a small count and three more, so that neither its row nor its column gives it away', () => {
    expect(
      suppress([
        [10, 20, 30],
        [10, 3, 40],
        [9, 8, 7],
      ]),
    ).toEqual({
      cells: [
        [10, 20, 30],
        [null, null, 40],
        [null, null, 7],
      ],
      rowTotals: [60, 53, 24],
      columnTotals: [29, 31, 77],
      total: 137,
    });
  });

  it('shows 6 and hides 5', () => {
    expect(SMALLEST_SHOWN).toBe(6);
    expect(
      suppress([
        [6, 6],
        [6, 6],
      ]).cells,
    ).toEqual([
      [6, 6],
      [6, 6],
    ]);
    expect(
      suppress([
        [5, 6],
        [6, 6],
      ]).cells,
    ).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('hides no count together with a nought that can be nothing else', () => {
    // Hiding 0 and 0 alone, in a row whose other cells add up to its total, hides nothing.
    const { cells, rowTotals } = suppress([
      [0, 0, 40],
      [50, 60, 70],
      [50, 60, 70],
    ]);
    expect([cells[0], rowTotals[0]]).toEqual([[null, null, null], 40]);
  });

  it('does not let two small counts be found as one small sum', () => {
    const { cells } = suppress([
      [1, 2, 40],
      [50, 60, 70],
      [50, 60, 70],
    ]);
    expect(cells[0]).toEqual([null, null, null]);
  });

  it('hides small totals too', () => {
    expect(
      suppress([
        [1, 2],
        [30, 40],
      ]),
    ).toEqual({
      cells: [
        [null, null],
        [null, null],
      ],
      rowTotals: [null, null],
      columnTotals: [31, 42],
      total: 73,
    });
    expect(suppress([[3]])).toEqual({ cells: [[null]], rowTotals: [null], columnTotals: [null], total: null });
  });

  it('takes a list as one row', () => {
    const { cells, rowTotals } = suppress([[3, 7, 50, 40]]);
    expect([cells[0], rowTotals]).toEqual([[null, null, 50, 40], [100]]);
  });

  it.each([
    ['nothing', []],
    ['an empty row', [[]]],
    ['rows of different lengths', [[1, 2], [3]]],
    ['half a person', [[1.5]]],
    ['fewer than none', [[-1]]],
  ])('is not made of %s', (_, table) => {
    expect(() => suppress(table)).toThrow(RangeError);
  });
});

describe('the search that checks it', () => {
  it('finds what a table of primary suppression alone gives away', () => {
    const table = [
      [10, 20, 30],
      [10, 3, 40],
      [9, 8, 7],
    ];
    const naive = withTotals(table).map((row) => row.map((count) => (count < SMALLEST_SHOWN ? null : count)));
    expect(laidBare(table, naive)).toEqual(['1/1 is 3']);
  });

  it('finds a ring that noughts hold fast', () => {
    const table = [
      [0, 0],
      [9, 9],
    ];
    const shown = [
      [null, null, 0],
      [9, 9, 18],
      [9, 9, 18],
    ];
    expect(laidBare(table, shown)).toEqual(['0/0 is 0', '0/1 is 0']);
  });
});

describe(`random tables (seed ${SEED})`, () => {
  const holds = (property: fc.IProperty<[number[][]]>, numRuns: number): void =>
    fc.assert(property, { seed: SEED, numRuns });

  it('show only what is true and hide all that is small', () => {
    holds(
      fc.property(aTable(9, 9), (table) => {
        const truth = withTotals(table);
        asMatrix(suppress(table)).forEach((row, r) =>
          row.forEach((cell, c) => {
            const count = truth[r]![c]!;
            expect(cell).toBe(cell === null || count < SMALLEST_SHOWN ? null : count);
          }),
        );
      }),
      500,
    );
  });

  it('give the same answer every time', () => {
    holds(
      fc.property(aTable(9, 9), (table) => {
        expect(suppress(table.map((row) => [...row]))).toEqual(suppress(table));
      }),
      100,
    );
  });

  it('leave no line with one hidden count, and no small sum where the total is shown', () => {
    holds(
      fc.property(aTable(9, 9), (table) => {
        const truth = linesOf(withTotals(table));
        linesOf(asMatrix(suppress(table))).forEach((line, index) => {
          const hidden = truth[index]!.filter((_, at) => line[at] === null);
          expect(hidden).not.toHaveLength(1);
          if (line.at(-1) !== null && hidden.length > 0) expect(sum(hidden)).toBeGreaterThanOrEqual(SMALLEST_SHOWN);
        });
      }),
      500,
    );
  });

  it('leave every hidden count two values at least, to whoever tries all tables that fit', () => {
    holds(
      fc.property(aTable(3, 4), (table) => {
        expect(laidBare(table, asMatrix(suppress(table)))).toEqual([]);
      }),
      300,
    );
  });

  it('are not hidden wholesale: a small count costs three others at most, over many tables', () => {
    const large = fc.array(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 8, maxLength: 8 }), {
      minLength: 8,
      maxLength: 8,
    });
    const tables = fc.sample(large, { seed: SEED, numRuns: 50 });
    const hidden = tables.flatMap((table) => suppress(table).cells.flat()).filter((cell) => cell === null);
    const small = tables.flat(2).filter((count) => count < SMALLEST_SHOWN);
    expect(hidden.length).toBeLessThanOrEqual(4 * small.length);
  });
});
