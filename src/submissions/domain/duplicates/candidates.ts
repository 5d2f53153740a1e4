/** Beyond this many persons under one key the key tells too little to be followed. */
export const MOST_UNDER_A_KEY = 30;
/** How many a person is compared with at most: those with whom the rarest keys are shared. */
export const MOST_COMPARED = 16;

/**
 * Whom to compare with, out of those who were found under the sought keys, by their numbers in the index: the more keys are shared
 * and the fewer share them, the sooner, and of those alike who was registered first. A key that holds more than `MOST_UNDER_A_KEY` is passed over. So the work for one person stays the same however many
 * are registered. Pure.
 */
export function candidatesFrom(holdersByKey: ReadonlyMap<string, readonly number[]>): number[] {
  const bits = new Map<number, number>();
  for (const holders of holdersByKey.values()) {
    if (holders.length > MOST_UNDER_A_KEY) continue;
    const telling = Math.log2((2 * MOST_UNDER_A_KEY) / holders.length);
    for (const holder of holders) bits.set(holder, (bits.get(holder) ?? 0) + telling);
  }
  return [...bits]
    .sort(([a, most], [b, less]) => less - most || a - b)
    .slice(0, MOST_COMPARED)
    .map(([entry]) => entry);
}
