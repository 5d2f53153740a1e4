import type { Drawn } from '../../support/placement-instances.js';
import { State } from './state.js';

export type Price = (i: number, j: number) => number;

/** Cases by falling key, as a heap. */
class Heap {
  readonly #key: Float64Array;
  readonly #item: Int32Array;
  size = 0;

  constructor(capacity: number) {
    this.#key = new Float64Array(capacity + 1);
    this.#item = new Int32Array(capacity + 1);
  }

  push(key: number, item: number): void {
    let i = ++this.size;
    for (; i > 1 && this.#key[i >> 1]! < key; i >>= 1) {
      this.#key[i] = this.#key[i >> 1]!;
      this.#item[i] = this.#item[i >> 1]!;
    }
    this.#key[i] = key;
    this.#item[i] = item;
  }

  pop(): number {
    const first = this.#item[1]!;
    const key = this.#key[this.size]!;
    const item = this.#item[this.size--]!;
    let i = 1;
    for (let c = 2; c <= this.size; c = i * 2) {
      if (c < this.size && this.#key[c + 1]! > this.#key[c]!) c += 1;
      if (this.#key[c]! <= key) break;
      this.#key[i] = this.#key[c]!;
      this.#item[i] = this.#item[c]!;
      i = c;
    }
    this.#key[i] = key;
    this.#item[i] = item;
    return first;
  }
}

/** Regret insertion on value less price; without a price, plain regret. */
export function regret(I: Drawn, price: Price | null, S: State = new State(I)): State {
  const heap = new Heap(I.n);
  const best = new Int32Array(I.n);
  const second = new Int32Array(I.n);
  const judge = (i: number): void => {
    let [p1, p2, v1, v2] = [-1, -1, -1e18, -1e18];
    for (let p = I.ptr[i]!; p < I.ptr[i + 1]!; p += 1) {
      const v = price === null ? I.val[p]! : I.val[p]! - price(i, I.col[p]!);
      if (v <= v2 || !S.fits(i, I.col[p]!)) continue;
      if (v > v1) [v2, p2, v1, p1] = [v1, p1, v, p];
      else [v2, p2] = [v, p];
    }
    best[i] = p1;
    second[i] = p2;
    if (p1 >= 0) heap.push((p2 < 0 ? 1e7 + v1 : v1 - (price === null ? v2 : Math.max(v2, 0))) + I.size[i]! * 0.001, i);
  };
  for (let i = 0; i < I.n; i += 1) if (S.at[i]! < 0) judge(i);
  while (heap.size > 0) {
    const i = heap.pop();
    if (S.fits(i, I.col[best[i]!]!) && (second[i]! < 0 || S.fits(i, I.col[second[i]!]!))) S.place(i, best[i]!);
    else judge(i);
  }
  return S;
}

/** Shift, insert and one-step ejection, the best move of each case, sweep after sweep until a sweep finds none. */
export function localSearch(I: Drawn, S: State, mostSweeps = 50): void {
  const { n, ptr, col, val } = I;
  const members: number[][] = Array.from({ length: I.m }, () => []);
  for (let i = 0; i < n; i += 1) if (S.at[i]! >= 0) members[col[S.at[i]!]!]!.push(i);
  const drop = (j: number, i: number): void => {
    const list = members[j]!;
    list[list.indexOf(i)] = list.at(-1)!;
    list.pop();
  };
  const top = new Int32Array(n);
  for (let i = 0; i < n; i += 1) for (let p = ptr[i]!; p < ptr[i + 1]!; p += 1) top[i] = Math.max(top[i]!, val[p]!);
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    let any = false;
    for (let i = 0; i < n; i += 1) {
      const cur = S.at[i]!;
      const cv = cur >= 0 ? val[cur]! : 0;
      if (cv >= top[i]!) continue;
      const jc = cur >= 0 ? col[cur]! : -1;
      if (cur >= 0) S.remove(i);
      let [gain, bp, bo, bq] = [0, -1, -1, -1];
      for (let p = ptr[i]!; p < ptr[i + 1]!; p += 1) {
        const d = val[p]! - cv;
        const j = col[p]!;
        if (d <= gain || j === jc) continue;
        if (S.fits(i, j)) {
          [gain, bp, bo] = [d, p, -1];
          continue;
        }
        for (const o of members[j]!) {
          const po = S.at[o]!;
          const vo = val[po]!;
          if (d - vo + top[o]! <= gain) continue;
          S.remove(o);
          if (S.fits(i, j)) {
            S.place(i, p);
            for (let q = ptr[o]!; q < ptr[o + 1]!; q += 1) {
              const g = d - vo + val[q]!;
              if (g > gain && q !== po && S.fits(o, col[q]!)) [gain, bp, bo, bq] = [g, p, o, q];
            }
            if (d - vo > gain) [gain, bp, bo, bq] = [d - vo, p, o, -1];
            S.remove(i);
          }
          S.place(o, po);
        }
      }
      if (bp >= 0) {
        if (bo >= 0) {
          drop(col[S.at[bo]!]!, bo);
          S.remove(bo);
        }
        S.place(i, bp);
        if (jc >= 0) drop(jc, i);
        members[col[bp]!]!.push(i);
        if (bo >= 0 && bq >= 0) {
          S.place(bo, bq);
          members[col[bq]!]!.push(bo);
        }
        any = true;
      } else if (cur >= 0) S.place(i, cur);
    }
    if (!any) break;
  }
}
