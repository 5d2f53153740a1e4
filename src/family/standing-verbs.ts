import { hasReached, isOnRoad, type ResettlementCase } from '../cases/index.js';
import type { Unmet } from '../kernel/index.js';
import { PRINCIPAL } from './domain/family.js';

/** An act of family life that can be offered for a case without naming a couple or another case, and what stands against it. */
export interface StandingVerb {
  verb: 'choose_principal' | 'add_member' | 'split';
  permission: 'case.choose_principal' | 'case.add_member' | 'case.split';
  unmet: Unmet[];
}

/**
 * What next-actions may offer: each holds for somebody of the case. The others (marriage, separation, merge, link, unlink) begin with
 * a couple or another case, and are asked of their previews.
 */
export function familyVerbs({ intake, persons }: ResettlementCase): StandingVerb[] {
  const goOn = persons.filter(({ status }) => isOnRoad(status));
  const abroad = goOn.filter(({ status }) => !hasReached(status, 'arrived'));
  const movable = goOn.filter(({ status }) => !hasReached(status, 'departed'));
  const others = goOn.filter(({ relationToPrincipal }) => relationToPrincipal !== PRINCIPAL);
  const unless = (holds: boolean, code: string, detail: string, source: string): Unmet[] =>
    holds ? [] : [{ code, detail, source }];
  return [
    {
      verb: 'choose_principal',
      permission: 'case.choose_principal',
      unmet: unless(others.length > 0, 'nobodyGoesOn', 'Nobody else of this case goes on.', 'domain.md (e) 3'),
    },
    {
      verb: 'add_member',
      permission: 'case.add_member',
      unmet: unless(abroad.length > 0, 'nobodyGoesOn', 'Nobody of this case waits abroad.', 'domain.md (e) 2'),
    },
    {
      verb: 'split',
      permission: 'case.split',
      unmet: [
        ...unless(intake === 'registered', 'notRegistered', 'The RRF is not complete.', 'domain.md (a), split'),
        ...unless(
          persons.length > 1 && movable.length > 0,
          'nobodyToSplit',
          'Nobody could leave this case and somebody stay.',
          'domain.md (a), split',
        ),
      ],
    },
  ];
}
