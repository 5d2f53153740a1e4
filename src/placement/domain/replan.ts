import { Draft } from './draft.js';
import { pricesOf, type Prices } from './dual.js';
import { municipalityAt, pairAt, unitOfCase } from './explain.js';
import { insertByRegret } from './insert.js';
import { instanceOf } from './instance.js';
import { planOf, type Planned, type PlanSettings } from './plan.js';
import { checked, type Placed, type Problem } from './problem.js';
import { Occupants } from './occupants.js';

/** A plan made anew, and what became of the former one. */
export interface Replanned extends Planned {
  /** Cases that the change itself put out of their place. */
  readonly displaced: readonly string[];
  /** Cases that stand elsewhere than before, displaced ones included. */
  readonly changed: readonly string[];
}

/**
 * Plans again after a change (a municipality closed, a case withdrawn, a choice made by hand), moving as little as it must: everybody
 * whose place is still possible stays; the displaced are placed at the prices of the changed problem, each possibly moving one other,
 * and in all at most as many others as were displaced. What is kept never moves.
 * @param before where everybody stood
 */
export function replan(
  problem: Problem,
  before: readonly Placed[],
  settings: PlanSettings,
  former?: Prices,
): Replanned {
  const instance = instanceOf(checked(problem));
  const sameShape = former !== undefined && former.price.length === instance.capacity.length;
  const prices = pricesOf(instance, sameShape ? { ...WARM, from: former.price } : settings.dual);
  const draft = new Draft(instance);
  const home = new Map(before.map(({ caseId, municipality }) => [caseId, municipality]));
  const displaced: number[] = [];
  instance.casesOf.forEach((members, u) => {
    const code = home.get(problem.cases[members[0]!]!.id);
    if (code === undefined) return;
    const j = municipalityAt(instance, code);
    const pair = j < 0 ? -1 : pairAt(instance, u, j);
    if (pair >= 0 && draft.fits(u, j)) draft.place(u, pair);
    else displaced.push(u);
  });
  const stood = draft.at.slice();
  insertByRegret(draft, prices.paid);
  makeWay(draft, displaced, stood);
  const idsOf = (units: readonly number[]): string[] =>
    units.flatMap((u) => instance.casesOf[u]!.map((i) => problem.cases[i]!.id));
  const moved = Array.from(instance.casesOf.keys()).filter((u) => stood[u]! >= 0 && draft.at[u] !== stood[u]);
  return {
    plan: planOf(instance, draft.at, prices.bound, { ...settings, moves: 0 }),
    instance,
    prices,
    at: draft.at,
    displaced: idsOf(displaced),
    changed: idsOf([...displaced, ...moved]),
  };
}

/** The prices of the former plan are nearly right: the last temperatures are enough. */
const WARM = { temperatures: [64, 26, 10, 5], steps: 30 };

/** Lets each displaced unit take a better place when one other, not moved yet, goes elsewhere and both together gain. */
function makeWay(draft: Draft, displaced: readonly number[], stood: Int32Array): void {
  const { start, municipality, value, units } = draft.instance;
  const occupants = new Occupants(
    draft,
    Array.from({ length: units }, (_, u) => u),
  );
  let allowance = displaced.length;
  for (let round = 0; round < 2; round += 1)
    for (const u of displaced) {
      const now = draft.at[u]!;
      if (now >= 0) occupants.leave(u);
      let gain = now >= 0 ? value[now]! : 0;
      let [to, out, outTo] = [now, -1, -1];
      for (let p = start[u]!; p < start[u + 1]!; p += 1) {
        const j = municipality[p]!;
        if (value[p]! > gain && draft.fits(u, j)) [gain, to, out, outTo] = [value[p]!, p, -1, -1];
        if (allowance === 0) continue;
        for (const other of occupants.of(j)) {
          const held = draft.at[other]!;
          if (other === u || stood[other] !== held) continue;
          draft.remove(other);
          if (draft.fits(u, j)) {
            draft.place(u, p);
            for (let q = start[other]!; q < start[other + 1]!; q += 1) {
              const total = value[p]! - value[held]! + value[q]!;
              if (q !== held && total > gain && draft.fits(other, municipality[q]!))
                [gain, to, out, outTo] = [total, p, other, q];
            }
            draft.remove(u);
          }
          draft.place(other, held);
        }
      }
      if (to < 0) continue;
      if (out >= 0) {
        occupants.leave(out);
        allowance -= 1;
      }
      occupants.enter(u, to);
      if (out >= 0) occupants.enter(out, outTo);
    }
}

/**
 * What it costs to put a case where an official wants it, and whom that moves: the plan made again with this one choice kept. Undone by
 * taking the former plan again, which is data and never changes.
 */
export function overrideCost(
  { plan, instance, prices }: Planned,
  choice: Placed,
): { points: number; moves: readonly string[]; unplaced: readonly string[]; replanned: Replanned } {
  const { problem } = instance;
  const unit = unitOfCase(instance, choice.caseId);
  const pair = pairAt(instance, unit, municipalityAt(instance, choice.municipality));
  const score = pair < 0 ? 0 : instance.value[pair]!;
  const block = instance.casesOf[unit]!.map((i) => problem.cases[i]!.id);
  const kept = [...(problem.kept ?? []), ...block.map((caseId) => ({ caseId, municipality: choice.municipality }))];
  const settings = { seed: plan.seed, ruleVersion: plan.ruleVersion };
  const replanned = replan({ ...problem, kept }, plan.placed, settings, prices);
  const before = new Set(plan.unplaced);
  return {
    points: plan.objective - (replanned.plan.objective + score),
    moves: replanned.changed,
    unplaced: replanned.plan.unplaced.filter((id) => !before.has(id)),
    replanned,
  };
}
