import type { Strength } from './compare-persons.js';

/** What stands between two persons: one row of the queue, with where either stands. */
export interface PairStanding {
  readonly firstPersonId: string;
  readonly secondPersonId: string;
  readonly strength: Strength;
  readonly verdict: 'same_person' | 'different_persons' | null;
  readonly firstOnRoad: boolean;
  readonly secondOnRoad: boolean;
}

/** Whether a person can be referred: `suspected` waits for a verdict, `confirmed` is the same as somebody who stands on the road. */
export type DuplicateFact = 'none' | 'suspected' | 'confirmed';

/**
 * Of two who are one person, who was registered first stays on the road and the other leaves it; the other may go on when the first
 * one has left (a new submission after a refusal is no duplicate). While nobody has judged a pair with one number, neither is
 * referred. What only looks alike stops nobody: it waits in the queue. Pure.
 */
export function duplicateFact(personId: string, pairs: readonly PairStanding[]): DuplicateFact {
  const facts = pairs.map(({ firstPersonId, secondPersonId, strength, verdict, firstOnRoad, secondOnRoad }) => {
    if (verdict === 'same_person') return secondPersonId === personId && firstOnRoad ? 'confirmed' : 'none';
    const otherOnRoad = firstPersonId === personId ? secondOnRoad : firstOnRoad;
    return verdict === null && strength === 'exact' && otherOnRoad ? 'suspected' : 'none';
  });
  return facts.includes('confirmed') ? 'confirmed' : facts.includes('suspected') ? 'suspected' : 'none';
}

export type Mark = 'same' | 'close' | 'different' | 'unknown';

/** How the fields of two persons are marked where they stand side by side; what was not compared is unknown. */
export const markOf = (saw: string | undefined): Mark => {
  if (saw === undefined) return 'unknown';
  if (saw === 'same' || saw === 'same_day') return 'same';
  return ['different', 'other_year', 'far_apart', 'same_year_other_day'].includes(saw) ? 'different' : 'close';
};
