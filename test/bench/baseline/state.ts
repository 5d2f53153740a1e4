import { CLASSES, type Drawn } from '../../support/placement-instances.js';

// The baselines of the placement benchmark: other, simpler ways to place, written apart from the engine and never changed in a commit
// that changes it. They follow the measuring scripts whose figures stand in placement-forecast.md 3.

/** An assignment in the making, in the plain form in which the instances are drawn. */
export class State {
  readonly annual: Int32Array;
  readonly monthCap: Int32Array;
  readonly dwell: Int32Array;
  readonly med: Int32Array;
  readonly at: Int32Array;
  obj = 0;

  constructor(readonly I: Drawn) {
    this.annual = I.annual.slice();
    this.monthCap = I.monthCap.slice();
    this.dwell = I.dwell.slice();
    this.med = I.medCap.slice();
    this.at = new Int32Array(I.n).fill(-1);
  }

  fits(i: number, j: number): boolean {
    const { size, month, months, med, cls } = this.I;
    const s = size[i]!;
    if (this.annual[j]! < s || this.monthCap[j * months + month[i]!]! < s || this.med[j]! < med[i]!) return false;
    for (let k = cls[i]!; k >= 0; k -= 1) if (this.dwell[j * CLASSES + k]! < 1) return false;
    return true;
  }

  place(i: number, p: number): void {
    this.#move(i, this.I.col[p]!, -1);
    this.at[i] = p;
    this.obj += this.I.val[p]!;
  }

  remove(i: number): number {
    const p = this.at[i]!;
    this.#move(i, this.I.col[p]!, 1);
    this.at[i] = -1;
    this.obj -= this.I.val[p]!;
    return p;
  }

  placed(): number {
    return this.at.reduce((sum, p) => sum + (p >= 0 ? 1 : 0), 0);
  }

  #move(i: number, j: number, sign: 1 | -1): void {
    const { size, month, months, med, cls } = this.I;
    const s = size[i]! * sign;
    this.annual[j]! += s;
    this.monthCap[j * months + month[i]!]! += s;
    this.med[j]! += sign * med[i]!;
    for (let k = 0; k <= cls[i]!; k += 1) this.dwell[j * CLASSES + k]! += sign;
  }
}

/** The objective of an assignment counted anew from the drawn numbers; throws when a limit is broken. */
export function recount(I: Drawn, at: Int32Array): number {
  const state = new State(I);
  for (let i = 0; i < I.n; i += 1) {
    const p = at[i]!;
    if (p < 0) continue;
    if (p < I.ptr[i]! || p >= I.ptr[i + 1]!) throw new Error(`The pair ${p} is not one of case ${i}.`);
    if (!state.fits(i, I.col[p]!)) throw new Error(`The municipality ${I.col[p]} is over a limit.`);
    state.place(i, p);
  }
  return state.obj;
}

/** These cases alone, with what is left of the capacities. */
export function subset(I: Drawn, ids: readonly number[], left: Partial<Drawn> = {}): Drawn {
  const ptr = new Int32Array(ids.length + 1);
  ids.forEach((i, k) => (ptr[k + 1] = ptr[k]! + I.ptr[i + 1]! - I.ptr[i]!));
  const col = new Int32Array(ptr[ids.length]!);
  const val = new Int32Array(col.length);
  ids.forEach((i, k) => {
    col.set(I.col.subarray(I.ptr[i], I.ptr[i + 1]), ptr[k]);
    val.set(I.val.subarray(I.ptr[i], I.ptr[i + 1]), ptr[k]);
  });
  const of = (all: Int32Array): Int32Array => Int32Array.from(ids, (i) => all[i]!);
  const own = { size: of(I.size), cls: of(I.cls), month: of(I.month), med: of(I.med) };
  const persons = own.size.reduce((sum, s) => sum + s, 0);
  return { ...I, ...own, ...left, n: ids.length, persons, ptr, col, val };
}
