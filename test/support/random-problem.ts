import { pairsOf, type PlacementCase, type PlacementMunicipality, type Problem } from '../../src/placement/engine.js';
import { chance } from './placement-instances.js';

/** A small problem with a bit of everything: links, opponents, kept assignments, caps and floors. */
export function randomProblem(seed: number): Problem {
  const r = chance(seed);
  const months = 1 + r.int(4);
  const cases = Array.from({ length: 1 + r.int(30) }, (_, i): PlacementCase => {
    const persons = 1 + r.int(r.next() < 0.1 ? 12 : 6);
    const medical = r.next() < 0.1 ? 1 + r.int(2) : 0;
    return { id: `c${i}`, persons, month: r.int(months), medical, demanding: r.next() < 0.2, group: `g${r.int(3)}` };
  });
  const municipalities = Array.from({ length: 1 + r.int(8) }, (_, j): PlacementMunicipality => {
    const perYear = r.next() < 0.15 ? 0 : 1 + r.int(25);
    return {
      code: String(j).padStart(4, '0'),
      perYear,
      perMonth: Array.from({ length: months }, () => Math.min(perYear, 1 + r.int(14))),
      dwellings: r.next() < 0.2 ? null : [r.int(5), r.int(4), r.int(3), r.int(2)],
      medical: r.next() < 0.3 ? null : r.int(3),
      demanding: r.next() < 0.7 ? null : r.int(8),
    };
  });
  const pairs = pairsOf(cases.length, municipalities.length, (i) =>
    r.next() < 0.35 ? null : cases[i]!.persons * (200 + r.int(801)),
  );
  const ids = cases.map(({ id }) => id);
  const linked = ids.length >= 6 && r.next() < 0.5 ? [ids.slice(0, 2), ids.slice(2, 5)] : [];
  const apart: [string, string][] =
    ids.length >= 8 && r.next() < 0.5
      ? [
          [ids[5]!, ids[6]!],
          [ids[0]!, ids[7]!],
        ]
      : [];
  const kept = ids
    .slice(8)
    .filter(() => r.next() < 0.15)
    .map((caseId) => ({ caseId, municipality: municipalities[r.int(municipalities.length)]!.code }));
  const floors = r.next() < 0.2 ? [{ group: 'g0', points: r.int(4000) }] : [];
  return { months, cases, municipalities, pairs, linked, apart, kept, floors };
}
