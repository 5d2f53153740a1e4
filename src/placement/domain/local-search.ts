import type { Draft } from './draft.js';
import { Occupants } from './occupants.js';

export interface Sweeps {
  readonly most?: number;
  /** Units that stay where they are. */
  readonly fixed?: Uint8Array;
  /** A move must gain more than this many points. */
  readonly least?: number;
}

/**
 * Takes every gain there is by moving one unit (to a free place, or from none) or by moving one and putting the one in its way elsewhere
 * or nowhere, until a whole sweep finds none. Units in order, the best move of each: nothing is left to chance.
 * @returns the number of moves made
 */
export function searchLocally(draft: Draft, { most = 50, fixed, least = 0 }: Sweeps = {}): number {
  const { units, start, municipality, value } = draft.instance;
  const movable: number[] = [];
  const top = new Int32Array(units);
  for (let u = 0; u < units; u += 1) {
    if (fixed?.[u] === 1) continue;
    movable.push(u);
    for (let p = start[u]!; p < start[u + 1]!; p += 1) if (value[p]! > top[u]!) top[u] = value[p]!;
  }
  const occupants = new Occupants(draft, movable);
  const { at } = draft;
  let moves = 0;

  /** The best that `out` can do elsewhere, above `floor` points; -1 when nothing. */
  const elsewhere = (out: number, not: number, floor: number): number => {
    let found = -1;
    let best = floor;
    for (let q = start[out]!, end = start[out + 1]!; q < end; q += 1)
      if (value[q]! > best && q !== not && draft.fits(out, municipality[q]!)) {
        best = value[q]!;
        found = q;
      }
    return found;
  };

  const bestMove = (u: number): boolean => {
    const current = at[u]!;
    const now = current >= 0 ? value[current]! : 0;
    if (now >= top[u]!) return false;
    if (current >= 0) draft.remove(u);
    let gain = least;
    let to = -1;
    let out = -1;
    let outTo = -1;
    for (let p = start[u]!, end = start[u + 1]!; p < end; p += 1) {
      const more = value[p]! - now;
      if (more <= gain || p === current) continue;
      const j = municipality[p]!;
      if (draft.fits(u, j)) {
        [gain, to, out, outTo] = [more, p, -1, -1];
        continue;
      }
      for (const other of occupants.of(j)) {
        if (other === u) continue;
        const held = at[other]!;
        if (more - value[held]! + top[other]! <= gain) continue;
        draft.remove(other);
        if (draft.fits(u, j)) {
          draft.place(u, p);
          const q = elsewhere(other, held, Math.max(-1, gain - more + value[held]!));
          const total = more - value[held]! + (q < 0 ? 0 : value[q]!);
          if (total > gain) [gain, to, out, outTo] = [total, p, other, q];
          draft.remove(u);
        }
        draft.place(other, held);
      }
    }
    if (current >= 0) draft.place(u, current);
    if (to < 0) return false;
    if (out >= 0) occupants.leave(out);
    if (current >= 0) occupants.leave(u);
    occupants.enter(u, to);
    if (outTo >= 0) occupants.enter(out, outTo);
    moves += 1;
    return true;
  };

  for (let sweep = 0; sweep < most; sweep += 1) {
    let moved = false;
    for (const u of movable) if (bestMove(u)) moved = true;
    if (!moved) break;
  }
  return moves;
}
