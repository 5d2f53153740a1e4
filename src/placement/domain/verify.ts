import type { Plan } from './plan.js';
import type { Placed, Problem } from './problem.js';

/** What a plan has against it. */
export interface Finding {
  readonly code:
    | 'notOnce'
    | 'unknown'
    | 'notPossible'
    | 'overLimit'
    | 'linkedApart'
    | 'apartTogether'
    | 'keptMoved'
    | 'wrongObjective'
    | 'wrongGap'
    | 'wrongFloor';
  readonly detail: string;
}

export interface Verdict {
  readonly findings: readonly Finding[];
  /** Limits that the kept assignments alone break: accepted as given, and shown. */
  readonly breaches: readonly string[];
}

/**
 * Reads a plan against its problem, from the problem's own numbers and by none of the engine's code: everybody once, only possible pairs,
 * no limit broken, linked cases together, opponents apart, kept ones where they were, and the figures as the plan states them.
 */
export function verify(problem: Problem, plan: Plan): Verdict {
  const findings: Finding[] = [];
  const find = (code: Finding['code'], detail: string): void => {
    findings.push({ code, detail });
  };
  const home = new Map(plan.placed.map(({ caseId, municipality }) => [caseId, municipality]));
  const told = [...plan.placed.map(({ caseId }) => caseId), ...plan.unplaced];
  const ids = new Set(problem.cases.map(({ id }) => id));
  const known = new Set(problem.municipalities.map(({ code }) => code));
  if (told.length !== ids.size || new Set(told).size !== told.length || told.some((id) => !ids.has(id)))
    find('notOnce', 'The plan does not name every case exactly once.');
  for (const code of home.values()) if (!known.has(code)) find('unknown', `There is no municipality ${code}.`);

  const kept = problem.kept ?? [];
  for (const { caseId, municipality } of kept)
    if (home.get(caseId) !== municipality) find('keptMoved', `${caseId} is no longer in ${municipality}.`);
  const points = pointsOf(problem, home, new Set(kept.map(({ caseId }) => caseId)), find);
  const objective = [...points.values()].reduce((sum, one) => sum + one, 0);
  if (objective !== plan.objective)
    find('wrongObjective', `${objective} points were counted, ${plan.objective} stated.`);
  if (plan.bound < objective) find('wrongGap', `The bound ${plan.bound} lies below ${objective}.`);
  const gap = plan.bound === 0 ? 0 : 1 - objective / plan.bound;
  if (Math.abs(gap - plan.gap) > 1e-9) find('wrongGap', `The gap is ${gap}, ${plan.gap} is stated.`);

  for (const block of problem.linked ?? []) {
    const homes = new Set(block.filter((id) => !kept.some(({ caseId }) => caseId === id)).map((id) => home.get(id)));
    if (homes.size > 1) find('linkedApart', `${block.join(', ')} are not together.`);
  }
  for (const [a, b] of problem.apart ?? []) {
    const bothKept = [a, b].every((id) => kept.some(({ caseId }) => caseId === id));
    if (home.has(a) && home.get(a) === home.get(b) && !bothKept)
      find('apartTogether', `${a} and ${b} are in ${home.get(a)}.`);
  }
  for (const { group, points: floor } of problem.floors ?? []) {
    const reached = problem.cases.reduce((sum, one) => sum + (one.group === group ? (points.get(one.id) ?? 0) : 0), 0);
    const stated = plan.floorsMissed.find((missed) => missed.group === group)?.lacks ?? 0;
    if (Math.max(0, floor - reached) !== stated) find('wrongFloor', `${group} has ${reached} of ${floor} points.`);
  }
  return { findings, breaches: limitsBroken(problem, plan.placed, find) };
}

function pointsOf(
  { cases, municipalities, pairs }: Problem,
  home: ReadonlyMap<string, string>,
  kept: ReadonlySet<string>,
  find: (code: 'notPossible', detail: string) => void,
): Map<string, number> {
  const points = new Map<string, number>();
  cases.forEach(({ id }, i) => {
    const code = home.get(id);
    if (code === undefined || kept.has(id)) return;
    const from = pairs.start[i]!;
    const offered = [...pairs.municipality.subarray(from, pairs.start[i + 1])];
    const k = offered.findIndex((j) => municipalities[j]!.code === code);
    if (k < 0) find('notPossible', `${id} cannot come to ${code}.`);
    else points.set(id, pairs.score[from + k]!);
  });
  return points;
}

function limitsBroken(
  { cases, municipalities, months, kept = [] }: Problem,
  placed: readonly Placed[],
  find: (code: 'overLimit', detail: string) => void,
): string[] {
  const breaches: string[] = [];
  const byId = new Map(cases.map((one) => [one.id, one]));
  const there = new Map<string, string[]>();
  for (const { caseId, municipality } of placed) there.set(municipality, [...(there.get(municipality) ?? []), caseId]);
  const keptIds = new Set(kept.map(({ caseId }) => caseId));
  for (const { code, perYear, perMonth, dwellings, medical, demanding } of municipalities) {
    const all = (there.get(code) ?? []).map((id) => byId.get(id)).filter((one) => one !== undefined);
    const judge = (
      what: string,
      limit: number | null | undefined,
      loadOf: (one: (typeof all)[number]) => number,
    ): void => {
      if (limit == null) return;
      const load = all.reduce((sum, one) => sum + loadOf(one), 0);
      if (load <= limit) return;
      const before = all.reduce((sum, one) => sum + (keptIds.has(one.id) ? loadOf(one) : 0), 0);
      if (load > before) find('overLimit', `${code}: ${load} of ${limit} ${what}.`);
      else breaches.push(`${code}: ${load} of ${limit} ${what}.`);
    };
    judge('persons of the year', perYear, ({ persons }) => persons);
    for (let t = 0; t < months; t += 1)
      judge(`persons of month ${t + 1}`, perMonth[t], ({ persons, month }) => (month === t ? persons : 0));
    judge('medical places', medical, (one) => one.medical);
    judge('persons of demanding cases', demanding, (one) => (one.demanding === true ? one.persons : 0));
    if (dwellings === null) continue;
    // A dwelling of class 0, 1, 2, 3 houses up to 2, 4, 6, any number of persons.
    for (const [from, above] of [0, 2, 4, 6].entries())
      judge(
        `dwellings for more than ${above}`,
        dwellings.filter((_, size) => size >= from).reduce((sum, count) => sum + count, 0),
        ({ persons }) => (persons > above ? 1 : 0),
      );
  }
  return breaches;
}
