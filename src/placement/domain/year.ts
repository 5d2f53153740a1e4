import { anneal } from './improve.js';
import { Draft } from './draft.js';
import { pricesOf, type Prices } from './dual.js';
import { insertByRegret } from './insert.js';
import { instanceOf, type Instance } from './instance.js';
import { searchLocally } from './local-search.js';
import type { Pairs, Placed, PlacementCase, Problem } from './problem.js';
import { randomOf } from '../../kernel/index.js';

/** A case of an earlier year, as what may come: its own numbers and where it could have gone. */
export interface PastCase {
  readonly theCase: PlacementCase;
  readonly municipality: Int32Array;
  readonly score: Int32Array;
}

export interface MonthSettings {
  readonly seed: number;
  /** How many futures are drawn; each is as long as the cases expected. */
  readonly futures: number;
  readonly moves: number;
}

/** What a person is worth beyond the prices, in points: nobody is left out for nothing (the EPS of Ahani et al. 2024). */
const A_PERSON = 2;

/**
 * Places the cases that are here now (this month's and those carried over), at prices averaged over sampled futures: each future is
 * the cases now and as many drawn from history for the months to come, and its dual tells what a place will be worth to them (potentials,
 * Ahani, Gölz, Procaccia, Teytelboym and Trapp 2024). A pair is taken only when it is worth its price; who finds none is carried over.
 * @param problem with the cases that are here as cases, and everybody placed earlier in `kept`
 * @param expected the cases of history that may come in each later month, drawn from with replacement, and how many
 */
export function placeMonth(
  problem: Problem,
  expected: readonly { readonly past: readonly PastCase[]; readonly count: number }[],
  { seed, futures, moves }: MonthSettings,
): Placed[] {
  const random = randomOf(seed);
  const now = instanceOf(problem);
  const price = new Float64Array(now.capacity.length);
  for (let f = 0; f < futures; f += 1) {
    const drawn = expected.flatMap(({ past, count }) =>
      Array.from({ length: count }, () => past[random.below(past.length)]!),
    );
    const prices = pricesOf(instanceOf(withFuture(problem, drawn)), LIGHT);
    for (let x = 0; x < price.length; x += 1) price[x]! += prices.price[x]! / futures;
  }
  const net = priced(now, price);
  const draft = new Draft(net);
  insertByRegret(draft, null, 1);
  const own = pricesOf(net, LIGHT);
  anneal(draft, own.candidates, random, { moves });
  for (let u = 0; u < net.units; u += 1) if (draft.at[u]! >= 0 && net.value[draft.at[u]!]! <= 0) draft.remove(u);
  searchLocally(draft);
  return placedBy(net, draft);
}

/** Prices of a future need not be exact: they are averaged with those of others. */
const LIGHT = { temperatures: [300, 80, 20, 8], steps: 15 };

/** The instance with what each pair is worth after the price of the places it takes; those not worth it have no value. */
function priced(instance: Instance, price: Prices['price']): Instance {
  const { units, start, municipality, rows, profile, takesStart, takesRow, takesAmount, persons } = instance;
  const value = instance.value.slice();
  for (let u = 0; u < units; u += 1)
    for (let p = start[u]!; p < start[u + 1]!; p += 1) {
      let paid = 0;
      for (let k = takesStart[profile[u]!]!; k < takesStart[profile[u]! + 1]!; k += 1)
        paid += takesAmount[k]! * price[municipality[p]! * rows + takesRow[k]!]!;
      value[p] = Math.max(0, Math.round(value[p]! - paid) + A_PERSON * persons[u]!);
    }
  return { ...instance, value };
}

function withFuture(problem: Problem, drawn: readonly PastCase[]): Problem {
  const { cases, pairs } = problem;
  const known = pairs.municipality.length;
  const total = drawn.reduce((sum, { score }) => sum + score.length, known);
  const joined: Pairs = {
    start: new Int32Array(cases.length + drawn.length + 1),
    municipality: new Int32Array(total),
    score: new Int32Array(total),
  };
  joined.start.set(pairs.start);
  joined.municipality.set(pairs.municipality);
  joined.score.set(pairs.score);
  let end = known;
  drawn.forEach(({ municipality, score }, k) => {
    joined.municipality.set(municipality, end);
    joined.score.set(score, end);
    end += score.length;
    joined.start[cases.length + k + 1] = end;
  });
  const future = drawn.map(({ theCase }, k) => ({ ...theCase, id: `~future-${k}` }));
  return { ...problem, cases: [...cases, ...future], pairs: joined };
}

function placedBy({ casesOf, problem, municipality, order }: Instance, { at }: Draft): Placed[] {
  return casesOf.flatMap((members, u) =>
    at[u]! < 0
      ? []
      : members.map((i) => ({
          caseId: problem.cases[i]!.id,
          municipality: problem.municipalities[order[municipality[at[u]!]!]!]!.code,
        })),
  );
}
