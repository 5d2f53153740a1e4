import type { Permission } from '../access/index.js';
import { hasReached, isOnRoad, type ResettlementCase } from '../cases/index.js';
import type { Unmet } from '../kernel/index.js';
import { PRINCIPAL } from './domain/family.js';

/** An act of family life, and what stands against it whoever the couple or the other case be. */
export interface StandingVerb {
  verb: string;
  permission: Permission;
  unmet: Unmet[];
}

type Condition = readonly [holds: boolean, code: string, detail: string];

/**
 * What next-actions may offer: each holds for somebody of the case. Whether it holds for a certain couple (marriage, separation) or
 * another case (merge, link) is asked of its preview.
 */
export function familyVerbs(
  { intake, persons }: ResettlementCase,
  isLinked: boolean,
  differs: boolean,
): StandingVerb[] {
  const goOn = persons.filter(({ status }) => isOnRoad(status));
  const abroad = goOn.filter(({ status }) => !hasReached(status, 'arrived'));
  const movable = goOn.filter(({ status }) => !hasReached(status, 'departed'));
  const others = goOn.filter(({ relationToPrincipal }) => relationToPrincipal !== PRINCIPAL);
  const merged: Condition = [persons.length > 0, 'caseMerged', 'The persons of this case went on in another one.'];
  const registered: Condition = [intake === 'registered', 'notRegistered', 'The RRF is not complete.'];
  const somebody: Condition = [goOn.length > 0, 'nobodyGoesOn', 'Nobody of this case is on the road any more.'];
  const two: Condition = [goOn.length > 1, 'notTwo', 'No two persons of this case go on.'];
  const verb = (name: FamilyVerbName, source: string, ...conditions: Condition[]): StandingVerb => ({
    verb: name,
    permission: `case.${name}`,
    unmet: conditions.filter(([holds]) => !holds).map(([, code, detail]) => ({ code, detail, source })),
  });
  return [
    verb('choose_principal', 'domain.md (e) 3', [
      others.length > 0,
      'nobodyGoesOn',
      'Nobody else of this case goes on.',
    ]),
    verb('add_member', 'domain.md (e) 2', [abroad.length > 0, 'nobodyGoesOn', 'Nobody of this case waits abroad.']),
    verb('record_marriage', 'domain.md (e) 21', two),
    verb('record_separation', 'domain.md (e) 4', two),
    verb('split', 'domain.md (a), split', registered, [
      persons.length > 1 && movable.length > 0,
      'nobodyToSplit',
      'Nobody could leave this case and somebody stay.',
    ]),
    verb('merge', 'domain.md (a), merge', merged, registered, somebody),
    verb('link', 'domain.md (e) 4, 21', somebody),
    verb('unlink', 'domain.md (e) 4, 21', [isLinked, 'notLinked', 'This case is linked to no other.']),
    verb('dismiss_difference', 'domain.md (a), Case', [
      differs,
      'differenceNotOpen',
      'The newest RRF lists the persons of the case.',
    ]),
  ];
}

type FamilyVerbName =
  | 'choose_principal'
  | 'add_member'
  | 'record_marriage'
  | 'record_separation'
  | 'split'
  | 'merge'
  | 'link'
  | 'unlink'
  | 'dismiss_difference';
