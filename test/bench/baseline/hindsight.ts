import { chance, CLASSES, type Drawn } from '../../support/placement-instances.js';
import { localSearch, regret, type Price } from './search.js';
import type { State } from './state.js';

const TEMPERATURES = [400, 160, 64, 26, 10, 5];
const STEPS = 40;
const K = 20;

interface Dual {
  readonly price: Price;
  readonly bound: number;
  readonly cand: Int32Array;
  readonly cn: Int32Array;
}

/** The smoothed dual of placement-forecast.md 4, as measured in its part 3.1. */
export function dual(I: Drawn): Dual {
  const { n, m, months, ptr, col, val, size, cls, month, med } = I;
  const [o1, o2, o3] = [m, m + m * months, m + m * (months + CLASSES)];
  const D = o3 + m;
  const cap = new Float64Array(D);
  cap.set(I.annual, 0);
  cap.set(I.monthCap, o1);
  cap.set(I.dwell, o2);
  cap.set(I.medCap, o3);
  const floats = (length: number): Float64Array => new Float64Array(length);
  const [lam, prev, y, best, use, h] = [floats(D), floats(D), floats(D), floats(D), floats(D), floats(D)];
  const [A, C, red, w] = [floats(m * months), floats(m * CLASSES), floats(K), floats(K)];
  const [cand, cn] = [new Int32Array(n * K), new Int32Array(n)];
  let bound = Infinity;
  const fold = (l: Float64Array): void => {
    for (let j = 0; j < m; j += 1) {
      for (let t = 0; t < months; t += 1) A[t * m + j] = l[j]! + l[o1 + j * months + t]!;
      for (let k = 0, s = 0; k < CLASSES; k += 1) C[k * m + j] = s += l[o2 + j * CLASSES + k]!;
    }
  };
  const net = (i: number, p: number, l: Float64Array): number => {
    const j = col[p]!;
    return val[p]! - size[i]! * A[month[i]! * m + j]! - C[cls[i]! * m + j]! - med[i]! * l[o3 + j]!;
  };
  const exact = (l: Float64Array): void => {
    fold(l);
    let L = 0;
    for (let x = 0; x < D; x += 1) L += cap[x]! * l[x]!;
    for (let i = 0; i < n; i += 1) {
      let c = 0;
      for (let p = ptr[i]!; p < ptr[i + 1]!; p += 1) {
        const v = net(i, p, l);
        if (c === K && v <= red[K - 1]!) continue;
        let q = c < K ? c++ : K - 1;
        for (; q > 0 && red[q - 1]! < v; q -= 1) {
          red[q] = red[q - 1]!;
          cand[i * K + q] = cand[i * K + q - 1]!;
        }
        red[q] = v;
        cand[i * K + q] = p;
      }
      cn[i] = c;
      if (c > 0 && red[0]! > 0) L += red[0]!;
    }
    if (L < bound) {
      bound = L;
      best.set(l);
    }
  };
  const take = (i: number, p: number, x: number): void => {
    const [j, s, hx] = [col[p]!, size[i]!, x * (1 - x) + 1e-4 * x];
    const add = (r: number, a: number): void => {
      use[r]! += a * x;
      h[r]! += a * a * hx;
    };
    add(j, s);
    add(o1 + j * months + month[i]!, s);
    for (let k = 0; k <= cls[i]!; k += 1) add(o2 + j * CLASSES + k, 1);
    if (med[i]! > 0) add(o3 + j, med[i]!);
  };
  exact(lam);
  let done = 0;
  for (const tau of TEMPERATURES) {
    let tk = 1;
    prev.set(lam);
    y.set(lam);
    for (let step = 0; step < STEPS; step += 1, done += 1) {
      if (done % 20 === 0) exact(lam);
      fold(y);
      use.fill(0);
      h.fill(0);
      for (let i = 0; i < n; i += 1) {
        let top = 0;
        for (let q = 0; q < cn[i]!; q += 1) top = Math.max(top, (red[q] = net(i, cand[i * K + q]!, y)));
        let z = Math.exp(-top / tau);
        for (let q = 0; q < cn[i]!; q += 1) z += w[q] = red[q]! - top > -14 * tau ? Math.exp((red[q]! - top) / tau) : 0;
        for (let q = 0; q < cn[i]!; q += 1) if (w[q]! / z >= 1e-7) take(i, cand[i * K + q]!, w[q]! / z);
      }
      const beta = (tk - 1) / (tk + 2);
      tk += 1;
      let inner = 0;
      for (let x = 0; x < D; x += 1) {
        const g = cap[x]! - use[x]!;
        const v = Math.max(0, y[x]! - (g * tau) / ((h[x]! + 0.15 * cap[x]! + 0.3) * 3));
        inner += g * (v - lam[x]!);
        prev[x] = lam[x]!;
        lam[x] = v;
      }
      if (inner > 0) tk = 1;
      for (let x = 0; x < D; x += 1) y[x] = inner > 0 ? lam[x]! : Math.max(0, lam[x]! + beta * (lam[x]! - prev[x]!));
    }
    exact(lam);
  }
  exact(best);
  const price: Price = (i, j) => {
    let sum = size[i]! * (best[j]! + best[o1 + j * months + month[i]!]!) + med[i]! * best[o3 + j]!;
    for (let k = 0; k <= cls[i]!; k += 1) sum += best[o2 + j * CLASSES + k]!;
    return sum;
  };
  return { price, bound, cand, cn };
}

/** Moves a case of the hindsight plan: what eight seconds were enough for where the figures were measured. */
const MOVES_A_CASE = 1000;

/** The whole year planned at once by somebody who knew it all: dual prices, regret insertion, annealing and local search. */
export function hindsight(I: Drawn): State {
  const d = dual(I);
  const S = regret(I, d.price);
  anneal(I, S, d, MOVES_A_CASE * I.n);
  localSearch(I, S);
  return S;
}

/** Annealing by ejection, its temperature from 200 to 6 points. */
function anneal(I: Drawn, S: State, { cand, cn }: Dual, moves: number): void {
  const { n, m, col, val } = I;
  const r = chance(1);
  const members: number[][] = Array.from({ length: m }, () => []);
  const unplaced: number[] = [];
  const open: number[] = [];
  const drop = (list: number[], i: number): void => {
    list[list.indexOf(i)] = list.at(-1)!;
    list.pop();
  };
  for (let i = 0; i < n; i += 1) {
    if (cn[i] === 0) continue;
    open.push(i);
    (S.at[i]! < 0 ? unplaced : members[col[S.at[i]!]!]!).push(i);
  }
  const put = (i: number, p: number): void => {
    S.place(i, p);
    drop(unplaced, i);
    members[col[p]!]!.push(i);
  };
  const take = (i: number): void => {
    drop(members[col[S.remove(i)]!]!, i);
    unplaced.push(i);
  };
  const bestFit = (i: number): number => {
    let found = -1;
    for (let q = i * K; q < i * K + cn[i]!; q += 1)
      if ((found < 0 || val[cand[q]!]! > val[found]!) && S.fits(i, col[cand[q]!]!)) found = cand[q]!;
    return found;
  };
  for (let move = 0; move < moves && open.length > 0; move += 1) {
    const T = 200 * Math.exp(Math.log(6 / 200) * (move / moves));
    const i = unplaced.length > 0 && r.next() < 0.3 ? unplaced[r.int(unplaced.length)]! : open[r.int(open.length)]!;
    const u = r.next();
    const p = cand[i * K + Math.floor(cn[i]! * u * u)]!;
    if (p === S.at[i]) continue;
    const before = S.obj;
    const log: [number, number][] = [[i, S.at[i]!]];
    if (S.at[i]! >= 0) take(i);
    const there = members[col[p]!]!;
    for (let out = 0; out < 3 && !S.fits(i, col[p]!) && there.length > 0; out += 1) {
      const o = there[r.int(there.length)]!;
      log.push([o, S.at[o]!]);
      take(o);
    }
    const fitted = S.fits(i, col[p]!);
    if (fitted) {
      put(i, p);
      for (const [o] of log.slice(1)) {
        const q = bestFit(o);
        if (q >= 0) put(o, q);
      }
      for (let k = 0; k < 4 && unplaced.length > 0; k += 1) {
        const o = unplaced[r.int(unplaced.length)]!;
        const q = bestFit(o);
        if (q < 0) continue;
        if (!log.some(([known]) => known === o)) log.push([o, -1]);
        put(o, q);
      }
    }
    if (fitted && (S.obj >= before || r.next() < Math.exp((S.obj - before) / T))) continue;
    for (const [o] of log) if (S.at[o]! >= 0) take(o);
    for (const [o, was] of log) if (was >= 0) put(o, was);
  }
}
