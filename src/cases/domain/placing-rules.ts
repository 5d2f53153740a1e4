import type { PlainDate, Unmet } from '../../kernel/index.js';
import { holdsPermit, isOnRoad, type PersonStatus } from './person-lifecycle.js';

interface PersonToPlace {
  readonly id: string;
  readonly status: PersonStatus;
}

/** The period of a sub-quota, as far as it matters who may wait in it. */
export interface PeriodToStandIn {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly endsOn: PlainDate;
}

/** True for who still waits for a decision on a permit. */
export const awaitsGrant = (status: PersonStatus): boolean => isOnRoad(status) && !holdsPermit(status);

/** What stands against another sub-quota: somebody of the case holds a place in the present one. */
export const unmetForPlacing = ({ persons }: { readonly persons: readonly PersonToPlace[] }): Unmet[] =>
  persons
    .filter(({ status }) => holdsPermit(status))
    .map(({ id }) => ({
      code: 'holdsPlace',
      detail:
        'This person holds a place in the present sub-quota: to another period it goes by carry-over, with the person.',
      source: 'architecture.md 1 (2)',
      personId: id,
    }));

/** What stands against a case waiting in the period: nothing is decided of it yet, or its grants are over. */
export function unmetForPeriod({ name, status, endsOn }: PeriodToStandIn, today: PlainDate): Unmet[] {
  const source = 'domain.md (a), Programme';
  if (!['decided', 'open'].includes(status))
    return [{ code: 'periodNotOpen', detail: `${name} is ${status}: cases wait in a decided or open period.`, source }];
  if (today > endsOn)
    return [
      { code: 'periodOver', detail: `${name} ended on ${endsOn}: nobody is granted a permit in it any more.`, source },
    ];
  return [];
}

/** Placing is for one period; to another a case is reallocated, on somebody's authority. */
export function unmetForSamePeriod(present: PeriodToStandIn | null, target: PeriodToStandIn): Unmet[] {
  if (present === null || present.id === target.id) return [];
  const detail = `The case stands in ${present.name}: reallocate moves it to ${target.name}, on somebody's authority.`;
  return [{ code: 'anotherPeriod', detail, source: 'domain.md (a), Case' }];
}
