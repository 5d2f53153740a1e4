import type { Prices } from './dual.js';
import type { Instance } from './instance.js';

/** A mixed-integer programme in sparse columns: maximise `cost`·x, rows at most `upper`, every x 0 or 1. */
export interface CoreModel {
  /** The pair of each column, and its unit. */
  readonly pair: Int32Array;
  readonly unit: Int32Array;
  readonly rows: number;
  readonly upper: Float64Array;
  readonly cost: Float64Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/**
 * The programme over the `width` best pairs of each unit at the dual's prices and the pairs that the plan holds: the core in which the
 * optimum nearly always lies (placement-forecast.md 3.3: within 0.05 % with 5 to 10). Without prices it is the whole programme.
 */
export function coreModel(instance: Instance, at: Int32Array | null, prices: Prices | null, width: number): CoreModel {
  const { units, rows: perMunicipality, municipalities: m, municipality, profile, capacity } = instance;
  const { takesStart, takesRow, takesAmount } = instance;
  const pair: number[] = [];
  const unit: number[] = [];
  for (let u = 0; u < units; u += 1) {
    const chosen = pairsOfUnit(instance, u, prices, width);
    if (at !== null && at[u]! >= 0 && !chosen.includes(at[u]!)) chosen.push(at[u]!);
    for (const p of chosen.sort((a, b) => a - b)) {
      pair.push(p);
      unit.push(u);
    }
  }
  const opposed: [number, number][] = [];
  instance.apart?.forEach((others, u) => others.forEach((other) => other > u && opposed.push([u, other])));
  const apartRows = units + m * perMunicipality;
  const rows = apartRows + opposed.length * m;
  const upper = new Float64Array(rows).fill(1);
  upper.set(capacity, units);
  const indices: number[] = [];
  const values: number[] = [];
  const starts = Int32Array.from([0, ...pair.map((p, c) => column(p, unit[c]!))]);
  function column(p: number, u: number): number {
    const j = municipality[p]!;
    indices.push(u);
    values.push(1);
    for (let k = takesStart[profile[u]!]!; k < takesStart[profile[u]! + 1]!; k += 1) {
      indices.push(units + j * perMunicipality + takesRow[k]!);
      values.push(takesAmount[k]!);
    }
    opposed.forEach((both, a) => {
      if (!both.includes(u)) return;
      indices.push(apartRows + a * m + j);
      values.push(1);
    });
    return indices.length;
  }
  return {
    pair: Int32Array.from(pair),
    unit: Int32Array.from(unit),
    rows,
    upper,
    cost: Float64Array.from(pair, (p) => instance.value[p]!),
    starts,
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
}

function pairsOfUnit(
  { start, value, municipality, profile, municipalities: m, barred }: Instance,
  u: number,
  prices: Prices | null,
  width: number,
): number[] {
  const all = Array.from({ length: start[u + 1]! - start[u]! }, (_, k) => start[u]! + k).filter(
    (p) => !barred.has(u * m + municipality[p]!),
  );
  if (prices === null) return all;
  const reduced = (p: number): number => value[p]! - prices.paid[profile[u]! * m + municipality[p]!]!;
  return all.sort((a, b) => reduced(b) - reduced(a) || a - b).slice(0, width);
}
