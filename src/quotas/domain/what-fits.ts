import type { PlainDate } from '../../kernel/index.js';

/** The order in which waiting cases come to their turn. */
const PRIORITIES = ['emergency', 'urgent', 'normal'];

/** A case of which persons still wait for a grant. */
export interface WaitingCase {
  readonly caseId: string;
  readonly diaryNumber: string;
  readonly priority: string;
  readonly waitingSince: PlainDate;
  /** How many of it still wait: so many places it needs, all at once. */
  readonly persons: number;
}

export const FITS = ['fits', 'within_tolerance', 'does_not_fit'] as const;
export type Fits = (typeof FITS)[number];

/** Whether a whole case goes into the places left. */
export interface Fit {
  readonly fits: Fits;
  /** Places that lack for the whole case; 0 when it fits. */
  readonly lacking: number;
  readonly detail: string;
}

/** The whole cases that together fill the places best. */
export interface Filling {
  readonly caseIds: readonly string[];
  readonly persons: number;
  /** Places that no whole case fills. */
  readonly left: number;
  readonly detail: string;
}

export interface WhatFits {
  readonly placesLeft: number;
  readonly tolerance: number;
  /** By priority, then by waiting time. */
  readonly cases: readonly (WaitingCase & Fit & { readonly inFilling: boolean })[];
  readonly filling: Filling;
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;
const needs = (persons: number): string => `this case needs ${persons}`;

/** Whether so many persons, all together, go into the places left (domain.md (e) 1: families must not be cut to fit). */
export function fitOf(persons: number, placesLeft: number, tolerance: number): Fit {
  const lacking = Math.max(0, persons - Math.max(0, placesLeft));
  const left = `${count(Math.max(0, placesLeft), 'place')} left; ${needs(persons)}`;
  if (lacking === 0) return { fits: 'fits', lacking, detail: `${left}: it fits.` };
  if (lacking <= tolerance)
    return {
      fits: 'within_tolerance',
      lacking,
      detail: `${left}: it goes ${lacking} beyond, within the tolerance of ${tolerance}.`,
    };
  return { fits: 'does_not_fit', lacking, detail: `${left}: it is not cut.` };
}

const inTurn = (a: WaitingCase, b: WaitingCase): number =>
  PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
  compare(a.waitingSince, b.waitingSince) ||
  compare(a.diaryNumber, b.diaryNumber);
const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const personsOf = (cases: readonly WaitingCase[]): number => cases.reduce((sum, { persons }) => sum + persons, 0);

/**
 * The cases, whole ones only, that fill as many of the places as can be; of all such choices the one that takes the first case in
 * turn, then the second, and so on. Exact: which sums the cases from each one on can make is tabled (subset sums).
 */
function fullest(cases: readonly WaitingCase[], places: number): WaitingCase[] {
  const room = Math.min(Math.max(0, places), personsOf(cases));
  // makes[i][sum]: the cases from the i-th on can make exactly this sum.
  const makes = [...cases, null].map(() => new Uint8Array(room + 1));
  makes[cases.length]![0] = 1;
  for (let index = cases.length - 1; index >= 0; index -= 1)
    for (let sum = 0; sum <= room; sum += 1) {
      const rest = sum - cases[index]!.persons;
      makes[index]![sum] = makes[index + 1]![sum] || (rest >= 0 ? makes[index + 1]![rest]! : 0);
    }
  let left = makes[0]!.lastIndexOf(1);
  return cases.filter(({ persons }, index) => {
    const taken = persons <= left && makes[index + 1]![left - persons] === 1;
    if (taken) left -= persons;
    return taken;
  });
}

/**
 * Which waiting cases fit the places left as wholes, and which of them together fill the places best: as many persons of emergency
 * cases as can be, then of urgent ones in what is left, then of normal ones; among equals those that have waited longest. The
 * filling stays within the places; the tolerance is told beside each case that needs it.
 */
export function whatFits(waiting: readonly WaitingCase[], placesLeft: number, tolerance: number): WhatFits {
  const cases = [...waiting].sort(inTurn);
  const chosen = PRIORITIES.reduce<WaitingCase[]>((taken, priority) => {
    const ofPriority = cases.filter((one) => one.priority === priority);
    return [...taken, ...fullest(ofPriority, placesLeft - personsOf(taken))];
  }, []);
  const inFilling = new Set(chosen.map(({ caseId }) => caseId));
  const persons = personsOf(chosen);
  const left = Math.max(0, placesLeft) - persons;
  return {
    placesLeft,
    tolerance,
    cases: cases.map((one) => ({
      ...one,
      ...fitOf(one.persons, placesLeft, tolerance),
      inFilling: inFilling.has(one.caseId),
    })),
    filling: { caseIds: chosen.map(({ caseId }) => caseId), persons, left, detail: inWords(chosen, placesLeft, left) },
  };
}

function inWords(chosen: readonly WaitingCase[], placesLeft: number, left: number): string {
  const places = count(Math.max(0, placesLeft), 'place');
  if (chosen.length === 0) return `No waiting case fits the ${places} left as a whole.`;
  const rest = left === 0 ? 'none is left' : `${left} left that no whole case fills`;
  const listed = chosen.map(({ diaryNumber, persons }) => `${diaryNumber} (${persons})`).join(' + ');
  return `${listed} fill ${personsOf(chosen)} of ${places}; ${rest}. By priority, then by waiting time.`;
}

/** How many cases a sentence names. */
const MOST_NAMED = 5;

/** What a refusal adds for who may know of the other cases: which of them fit, or that none does. */
export function casesThatFit({ cases, tolerance }: WhatFits, refusedCaseId: string): string {
  const fitting = cases.filter(({ caseId, fits }) => caseId !== refusedCaseId && fits === 'fits');
  const named = fitting.slice(0, MOST_NAMED).map(({ diaryNumber, persons }) => `${diaryNumber} (${persons})`);
  const more = fitting.length > MOST_NAMED ? ` and ${fitting.length - MOST_NAMED} more` : '';
  const which = named.length > 0 ? `Cases that fit: ${named.join(', ')}${more}` : 'No other waiting case fits';
  return `${which}; or an overrun, ${tolerance === 0 ? 'with its permission and a reason' : `of which ${tolerance} within the tolerance`}.`;
}
