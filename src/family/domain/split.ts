import type { Unmet } from '../../kernel/index.js';
import {
  called,
  howMany,
  onRoad,
  PRINCIPAL,
  principalOf,
  type Decided,
  type Effect,
  type Family,
  type FamilyCommand,
  type FamilyFacts,
  type Member,
} from './family.js';
import { childrenAlone, custodyOf, principalByRule, standingPrincipal } from './principal.js';
import { rebuiltAround } from './relations.js';

type Split = Extract<FamilyCommand, { verb: 'split' }>;
type Choice = Extract<FamilyCommand, { verb: 'choose_principal' }>;

const SPLIT = 'domain.md (a), split; (e) 5';

/** Named members go on in a case of their own: whatever each holds goes along, and nothing is lost or counted twice. */
export function decideSplit(command: Split, facts: FamilyFacts): Decided {
  const { ages, today, family } = facts;
  const leaving = family.members.filter(({ id }) => command.personIds.includes(id));
  const staying = family.members.filter(({ id }) => !command.personIds.includes(id));
  const principals = [
    leaving.find(({ id }) => id === command.principalId) ?? standingPrincipal(leaving, ages, today),
    standingPrincipal(staying, ages, today),
  ];
  const rebuilt = [leaving, staying].flatMap((group, index) => {
    const principal = principals[index];
    return principal ? [rebuiltAround(principal, group, command.relations)] : [];
  });
  return {
    unmet: [
      ...unmetOfSplit(family, leaving, staying),
      ...principalUnmet(command.principalId, leaving),
      ...rebuilt.flatMap(({ unmet }) => unmet),
    ],
    retold: rebuilt.flatMap(({ retold }) => retold),
    effects: [
      {
        code: 'newCase',
        area: 'case',
        kind: 'changes',
        detail: `${howMany(leaving.length)} go on in a case of their own with its own diary number, linked to ${family.diaryNumber}; ${howMany(staying.length)} stay.`,
        personId: null,
        source: SPLIT,
      },
      {
        code: 'papersStay',
        area: 'case',
        kind: 'stays',
        detail: `The RRF and the documents stay under ${family.diaryNumber}, and the documents are reached from both cases; both have the sub-quota, the route and the registration day.`,
        personId: null,
        source: SPLIT,
      },
      ...principals.flatMap((principal) =>
        principal && principal.relation !== PRINCIPAL ? [principalChosen(principal)] : [],
      ),
      ...leaving.flatMap(goesAlong),
      ...dividedAssignments(leaving, staying),
      ...sharedJourneys(leaving, staying),
      ...[leaving, staying].flatMap((group) => childrenAlone(group, ages, today)),
      ...custodyOf([...leaving, ...staying], ages, today),
    ],
  };
}

/** A new principal applicant: named by the official, or by the rule; the relations are rebuilt around them (domain.md (e) 3). */
export function decidePrincipal(command: Choice, { ages, today, family }: FamilyFacts): Decided {
  const goOn = onRoad(family.members);
  const present = principalOf(family.members);
  const principal = command.principalId
    ? family.members.find(({ id }) => id === command.principalId)
    : principalByRule(
        goOn.filter(({ id }) => id !== present?.id),
        ages,
        today,
      );
  if (!principal)
    return {
      unmet: [{ code: 'nobodyGoesOn', detail: 'Nobody else of this case goes on.', source: 'domain.md (e) 3' }],
      effects: [],
      retold: [],
    };
  const { retold, unmet } = rebuiltAround(principal, family.members, command.relations);
  return {
    unmet: [
      ...principalUnmet(principal.id, family.members),
      ...(principal.id === present?.id
        ? [
            {
              code: 'principalStands',
              detail: `${called(principal)} is the principal applicant already.`,
              source: 'UNHCR Resettlement Handbook 4.6',
              personId: principal.id,
            },
          ]
        : []),
      ...unmet,
    ],
    retold,
    effects: [
      principalChosen(principal),
      ...retold
        .filter(({ personId }) => personId !== principal.id)
        .map(({ personId, relation = '' }): Effect => ({
          code: 'relationChanges',
          area: 'family',
          kind: 'changes',
          detail: `${called(family.members.find(({ id }) => id === personId)!)} becomes ${relation.replaceAll('_', ' ')} of the principal applicant.`,
          personId,
          source: 'UNHCR Resettlement Handbook 4.6',
        })),
      ...custodyOf(family.members, ages, today),
      ...childrenAlone(family.members, ages, today),
      {
        code: 'statesStay',
        area: 'case',
        kind: 'stays',
        detail: 'Nobody’s state, place, permit, assignment or journey changes by it.',
        personId: null,
        source: 'domain.md (e) 3, 4',
      },
    ],
  };
}

function unmetOfSplit({ registered, merged }: Family, leaving: readonly Member[], staying: readonly Member[]): Unmet[] {
  const when = (holds: boolean, code: string, detail: string): Unmet[] =>
    holds ? [{ code, detail, source: SPLIT }] : [];
  return [
    ...when(merged, 'caseMerged', 'The persons of this case went on in another one.'),
    ...when(!registered, 'notRegistered', 'The RRF is not complete: ask UNHCR for an RRF for each of the two.'),
    ...when(staying.length === 0, 'everybodyNamed', 'Somebody must stay in the case.'),
    ...when(onRoad(leaving).length === 0, 'nobodyGoesOn', 'Name somebody who is on the road.'),
    ...leaving
      .filter(({ underWay }) => underWay)
      .map((member) => ({
        code: 'onTheWay',
        detail: `${called(member)} is ${member.status}: the journey and the reception are settled in the case in which they began.`,
        source: SPLIT,
        personId: member.id,
      })),
  ];
}

function principalUnmet(principalId: string | undefined, group: readonly Member[]): Unmet[] {
  if (principalId === undefined) return [];
  const named = group.find(({ id }) => id === principalId);
  if (named?.onRoad) return [];
  return [
    {
      code: 'principalNotOnRoad',
      detail: named
        ? `${called(named)} is ${named.status.replaceAll('_', ' ')} and cannot be the principal applicant.`
        : 'The principal applicant of the new case must be among those who go there.',
      source: 'UNHCR Resettlement Handbook 4.6',
      personId: principalId,
    },
  ];
}

const principalChosen = (principal: Member): Effect => ({
  code: 'principalChosen',
  area: 'family',
  kind: 'changes',
  detail: `${called(principal)} becomes the principal applicant.`,
  personId: principal.id,
  source: 'domain.md (e) 3, 4',
});

/** All that a person holds goes where the person goes. */
export function goesAlong(member: Member): Effect[] {
  const { holds } = member;
  const stays = (code: string, area: Effect['area'], detail: string): Effect => ({
    code,
    area,
    kind: 'stays',
    detail: `${called(member)}: ${detail}`,
    personId: member.id,
    source: 'domain.md (e) 5',
  });
  const until = holds.clearedUntil ? ` until ${holds.clearedUntil}` : '';
  return [
    stays(
      'historyGoesAlong',
      'case',
      `stays ${member.status.replaceAll('_', ' ')}; the earlier steps stay as they were written.`,
    ),
    ...(holds.screening === 'not_referred'
      ? []
      : [stays('screeningGoesAlong', 'screening', `the referral, and a clearance as it was given${until}, go along.`)]),
    ...(holds.exclusionAssessed
      ? [stays('exclusionGoesAlong', 'exclusion', 'the exclusion assessment goes along.')]
      : []),
    ...(holds.examined
      ? [stays('examinationGoesAlong', 'examination', 'the outcome of the examination goes along.')]
      : []),
    ...(holds.place
      ? [stays('placeGoesAlong', 'places', `the place (${holds.place}) goes along; the ledger does not move.`)]
      : []),
    ...(holds.permit ? [stays('permitGoesAlong', 'permits', 'the permit stays in force.')] : []),
    ...(holds.assignment
      ? [
          stays(
            'assignmentGoesAlong',
            'municipality',
            `stays assigned to ${holds.assignment.municipality}, counted once under its number.`,
          ),
        ]
      : []),
    ...(holds.journey
      ? [stays('journeyGoesAlong', 'travel', `the seat on the journey of ${holds.journey.departsOn} stays.`)]
      : []),
  ];
}

/** One decision on an assignment becomes two: the household that the municipality prepared for is another. */
function dividedAssignments(leaving: readonly Member[], staying: readonly Member[]): Effect[] {
  const shared = new Map(
    leaving.flatMap(({ holds: { assignment } }) =>
      assignment && staying.some(({ holds }) => holds.assignment?.id === assignment.id)
        ? [[assignment.id, assignment.municipality] as const]
        : [],
    ),
  );
  return [...shared].map(([id, municipality]) => {
    const under = (group: readonly Member[]): number => group.filter(({ holds }) => holds.assignment?.id === id).length;
    return {
      code: 'assignmentDivided',
      area: 'municipality',
      kind: 'check',
      detail: `The assignment to ${municipality} is divided: ${howMany(under(leaving))} and ${howMany(under(staying))}. Ask whether there are dwellings for two households.`,
      personId: null,
      source: 'Settlement Act 2016:38, 5; domain.md (e) 26',
    };
  });
}

function sharedJourneys(leaving: readonly Member[], staying: readonly Member[]): Effect[] {
  const days = leaving.flatMap(({ holds: { journey } }) =>
    journey && staying.some(({ holds }) => holds.journey?.id === journey.id) ? [journey.departsOn] : [],
  );
  return [...new Set(days)].map((day) => ({
    code: 'journeyGroupBroken',
    area: 'travel',
    kind: 'check',
    detail: `The journey of ${day} is booked for both cases: postpone one of them, or link the cases.`,
    personId: null,
    source: 'domain.md (e) 4: linked cases travel plans',
  }));
}
