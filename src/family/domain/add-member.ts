import { agesOn, type Unmet } from '../../kernel/index.js';
import {
  called,
  howMany,
  onRoad,
  type Decided,
  type Effect,
  type Family,
  type FamilyCommand,
  type FamilyFacts,
} from './family.js';

type AddMember = Extract<FamilyCommand, { verb: 'add_member' }>;

const NEWBORN = 'domain.md (e) 2';

/** A newborn or a found relative: a new person who begins at the beginning; nobody else's state changes by it (domain.md (a), add member). */
export function decideAddMember(command: AddMember, facts: FamilyFacts): Decided {
  return {
    unmet: [...unmetOfCase(facts.family), ...unmetOfArrival(command, facts)],
    effects: [...ofThePerson(command, facts), ...ofTheOthers(facts)],
    retold: [],
  };
}

/** A case whose persons went on elsewhere, or have all ended, gets no new member. */
function unmetOfCase({ merged, members }: Family): Unmet[] {
  if (merged)
    return [
      {
        code: 'caseMerged',
        detail: 'The persons of this case went on in another one: add the member there.',
        source: 'domain.md (a), Case',
      },
    ];
  if (onRoad(members).length > 0) return [];
  return [
    {
      code: 'nobodyGoesOn',
      detail: 'Nobody of this case is on the road any more.',
      source: 'domain.md (a), Case',
    },
  ];
}

function unmetOfArrival(
  { arrival, birth, parentId, inAnotherCase }: AddMember,
  { today, family }: FamilyFacts,
): Unmet[] {
  const unmet: Unmet[] = [];
  if (inAnotherCase)
    unmet.push({
      code: 'personInAnotherCase',
      detail: 'The same person stands in another active case: merge the cases, or move the person by a split.',
      source: 'domain.md (a): no person in two active cases',
    });
  if (arrival === 'found_relative') {
    const goOn = onRoad(family.members);
    if (goOn.length > 0 && goOn.every(({ enteredOn }) => enteredOn !== null))
      unmet.push({
        code: 'everybodyArrived',
        detail: 'Everybody of this case is in Sweden: a relative found now applies for family reunification.',
        source: 'UNHCR country chapters: family reunion goes through the ordinary scheme',
      });
    return unmet;
  }
  const parent = family.members.find(({ id }) => id === parentId);
  if (!parent)
    unmet.push({ code: 'parentMissing', detail: 'Name the parent of the newborn in this case.', source: NEWBORN });
  if (birth === null || birth.earliest > today || agesOn(birth, today).least >= 1)
    unmet.push({
      code: 'notNewborn',
      detail: 'A newborn is under one year of age: add an older child as a found relative.',
      source: NEWBORN,
    });
  if (parent?.enteredOn && birth !== null && birth.earliest >= parent.enteredOn)
    unmet.push({
      code: 'bornAfterArrival',
      detail: `Born in Sweden: ${called(parent)} entered on ${parent.enteredOn}. The child is not an arrival of the quota and applies for a permit under the ordinary rules.`,
      source: NEWBORN,
      personId: parent.id,
    });
  return unmet;
}

const told = (
  code: string,
  area: Effect['area'],
  kind: Effect['kind'],
  detail: string,
  source: string,
  personId: string | null = null,
): Effect => ({ code, area, kind, detail, personId, source });

function ofThePerson({ birth }: AddMember, { today, ages, family, placesLeft }: FamilyFacts): Effect[] {
  // A check from an age on goes by the greatest age that the birth date can mean.
  const age = birth === null ? null : agesOn(birth, today).greatest;
  const anybody = (holds: (member: Family['members'][number]) => unknown) => onRoad(family.members).some(holds);
  const effects: Effect[] = [
    told(
      'ownReferral',
      'screening',
      'changes',
      'The new person is listed and needs a referral and a statement of their own.',
      'Government assignment on resettlement: each individual case is assessed',
    ),
    age === null || age >= ages.exclusion
      ? told(
          'ownExclusionAssessment',
          'exclusion',
          'changes',
          'Exclusion must be assessed for the new person.',
          'Aliens Act 4:2b, 4:2c',
        )
      : told(
          'noExclusionAssessment',
          'exclusion',
          'stays',
          `Exclusion is not assessed for somebody of ${age}${age >= ages.exclusionOnTrigger ? ', unless a trigger is noted' : ''}.`,
          'policy: exclusion-assessment-age',
        ),
    told(
      'ownExamination',
      'examination',
      'changes',
      'The new person is examined and decided on singly.',
      'Aliens Act 5:2',
    ),
    told(
      'onePlaceMore',
      'places',
      'check',
      placesLeft === null
        ? 'The new person holds no place; the case has no sub-quota that is open.'
        : `The new person holds no place and needs one at the grant: ${placesLeft} left in the sub-quota${placesLeft > 0 ? '.' : ', so it does not fit.'}`,
      'Quota decision of the Government; domain.md (e) 1',
    ),
  ];
  if (anybody(({ holds }) => holds.permit))
    effects.push(
      told(
        'noPermit',
        'permits',
        'check',
        'Others of the case have their permits and the new person has none: hasten this decision, so that the family can travel together.',
        NEWBORN,
      ),
    );
  for (const municipality of new Set(
    onRoad(family.members).flatMap(({ holds }) => holds.assignment?.municipality ?? []),
  ))
    effects.push(
      told(
        'householdGrows',
        'municipality',
        'check',
        `The assignment to ${municipality} does not cover the new person, and no unit of the municipal number is used: ask whether the dwelling holds one more, and assign after the grant.`,
        'domain.md (e) 2, 26',
      ),
    );
  for (const departsOn of new Set(onRoad(family.members).flatMap(({ holds }) => holds.journey?.departsOn ?? [])))
    effects.push(
      told(
        'journeyGroupBroken',
        'travel',
        'check',
        `The journey of ${departsOn} is booked without the new person: postpone it, or let the others travel before.`,
        NEWBORN,
      ),
    );
  return effects;
}

function ofTheOthers({ family }: FamilyFacts): Effect[] {
  const goOn = onRoad(family.members);
  const effects = goOn.map((member) =>
    told(
      'stateStays',
      'case',
      'stays',
      `${called(member)} stays ${member.status.replaceAll('_', ' ')}, with all that they hold.`,
      'domain.md (a), add member: without undoing others',
      member.id,
    ),
  );
  if (goOn.length === 0) return effects;
  return [
    ...effects,
    told(
      'caseWaits',
      'case',
      'changes',
      `The case has ${howMany(family.members.length + 1)} and stands where the new person stands.`,
      'domain.md (a): the case status is derived',
    ),
  ];
}
