import { agesReached, mayBeYounger, type PlainDate } from '../../kernel/index.js';
import { called, onRoad, principalOf, type Ages, type Effect, type Member } from './family.js';

const PARTNERS = ['spouse', 'partner'];

/** Surely an adult: whoever may still be a child has a child's protection (kernel/partial-date.ts). */
export const isAdultOn = ({ birth }: Pick<Member, 'birth'>, ages: Ages, on: PlainDate): boolean =>
  birth !== null && !mayBeYounger(birth, ages.adult, on);

/**
 * Who becomes principal applicant when nobody is named (rule of the house): the spouse or partner of the former one, else the eldest
 * adult who goes on, else the eldest child. Of equal age the first in the case. Undefined for nobody.
 */
export function principalByRule(members: readonly Member[], ages: Ages, on: PlainDate): Member | undefined {
  const rank = (member: Member): number =>
    isAdultOn(member, ages, on) ? (PARTNERS.includes(member.relation) ? 0 : 1) : 2;
  return members.toSorted(
    (a, b) =>
      rank(a) - rank(b) || (a.birth?.earliest ?? '~').localeCompare(b.birth?.earliest ?? '~') || a.number - b.number,
  )[0];
}

/** The principal applicant of a group: the one that it has, else the one by rule among those who go on, else among all. */
export function standingPrincipal(members: readonly Member[], ages: Ages, on: PlainDate): Member | undefined {
  const present = principalOf(members);
  const goOn = onRoad(members);
  if (present?.onRoad || goOn.length === 0) return present ?? principalByRule(members, ages, on);
  return principalByRule(goOn, ages, on);
}

/** Children who would go on with no adult in their case: guardianship and best interests are to be looked at (domain.md (e) 4, 20). */
export function childrenAlone(members: readonly Member[], ages: Ages, on: PlainDate): Effect[] {
  const goOn = onRoad(members);
  if (goOn.some((member) => isAdultOn(member, ages, on))) return [];
  return goOn.map((child) => ({
    code: 'childWithoutAdult',
    area: 'family',
    kind: 'check',
    detail: `${called(child)} would stand in a case without an adult: check guardianship and the best interests of the child.`,
    personId: child.id,
    source: 'Aliens Act 1:10; UNHCR Resettlement Handbook: best-interests procedure',
  }));
}

/** The custody of the children who go on when a parent has died, left or moved to another case. */
export function custodyOf(members: readonly Member[], ages: Ages, on: PlainDate): Effect[] {
  return onRoad(members)
    .filter((member) => !isAdultOn(member, ages, on))
    .map((child) => ({
      code: 'custodyToCheck',
      area: 'family',
      kind: 'check',
      detail: `Check who has custody of ${called(child).toLowerCase()}, and that the consent for the child still stands.`,
      personId: child.id,
      source: 'Aliens Act 1:10; domain.md (e) 3, 4',
    }));
}

/** An effect of the clock, with the first and the last day on which it can begin. */
export interface ComesOfAge extends Effect {
  readonly on: PlainDate;
  readonly latestOn: PlainDate;
}

/** What begins at an age, by the clock alone: nothing of it is stored (domain.md (e) 17). */
export function ageing(members: readonly Member[], ages: Ages, from: PlainDate, until: PlainDate): ComesOfAge[] {
  const begins: readonly (readonly [number, Pick<Effect, 'code' | 'area' | 'source'>, string])[] = [
    [
      ages.biometrics,
      {
        code: 'biometricsFrom',
        area: 'travel',
        source: 'Aliens Act 9:8 a; Regulation (EU) 2024/1358 article 18',
      },
      'biometrics are needed before travelling',
    ],
    [
      ages.exclusionOnTrigger,
      { code: 'exclusionOnTriggerFrom', area: 'exclusion', source: 'policy: exclusion-assessment-age' },
      'exclusion is assessed when a trigger is noted',
    ],
    [
      ages.exclusion,
      { code: 'exclusionFrom', area: 'exclusion', source: 'policy: exclusion-assessment-age' },
      'an exclusion assessment of their own is needed before a decision',
    ],
    [
      ages.adult,
      { code: 'adultFrom', area: 'family', source: 'Aliens Act 1:2; policy: adult-age' },
      'they consent and sign for themselves, as adults do',
    ],
  ];
  return onRoad(members)
    .filter(({ enteredOn }) => enteredOn === null)
    .flatMap((member) =>
      begins.flatMap(([years, about, words]) =>
        (member.birth ? agesReached(member.birth, from, until, [years]) : []).map(
          ({ earliestOn: on, latestOn }): ComesOfAge => ({
            ...about,
            kind: 'check',
            detail: `${called(member)} turns ${years} ${on === latestOn ? `on ${on}` : `between ${on} and ${latestOn}`}: from then on ${words}.`,
            personId: member.id,
            on,
            latestOn,
          }),
        ),
      ),
    )
    .toSorted((a, b) => a.on.localeCompare(b.on));
}
