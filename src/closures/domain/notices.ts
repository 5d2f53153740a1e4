/** Something that the officials of the case must see to after persons have left the road. */
export interface Notice {
  readonly code: string;
  readonly detail: string;
  readonly personId: string;
}

interface Member {
  readonly id: string;
  readonly number: number;
  readonly relationToPrincipal: string;
  readonly status: string;
  readonly onRoad: boolean;
}

/**
 * The principal applicant has left the road while others go on: the relations in the case must be rebuilt around a new one, and the
 * custody of children be checked (domain.md (e) 3, 4). Nobody else's status, place or assignment changes by it.
 */
export function noticesOf(members: readonly Member[]): Notice[] {
  const goOn = members.filter(({ onRoad }) => onRoad);
  if (goOn.length === 0) return [];
  return members
    .filter(({ relationToPrincipal, onRoad }) => relationToPrincipal === 'principal_applicant' && !onRoad)
    .map(({ id, number, status }) => ({
      code: status === 'deceased' ? 'principalApplicantDied' : 'principalApplicantLeft',
      detail: `Person ${number}, the principal applicant, is ${status.replaceAll('_', ' ')}; ${goOn.length} of the case go on. A new principal applicant must be chosen, and the custody of children be checked.`,
      personId: id,
    }));
}
