/** A table of counts of persons. Its totals are not given but made, so that they cannot differ. */
export type CountTable = readonly (readonly number[])[];

/** The table as the public may see it, with its totals; null is hidden, whether it was small or hides another that was. */
export interface PublicTable {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly (number | null)[];
  readonly columnTotals: readonly (number | null)[];
  readonly total: number | null;
}

/** Counts below this are hidden in public tables. */
export const SMALLEST_SHOWN = 6;

/**
 * The table with every count and total below 6 hidden, and as many others as it takes (complementary suppression) that nothing
 * hidden can be found by subtracting what is shown: who knows that counts are whole and not negative is left with two values at
 * least for each, and what is hidden in a line whose total is shown makes 6 or more together. Cells are hidden before totals,
 * small ones before large ones; the same table always gives the same answer. A plain list is a table of one row.
 *
 * How: with its totals the table is a closed flow (grand total, row totals, cells, column totals, grand total). What is shown
 * fixes a hidden count exactly when no ring of hidden counts leads through it along which one person more or fewer could flow;
 * then the cheapest ring is hidden (the network method of statistical disclosure control). Sources: domain.md (c), export
 * needs; ui.md 7.
 *
 * It protects one table. Tables of the same persons that overlap, or of two days close together, are to be made as one.
 *
 * Throws RangeError unless all rows are equally long, there is a cell, and all counts are whole and not negative.
 */
export function suppress(table: CountTable): PublicTable {
  const flow = flowOf(table);
  const hidden = new Set(flow.arcs.filter(({ count }) => count < SMALLEST_SHOWN));
  // Whatever a ring leads through is safe, and stays so: more hidden is only more doubt.
  const safe = new Set<Arc>();
  for (let next: Arc | undefined; ; hidden.add(next)) {
    for (const arc of hidden)
      if (!safe.has(arc))
        for (const one of cheapestRing(arc, hidden, flow)) {
          hidden.add(one);
          safe.add(one);
        }
    next = smallSum(hidden, flow);
    if (!next) return shown(flow, hidden);
  }
}

/** A count: it flows from the first node to the second. */
interface Arc {
  readonly row: number;
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** A total is worth more to a reader than any number of cells. */
  readonly cost: number;
}

/** One step along an arc: forwards one more person flows, backwards one fewer. */
interface Step {
  readonly arc: Arc;
  readonly from: number;
  readonly to: number;
}

interface Flow {
  readonly rows: number;
  readonly columns: number;
  /** All counts, the totals in the last row and column. */
  readonly arcs: readonly Arc[];
  /** Rows and columns, each with its total last. */
  readonly lines: readonly (readonly Arc[])[];
  /** By node, the steps that lead away from it. */
  readonly steps: readonly (readonly Step[])[];
}

function flowOf(table: CountTable): Flow {
  const [rows, columns] = [table.length, table[0]?.length ?? 0];
  if (columns === 0) throw new RangeError('a table without cells');
  for (const row of table) {
    if (row.length !== columns) throw new RangeError('rows of different lengths');
    for (const count of row)
      if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`a count of ${count} persons`);
  }
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const withRowTotals = table.map((row) => [...row, sum(row)]);
  const all = [
    ...withRowTotals,
    Array.from({ length: columns + 1 }, (_, c) => sum(withRowTotals.map((row) => row[c]!))),
  ];
  // Nodes: the rows, then what they flow from; the columns, then what they flow to.
  const [rowNode, columnNode] = [(r: number) => r, (c: number) => rows + 1 + c];
  const dearest = all[rows]![columns]! + rows * columns + 1;
  const arcs = all.flatMap((counts, row) =>
    counts.map((count, column): Arc => {
      const isTotal = row === rows || column === columns;
      const cost = isTotal ? dearest + count : count + 1;
      // Cells flow from their row to their column; row totals into their row, column totals out of their column.
      const [from, to] = isTotal ? totalEnds(row, column) : [rowNode(row), columnNode(column)];
      return { row, column, from, to, count, cost };
    }),
  );
  const each = Array.from({ length: rows + columns + 2 }, (_, index) => index);
  const lines = each.map((line) =>
    arcs.filter(({ row, column }) => (line <= rows ? row === line : column === line - rows - 1)),
  );
  const steps = arcs.flatMap(stepsOf);
  return { rows, columns, arcs, lines, steps: each.map((node) => steps.filter(({ from }) => from === node)) };

  function totalEnds(row: number, column: number): [number, number] {
    if (row === rows && column === columns) return [columnNode(columns), rowNode(rows)];
    return row === rows ? [columnNode(column), columnNode(columns)] : [rowNode(rows), rowNode(row)];
  }
}

const stepsOf = (arc: Arc): Step[] => [
  { arc, from: arc.from, to: arc.to },
  ...(arc.count > 0 ? [{ arc, from: arc.to, to: arc.from }] : []),
];

/**
 * The counts of the ring through this one that costs least to hide, itself among them; all of it may be hidden already. There
 * always is one: along the grand total, a row total and a column total one person more can flow.
 */
function cheapestRing(arc: Arc, hidden: ReadonlySet<Arc>, { steps }: Flow): Arc[] {
  const cost = (one: Arc): number => (one === arc ? Infinity : hidden.has(one) ? 0 : one.cost);
  const ways = stepsOf(arc).flatMap(({ from, to }) => cheapestWay(to, from, steps, cost) ?? []);
  const [best] = ways.sort((a, b) => a.cost - b.cost);
  return [arc, ...best!.arcs];
}

/** The way from one node to another that costs least (Dijkstra), never along what costs infinitely much; null when there is none. */
function cheapestWay(
  from: number,
  to: number,
  steps: Flow['steps'],
  costOf: (arc: Arc) => number,
): { cost: number; arcs: Arc[] } | null {
  const costs = steps.map((_, node) => (node === from ? 0 : Infinity));
  const last: (Step | undefined)[] = [];
  const open = new Set([from]);
  while (open.size > 0) {
    let nearest = to;
    for (const node of open) if (costs[node]! < costs[nearest]!) nearest = node;
    // The others are further away: what leads over them is no cheaper.
    if (nearest === to) break;
    open.delete(nearest);
    for (const step of steps[nearest]!) {
      const cost = costs[nearest]! + costOf(step.arc);
      if (cost >= costs[step.to]!) continue;
      costs[step.to] = cost;
      last[step.to] = step;
      open.add(step.to);
    }
  }
  if (costs[to] === Infinity) return null;
  const arcs: Arc[] = [];
  for (let node = to; node !== from; node = last[node]!.from) arcs.push(last[node]!.arc);
  return { cost: costs[to]!, arcs };
}

/**
 * What to hide where a line shows its total and all but a few persons: their sum would be a count below 6, found by subtraction.
 * Undefined when there is no such line.
 */
function smallSum(hidden: ReadonlySet<Arc>, { lines }: Flow): Arc | undefined {
  for (const line of lines) {
    const total = line.at(-1)!;
    const within = line.filter((arc) => arc !== total && hidden.has(arc));
    if (hidden.has(total) || within.length === 0) continue;
    if (within.reduce((sum, { count }) => sum + count, 0) >= SMALLEST_SHOWN) continue;
    return line.filter((arc) => !hidden.has(arc)).sort((a, b) => a.cost - b.cost)[0];
  }
  return undefined;
}

function shown({ rows, columns, arcs }: Flow, hidden: ReadonlySet<Arc>): PublicTable {
  const at = (row: number, column: number): number | null => {
    const arc = arcs[row * (columns + 1) + column]!;
    return hidden.has(arc) ? null : arc.count;
  };
  const each = <Item>(length: number, item: (index: number) => Item): Item[] =>
    Array.from({ length }, (_, i) => item(i));
  return {
    cells: each(rows, (row) => each(columns, (column) => at(row, column))),
    rowTotals: each(rows, (row) => at(row, columns)),
    columnTotals: each(columns, (column) => at(rows, column)),
    total: at(rows, columns),
  };
}
