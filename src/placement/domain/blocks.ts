import type { PlainDate } from '../../kernel/index.js';

/** The months of a plan: the one asked for, or those of the year that are not over. */
export function monthsOf(year: number, month: string | null, today: PlainDate): string[] {
  if (month !== null) return [month];
  const all = Array.from({ length: 12 }, (_, k) => `${year}-${String(k + 1).padStart(2, '0')}`);
  const left = all.filter((one) => one >= today.slice(0, 7));
  return left.length > 0 ? left : all.slice(-1);
}

/** Cases that chains of links hold together, each block by id; a case without links is a block of its own. */
export function blocksOf(
  ids: ReadonlySet<string>,
  links: readonly { caseId: string; otherCaseId: string }[],
): string[][] {
  const blockOf = new Map([...ids].map((id) => [id, [id]]));
  for (const { caseId, otherCaseId } of links) {
    const [one, other] = [blockOf.get(caseId), blockOf.get(otherCaseId)];
    if (one === undefined || other === undefined || one === other) continue;
    one.push(...other);
    for (const id of other) blockOf.set(id, one);
  }
  return [...new Set(blockOf.values())].map((block) => block.toSorted());
}

/**
 * The month of each case within the plan, from 0: blocks in the order of their most urgent case, as many persons in each month as in
 * the others (400 to 500 must arrive in each, placement-forecast.md 1).
 */
export function spread(
  cases: readonly { id: string; persons: number; before: string }[],
  blocks: readonly (readonly string[])[],
  months: number,
): Map<string, number> {
  const byId = new Map(cases.map((one) => [one.id, one]));
  const firstOf = (block: readonly string[]): string => block.map((id) => byId.get(id)!.before).toSorted()[0]!;
  const total = cases.reduce((sum, { persons }) => sum + persons, 0);
  const monthOf = new Map<string, number>();
  let passed = 0;
  for (const block of blocks.toSorted((a, b) => (firstOf(a) < firstOf(b) ? -1 : 1))) {
    const month = Math.min(months - 1, Math.floor((passed * months) / Math.max(1, total)));
    for (const id of block) {
      monthOf.set(id, month);
      passed += byId.get(id)!.persons;
    }
  }
  return monthOf;
}
