import type { PlainDate } from '../../kernel/index.js';

/** How a person who was submitted stands: in exactly one of these. */
export const STANDINGS = ['decided', 'concludedOtherwise', 'returned', 'pending'] as const;
export type Standing = (typeof STANDINGS)[number];

export const OVERVIEW_DIMENSIONS = ['countryOfAsylum', 'nationality', 'priority', 'month', 'route'] as const;
export type OverviewDimension = (typeof OVERVIEW_DIMENSIONS)[number];

/** A person of a case received in the time. */
export interface SubmittedPerson {
  readonly caseId: string;
  readonly standing: Standing;
  /** By each dimension the group that the person belongs to. */
  readonly in: Readonly<Record<OverviewDimension, string>>;
}

/** Persons, and cases with such a person. */
export interface Count {
  readonly cases: number;
  readonly persons: number;
}

export interface OverviewRow extends Readonly<Record<Standing, Count>> {
  readonly group: string;
  readonly submitted: Count;
}

/** Granted or refused is decided; a form sent back is returned, not denied (domain.md (e) 14); who is neither is pending. */
export function standingOf(
  concluded: { kind: 'granted' | 'refused' | 'concluded_otherwise'; on: PlainDate } | null,
  returned: boolean,
): Standing {
  if (concluded) return concluded.kind === 'concluded_otherwise' ? 'concludedOtherwise' : 'decided';
  return returned ? 'returned' : 'pending';
}

const countOf = (persons: readonly SubmittedPerson[]): Count => ({
  cases: new Set(persons.map(({ caseId }) => caseId)).size,
  persons: persons.length,
});

const rowOf = (group: string, persons: readonly SubmittedPerson[]): OverviewRow => {
  const standing = (wanted: Standing): Count => countOf(persons.filter((person) => person.standing === wanted));
  return {
    group,
    submitted: countOf(persons),
    decided: standing('decided'),
    concludedOtherwise: standing('concludedOtherwise'),
    returned: standing('returned'),
    pending: standing('pending'),
  };
};

/**
 * Persons and cases by the groups of one dimension, in the order of their names. Persons add up to the total; a case counts in each
 * column, and in each group, in which one of its persons stands, and once in the total (domain.md (c) 4).
 */
export function overviewBy(
  dimension: OverviewDimension,
  persons: readonly SubmittedPerson[],
): { rows: OverviewRow[]; total: OverviewRow } {
  const groups = new Map<string, SubmittedPerson[]>();
  for (const person of persons) {
    const group = person.in[dimension];
    groups.set(group, [...(groups.get(group) ?? []), person]);
  }
  const names = [...groups.keys()].sort();
  return { rows: names.map((name) => rowOf(name, groups.get(name)!)), total: rowOf('', persons) };
}
