import { durationsOf, type Durations } from './durations.js';

export const DECISION_DIMENSIONS = ['month', 'route', 'nationality'] as const;
export type DecisionDimension = (typeof DECISION_DIMENSIONS)[number];

/** One road of a person that was concluded in the time. Whoever is reopened can be concluded twice. */
export interface ConcludedPerson {
  readonly kind: 'granted' | 'refused' | 'concluded_otherwise';
  readonly in: Readonly<Record<DecisionDimension, string>>;
}

/** Persons by how they were concluded; exclusions are refusals here (architecture.md 7 (15)). */
export interface Outcomes {
  readonly granted: number;
  readonly refused: number;
  readonly concludedOtherwise: number;
}

export interface OutcomesOf extends Outcomes {
  readonly group: string;
}

const outcomesOf = (group: string, persons: readonly ConcludedPerson[]): OutcomesOf => {
  const count = (wanted: ConcludedPerson['kind']): number => persons.filter(({ kind }) => kind === wanted).length;
  return {
    group,
    granted: count('granted'),
    refused: count('refused'),
    concludedOtherwise: count('concluded_otherwise'),
  };
};

/** The outcomes by the groups of one dimension, in the order of their names, and of all. */
export function outcomesBy(
  dimension: DecisionDimension,
  persons: readonly ConcludedPerson[],
): { rows: OutcomesOf[]; total: OutcomesOf } {
  const names = [...new Set(persons.map((person) => person.in[dimension]))].sort();
  return {
    rows: names.map((name) =>
      outcomesOf(
        name,
        persons.filter((person) => person.in[dimension] === name),
      ),
    ),
    total: outcomesOf('', persons),
  };
}

/** Why persons left, most frequent first. */
export interface ReasonCount {
  readonly why: string;
  /** Null where the reason is not counted apart. */
  readonly reasonCode: string | null;
  readonly persons: number;
}

export function reasonsOf(left: readonly { why: string; reasonCode: string | null }[]): ReasonCount[] {
  const counts = new Map<string, ReasonCount>();
  for (const { why, reasonCode } of left) {
    const key = `${why} ${reasonCode ?? ''}`;
    counts.set(key, { why, reasonCode, persons: (counts.get(key)?.persons ?? 0) + 1 });
  }
  return [...counts]
    .sort(([a, one], [b, other]) => other.persons - one.persons || (a < b ? -1 : 1))
    .map(([, count]) => count);
}

export const DURATION_DIMENSIONS = ['route', 'priority', 'countryOfAsylum'] as const;
export type DurationDimension = (typeof DURATION_DIMENSIONS)[number];

/** How long one person's step took. Days. */
export interface Measured {
  readonly days: number;
  readonly in: Readonly<Record<DurationDimension, string>>;
}

export interface DurationRow extends Durations {
  readonly dimension: DurationDimension | 'all';
  readonly group: string;
}

/** Median and 90th percentile of all, then by route, priority and country of asylum (domain.md (c) 12). */
export function durationRows(measured: readonly Measured[]): DurationRow[] {
  const of = (some: readonly Measured[]): Durations => durationsOf(some.map(({ days }) => days));
  return [
    { dimension: 'all', group: '', ...of(measured) },
    ...DURATION_DIMENSIONS.flatMap((dimension) =>
      [...new Set(measured.map((one) => one.in[dimension]))]
        .sort()
        .map((group) => ({ dimension, group, ...of(measured.filter((one) => one.in[dimension] === group)) })),
    ),
  ];
}
