import { createHash } from 'node:crypto';
import type { PlacementCase, PlacementMunicipality, Problem } from '../../src/placement/engine.js';

// The instances of the placement benchmark: 290 municipalities, cases with sizes, ties, languages and medical needs as measured
// (placement-forecast.md 2 and 6). The order of the draws is the definition: a hash of what comes out is pinned in a test. Its source of
// chance stands here and not in the engine, so that no change of the engine changes the instances.

export interface Spec {
  readonly n: number;
  readonly m?: number;
  readonly seed: number;
  /** Share of the pairs that are possible otherwise and are forbidden at random. */
  readonly thin: number;
  /** Places for persons by persons. */
  readonly tight: number;
  readonly months?: number;
}

/** An instance as it is drawn. Dwellings are nested: those of each class and larger. */
export interface Drawn {
  readonly n: number;
  readonly m: number;
  readonly months: number;
  readonly persons: number;
  readonly size: Int32Array;
  readonly cls: Int32Array;
  readonly month: Int32Array;
  readonly med: Int32Array;
  readonly annual: Int32Array;
  readonly monthCap: Int32Array;
  readonly dwell: Int32Array;
  readonly medCap: Int32Array;
  readonly ptr: Int32Array;
  readonly col: Int32Array;
  readonly val: Int32Array;
}

export const CLASSES = 4;
const SIZE_SHARES = [0.27, 0.15, 0.13, 0.15, 0.12, 0.08, 0.045, 0.025, 0.015, 0.009, 0.004, 0.002];
const COUNTIES = 21;
const LANGUAGES = 12;
const LATENT = 5;
const classOf = (size: number): number => (size <= 2 ? 0 : size <= 4 ? 1 : size <= 6 ? 2 : 3);
const cumulated = (weights: readonly number[]): number[] => {
  let sum = 0;
  return weights.map((weight) => (sum += weight));
};

/** sfc32 seeded by splitmix32. */
export function chance(seed: number) {
  let s = seed | 0;
  const mixed = (): number => {
    s = (s + 0x9e3779b9) | 0;
    let t = s ^ (s >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
  let a = mixed();
  let b = mixed();
  let c = mixed();
  let d = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i += 1) next();
  const normal = (): number => {
    let u = 0;
    while (u === 0) u = next();
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * next());
  };
  const int = (limit: number): number => Math.floor(next() * limit);
  const pick = (sums: readonly number[]): number => {
    const u = next() * sums.at(-1)!;
    let k = 0;
    while (sums[k]! <= u) k += 1;
    return k;
  };
  return { next, normal, int, pick };
}

export function draw({ n, m = 290, seed, thin, tight, months = 12 }: Spec): Drawn {
  const r = chance(seed);
  const county = new Int32Array(m);
  const pop = new Float64Array(m);
  const attr = new Float64Array(m);
  const medLevel = new Int32Array(m);
  const langMask = new Int32Array(m);
  const V = new Float64Array(m * LATENT);
  const langSums = cumulated(Array.from({ length: LANGUAGES }, (_, l) => 1 / (l + 1)));
  for (let j = 0; j < m; j += 1) {
    county[j] = r.int(COUNTIES);
    pop[j] = Math.min(980_000, Math.exp(9.7 + 0.95 * r.normal()));
    attr[j] = 0.5 * r.normal() + 0.25 * (Math.log(pop[j]!) - 9.7);
    medLevel[j] = pop[j]! > 60_000 ? 3 : pop[j]! > 25_000 ? 2 : r.next() < 0.6 ? 1 : 0;
    for (let k = 0; k < LATENT; k += 1) V[j * LATENT + k] = r.normal();
    const base = Math.min(0.95, 0.18 + 0.16 * (Math.log(pop[j]!) - 8.5));
    for (let l = 0; l < LANGUAGES; l += 1) if (r.next() < base * (1.35 - 0.085 * l)) langMask[j]! |= 1 << l;
  }
  const sizeSums = cumulated(SIZE_SHARES);
  const ints = (): Int32Array => new Int32Array(n);
  const [size, cls, month, med, lang, tieKind, tie] = [ints(), ints(), ints(), ints(), ints(), ints(), ints()];
  const U = new Float64Array(n * LATENT);
  const free = new Uint8Array(n);
  let persons = 0;
  for (let i = 0; i < n; i += 1) {
    size[i] = 1 + r.pick(sizeSums);
    cls[i] = classOf(size[i]!);
    persons += size[i]!;
    month[i] = r.int(months);
    const u = r.next();
    med[i] = u < 0.02 ? 2 : u < 0.09 ? 1 : 0;
    lang[i] = r.pick(langSums);
    free[i] = r.next() < 0.25 ? 1 : 0;
    const t = r.next();
    tieKind[i] = t < 0.05 ? 2 : t < 0.15 ? 1 : 0;
    tie[i] = r.int(m);
    for (let k = 0; k < LATENT; k += 1) U[i * LATENT + k] = r.normal();
  }
  const w = new Float64Array(m);
  let sw = 0;
  for (let j = 0; j < m; j += 1) {
    w[j] = r.next() < 0.06 ? 0 : Math.pow(pop[j]!, 0.7) * Math.exp(0.35 * r.normal());
    sw += w[j]!;
  }
  const annual = new Int32Array(m);
  const monthCap = new Int32Array(m * months);
  const dwell = new Int32Array(m * CLASSES);
  const medCap = new Int32Array(m);
  for (let j = 0; j < m; j += 1) {
    const c = w[j] === 0 ? 0 : Math.max(2, Math.round((w[j]! / sw) * persons * tight));
    annual[j] = c;
    if (c === 0) continue;
    const count: number[] = [c * 0.15, c * 0.095, c * 0.052, c * 0.017].map((share) => Math.floor(share + r.next()));
    if (!count.some((one) => one > 0)) count[0] = 1;
    for (let k = CLASSES - 1, sum = 0; k >= 0; k -= 1) {
      sum += count[k]!;
      dwell[j * CLASSES + k] = sum;
    }
    const largest = count[3]! ? 12 : count[2]! ? 6 : count[1]! ? 4 : 2;
    medCap[j] = medLevel[j] === 0 ? 0 : Math.floor((persons * 0.0262 * tight * 1.2 * w[j]!) / sw + r.next());
    monthCap.fill(
      Math.max(Math.ceil(c * 0.16), Math.min(c, largest === 12 ? 8 : largest)),
      j * months,
      (j + 1) * months,
    );
  }
  const ptr = new Int32Array(n + 1);
  const cols: number[] = [];
  const vals: number[] = [];
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < m; j += 1) {
      if (annual[j]! < size[i]! || dwell[j * CLASSES + cls[i]!]! < 1 || monthCap[j * months + month[i]!]! < size[i]!)
        continue;
      if (med[i]! > 0 && (medLevel[j]! < med[i]! || medCap[j]! < 1)) continue;
      if (!free[i] && !((langMask[j]! >> lang[i]!) & 1)) continue;
      if (tieKind[i] === 2 ? j !== tie[i] : tieKind[i] === 1 && county[j] !== county[tie[i]!]) continue;
      if (thin > 0 && r.next() < thin) continue;
      let z = 0.6 * attr[j]!;
      for (let k = 0; k < LATENT; k += 1) z += 0.35 * U[i * LATENT + k]! * V[j * LATENT + k]!;
      z += 0.4 * r.normal();
      if (tieKind[i] === 1 && j === tie[i]) z += 2;
      cols.push(j);
      vals.push(size[i]! * (200 + Math.round(800 / (1 + Math.exp(-z)))));
    }
    ptr[i + 1] = cols.length;
  }
  const [col, val] = [Int32Array.from(cols), Int32Array.from(vals)];
  return { n, m, months, persons, size, cls, month, med, annual, monthCap, dwell, medCap, ptr, col, val };
}

/** What the hash of an instance is made of: every number in it. */
export function hashOf(drawn: Drawn): string {
  const hash = createHash('sha256');
  for (const part of Object.values(drawn) as (number | Int32Array)[])
    hash.update(typeof part === 'number' ? String(part) : Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  return hash.digest('hex');
}

export const codeOf = (j: number): string => String(j).padStart(4, '0');
export const caseIdOf = (i: number): string => `case-${String(i).padStart(5, '0')}`;

/** A drawn instance as a problem of the engine. */
export function problemOf({
  n,
  m,
  months,
  size,
  month,
  med,
  annual,
  monthCap,
  dwell,
  medCap,
  ptr,
  col,
  val,
}: Drawn): Problem {
  const cases = Array.from({ length: n }, (_, i): PlacementCase => ({
    id: caseIdOf(i),
    persons: size[i]!,
    month: month[i]!,
    medical: med[i]!,
  }));
  const municipalities = Array.from({ length: m }, (_, j): PlacementMunicipality => {
    const nested = dwell.subarray(j * CLASSES, (j + 1) * CLASSES);
    return {
      code: codeOf(j),
      perYear: annual[j]!,
      perMonth: [...monthCap.subarray(j * months, (j + 1) * months)],
      dwellings: Array.from(nested, (count, k) => count - (nested[k + 1] ?? 0)),
      medical: medCap[j]!,
    };
  });
  return { months, cases, municipalities, pairs: { start: ptr, municipality: col, score: val } };
}
