import type { Draft } from './draft.js';
import type { Candidates } from './dual.js';
import type { Random } from '../../kernel/index.js';
import { Occupants } from './occupants.js';

export interface Annealing {
  /** How many moves are tried: the plan depends on this number and the seed, never on a clock. */
  readonly moves: number;
  /** Temperatures in points, for a case worth some 2,600. */
  readonly hot?: number;
  readonly cold?: number;
  /** Units that stay where they are. */
  readonly fixed?: Uint8Array;
  /** Told now and then; true ends the search early (a cancelled plan keeps what it has). */
  readonly pause?: (draft: Draft, movesDone: number) => boolean;
}

const MOST_EJECTED = 3;
const OFFERED = 4;
const SHARE_OF_UNPLACED = 0.3;
const SNAPSHOT_EVERY = 4096;

/**
 * Simulated annealing by ejection on the candidate lists of the dual: a unit takes the place it draws, whoever is in the way leaves and
 * looks for its best other place, some that have none are offered what is left; worse plans are kept with probability exp(Δ / T)
 * (placement-forecast.md 4). The draft ends as the best plan that was noted.
 */
export function anneal(draft: Draft, { width, pair, count }: Candidates, random: Random, settings: Annealing): void {
  const { instance, at } = draft;
  const { units, municipality, value } = instance;
  const { moves, hot = 200, cold = 6, fixed, pause } = settings;
  const open: number[] = [];
  for (let u = 0; u < units; u += 1) if (count[u]! > 0 && fixed?.[u] !== 1) open.push(u);
  if (open.length === 0) return;
  const occupants = new Occupants(draft, open);
  const { unplaced } = occupants;
  const touched: number[] = [];
  const from: number[] = [];
  const bestAt = at.slice();
  let best = draft.objective;
  let temperature = hot;

  const note = (u: number): void => {
    touched.push(u);
    from.push(at[u]!);
  };
  const bestFit = (u: number): number => {
    let found = -1;
    let most = -1;
    for (let q = u * width, end = q + count[u]!; q < end; q += 1) {
      const p = pair[q]!;
      if (value[p]! > most && draft.fits(u, municipality[p]!)) {
        most = value[p]!;
        found = p;
      }
    }
    return found;
  };
  const undo = (): void => {
    for (const u of touched) if (at[u]! >= 0) occupants.leave(u);
    for (let k = 0; k < touched.length; k += 1)
      if (from[k]! >= 0 && at[touched[k]!]! < 0) occupants.enter(touched[k]!, from[k]!);
  };
  /** Makes room for the unit; false when three leaving ones were not enough. */
  const makeRoom = (u: number, j: number): boolean => {
    for (let ejected = 0; !draft.fits(u, j); ejected += 1) {
      const there = occupants.of(j);
      if (ejected === MOST_EJECTED || there.length === 0) return false;
      let out = there[random.below(there.length)]!;
      if (!occupants.helps(u, out, j))
        for (let t = 0; t < 6 && !occupants.helps(u, out, j); t += 1) out = there[random.below(there.length)]!;
      note(out);
      occupants.leave(out);
    }
    return true;
  };

  for (let move = 0; move < moves; move += 1) {
    if ((move & 255) === 0) {
      temperature = hot * Math.exp(Math.log(cold / hot) * (move / moves));
      if (pause?.(draft, move) === true) break;
    }
    if (move % SNAPSHOT_EVERY === 0 && draft.objective > best) {
      best = draft.objective;
      bestAt.set(at);
    }
    const u =
      unplaced.length > 0 && random.next() < SHARE_OF_UNPLACED
        ? unplaced[random.below(unplaced.length)]!
        : open[random.below(open.length)]!;
    const drawn = random.next();
    const p = pair[u * width + Math.floor(count[u]! * drawn * drawn)]!;
    if (p === at[u]) continue;
    const before = draft.objective;
    touched.length = 0;
    from.length = 0;
    note(u);
    if (at[u]! >= 0) occupants.leave(u);
    if (!makeRoom(u, municipality[p]!)) {
      undo();
      continue;
    }
    occupants.enter(u, p);
    for (let k = 1; k < touched.length; k += 1) {
      const fit = bestFit(touched[k]!);
      if (fit >= 0) occupants.enter(touched[k]!, fit);
    }
    for (let k = 0; k < OFFERED && unplaced.length > 0; k += 1) {
      const other = unplaced[random.below(unplaced.length)]!;
      const fit = bestFit(other);
      if (fit < 0) continue;
      if (!touched.includes(other)) note(other);
      occupants.enter(other, fit);
    }
    const gain = draft.objective - before;
    if (gain < 0 && random.next() >= Math.exp(gain / temperature)) undo();
  }
  if (draft.objective < best) draft.become(bestAt);
}
