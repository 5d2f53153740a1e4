import { InvalidInput, type FieldError } from '../../kernel/index.js';

/** Dwellings for 1–2, 3–4, 5–6 and 7 or more persons; a small household may live in a larger one, never the reverse. */
export const DWELLING_CLASSES = 4;
export const dwellingClassOf = (persons: number): number => Math.min(DWELLING_CLASSES - 1, Math.ceil(persons / 2) - 1);
/** A household of more than twelve is entered as linked cases: no dwelling of the register houses it (placement-forecast.md 7 (10)). */
const LARGEST_HOUSEHOLD = 12;

/** A case as the engine sees it: a household that arrives together. */
export interface PlacementCase {
  readonly id: string;
  readonly persons: number;
  /** The month of arrival within the plan, from 0. */
  readonly month: number;
  /** Places of medical capacity that it takes. */
  readonly medical: number;
  /** Counts against a municipality's cap on demanding cases. */
  readonly demanding?: boolean;
  /** The group whose floor it counts for. */
  readonly group?: string;
}

/** What a municipality can take in the plan; null is without limit. */
export interface PlacementMunicipality {
  readonly code: string;
  readonly perYear: number;
  readonly perMonth: readonly number[];
  /** Dwellings of each class, smallest first. */
  readonly dwellings: readonly number[] | null;
  readonly medical: number | null;
  /** The most persons of demanding cases (load cap). */
  readonly demanding?: number | null;
}

/**
 * The possible pairs of case and municipality, case by case: those of case `i` are `start[i]` up to `start[i + 1]`, by rising
 * position of the municipality. Scores are whole points of the household: the sum over its persons.
 */
export interface Pairs {
  readonly start: Int32Array;
  readonly municipality: Int32Array;
  readonly score: Int32Array;
}

/** The least number of points that the cases of a group get together. */
export interface Floor {
  readonly group: string;
  readonly points: number;
}

/** Everything that a plan is made from. `placement-forecast.md` 4 has the same in formulas. */
export interface Problem {
  readonly months: number;
  readonly cases: readonly PlacementCase[];
  readonly municipalities: readonly PlacementMunicipality[];
  readonly pairs: Pairs;
  /** Extended families: their cases go to one municipality, or none of them is placed. */
  readonly linked?: readonly (readonly string[])[];
  /** Two cases that must not live in the same municipality. */
  readonly apart?: readonly (readonly [string, string])[];
  /** Assignments that stand: they are kept even where they break a limit. */
  readonly kept?: readonly Placed[];
  readonly floors?: readonly Floor[];
}

export interface Placed {
  readonly caseId: string;
  readonly municipality: string;
}

/**
 * The problem itself, when nothing in it is impossible.
 * @throws InvalidInput with every wrong field named: a repeated id, a negative limit, a score that is no whole number, a household of
 * 0 or more than 12 persons, a case or municipality that does not exist.
 */
export function checked(problem: Problem): Problem {
  const errors: FieldError[] = [];
  const wrong = (pointer: string, code: string, message: string): void => {
    errors.push({ pointer, code, message });
  };
  const whole = (pointer: string, value: number, from: number, to = Number.MAX_SAFE_INTEGER): void => {
    if (!Number.isSafeInteger(value) || value < from || value > to)
      wrong(
        pointer,
        'outOfRange',
        `${pointer} must be a whole number of at least ${from}${to < 1e9 ? ` and at most ${to}` : ''}.`,
      );
  };
  const { cases, municipalities, months, pairs } = problem;
  const ids = new Set<string>();
  whole('/months', months, 1);
  cases.forEach(({ id, persons, month, medical }, i) => {
    if (ids.has(id)) wrong(`/cases/${i}/id`, 'duplicate', `The case ${id} is there twice.`);
    ids.add(id);
    whole(`/cases/${i}/persons`, persons, 1, LARGEST_HOUSEHOLD);
    whole(`/cases/${i}/month`, month, 0, months - 1);
    whole(`/cases/${i}/medical`, medical, 0);
  });
  const codes = new Set<string>();
  municipalities.forEach(({ code, perYear, perMonth, dwellings, medical, demanding }, j) => {
    const at = `/municipalities/${j}`;
    if (codes.has(code)) wrong(`${at}/code`, 'duplicate', `The municipality ${code} is there twice.`);
    codes.add(code);
    whole(`${at}/perYear`, perYear, 0);
    if (perMonth.length !== months) wrong(`${at}/perMonth`, 'length', `${at}/perMonth must have ${months} numbers.`);
    perMonth.forEach((limit, t) => whole(`${at}/perMonth/${t}`, limit, 0));
    if (dwellings !== null && dwellings.length !== DWELLING_CLASSES)
      wrong(`${at}/dwellings`, 'length', `${at}/dwellings must have ${DWELLING_CLASSES} numbers.`);
    dwellings?.forEach((count, k) => whole(`${at}/dwellings/${k}`, count, 0));
    if (medical !== null) whole(`${at}/medical`, medical, 0);
    if (demanding != null) whole(`${at}/demanding`, demanding, 0);
  });
  pairErrors(pairs, cases.length, municipalities.length, wrong);
  const known = (pointer: string, id: string): void => {
    if (!ids.has(id)) wrong(pointer, 'unknown', `There is no case ${id}.`);
  };
  const inBlock = new Set<string>();
  problem.linked?.forEach((block, b) =>
    block.forEach((id, k) => {
      known(`/linked/${b}/${k}`, id);
      if (inBlock.has(id)) wrong(`/linked/${b}/${k}`, 'duplicate', `The case ${id} is linked twice.`);
      inBlock.add(id);
    }),
  );
  problem.apart?.forEach((pair, a) => pair.forEach((id, k) => known(`/apart/${a}/${k}`, id)));
  const keptIds = new Set<string>();
  problem.kept?.forEach(({ caseId, municipality }, k) => {
    known(`/kept/${k}/caseId`, caseId);
    if (keptIds.has(caseId)) wrong(`/kept/${k}/caseId`, 'duplicate', `The case ${caseId} is kept twice.`);
    keptIds.add(caseId);
    if (!codes.has(municipality))
      wrong(`/kept/${k}/municipality`, 'unknown', `There is no municipality ${municipality}.`);
  });
  problem.floors?.forEach(({ points }, f) => whole(`/floors/${f}/points`, points, 0));
  if (errors.length > 0) throw new InvalidInput(errors);
  return problem;
}

function pairErrors(
  { start, municipality, score }: Pairs,
  cases: number,
  municipalities: number,
  wrong: (pointer: string, code: string, message: string) => void,
): void {
  if (start.length !== cases + 1)
    return wrong('/pairs/start', 'length', 'There is one start for each case, and the end.');
  if (municipality.length !== start[cases] || score.length !== municipality.length)
    return wrong('/pairs', 'length', 'Each pair has a municipality and a score.');
  for (let i = 0; i < cases; i += 1)
    for (let p = start[i]!; p < start[i + 1]!; p += 1) {
      const j = municipality[p]!;
      if (j < 0 || j >= municipalities || (p > start[i]! && j <= municipality[p - 1]!))
        return wrong(`/pairs/municipality/${p}`, 'outOfRange', 'The municipalities of a case stand in rising order.');
      if (score[p]! < 0) return wrong(`/pairs/score/${p}`, 'outOfRange', 'A score is never negative.');
    }
}

/**
 * The possible pairs out of a table of scores; null means that the pair is not possible.
 * @throws InvalidInput when a score is no whole number of points (NaN, a fraction, negative, beyond 32 bits).
 */
export function pairsOf(
  cases: number,
  municipalities: number,
  scoreOf: (i: number, j: number) => number | null,
): Pairs {
  const start = new Int32Array(cases + 1);
  const columns: number[] = [];
  const scores: number[] = [];
  for (let i = 0; i < cases; i += 1) {
    for (let j = 0; j < municipalities; j += 1) {
      const score = scoreOf(i, j);
      if (score === null) continue;
      if (!Number.isInteger(score) || score < 0 || score > 0x7fffffff)
        throw new InvalidInput([
          {
            pointer: `/scores/${i}/${j}`,
            code: 'notWhole',
            message: `The score ${score} is not a whole number of points.`,
          },
        ]);
      columns.push(j);
      scores.push(score);
    }
    start[i + 1] = columns.length;
  }
  return { start, municipality: Int32Array.from(columns), score: Int32Array.from(scores) };
}
