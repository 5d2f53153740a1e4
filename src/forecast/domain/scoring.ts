/** Low and high hold so many of all outcomes between them. */
export const HELD = 0.8;

/** The smallest value that at least this share of the sorted values does not exceed. */
export const quantile = (sorted: ArrayLike<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!;

export const sorted = (values: Iterable<number>): Float64Array => Float64Array.from(values).sort();

/**
 * Continuous ranked probability score of sorted draws against what came: the mean distance to the outcome less half the mean distance
 * between draws (Gneiting and Raftery 2007). In persons; smaller is better, and a single guess scores its error.
 */
export function crps(draws: ArrayLike<number>, outcome: number): number {
  const count = draws.length;
  let [error, spread] = [0, 0];
  for (let index = 0; index < count; index += 1) {
    error += Math.abs(draws[index]! - outcome);
    spread += (2 * (index + 1) - count - 1) * draws[index]!;
  }
  return error / count - spread / (count * count);
}

/** True when the outcome lies within the central interval of the sorted draws that should hold it in `share` of all cases. */
export const covers = (draws: ArrayLike<number>, outcome: number, share: number): boolean =>
  quantile(draws, (1 - share) / 2) <= outcome && outcome <= quantile(draws, (1 + share) / 2);
