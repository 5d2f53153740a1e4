import type { Unmet } from '../../kernel/index.js';
import {
  called,
  howMany,
  onRoad,
  principalOf,
  type Decided,
  type Effect,
  type Family,
  type FamilyCommand,
  type FamilyFacts,
} from './family.js';
import { relationUnknown } from './relations.js';
import { goesAlong } from './split.js';

type Merge = Extract<FamilyCommand, { verb: 'merge' }>;

const MERGE = 'domain.md (a), merge: only cases with equal programme and allocation';

/** All members of the other case go on in this one; the other case is closed as merged. */
export function decideMerge({ relations }: Merge, { family, other }: FamilyFacts): Decided {
  if (!other) return { unmet: [], effects: [], retold: [] };
  const principal = principalOf(family.members);
  const told = other.members.map((member) => ({
    member,
    relation:
      relations.find(({ personId }) => personId === member.id)?.relation ?? (member.onRoad ? null : 'other_relative'),
  }));
  const unknown = told.flatMap(({ member, relation }) =>
    relation === null && principal ? [relationUnknown(member, principal)] : [],
  );
  return {
    unmet: [...unmetOfMerge(family, other), ...unknown],
    retold: told.flatMap(({ member, relation }) =>
      relation === null || relation === member.relation ? [] : [{ personId: member.id, relation }],
    ),
    effects: [
      {
        code: 'otherCaseCloses',
        area: 'case',
        kind: 'changes',
        detail: `${howMany(other.members.length)} of ${other.diaryNumber} go on in ${family.diaryNumber}; ${other.diaryNumber} is closed as merged and keeps its papers and history.`,
        personId: null,
        source: MERGE,
      },
      ...earlierClock(family, other),
      ...caseTerms(family, other),
      ...other.members.flatMap(goesAlong),
      ...twoMunicipalities(family, other),
    ],
  };
}

function unmetOfMerge(family: Family, other: Family): Unmet[] {
  const when = (holds: boolean, code: string, detail: string): Unmet[] =>
    holds ? [{ code, detail, source: MERGE }] : [];
  return [
    ...[family, other].flatMap(({ merged, registered, diaryNumber, members }) => [
      ...when(merged, 'caseMerged', `The persons of ${diaryNumber} went on in another case.`),
      ...when(!registered, 'notRegistered', `The RRF of ${diaryNumber} is not complete.`),
      ...when(
        !merged && onRoad(members).length === 0,
        'nobodyGoesOn',
        `Nobody of ${diaryNumber} is on the road any more.`,
      ),
    ]),
    ...when(
      family.subQuotaId !== other.subQuotaId,
      'otherSubQuota',
      'The cases stand in different sub-quotas: reallocate one of them first.',
    ),
    ...other.members
      .filter(({ underWay }) => underWay)
      .map((member) => ({
        code: 'onTheWay',
        detail: `${called(member)} of ${other.diaryNumber} is ${member.status}: the journey and the reception are settled in the case in which they began.`,
        source: MERGE,
        personId: member.id,
      })),
  ];
}

type Clocked = Pick<Family, 'registeredOn'>;

/** The EU clock runs from the earlier registration: nobody waits longer for having been merged. */
export const earlierRegistration = (family: Clocked, other: Clocked): string | null =>
  [family.registeredOn, other.registeredOn].filter((day) => day !== null).toSorted()[0] ?? null;

function earlierClock(family: Family, other: Family): Effect[] {
  const earlier = earlierRegistration(family, other);
  if (earlier === null || earlier === family.registeredOn) return [];
  return [
    {
      code: 'earlierClock',
      area: 'case',
      kind: 'changes',
      detail: `The clock of the case runs from ${earlier}, when ${other.diaryNumber} was registered.`,
      personId: null,
      source: 'Regulation (EU) 2024/1350 article 9; domain.md (e) 32',
    },
  ];
}

function caseTerms(family: Family, other: Family): Effect[] {
  const terms = [
    ['priority', family.priority, other.priority],
    ['source', family.source, other.source],
    ['route', family.route, other.route],
  ] as const;
  return terms
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(([term, ours, theirs]) => ({
      code: `${term}OfThisCase`,
      area: 'case',
      kind: 'check',
      detail: `The ${term} is ${ours ?? 'not chosen'} here and ${theirs ?? 'not chosen'} in ${other.diaryNumber}: that of this case holds for all.`,
      personId: null,
      source: MERGE,
    }));
}

function twoMunicipalities(family: Family, other: Family): Effect[] {
  const municipalities = new Set(
    onRoad([...family.members, ...other.members]).flatMap(({ holds }) => holds.assignment?.municipality ?? []),
  );
  if (municipalities.size < 2) return [];
  return [
    {
      code: 'severalMunicipalities',
      area: 'municipality',
      kind: 'check',
      detail: `Members of the case are assigned to ${[...municipalities].toSorted().join(' and ')}: take one assignment back.`,
      personId: null,
      source: 'domain.md 7: linked family considered',
    },
  ];
}
