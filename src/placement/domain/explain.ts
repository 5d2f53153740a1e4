import type { Draft } from './draft.js';
import type { Prices } from './dual.js';
import { dwellingRow, medicalRow, monthRow, takenBy, yearRow, type Instance } from './instance.js';
import { DWELLING_CLASSES } from './problem.js';

/** Why a case cannot come to a municipality, the first reason in the order of the rows. */
export const STOPS = [
  'noPlaces',
  'yearFull',
  'monthFull',
  'noDwelling',
  'noMedicalPlace',
  'tooManyDemanding',
  'apartFrom',
] as const;
export type Stop = (typeof STOPS)[number];

/** One municipality as a choice for a case. */
export interface Choice {
  readonly municipality: string;
  readonly score: number;
  /** What the places it takes are worth to others, in points (the dual prices). */
  readonly price: number;
  /** What is lost against the case's best choice at these prices. */
  readonly regret: number;
  /** What stops it now, or null when there is room. */
  readonly stop: Stop | null;
}

/** What lacks for a unit in a municipality as the draft stands: the first stop and who holds it. */
export function stopOf(draft: Draft, unit: number, j: number): { stop: Stop; row: number } | null {
  const { instance, free } = draft;
  const { profile, takesStart, takesRow, takesAmount, rows, capacity, problem, municipalities, barred } = instance;
  if (capacity[j * rows + yearRow] === 0) return { stop: 'noPlaces', row: yearRow };
  for (let k = takesStart[profile[unit]!]!; k < takesStart[profile[unit]! + 1]!; k += 1) {
    const row = takesRow[k]!;
    if (free[j * rows + row]! < takesAmount[k]!) return { stop: nameOf(row, problem.months), row };
  }
  if (barred.has(unit * municipalities + j) || !draft.fits(unit, j)) return { stop: 'apartFrom', row: -1 };
  return null;
}

function nameOf(row: number, months: number): Stop {
  if (row === yearRow) return 'yearFull';
  if (row < monthRow(months)) return 'monthFull';
  if (row < dwellingRow(months, DWELLING_CLASSES)) return 'noDwelling';
  return row === medicalRow(months) ? 'noMedicalPlace' : 'tooManyDemanding';
}

/**
 * All municipalities that a case may come to, best first after the price of the places it takes there; equal ones by code. A hand's
 * breadth of arithmetic for each: under a millisecond for 290 municipalities.
 */
export function choicesFor(draft: Draft, prices: Prices, caseId: string): Choice[] {
  const { instance } = draft;
  const unit = unitOfCase(instance, caseId);
  const { start, municipality, value, profile, municipalities: m, order, problem } = instance;
  const choices: { choice: Omit<Choice, 'regret'>; net: number }[] = [];
  const held = draft.at[unit]!;
  if (held >= 0) draft.remove(unit);
  for (let p = start[unit]!; p < start[unit + 1]!; p += 1) {
    const j = municipality[p]!;
    const price = prices.paid[profile[unit]! * m + j]!;
    choices.push({
      net: value[p]! - price,
      choice: {
        municipality: problem.municipalities[order[j]!]!.code,
        score: value[p]!,
        price,
        stop: stopOf(draft, unit, j)?.stop ?? null,
      },
    });
  }
  if (held >= 0) draft.place(unit, held);
  choices.sort((a, b) => b.net - a.net || (a.choice.municipality < b.choice.municipality ? -1 : 1));
  const best = Math.max(0, choices[0]?.net ?? 0);
  return choices.map(({ choice, net }) => ({ ...choice, regret: best - net }));
}

/** The cases in a municipality that hold something of what stops this one there. */
export function holdersOf(draft: Draft, caseId: string, code: string): string[] {
  const { instance } = draft;
  const unit = unitOfCase(instance, caseId);
  const j = municipalityAt(instance, code);
  const stopped = stopOf(draft, unit, j);
  if (stopped === null) return [];
  const { problem, casesOf, municipality } = instance;
  const opponents = new Set((problem.apart ?? []).flatMap(([a, b]) => (a === caseId ? [b] : b === caseId ? [a] : [])));
  return casesOf
    .flatMap((members, u) => (u !== unit && draft.at[u]! >= 0 && municipality[draft.at[u]!] === j ? members : []))
    .map((i) => problem.cases[i]!)
    .filter((one) =>
      stopped.row < 0 ? opponents.has(one.id) : takenBy(one, problem.months).some(([row]) => row === stopped.row),
    )
    .map(({ id }) => id);
}

/** Who could come to a municipality and is not there: the cases that have no place yet first, then by what they would gain. */
export function candidatesFor(
  draft: Draft,
  prices: Prices,
  code: string,
): { caseId: string; score: number; gain: number; stop: Stop | null }[] {
  const { instance } = draft;
  const j = municipalityAt(instance, code);
  const { units, casesOf, problem, value } = instance;
  const found: { caseId: string; score: number; gain: number; stop: Stop | null; placed: boolean }[] = [];
  for (let u = 0; u < units; u += 1) {
    const pair = pairAt(instance, u, j);
    if (pair < 0 || draft.at[u] === pair) continue;
    const placed = draft.at[u]! >= 0;
    found.push({
      caseId: problem.cases[casesOf[u]![0]!]!.id,
      score: value[pair]!,
      gain:
        value[pair]! -
        (placed ? value[draft.at[u]!]! : 0) -
        prices.paid[instance.profile[u]! * instance.municipalities + j]!,
      stop: stopOf(draft, u, j)?.stop ?? null,
      placed,
    });
  }
  found.sort((a, b) => Number(a.placed) - Number(b.placed) || b.gain - a.gain || (a.caseId < b.caseId ? -1 : 1));
  return found.map(({ placed: _, ...rest }) => rest);
}

/** The pair of a unit and a municipality, by bisection; -1 when it is not possible. */
export function pairAt({ start, municipality }: Instance, unit: number, j: number): number {
  let low = start[unit]!;
  let high = start[unit + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (municipality[middle] === j) return middle;
    if (municipality[middle]! < j) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export function unitOfCase({ casesOf, problem }: Instance, caseId: string): number {
  return casesOf.findIndex((members) => members.some((i) => problem.cases[i]!.id === caseId));
}

export function municipalityAt({ order, problem }: Instance, code: string): number {
  return order.findIndex((original) => problem.municipalities[original]!.code === code);
}
