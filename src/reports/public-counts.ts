import { suppress, type CountTable } from '../quotas/index.js';

/** Counts of the same persons by something, as the public may see them; null is hidden. */
export interface PublicCounts {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly (number | null)[];
  readonly columnTotals: readonly (number | null)[];
  readonly total: number | null;
}

/**
 * Tables that count the same persons in the same columns, each by something else (by country, by month...), as the public may see
 * them. Each is suppressed alone, which is safe as long as all that they have in common, their totals, is shown. Where a total must
 * be hidden, another table could give it away: then all of them show the persons of each row alone, and nothing by column. Lists of
 * one total hide that total in all or in none, since it depends on the total alone. Tables without rows show nothing.
 */
export function publicCounts(tables: readonly CountTable[]): PublicCounts[] {
  const [columns] = tables.flatMap(([row]) => (row ? [row.length] : []));
  if (columns === undefined) return tables.map(() => NOTHING);
  const each = tables.map(suppress);
  if (each.every(({ total, columnTotals }) => total !== null && !columnTotals.includes(null))) return each;
  return tables.map((table) => {
    const list = suppress([table.map((row) => row.reduce((sum, count) => sum + count, 0))]);
    return {
      cells: table.map((row) => row.map(() => null)),
      rowTotals: list.cells[0]!,
      columnTotals: Array.from({ length: columns }, () => null),
      total: list.total,
    };
  });
}

const NOTHING: PublicCounts = { cells: [], rowTotals: [], columnTotals: [], total: null };

/** How a hidden cell is written in a table. */
export const HIDDEN = '..';
export const shownOr = (count: number | null | undefined): number | string => count ?? HIDDEN;
