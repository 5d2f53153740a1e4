import type { KeyKind, SoughtKey } from './blocking-keys.js';

/** Beyond this many persons under one key the key tells too little to be followed. */
export const MOST_UNDER_A_KEY: Readonly<Record<KeyKind, number>> = { person: 100, names: 100, relative: 16 };
/** How many a person is compared with at most: those with whom the most telling keys are shared. */
export const MOST_COMPARED = 8;

/** How often the bits of a key count. */
const PARTS: Readonly<Record<KeyKind, number>> = { person: 2, names: 1, relative: 0.4 };
/** A key under which one person stands tells so many times as much as one that tells nothing. */
const RAREST = 200;
/** Bits for a key of the very years of birth, beside those for its rarity. */
const OF_OWN_YEARS = 3;

/** What a key is, and the numbers in the index of those who stand under it. */
export interface FoundUnderKey extends Pick<SoughtKey, 'kind' | 'ownYears'> {
  readonly holders: readonly number[];
}

/**
 * Whom to compare with, out of those who were found under the sought keys: the more keys are shared and the fewer share them, the
 * sooner, and of those alike who was registered first. A key that holds more than `MOST_UNDER_A_KEY` is passed over. So the work for
 * one person stays the same however many are registered. What the keys count was set on the generated truth of the development seed. Pure.
 */
export function candidatesFrom(found: Iterable<FoundUnderKey>): number[] {
  const bits = new Map<number, number>();
  for (const { holders, kind, ownYears } of found) {
    if (holders.length === 0 || holders.length > MOST_UNDER_A_KEY[kind]) continue;
    const telling = (Math.log2(RAREST / holders.length) + (ownYears ? OF_OWN_YEARS : 0)) * PARTS[kind];
    for (const holder of holders) bits.set(holder, (bits.get(holder) ?? 0) + telling);
  }
  return [...bits]
    .sort(([a, most], [b, less]) => less - most || a - b)
    .slice(0, MOST_COMPARED)
    .map(([entry]) => entry);
}
