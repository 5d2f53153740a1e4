import type { Unmet } from '../../kernel/index.js';
import {
  called,
  PRINCIPAL,
  type Decided,
  type Effect,
  type Family,
  type FamilyCommand,
  type FamilyFacts,
  type Member,
  type Retold,
} from './family.js';
import { custodyOf, isAdultOn } from './principal.js';

type Pair = readonly [Member, Member];
type Marriage = Extract<FamilyCommand, { verb: 'record_marriage' }>;
type Separation = Extract<FamilyCommand, { verb: 'record_separation' }>;

const MARRIED = ['married', 'common_law'];
const SPOUSES = ['spouse', 'partner'];

/** A marriage of two members: Sweden knows neither a spouse under age nor a second spouse (domain.md (e) 21). */
export function decideMarriage({ personIds, renamedIds }: Marriage, { today, ages, family }: FamilyFacts): Decided {
  const pair = pairOf(family, personIds);
  if (!pair) return notTwo();
  const unmet = [
    ...notOnRoad(pair),
    ...pair
      .filter((member) => !isAdultOn(member, ages, today))
      .map((member) => ({
        code: 'spouseUnderAge',
        detail: `${called(member)} is under ${ages.adult}: such a marriage is not recognised. Give them cases of their own, linked so that they travel together, if they stay together.`,
        source: 'domain.md (e) 21; policy: adult-age',
        personId: member.id,
      })),
    ...pair
      .filter(({ maritalStatus }) => maritalStatus === 'married')
      .map((member) => ({
        code: 'alreadyMarried',
        detail: `${called(member)} is married already: a second spouse stands in a case of their own, linked to this one.`,
        source: 'domain.md (e) 21',
        personId: member.id,
      })),
  ];
  const retold = pair.map((member, index): Retold => {
    const partner = pair[1 - index]!;
    const becomesSpouse = partner.relation === PRINCIPAL;
    return { personId: member.id, maritalStatus: 'married', ...(becomesSpouse ? { relation: 'spouse' } : {}) };
  });
  return { unmet, retold, effects: [...toldOf(pair, retold), ...renamed(pair, renamedIds), ...kept(pair)] };
}

/** A separation of two members: neither permits nor places fall by it; dependency, dwelling and journey are to be looked at. */
export function decideSeparation({ personIds }: Separation, { today, ages, family }: FamilyFacts): Decided {
  const pair = pairOf(family, personIds);
  if (!pair) return notTwo();
  const together =
    pair.every(({ maritalStatus }) => MARRIED.includes(maritalStatus ?? '')) ||
    pair.some((member, index) => isSpouseOf(member, pair[1 - index]!));
  const unmet: Unmet[] = [
    ...notOnRoad(pair),
    ...(together
      ? []
      : [
          {
            code: 'notMarried',
            detail: 'These two are not known as a couple.',
            source: 'Rule of the house: a separation ends a couple',
          },
        ]),
  ];
  const retold = pair.map((member, index): Retold => ({
    personId: member.id,
    maritalStatus: 'separated',
    ...(isSpouseOf(member, pair[1 - index]!) ? { relation: 'other_relative' } : {}),
  }));
  const effects: Effect[] = [
    ...toldOf(pair, retold),
    {
      code: 'ownGrounds',
      area: 'examination',
      kind: 'check',
      detail:
        'Check that each of the two is a refugee or eligible for protection on their own grounds, and not by the other alone.',
      personId: null,
      source: 'domain.md (e) 4: re-check dependency',
    },
    ...custodyOf(family.members, ages, today),
    ...dwellings(pair),
    ...journeys(pair),
    ...kept(pair),
    {
      code: 'maySplit',
      area: 'case',
      kind: 'check',
      detail: 'If they go on apart, split the case and link the two cases where they must travel together.',
      personId: null,
      source: 'domain.md (a), split',
    },
  ];
  return { unmet, retold, effects };
}

function pairOf({ members }: Family, personIds: readonly string[]): Pair | null {
  const [one, two, ...more] = members.filter(({ id }) => personIds.includes(id));
  return one && two && more.length === 0 ? [one, two] : null;
}

const notTwo = (): Decided => ({
  unmet: [
    { code: 'notTwo', detail: 'Name two members of the case.', source: 'Rule of the house: a couple are two persons' },
  ],
  effects: [],
  retold: [],
});

const notOnRoad = (pair: Pair): Unmet[] =>
  pair
    .filter((member) => !member.onRoad)
    .map((member) => ({
      code: 'notOnRoad',
      detail: `${called(member)} is ${member.status.replaceAll('_', ' ')}.`,
      source: 'architecture.md 4',
      personId: member.id,
    }));

const isSpouseOf = (member: Member, other: Member): boolean =>
  SPOUSES.includes(member.relation) && other.relation === PRINCIPAL;

const toldOf = (pair: Pair, retold: readonly Retold[]): Effect[] =>
  retold.map(({ personId, maritalStatus, relation }) => ({
    code: relation ? 'relationChanges' : 'maritalStatusChanges',
    area: 'family',
    kind: 'changes',
    detail: `${called(pair.find(({ id }) => id === personId)!)} becomes ${maritalStatus}${relation ? `, and ${relation.replaceAll('_', ' ')} of the principal applicant` : ''}.`,
    personId,
    source: 'UNHCR Resettlement Handbook 4.6',
  }));

/** A clearance was given for a name: under another name it is a clearance for somebody else (architecture.md 3). */
const renamed = (pair: Pair, renamedIds: readonly string[]): Effect[] =>
  pair
    .filter(({ id }) => renamedIds.includes(id))
    .flatMap((member) => [
      {
        code: 'clearanceFalls',
        area: 'screening',
        kind: 'changes',
        detail:
          member.holds.screening === 'not_referred'
            ? `${called(member)} is referred under the new name.`
            : `A clearance of ${called(member).toLowerCase()} under the earlier name is not in force any more: ask for a new pre-screening.`,
        personId: member.id,
        source: 'architecture.md 3: a clearance remembers the identity version',
      } satisfies Effect,
      ...(member.holds.permit
        ? [
            {
              code: 'papersInEarlierName',
              area: 'permits',
              kind: 'check',
              detail: `The permit and travel papers of ${called(member).toLowerCase()} carry the earlier name.`,
              personId: member.id,
              source: 'Aliens Act 2:4; domain.md 8',
            } satisfies Effect,
          ]
        : []),
    ]);

const kept = (pair: Pair): Effect[] =>
  pair.map((member) => ({
    code: 'stateStays',
    area: 'case',
    kind: 'stays',
    detail: `${called(member)} stays ${member.status.replaceAll('_', ' ')}, with place, permit and assignment as they are.`,
    personId: member.id,
    source: 'domain.md (e) 4: others keep their own path',
  }));

function dwellings([one, two]: Pair): Effect[] {
  const shared = one.holds.assignment?.id === two.holds.assignment?.id ? one.holds.assignment : null;
  if (!shared) return [];
  return [
    {
      code: 'twoHouseholds',
      area: 'municipality',
      kind: 'check',
      detail: `${shared.municipality} has arranged one dwelling for both: ask for two, or assign one of them anew.`,
      personId: null,
      source: 'Settlement Act 2016:38; domain.md (e) 26',
    },
  ];
}

function journeys([one, two]: Pair): Effect[] {
  const shared = one.holds.journey?.id === two.holds.journey?.id ? one.holds.journey : null;
  if (!shared) return [];
  return [
    {
      code: 'journeyShared',
      area: 'travel',
      kind: 'check',
      detail: `Both are booked on the journey of ${shared.departsOn}.`,
      personId: null,
      source: 'domain.md 8',
    },
  ];
}
