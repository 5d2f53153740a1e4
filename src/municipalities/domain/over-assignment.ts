import type { Unmet } from '../../kernel/index.js';

/** The rule of the day: how far beyond a municipal number persons may be assigned, the larger of the two. */
export interface OverAssignmentRule {
  readonly percent: number;
  readonly persons: number;
}

/**
 * Persons that a municipality may be assigned beyond its number. Some more than the number are assigned on purpose, because people fall
 * ill or lose their exit permission (domain.md 7); how many is a dated rule.
 */
export const mostBeyond = (places: number, { percent, persons }: OverAssignmentRule): number =>
  Math.max(persons, Math.floor((places * percent) / 100));

/** What is wrong with an assignment of so many persons where `room` is left: beyond the number by more than may be. */
export function overAssignmentUnmet(wanted: number, room: number, most: number): Unmet | null {
  if (wanted <= room + most) return null;
  return {
    code: 'overAssignmentTooLarge',
    detail: `At most ${most} may be assigned beyond the municipal number; it would be ${wanted - room}.`,
    source: 'Settlement Act 2016:38, 7; the limit is a rule of the agency (policy: over-assignment)',
  };
}
