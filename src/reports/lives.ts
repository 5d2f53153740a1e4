import { hasReached, holdsPermit, isOnRoad, type PersonStatus } from '../cases/index.js';
import type { PlainDate } from '../kernel/index.js';

/** One step of a person, as the open record keeps it. */
export interface Step {
  readonly personId: string;
  readonly caseId: string;
  readonly fromStatus: PersonStatus | null;
  readonly toStatus: PersonStatus;
  readonly occurredOn: PlainDate;
}

export const CONCLUSIONS = ['granted', 'refused', 'concluded_otherwise'] as const;
export type ConclusionKind = (typeof CONCLUSIONS)[number];

/** How one road of a person was concluded: by a grant, by a refusal, or otherwise before there was a decision. */
export interface Conclusion {
  readonly personId: string;
  readonly caseId: string;
  readonly kind: ConclusionKind;
  /** The state that it led to; `refused` for an exclusion too. */
  readonly why: PersonStatus;
  readonly on: PlainDate;
}

/** Somebody who was granted and did not arrive. */
export interface Attrition extends Omit<Conclusion, 'kind'> {
  readonly grantedOn: PlainDate;
}

/** A person's steps told as one story, as far as two dates let it be known. */
export interface Life {
  readonly personId: string;
  /** The case of the last step. */
  readonly caseId: string;
  readonly status: PersonStatus;
  /** The day of the last step. */
  readonly since: PlainDate;
  /** All conclusions, the first one first: whoever is reopened is decided anew, and the earlier decision stays. */
  readonly conclusions: readonly Conclusion[];
  /** The conclusion of the present road; null while it is not concluded. */
  readonly concluded: Conclusion | null;
  readonly grantedOn: PlainDate | null;
  readonly departedOn: PlainDate | null;
  /** Null when it was reversed. */
  readonly arrivedOn: PlainDate | null;
  readonly receivedOn: PlainDate | null;
  readonly attrition: Attrition | null;
}

/** Exclusion is a kind of refusal: a count of its own would point at suspected crime (Utlänningsdatalagen 17 §; architecture.md 7 (15)). */
export const openStatus = (status: PersonStatus): PersonStatus => (status === 'excluded' ? 'refused' : status);

/** On the road and before the grant: whoever stands there waits for a decision. */
const isUndecided = (status: PersonStatus): boolean => isOnRoad(status) && !holdsPermit(status);

/** The stories of the persons; the steps of each must come in their order. */
export function livesOf(steps: readonly Step[]): Life[] {
  const lives = new Map<string, Life>();
  for (const step of steps) lives.set(step.personId, after(lives.get(step.personId), step));
  return [...lives.values()];
}

function after(before: Life | undefined, { personId, caseId, fromStatus, toStatus, occurredOn: on }: Step): Life {
  const road = {
    concluded: null,
    grantedOn: null,
    departedOn: null,
    arrivedOn: null,
    receivedOn: null,
    attrition: null,
  };
  // Listed, or listed again: a new road.
  const life = before && toStatus !== 'listed' ? before : { ...road, conclusions: before?.conclusions ?? [] };
  const stands = { ...life, personId, caseId, status: toStatus, since: on };
  if (fromStatus === null || toStatus === 'listed') return stands;

  if (isUndecided(fromStatus) && !isUndecided(toStatus)) {
    const why = openStatus(toStatus);
    const kind = why === 'granted' || why === 'refused' ? why : 'concluded_otherwise';
    const concluded: Conclusion = { personId, caseId, kind, why, on };
    const grantedOn = kind === 'granted' ? on : null;
    return { ...stands, concluded, conclusions: [...life.conclusions, concluded], grantedOn };
  }
  if (holdsPermit(fromStatus) && !isOnRoad(toStatus) && life.grantedOn !== null)
    return { ...stands, attrition: { personId, caseId, why: toStatus, on, grantedOn: life.grantedOn } };
  return {
    ...stands,
    departedOn: kept(life.departedOn, 'departed', fromStatus, toStatus, on),
    arrivedOn: kept(life.arrivedOn, 'arrived', fromStatus, toStatus, on),
    receivedOn: kept(life.receivedOn, 'received', fromStatus, toStatus, on),
  };
}

/** The day on which the stage was reached: set when it is, unset when the person goes back behind it, else as before. */
function kept(
  day: PlainDate | null,
  stage: PersonStatus,
  from: PersonStatus,
  to: PersonStatus,
  on: PlainDate,
): PlainDate | null {
  if (!hasReached(to, stage)) return null;
  return hasReached(from, stage) ? day : on;
}
