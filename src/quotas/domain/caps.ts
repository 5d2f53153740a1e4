import type { Instant, PlainDate, Unmet } from '../../kernel/index.js';
import { isWithin, type Moment } from './ledger.js';

/** What a decision made of the cap of a sub-quota, from a day on. */
export interface CapRevision {
  readonly version: number;
  /** At most so many places; null lifts the cap. */
  readonly cap: number | null;
  readonly effectiveOn: PlainDate;
  readonly recordedAt: Instant;
}

/**
 * The most places that the sub-quota may have on the day, as known at `asOf`: what the last revision in effect made of the cap with
 * which it began. Null: as many as there are. In 2021 a cap of 500 emergency places was lifted (domain.md 1).
 */
export function capOn(
  initial: number | null,
  revisions: readonly CapRevision[],
  on: PlainDate,
  asOf?: Moment['asOf'],
): number | null {
  const inEffect = revisions
    .filter(({ effectiveOn, recordedAt }) => isWithin({ occurredOn: effectiveOn, recordedAt }, { through: on, asOf }))
    .sort((a, b) => (a.effectiveOn === b.effectiveOn ? a.version - b.version : a.effectiveOn < b.effectiveOn ? -1 : 1));
  const last = inEffect.at(-1);
  return last ? last.cap : initial;
}

/** More places than the cap allows: refused until a decision raises or lifts it. What grants go beyond is an overrun, with leave of its own. */
export function unmetForCap(
  { name, decided, cap }: { name: string; decided: number; cap: number | null },
  places: number,
): Omit<Unmet, 'personId'>[] {
  if (cap === null || decided + places <= cap) return [];
  return [
    {
      code: 'capExceeded',
      detail: `${name} has ${decided} places and a cap of ${cap}: ${places} more would be ${decided + places}. Record the decision that raises or lifts the cap first.`,
      source: 'EUAA, Sweden: at most 500 emergency places, lifted by the Government in 2021 (domain.md 1)',
    },
  ];
}
