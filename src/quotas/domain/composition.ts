import type { FieldError, Instant, PlainDate } from '../../kernel/index.js';
import { isWithin, type Moment } from './ledger.js';

/**
 * What can be counted towards a target: a closed list, and nothing on it makes a list of persons (architecture.md 7 (15)). The
 * composition is laid down for each programme: "two thirds women, girls and other vulnerable groups" (2023 to 2025).
 */
export const COUNTERS = ['women_and_girls', 'under_18', 'priority_groups', 'nationality'] as const;
export type Counter = (typeof COUNTERS)[number];

/** The specific needs of an RRF that can make a priority group. */
export const COUNTED_NEEDS = [
  'medical',
  'disability',
  'older_person',
  'single_parent',
  'woman_at_risk',
  'child_at_risk',
  'unaccompanied_child',
  'survivor_of_violence',
  'legal_protection',
] as const;
export type CountedNeed = (typeof COUNTED_NEEDS)[number];

/** Who counts: a person for whom any of the counters holds, once. */
export interface CountingRule {
  readonly counters: readonly Counter[];
  /** For `nationality`: ISO 3166-1 alpha-2. */
  readonly nationalities: readonly string[];
  /** For `priority_groups`: submission categories of the case, and needs of the person; one of either is enough. */
  readonly submissionCategories: readonly string[];
  readonly specificNeeds: readonly string[];
}

/** How many persons have these traits in common; never who. */
export interface GroupCount {
  readonly female: boolean;
  readonly under18: boolean;
  readonly nationality: string | null;
  /** Primary and secondary category of their cases. */
  readonly submissionCategories: readonly string[];
  readonly specificNeeds: readonly string[];
  readonly persons: number;
}

/** An exact share: two thirds is 2 of 3. */
export interface Share {
  readonly part: number;
  readonly of: number;
}
export interface ShareLimits {
  readonly minShare: Share | null;
  readonly maxShare: Share | null;
}

export interface Counts {
  /** Persons who count towards the target, of all that are counted so far. */
  readonly counted: number;
  readonly total: number;
  /** Places that are still to be filled. */
  readonly remaining: number;
}

/** `at_risk`: not met as it is, and the places left can still change it. `missed`: whoever fills them, it cannot be met. */
export const TARGET_STANDINGS = ['met', 'at_risk', 'missed'] as const;
export type TargetStanding = (typeof TARGET_STANDINGS)[number];

export interface Composition extends Counts {
  /** Rounded to four decimals; null while nobody is counted. */
  readonly share: number | null;
  readonly standing: TargetStanding;
  /** Of those who fill the places left, at least so many must count (may be more than there are places)… */
  readonly needed: number;
  /** …and at most so many may (below zero when there are too many already). Null without an upper limit. */
  readonly allowed: number | null;
}

const intersects = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.includes(one));

const HOLDS: { readonly [C in Counter]: (group: GroupCount, rule: CountingRule) => boolean } = {
  women_and_girls: ({ female }) => female,
  under_18: ({ under18 }) => under18,
  priority_groups: (group, rule) =>
    intersects(group.submissionCategories, rule.submissionCategories) ||
    intersects(group.specificNeeds, rule.specificNeeds),
  nationality: ({ nationality }, { nationalities }) => nationality !== null && nationalities.includes(nationality),
};

/** How many of the persons count, and how many there are. */
export function countTowards(rule: CountingRule, groups: readonly GroupCount[]): { counted: number; total: number } {
  const sum = (some: readonly GroupCount[]): number => some.reduce((total, { persons }) => total + persons, 0);
  const counting = groups.filter((group) => rule.counters.some((counter) => HOLDS[counter](group, rule)));
  return { counted: sum(counting), total: sum(groups) };
}

/**
 * How the target stands, on the understanding that every place left is filled: places are meant to be. Of an empty period it is
 * met, since nobody falls short of it yet; `needed` tells what it will take.
 */
export function compositionOf({ minShare, maxShare }: ShareLimits, { counted, total, remaining }: Counts): Composition {
  const all = total + remaining;
  const needed = minShare === null ? 0 : Math.max(0, Math.ceil((minShare.part * all) / minShare.of) - counted);
  const allowed = maxShare === null ? null : Math.floor((maxShare.part * all) / maxShare.of) - counted;
  const most = Math.min(remaining, allowed ?? remaining);
  const within =
    (minShare === null || counted * minShare.of >= minShare.part * total) &&
    (maxShare === null || counted * maxShare.of <= maxShare.part * total);
  const share = total === 0 ? null : Math.round((counted * 10_000) / total) / 10_000;
  const standing = most < 0 || needed > most ? 'missed' : within ? 'met' : 'at_risk';
  return { counted, total, remaining, share, standing, needed, allowed };
}

/** What is wrong with a target before it is recorded: a counter without its words, words without their counter, an impossible share. */
export function wrongTarget(rule: CountingRule, { minShare, maxShare }: ShareLimits): FieldError[] {
  const wrong = (pointer: string, code: string, message: string): FieldError[] => [{ pointer, code, message }];
  const { counters, nationalities, submissionCategories, specificNeeds } = rule;
  const words = (counter: Counter, field: string, given: readonly string[], enough: boolean): FieldError[] => {
    if (counters.includes(counter)) return enough ? [] : wrong(`/${field}`, 'missing', `${counter} needs ${field}.`);
    return given.length > 0 ? wrong(`/${field}`, 'notCounted', `${field} is for the counter ${counter}.`) : [];
  };
  const grouped = submissionCategories.length + specificNeeds.length > 0;
  const impossible = (pointer: string, share: Share | null): FieldError[] =>
    share !== null && share.part > share.of
      ? wrong(pointer, 'moreThanAll', `${share.part} of ${share.of} is more than all.`)
      : [];
  return [
    ...words('nationality', 'nationalities', nationalities, nationalities.length > 0),
    ...words('priority_groups', 'submissionCategories', submissionCategories, grouped),
    ...words('priority_groups', 'specificNeeds', specificNeeds, true),
    ...impossible('/minShare', minShare),
    ...impossible('/maxShare', maxShare),
    ...(minShare === null && maxShare === null
      ? wrong('/minShare', 'noLimit', 'A target has a least share, a greatest share, or both.')
      : []),
    ...(minShare !== null && maxShare !== null && minShare.part * maxShare.of > maxShare.part * minShare.of
      ? wrong('/maxShare', 'belowMin', 'The greatest share is less than the least.')
      : []),
  ];
}

/** Targets in force on the day as known at `asOf`: of each name the one decided last, by name. */
export function targetsOn<Target extends { name: string; version: number; decidedOn: PlainDate; recordedAt: Instant }>(
  targets: readonly Target[],
  on: PlainDate,
  asOf?: Moment['asOf'],
): Target[] {
  const inForce = new Map<string, Target>();
  const inOrder = [...targets].sort((a, b) =>
    a.decidedOn === b.decidedOn ? a.version - b.version : a.decidedOn < b.decidedOn ? -1 : 1,
  );
  for (const target of inOrder)
    if (isWithin({ occurredOn: target.decidedOn, recordedAt: target.recordedAt }, { through: on, asOf }))
      inForce.set(target.name, target);
  return [...inForce.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
