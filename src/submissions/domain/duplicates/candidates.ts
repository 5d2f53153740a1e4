import type { SoughtKey } from './blocking-keys.js';

/** Beyond this many persons under one key the key tells too little to be followed. */
export const MOST_UNDER_A_KEY = 30;
/** How many a person is compared with at most: those with whom the most telling keys are shared. */
export const MOST_COMPARED = 10;

/** Bits for a key of the very years of birth, beside those for its rarity. */
const OF_OWN_YEARS = 1;
/** What part of its bits a key counts that names a relative: most of them repeat each other. */
const PART_OF_RELATIVE = 0.35;

/** What a key tells, and the numbers in the index of those who stand under it. */
export interface FoundUnderKey extends Pick<SoughtKey, 'ownYears' | 'ofRelative'> {
  readonly holders: readonly number[];
}

/**
 * Whom to compare with, out of those who were found under the sought keys: the more keys are shared and the fewer share them, the
 * sooner, and of those alike who was registered first. A key that holds more than `MOST_UNDER_A_KEY` is passed over. So the work for
 * one person stays the same however many are registered. What the keys count was set on the generated truth of the development seed. Pure.
 */
export function candidatesFrom(found: Iterable<FoundUnderKey>): number[] {
  const bits = new Map<number, number>();
  for (const { holders, ownYears, ofRelative } of found) {
    if (holders.length === 0 || holders.length > MOST_UNDER_A_KEY) continue;
    const rare = Math.log2((2 * MOST_UNDER_A_KEY) / holders.length) + (ownYears ? OF_OWN_YEARS : 0);
    const telling = ofRelative ? rare * PART_OF_RELATIVE : rare;
    for (const holder of holders) bits.set(holder, (bits.get(holder) ?? 0) + telling);
  }
  return [...bits]
    .sort(([a, most], [b, less]) => less - most || a - b)
    .slice(0, MOST_COMPARED)
    .map(([entry]) => entry);
}
