import type { Draft } from './draft.js';

/** Who is where, and who is nowhere, of the units that may move; kept beside a draft so that either is drawn in one step. */
export class Occupants {
  readonly unplaced: number[] = [];
  readonly #in: number[][];
  readonly #position: Int32Array;

  constructor(
    readonly draft: Draft,
    movable: readonly number[],
  ) {
    const { municipalities, units, municipality } = draft.instance;
    this.#in = Array.from({ length: municipalities }, () => []);
    this.#position = new Int32Array(units).fill(-1);
    for (const u of movable) this.#append(draft.at[u]! < 0 ? this.unplaced : this.#in[municipality[draft.at[u]!]!]!, u);
  }

  of(j: number): readonly number[] {
    return this.#in[j]!;
  }

  enter(unit: number, pair: number): void {
    this.draft.place(unit, pair);
    this.#drop(this.unplaced, unit);
    this.#append(this.#in[this.draft.instance.municipality[pair]!]!, unit);
  }

  leave(unit: number): number {
    const pair = this.draft.remove(unit);
    this.#drop(this.#in[this.draft.instance.municipality[pair]!]!, unit);
    this.#append(this.unplaced, unit);
    return pair;
  }

  /** Whether it helps `unit` that `other` leaves: it holds something of the first row that lacks room. */
  helps(unit: number, other: number, j: number): boolean {
    const { profile, takesStart, takesRow, takesAmount, rows } = this.draft.instance;
    const [b, o] = [profile[unit]!, profile[other]!];
    for (let k = takesStart[b]!, end = takesStart[b + 1]!; k < end; k += 1) {
      const row = takesRow[k]!;
      if (this.draft.free[j * rows + row]! >= takesAmount[k]!) continue;
      for (let l = takesStart[o]!, last = takesStart[o + 1]!; l < last; l += 1) if (takesRow[l] === row) return true;
      return false;
    }
    return true;
  }

  #append(list: number[], unit: number): void {
    this.#position[unit] = list.length;
    list.push(unit);
  }

  #drop(list: number[], unit: number): void {
    const k = this.#position[unit]!;
    const last = list.pop()!;
    if (last === unit) return;
    list[k] = last;
    this.#position[last] = k;
  }
}
