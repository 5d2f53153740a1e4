import type { Rrf } from './rrf.js';

// A newer RRF may list other persons than the case. It adds and removes nobody: the difference waits until `family` (or whoever
// withdraws a person) acts on it, with every effect that this has.

export const DIFFERENCE_KINDS = ['added', 'removed'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export const DIFFERENCE_SETTLINGS = ['applied', 'dismissed', 'superseded'] as const;
/** Acted on, found to be without consequence, or no longer told by the newest version. */
export type DifferenceSettling = (typeof DIFFERENCE_SETTLINGS)[number];

interface Member {
  readonly id: string;
  readonly individualNumber: string | null;
  readonly active: boolean;
}

/** One person whom the form and the case do not agree on. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly individualNumber: string;
  readonly personId: string | null;
}

/**
 * Whom the form lists and the case does not, and the other way round. Members without a UNHCR number (a newborn) are not missed,
 * nor those who have left the road.
 */
export function differencesOf(rrf: Rrf, members: readonly Member[]): Difference[] {
  const known = new Set(members.map(({ individualNumber }) => individualNumber));
  const listed = new Set(rrf.persons.map(({ individualNumber }) => individualNumber));
  return [
    ...rrf.persons
      .filter(({ individualNumber }) => !known.has(individualNumber))
      .map(({ individualNumber }): Difference => ({ kind: 'added', individualNumber, personId: null })),
    ...members.flatMap(({ id, individualNumber, active }): Difference[] =>
      active && individualNumber !== null && !listed.has(individualNumber)
        ? [{ kind: 'removed', individualNumber, personId: id }]
        : [],
    ),
  ];
}
