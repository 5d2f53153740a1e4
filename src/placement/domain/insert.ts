import type { Draft } from './draft.js';

/** Units by falling key; equal keys in the order in which they went in. */
class Queue {
  readonly #key: Float64Array;
  readonly #unit: Int32Array;
  size = 0;

  constructor(capacity: number) {
    this.#key = new Float64Array(capacity + 1);
    this.#unit = new Int32Array(capacity + 1);
  }

  #before(key: number, unit: number, at: number): boolean {
    return key > this.#key[at]! || (key === this.#key[at]! && unit < this.#unit[at]!);
  }

  push(key: number, unit: number): void {
    let i = ++this.size;
    for (; i > 1 && this.#before(key, unit, i >> 1); i >>= 1) {
      this.#key[i] = this.#key[i >> 1]!;
      this.#unit[i] = this.#unit[i >> 1]!;
    }
    this.#key[i] = key;
    this.#unit[i] = unit;
  }

  pop(): number {
    const first = this.#unit[1]!;
    const key = this.#key[this.size]!;
    const unit = this.#unit[this.size]!;
    this.size -= 1;
    let i = 1;
    for (let child = 2; child <= this.size; child = i * 2) {
      if (child < this.size && this.#before(this.#key[child + 1]!, this.#unit[child + 1]!, child)) child += 1;
      if (this.#before(key, unit, child)) break;
      this.#key[i] = this.#key[child]!;
      this.#unit[i] = this.#unit[child]!;
      i = child;
    }
    this.#key[i] = key;
    this.#unit[i] = unit;
    return first;
  }
}

const ONLY_CHOICE = 1e7;

/**
 * Places what is not placed yet, first whoever loses most by waiting: the distance between the best and the second best pair that still
 * fit, at these prices, at which no place at all is worth 0 (regret insertion; an entry of the queue is trusted while both its pairs fit).
 * @param paid price by `profile * municipalities + municipality`
 * @param least a pair worth less than this after its price is left free (with prices of a year that is not over)
 */
export function insertByRegret(draft: Draft, paid: Float64Array | null, least = -Infinity): void {
  const { units, municipalities: m, start, municipality, value, profile, persons } = draft.instance;
  const queue = new Queue(units);
  const best = new Int32Array(units);
  const second = new Int32Array(units);
  const judge = (u: number): void => {
    let p1 = -1;
    let p2 = -1;
    let v1 = -Infinity;
    let v2 = -Infinity;
    const base = profile[u]! * m;
    for (let p = start[u]!, end = start[u + 1]!; p < end; p += 1) {
      const j = municipality[p]!;
      const v = paid === null ? value[p]! : value[p]! - paid[base + j]!;
      if (v <= v2 || v < least || !draft.fits(u, j)) continue;
      if (v > v1) {
        v2 = v1;
        p2 = p1;
        v1 = v;
        p1 = p;
      } else {
        v2 = v;
        p2 = p;
      }
    }
    best[u] = p1;
    second[u] = p2;
    if (p1 >= 0)
      queue.push((p2 < 0 ? ONLY_CHOICE + v1 : v1 - (paid === null ? v2 : Math.max(v2, 0))) + persons[u]! * 0.001, u);
  };
  for (let u = 0; u < units; u += 1) if (draft.at[u]! < 0) judge(u);
  while (queue.size > 0) {
    const u = queue.pop();
    const still = (p: number): boolean => draft.fits(u, municipality[p]!);
    if (still(best[u]!) && (second[u]! < 0 || still(second[u]!))) draft.place(u, best[u]!);
    else judge(u);
  }
}
