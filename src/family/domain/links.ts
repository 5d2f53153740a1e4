import type { PlainDate, Unmet } from '../../kernel/index.js';
import { onRoad, type Decided, type Effect, type Family, type FamilyFacts } from './family.js';

/** Two cases that must travel and settle together. */
export interface Link {
  readonly caseId: string;
  readonly otherCaseId: string;
}

/**
 * The cases that travel and settle together with one: all that its links reach, itself among them, in the order of the ids. Whoever
 * links A to B and B to C has said that A goes with C, and is shown it before it is confirmed.
 */
export function blockOf(caseId: string, links: readonly Link[]): string[] {
  const reached = new Set([caseId]);
  const waiting = [caseId];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const { caseId: one, otherCaseId: two } of links)
      for (const next of one === at ? [two] : two === at ? [one] : [])
        if (!reached.has(next)) {
          reached.add(next);
          waiting.push(next);
        }
  return [...reached].toSorted();
}

/** A block whose members are about to settle or travel apart: told, never a bar (the hard rules stand in the verbs). */
export interface Apart {
  readonly code: 'linkedElsewhere' | 'linkedOnOtherJourney';
  readonly detail: string;
}

/** Where the cases of a block go apart: to several municipalities, or on several journeys. */
export function apartIn(block: readonly Family[]): Apart[] {
  if (block.length < 2) return [];
  const standing = (of: (family: Family) => string[]): [string, string[]][] =>
    block.flatMap((family) => {
      const found = [...new Set(of(family))];
      return found.length > 0 ? [[family.diaryNumber, found] as [string, string[]]] : [];
    });
  const municipalities = standing(({ members }) =>
    onRoad(members).flatMap(({ holds }) => holds.assignment?.municipality ?? []),
  );
  const days = standing(({ members }) =>
    onRoad(members).flatMap(({ holds }): PlainDate[] => (holds.journey ? [holds.journey.departsOn] : [])),
  );
  const several = (found: [string, string[]][]): boolean => new Set(found.flatMap(([, values]) => values)).size > 1;
  const words = (found: [string, string[]][]): string =>
    found.map(([diaryNumber, values]) => `${diaryNumber}: ${values.toSorted().join(', ')}`).join('; ');
  return [
    ...(several(municipalities)
      ? [{ code: 'linkedElsewhere' as const, detail: `Linked cases settle apart (${words(municipalities)}).` }]
      : []),
    ...(several(days)
      ? [{ code: 'linkedOnOtherJourney' as const, detail: `Linked cases travel on different days (${words(days)}).` }]
      : []),
  ];
}

const LINKED = 'domain.md (e) 4, 21: linked cases travel and settle together';

/** Links two cases. The whole block is told, since a link reaches further than the two cases. */
export function decideLink({ family, other, linked }: FamilyFacts, block: readonly Family[]): Decided {
  if (!other) return { unmet: [], effects: [], retold: [] };
  const unmet: Unmet[] = [
    ...[family, other]
      .filter(({ merged, members }) => merged || onRoad(members).length === 0)
      .map(({ diaryNumber }) => ({
        code: 'nobodyGoesOn',
        detail: `Nobody of ${diaryNumber} is on the road any more.`,
        source: LINKED,
      })),
    ...(linked
      ? [{ code: 'alreadyLinked', detail: `${other.diaryNumber} is linked to this case already.`, source: LINKED }]
      : []),
  ];
  const numbers = block.map(({ diaryNumber }) => diaryNumber).toSorted();
  return {
    unmet,
    retold: [],
    effects: [
      {
        code: 'travelTogether',
        area: 'travel',
        kind: 'changes',
        detail: `These cases are to travel and settle together: ${numbers.join(', ')}.`,
        personId: null,
        source: LINKED,
      },
      ...apartIn(block).map(asEffect),
    ],
  };
}

/** Takes a link back; others of the block may stay linked over a third case. */
export function decideUnlink({ family, other, linked }: FamilyFacts, block: readonly Family[]): Decided {
  if (!other) return { unmet: [], effects: [], retold: [] };
  const stillTogether = block.some(({ caseId }) => caseId === other.caseId);
  return {
    unmet: linked
      ? []
      : [{ code: 'notLinked', detail: `${other.diaryNumber} is not linked to this case.`, source: LINKED }],
    retold: [],
    effects: [
      {
        code: stillTogether ? 'linkedOverOthers' : 'travelApart',
        area: 'travel',
        kind: stillTogether ? 'check' : 'changes',
        detail: stillTogether
          ? `${family.diaryNumber} and ${other.diaryNumber} stay linked over other cases.`
          : `${family.diaryNumber} and ${other.diaryNumber} may travel and settle apart.`,
        personId: null,
        source: LINKED,
      },
    ],
  };
}

const asEffect = ({ code, detail }: Apart): Effect => ({
  code,
  area: code === 'linkedElsewhere' ? 'municipality' : 'travel',
  kind: 'check',
  detail,
  personId: null,
  source: LINKED,
});
