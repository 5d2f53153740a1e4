import { DWELLING_CLASSES, dwellingClassOf, type PlacementCase, type Problem } from './problem.js';

/** The rows of capacity of one municipality, in this order: year, months, dwellings from each class upwards, medical, demanding. */
export const yearRow = 0;
export const monthRow = (month: number): number => 1 + month;
export const dwellingRow = (months: number, dwellingClass: number): number => 1 + months + dwellingClass;
export const medicalRow = (months: number): number => 1 + months + DWELLING_CLASSES;
export const demandingRow = (months: number): number => medicalRow(months) + 1;
export const rowsOf = (months: number): number => demandingRow(months) + 1;

/**
 * A problem in the form that the engine computes with. A unit is what moves as one: a case, or linked cases as a block. Units that take
 * the same amounts of the same rows share a profile, so that a price is worked out once for each profile and municipality.
 */
export interface Instance {
  readonly problem: Problem;
  readonly units: number;
  readonly municipalities: number;
  readonly rows: number;
  /** The cases of each unit, as positions in the problem; units stand in the order of their first id. */
  readonly casesOf: readonly (readonly number[])[];
  /** Positions in the problem by rising code: the engine's municipality `j` is the problem's `order[j]`. */
  readonly order: Int32Array;
  readonly start: Int32Array;
  readonly municipality: Int32Array;
  readonly value: Int32Array;
  readonly persons: Int32Array;
  readonly profile: Int32Array;
  readonly profiles: number;
  readonly takesStart: Int32Array;
  readonly takesRow: Int32Array;
  readonly takesAmount: Int32Array;
  /** What is left of each municipality's rows after the assignments that are kept; never below 0. */
  readonly capacity: Int32Array;
  /** Units that may not be where this one is. */
  readonly apart: readonly (readonly number[])[] | null;
  /** Kept assignments that a unit may not join: `unit * municipalities + municipality`. */
  readonly barred: ReadonlySet<number>;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a case takes of each row of its municipality. */
export function takenBy(theCase: PlacementCase, months: number): [row: number, amount: number][] {
  const taken: [number, number][] = [
    [yearRow, theCase.persons],
    [monthRow(theCase.month), theCase.persons],
  ];
  for (let k = 0; k <= dwellingClassOf(theCase.persons); k += 1) taken.push([dwellingRow(months, k), 1]);
  if (theCase.medical > 0) taken.push([medicalRow(months), theCase.medical]);
  if (theCase.demanding === true) taken.push([demandingRow(months), theCase.persons]);
  return taken;
}

/** The limits of a municipality by row. What is without limit is given as more than everybody together takes. */
export function limitsOf(problem: Problem, j: number, unlimited: number): number[] {
  const { perYear, perMonth, dwellings, medical, demanding } = problem.municipalities[j]!;
  const nested = Array.from({ length: DWELLING_CLASSES }, (_, k) =>
    dwellings === null ? unlimited : dwellings.slice(k).reduce((sum, count) => sum + count, 0),
  );
  return [perYear, ...perMonth, ...nested, medical ?? unlimited, demanding ?? unlimited];
}

/**
 * Makes the engine's form of a checked problem. Cases are taken by id and municipalities by code, so the order of the input decides
 * nothing; kept assignments are taken off the capacity.
 */
export function instanceOf(problem: Problem): Instance {
  const { cases, municipalities, months, pairs } = problem;
  const m = municipalities.length;
  const rows = rowsOf(months);
  const order = Int32Array.from(municipalities.keys()).sort((a, b) =>
    byText(municipalities[a]!.code, municipalities[b]!.code),
  );
  const place = new Int32Array(m);
  order.forEach((original, j) => (place[original] = j));
  const casesOf = unitsOf(problem);
  const units = casesOf.length;
  const unitOf = new Int32Array(cases.length).fill(-1);
  casesOf.forEach((members, u) => members.forEach((i) => (unitOf[i] = u)));

  const unlimited = cases.reduce((sum, one) => sum + one.persons + one.medical + 1, 1);
  const capacity = new Int32Array(m * rows);
  for (let j = 0; j < m; j += 1)
    capacity.set(
      limitsOf(problem, order[j]!, unlimited).map((limit) => Math.min(limit, unlimited)),
      j * rows,
    );
  const position = new Map(cases.map(({ id }, i) => [id, i]));
  const codes = new Map(municipalities.map(({ code }, j) => [code, place[j]!]));
  const keptAt = new Map(
    (problem.kept ?? []).map(({ caseId, municipality }) => [position.get(caseId)!, codes.get(municipality)!]),
  );
  for (const [i, j] of keptAt)
    for (const [row, amount] of takenBy(cases[i]!, months)) capacity[j * rows + row]! -= amount;
  for (let x = 0; x < capacity.length; x += 1) if (capacity[x]! < 0) capacity[x] = 0;

  const { profile, ...takes } = profilesOf(casesOf, problem);
  const start = new Int32Array(units + 1);
  const capacityOfPairs = casesOf.reduce((sum, [first]) => sum + pairs.start[first! + 1]! - pairs.start[first!]!, 0);
  const columns = new Int32Array(capacityOfPairs);
  const values = new Int32Array(capacityOfPairs);
  let end = 0;
  const sorted = order.every((original, j) => original === j);
  const scores = new Float64Array(m);
  const seen = new Int32Array(m);
  casesOf.forEach((members, u) => {
    scores.fill(0);
    seen.fill(0);
    for (const i of members)
      for (let p = pairs.start[i]!; p < pairs.start[i + 1]!; p += 1) {
        const j = sorted ? pairs.municipality[p]! : place[pairs.municipality[p]!]!;
        seen[j]! += 1;
        scores[j]! += pairs.score[p]!;
      }
    for (let j = 0; j < m; j += 1) if (seen[j] === members.length && hasRoom(u, j)) push(j, scores[j]!);
    start[u + 1] = end;
  });
  function hasRoom(u: number, j: number): boolean {
    const b = profile[u]!;
    for (let k = takes.takesStart[b]!; k < takes.takesStart[b + 1]!; k += 1)
      if (capacity[j * rows + takes.takesRow[k]!]! < takes.takesAmount[k]!) return false;
    return true;
  }
  function push(j: number, score: number): void {
    columns[end] = j;
    values[end] = score;
    end += 1;
  }

  const apart = Array.from({ length: units }, (): number[] => []);
  const barred = new Set<number>();
  for (const [a, b] of problem.apart ?? [])
    for (const [one, other] of [
      [position.get(a)!, position.get(b)!],
      [position.get(b)!, position.get(a)!],
    ] as const) {
      const u = unitOf[one]!;
      if (u < 0) continue;
      if (unitOf[other]! >= 0) apart[u]!.push(unitOf[other]!);
      else if (keptAt.has(other)) barred.add(u * m + keptAt.get(other)!);
    }
  return {
    problem,
    units,
    municipalities: m,
    rows,
    casesOf,
    order,
    start,
    capacity,
    barred,
    profile,
    ...takes,
    municipality: columns.subarray(0, end),
    value: values.subarray(0, end),
    persons: Int32Array.from(casesOf, (members) => members.reduce((sum, i) => sum + cases[i]!.persons, 0)),
    apart: apart.some((others) => others.length > 0) ? apart : null,
  };
}

function unitsOf({ cases, linked, kept }: Problem): number[][] {
  const position = new Map(cases.map(({ id }, i) => [id, i]));
  const keptIds = new Set((kept ?? []).map(({ caseId }) => caseId));
  const blockOf = new Map((linked ?? []).flatMap((block, b) => block.map((id) => [id, b] as const)));
  const blocks = new Map<number, number[]>();
  const units: number[][] = [];
  for (const { id } of cases.toSorted((a, b) => byText(a.id, b.id))) {
    if (keptIds.has(id)) continue;
    const b = blockOf.get(id);
    const block = b === undefined ? undefined : blocks.get(b);
    if (block !== undefined) block.push(position.get(id)!);
    else {
      const unit = [position.get(id)!];
      units.push(unit);
      if (b !== undefined) blocks.set(b, unit);
    }
  }
  return units;
}

/** Units that take the same share a profile: 20,000 cases make some hundred. */
function profilesOf(casesOf: readonly (readonly number[])[], { cases, months }: Problem) {
  const numbers = new Map<string, number>();
  const starts = [0];
  const takesRow: number[] = [];
  const takesAmount: number[] = [];
  const profile = Int32Array.from(casesOf, (members) => {
    const sums = new Map<number, number>();
    for (const i of members)
      for (const [row, amount] of takenBy(cases[i]!, months)) sums.set(row, (sums.get(row) ?? 0) + amount);
    const taken = [...sums].sort(([a], [b]) => a - b);
    const key = taken.join(';');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    for (const [row, amount] of taken) {
      takesRow.push(row);
      takesAmount.push(amount);
    }
    starts.push(takesRow.length);
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  return {
    profile,
    profiles: numbers.size,
    takesStart: Int32Array.from(starts),
    takesRow: Int32Array.from(takesRow),
    takesAmount: Int32Array.from(takesAmount),
  };
}
