import type { Instance } from './instance.js';

/** Prices of all rows of capacity, the bound that they prove, and the best pairs of each unit at these prices. */
export interface Prices {
  /** No plan whatever has more points. */
  readonly bound: number;
  /** Price of a place of each row: `municipality * rows + row`. */
  readonly price: Float64Array;
  /** What a unit of this profile pays in this municipality: `profile * municipalities + municipality`. */
  readonly paid: Float64Array;
  readonly candidates: Candidates;
}

export interface Candidates {
  readonly width: number;
  /** Pairs of unit `u` from `u * width`, best first. */
  readonly pair: Int32Array;
  readonly count: Int32Array;
}

export interface DualSettings {
  /** Temperatures of the smoothing, in points of a case worth some 2,600. */
  readonly temperatures?: readonly number[];
  readonly steps?: number;
  readonly width?: number;
  readonly from?: Float64Array;
  /** What a point of each unit counts (the price of its group's floor comes on top of 1). */
  readonly worth?: Float64Array;
  /** Subtracted from the bound: the floors at their prices. */
  readonly offset?: number;
}

const TEMPERATURES = [400, 160, 64, 26, 10, 5];
const STEPS = 40;
const WIDTH = 20;
/** An exact pass over all pairs, which proves a bound and renews the lists, after so many light steps. */
const REFRESH = 20;
const TYPICAL_VALUE = 2600;
/**
 * Up to so many units a step is cheap: twice the steps and two cooler temperatures bring the bound to 0.004 % above the linear programme
 * (500 cases, seed 1), where it was 0.071 %.
 */
const SMALL = 1000;
const COOLER = [2.5, 1.2];

/**
 * The Lagrangian dual of all rows of capacity, smoothed by entropy and descended by Nesterov's accelerated projected gradient with
 * restarts and a diagonal preconditioner (placement-forecast.md 4). Every exact pass gives a valid upper bound, whatever the prices:
 * L(λ) = c·λ + Σ_u max(0, max_p (v_p − a_u·λ)). Reached 0.014 % above the linear programme at 500 cases (placement-forecast.md 3.1).
 */
export function pricesOf(instance: Instance, settings: DualSettings = {}): Prices {
  const {
    units,
    municipalities: m,
    rows,
    start,
    municipality,
    value,
    profile,
    profiles,
    takesStart,
    takesRow,
    takesAmount,
  } = instance;
  const isSmall = units <= SMALL;
  const { temperatures = isSmall ? [...TEMPERATURES, ...COOLER] : TEMPERATURES } = settings;
  const { steps = isSmall ? 2 * STEPS : STEPS, width = WIDTH, worth, offset = 0 } = settings;
  const size = m * rows;
  const capacity = Float64Array.from(instance.capacity);
  const price = settings.from?.slice() ?? new Float64Array(size);
  const before = price.slice();
  const ahead = price.slice();
  const best = price.slice();
  const paid = new Float64Array(profiles * m);
  const held = new Float64Array(profiles * m);
  const curved = new Float64Array(profiles * m);
  const use = new Float64Array(size);
  const curve = new Float64Array(size);
  const pair = new Int32Array(units * width);
  const slot = new Int32Array(units * width);
  const worthOf = new Float64Array(units * width);
  const count = new Int32Array(units);
  const reduced = new Float64Array(width);
  const weight = new Float64Array(width);
  const scale = typicalValue(instance) / TYPICAL_VALUE;
  let bound = Infinity;

  function fold(prices: Float64Array): void {
    for (let b = 0; b < profiles; b += 1)
      for (let j = 0; j < m; j += 1) {
        let sum = 0;
        for (let k = takesStart[b]!, end = takesStart[b + 1]!; k < end; k += 1)
          sum += takesAmount[k]! * prices[j * rows + takesRow[k]!]!;
        paid[b * m + j] = sum;
      }
  }

  function exactPass(prices: Float64Array): void {
    fold(prices);
    let total = -offset;
    for (let x = 0; x < size; x += 1) total += capacity[x]! * prices[x]!;
    for (let u = 0; u < units; u += 1) {
      const base = profile[u]! * m;
      const first = u * width;
      const factor = worth === undefined ? 1 : worth[u]!;
      let found = 0;
      let least = -Infinity;
      for (let p = start[u]!, end = start[u + 1]!; p < end; p += 1) {
        const v = value[p]! * factor - paid[base + municipality[p]!]!;
        if (found === width && v <= least) continue;
        let q = found < width ? found++ : width - 1;
        for (; q > 0 && reduced[q - 1]! < v; q -= 1) {
          reduced[q] = reduced[q - 1]!;
          pair[first + q] = pair[first + q - 1]!;
        }
        reduced[q] = v;
        pair[first + q] = p;
        least = reduced[found - 1]!;
      }
      count[u] = found;
      for (let q = 0; q < found; q += 1) {
        slot[first + q] = base + municipality[pair[first + q]!]!;
        worthOf[first + q] = value[pair[first + q]!]! * factor;
      }
      if (found > 0 && reduced[0]! > 0) total += reduced[0]!;
    }
    if (total < bound) {
      bound = total;
      best.set(prices);
    }
  }

  /** How much of every row the softened choice at `ahead` takes, and how fast that changes. */
  function lightPass(temperature: number): void {
    fold(ahead);
    held.fill(0);
    curved.fill(0);
    for (let u = 0; u < units; u += 1) {
      const first = u * width;
      const found = count[u]!;
      let top = 0;
      for (let q = 0; q < found; q += 1) {
        const v = worthOf[first + q]! - paid[slot[first + q]!]!;
        reduced[q] = v;
        if (v > top) top = v;
      }
      let sum = Math.exp(-top / temperature);
      for (let q = 0; q < found; q += 1) {
        const power = (reduced[q]! - top) / temperature;
        const e = power > -14 ? Math.exp(power) : 0;
        weight[q] = e;
        sum += e;
      }
      for (let q = 0; q < found; q += 1) {
        const share = weight[q]! / sum;
        if (share < 1e-7) continue;
        held[slot[first + q]!]! += share;
        curved[slot[first + q]!]! += share * (1 - share) + 1e-4 * share;
      }
    }
    use.fill(0);
    curve.fill(0);
    for (let b = 0; b < profiles; b += 1)
      for (let j = 0; j < m; j += 1) {
        const share = held[b * m + j]!;
        if (share === 0) continue;
        const change = curved[b * m + j]!;
        for (let k = takesStart[b]!, end = takesStart[b + 1]!; k < end; k += 1) {
          const x = j * rows + takesRow[k]!;
          const amount = takesAmount[k]!;
          use[x]! += amount * share;
          curve[x]! += amount * amount * change;
        }
      }
  }

  exactPass(price);
  let done = 0;
  for (const points of temperatures) {
    const temperature = points * scale;
    let momentum = 1;
    before.set(price);
    ahead.set(price);
    for (let step = 0; step < steps; step += 1, done += 1) {
      if (done % REFRESH === 0) exactPass(price);
      lightPass(temperature);
      const beta = (momentum - 1) / (momentum + 2);
      momentum += 1;
      let uphill = 0;
      for (let x = 0; x < size; x += 1) {
        const slope = capacity[x]! - use[x]!;
        const steepness = ((curve[x]! + 0.15 * capacity[x]! + 0.3) * 3) / temperature;
        const next = Math.max(0, ahead[x]! - slope / steepness);
        uphill += slope * (next - price[x]!);
        before[x] = price[x]!;
        price[x] = next;
      }
      if (uphill > 0) {
        momentum = 1;
        ahead.set(price);
      } else for (let x = 0; x < size; x += 1) ahead[x] = Math.max(0, price[x]! + beta * (price[x]! - before[x]!));
    }
    exactPass(price);
  }
  price.set(best);
  exactPass(price);
  return { bound, price, paid, candidates: { width, pair, count } };
}

/** Prices kept from earlier, with what each profile pays at them; their candidates are not kept. */
export function foldedPrices(instance: Instance, price: Float64Array, bound: number): Prices {
  const { profiles, municipalities: m, rows, takesStart, takesRow, takesAmount } = instance;
  const paid = new Float64Array(profiles * m);
  for (let b = 0; b < profiles; b += 1)
    for (let j = 0; j < m; j += 1)
      for (let k = takesStart[b]!; k < takesStart[b + 1]!; k += 1)
        paid[b * m + j]! += takesAmount[k]! * price[j * rows + takesRow[k]!]!;
  return { bound, price, paid, candidates: { width: 0, pair: new Int32Array(0), count: new Int32Array(0) } };
}

/** The mean of what the units are worth at best; the temperatures are made for a mean of some 2,600 points. */
function typicalValue({ units, start, value }: Instance): number {
  let sum = 0;
  for (let u = 0; u < units; u += 1) {
    let top = 0;
    for (let p = start[u]!; p < start[u + 1]!; p += 1) if (value[p]! > top) top = value[p]!;
    sum += top;
  }
  return units === 0 || sum === 0 ? 1 : sum / units;
}
