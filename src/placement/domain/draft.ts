import type { Instance } from './instance.js';

/** An assignment in the making: where each unit stands and what is left of every row of capacity. */
export class Draft {
  /** The pair that each unit holds, or -1. */
  readonly at: Int32Array;
  readonly free: Int32Array;
  /** Sum of the values of all pairs held. A double holds whole numbers to 2^53 exactly. */
  objective = 0;

  constructor(readonly instance: Instance) {
    this.at = new Int32Array(instance.units).fill(-1);
    this.free = instance.capacity.slice();
  }

  fits(unit: number, j: number): boolean {
    const { profile, takesStart, takesRow, takesAmount, rows, apart, barred, municipalities } = this.instance;
    const base = j * rows;
    const b = profile[unit]!;
    for (let k = takesStart[b]!, end = takesStart[b + 1]!; k < end; k += 1)
      if (this.free[base + takesRow[k]!]! < takesAmount[k]!) return false;
    if (barred.size > 0 && barred.has(unit * municipalities + j)) return false;
    return apart === null || !this.#meets(apart[unit]!, j);
  }

  #meets(others: readonly number[], j: number): boolean {
    return others.some((other) => this.at[other]! >= 0 && this.instance.municipality[this.at[other]!] === j);
  }

  place(unit: number, pair: number): void {
    this.#take(unit, this.instance.municipality[pair]!, 1);
    this.at[unit] = pair;
    this.objective += this.instance.value[pair]!;
  }

  remove(unit: number): number {
    const pair = this.at[unit]!;
    this.#take(unit, this.instance.municipality[pair]!, -1);
    this.at[unit] = -1;
    this.objective -= this.instance.value[pair]!;
    return pair;
  }

  /** Makes this the assignment `at`, whatever it was before. */
  become(at: Int32Array): void {
    for (let u = 0; u < at.length; u += 1) if (this.at[u]! >= 0 && this.at[u] !== at[u]) this.remove(u);
    for (let u = 0; u < at.length; u += 1) if (at[u]! >= 0 && this.at[u] !== at[u]) this.place(u, at[u]!);
  }

  #take(unit: number, j: number, sign: 1 | -1): void {
    const { profile, takesStart, takesRow, takesAmount, rows } = this.instance;
    const base = j * rows;
    const b = profile[unit]!;
    for (let k = takesStart[b]!, end = takesStart[b + 1]!; k < end; k += 1)
      this.free[base + takesRow[k]!]! -= sign * takesAmount[k]!;
  }
}
