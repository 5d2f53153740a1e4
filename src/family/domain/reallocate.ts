import type { Unmet } from '../../kernel/index.js';

/** A person of a case that is to be moved, as far as places go. */
export interface PersonToMove {
  readonly id: string;
  readonly awaitsGrant: boolean;
  readonly holdsPlace: boolean;
}

/**
 * What stands against moving a case to another sub-quota or period: places move with their persons by carry-over only, and a case
 * of which nobody waits any more stays where it was decided.
 */
export function unmetForReallocating(persons: readonly PersonToMove[]): Unmet[] {
  const held = persons
    .filter(({ holdsPlace }) => holdsPlace)
    .map(({ id }) => ({
      code: 'holdsPlace',
      detail: 'This person holds a place: carry-over moves the place to another period together with the whole case.',
      source: 'domain.md (a), Case: only a case not yet granted is reallocated',
      personId: id,
    }));
  if (held.length > 0 || persons.some(({ awaitsGrant }) => awaitsGrant)) return held;
  return [
    {
      code: 'nobodyWaits',
      detail: 'Nobody of the case waits for a decision any more: it stays in the sub-quota in which it was decided.',
      source: 'domain.md (a), Case',
    },
  ];
}
