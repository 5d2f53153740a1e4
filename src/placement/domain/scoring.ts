import type { Floor, Placed, PlacementCase, Problem } from './problem.js';
import { dwellingClassOf, pairsOf } from './problem.js';

/** What a score is made of, in the order in which it is shown. Each is a sum over persons, so it can be told person by person. */
export const FACTORS = ['placed', 'tie', 'needs', 'dwelling', 'work', 'language', 'evenLoad', 'outcome'] as const;
export type Factor = (typeof FACTORS)[number];
/** Points a person for each factor: dated policy (`placement-weights`). Of `outcome`: for each point that came from outside. */
export type Weights = Readonly<Record<Factor, number>>;

/** What never lets a household come to a municipality, in the order in which it is asked. */
export const HARD_RULES = [
  'noNumber',
  'pinnedElsewhere',
  'forbidden',
  'stopped',
  'noAccessibleDwelling',
  'noMedicalCare',
] as const;
export type HardRule = (typeof HARD_RULES)[number];

/** A household that waits, as far as a plan must know it: no name, no diagnosis. */
export interface Household {
  readonly caseId: string;
  readonly persons: number;
  /** Month of arrival within the plan, from 0. */
  readonly month: number;
  /** How many of them take a place of medical capacity. */
  readonly medical: number;
  readonly accessible: boolean;
  /** For the floors: the country of asylum. */
  readonly group: string;
  /** Languages of each person. */
  readonly languages: readonly (readonly string[])[];
  readonly occupations: readonly string[];
  readonly pinned: string | null;
  readonly pinnedCounty: string | null;
  readonly ties: readonly string[];
  readonly forbidden: readonly string[];
  /** Points from outside, by municipality. */
  readonly outcomes?: Readonly<Record<string, number>>;
}

/** What a municipality can take in the plan. */
export interface Receiver {
  readonly code: string;
  readonly countyCode: string;
  /** The number without what others have of it; null when there is none. */
  readonly places: number | null;
  /** Persons already assigned under it. */
  readonly assigned: number;
  /** How many of these arrive outside the months of the plan: the others stand in it as assignments. */
  readonly elsewhere: number;
  readonly perMonth: readonly number[];
  readonly dwellings: readonly number[] | null;
  readonly accessible: readonly number[] | null;
  readonly medical: number | null;
  readonly languages: readonly string[];
  readonly occupations: readonly string[];
  /** By month of the plan: nobody can be received in it. */
  readonly stopped: readonly boolean[];
}

/** An assignment that stands: it holds what it takes, in parts of at most twelve persons. */
export interface Standing extends Placed {
  readonly persons: number;
  readonly month: number;
}

/** Everything that a plan is made from: kept with it, so that it can be made again. */
export interface PlanInput {
  readonly year: number;
  /** The months of the plan, as `2026-03`. */
  readonly months: readonly string[];
  readonly households: readonly Household[];
  readonly receivers: readonly Receiver[];
  readonly linked: readonly (readonly string[])[];
  readonly apart: readonly (readonly [string, string])[];
  readonly standing: readonly Standing[];
  readonly floors: readonly Floor[];
  /** The most persons of demanding households (medical places, seven or more) in one municipality. */
  readonly demandingCap: number | null;
  readonly weights: Weights;
  readonly ruleVersion: string;
  /** Households of the twelve months before, from which futures are drawn; empty for a plan without futures. */
  readonly past: readonly Household[];
  readonly futureMonths: number;
}

const LARGE_HOUSEHOLD = 7;
const demanding = ({ medical, persons }: Household): boolean => medical > 0 || persons >= LARGE_HOUSEHOLD;

/** The first hard rule that stops a household in a municipality, or null. */
export function hardRule(household: Household, receiver: Receiver): HardRule | null {
  const { code, countyCode, places, stopped, accessible, medical } = receiver;
  if (places === null) return 'noNumber';
  if (household.pinned !== null && household.pinned !== code) return 'pinnedElsewhere';
  if (household.pinnedCounty !== null && household.pinnedCounty !== countyCode) return 'pinnedElsewhere';
  if (household.forbidden.includes(code)) return 'forbidden';
  if (stopped[household.month] === true) return 'stopped';
  if (household.accessible && accessible !== null && !fits(accessible, household.persons))
    return 'noAccessibleDwelling';
  if (household.medical > 0 && medical === 0) return 'noMedicalCare';
  return null;
}

const fits = (counts: readonly number[], persons: number): boolean =>
  counts.some((count, k) => k >= dwellingClassOf(persons) && count > 0);

/** The points of a household in a municipality by factor, in the order of `FACTORS`; whole numbers. */
export function partsOf(household: Household, receiver: Receiver, weights: Weights): number[] {
  const { persons, ties, languages, occupations, medical, accessible } = household;
  const { code, places, assigned, dwellings } = receiver;
  const needs =
    (medical > 0 && receiver.medical !== null ? 1 : 0) + (accessible && receiver.accessible !== null ? 1 : 0);
  const speak = languages.filter((own) => own.some((one) => receiver.languages.includes(one))).length;
  const work = occupations.filter((one) => receiver.occupations.includes(one)).length;
  // What is free of the number, in hundredths: a municipality that has taken little comes first among equals.
  const free = places === null || places === 0 ? 0 : Math.max(0, Math.round(((places - assigned) * 100) / places));
  return [
    persons * weights.placed,
    ties.includes(code) ? persons * weights.tie : 0,
    needs * persons * weights.needs,
    Math.round((persons * weights.dwelling * dwellingFit(dwellings, persons)) / 12),
    work * weights.work,
    speak * weights.language,
    Math.round((persons * weights.evenLoad * free) / 100),
    Math.round((household.outcomes?.[code] ?? 0) * weights.outcome),
  ];
}

/** In twelfths: a dwelling of the household's own size 12, each size larger 4 less; 6 where none is stated. */
function dwellingFit(dwellings: readonly number[] | null, persons: number): number {
  if (dwellings === null) return 6;
  const own = dwellingClassOf(persons);
  const first = dwellings.findIndex((count, k) => k >= own && count > 0);
  return first < 0 ? 0 : 12 - 4 * (first - own);
}

/** The score of a household in a municipality, or null when a hard rule stops it. */
export function scoreOf(household: Household, receiver: Receiver, weights: Weights): number | null {
  if (hardRule(household, receiver) !== null) return null;
  return partsOf(household, receiver, weights).reduce((sum, one) => sum + one, 0);
}

/** The problem that the input states. Standing assignments are cases that are kept, so what they hold is taken off. */
export function problemOf(input: PlanInput): Problem {
  const { households, receivers, standing, months, weights, demandingCap } = input;
  const asCase = (one: Household): PlacementCase => ({
    id: one.caseId,
    persons: one.persons,
    month: one.month,
    medical: one.medical,
    demanding: demanding(one),
    group: one.group,
  });
  const cases: PlacementCase[] = [
    ...households.map(asCase),
    ...standing.map(({ caseId, persons, month }) => ({ id: caseId, persons, month, medical: 0 })),
  ];
  const pairs = pairsOf(cases.length, receivers.length, (i, j) =>
    i < households.length ? scoreOf(households[i]!, receivers[j]!, weights) : null,
  );
  return {
    months: months.length,
    cases,
    municipalities: receivers.map(({ code, places, elsewhere, perMonth, dwellings, medical }) => ({
      ...{ code, perYear: Math.max(0, (places ?? 0) - elsewhere), perMonth, dwellings, medical },
      demanding: demandingCap,
    })),
    pairs,
    linked: input.linked,
    apart: input.apart,
    kept: standing.map(({ caseId, municipality }) => ({ caseId, municipality })),
    floors: input.floors,
  };
}

/** The most that a case of the engine has; a standing assignment of more persons is entered in parts. */
const MOST_PERSONS = 12;

/** A standing assignment in parts that the engine takes. */
export function inParts(one: Standing): Standing[] {
  const parts: Standing[] = [];
  for (let left = one.persons, k = 0; left > 0; left -= MOST_PERSONS, k += 1)
    parts.push({
      ...one,
      caseId: k === 0 ? one.caseId : `${one.caseId}#${k + 1}`,
      persons: Math.min(left, MOST_PERSONS),
    });
  return parts;
}
