import type { Unmet } from '../../kernel/index.js';

/** What the examination found a person to be: a refugee, eligible for subsidiary protection, or neither (Aliens Act 4:1, 4:2). */
export const INCLUSIONS = ['refugee', 'subsidiary', 'none'] as const;
export type Inclusion = (typeof INCLUSIONS)[number];

/** What the examining official recommends; the proposal that may follow is another act. */
export const RECOMMENDATIONS = ['grant', 'refuse', 'exclude'] as const;
export type Recommendation = (typeof RECOMMENDATIONS)[number];

/** What later verbs need to know of an examination. */
export interface ExaminationOutcome {
  examined: boolean;
  protectionCategory: 'refugee' | 'subsidiary' | null;
  childHeardOrReason: boolean;
}

const NOT_EXAMINED: ExaminationOutcome = { examined: false, protectionCategory: null, childHeardOrReason: false };

/** The outcome of the examination that stands; none stands for a person who has not been examined. */
export function outcomeOf(
  examination: { inclusion: Inclusion; childHeard?: boolean; childNotHeardReason?: string | null } | null | undefined,
): ExaminationOutcome {
  if (!examination) return NOT_EXAMINED;
  const { inclusion, childHeard, childNotHeardReason } = examination;
  return {
    examined: true,
    protectionCategory: inclusion === 'none' ? null : inclusion,
    childHeardOrReason: childHeard === true || Boolean(childNotHeardReason?.trim()),
  };
}

/**
 * What stands against choosing or changing the route: it may be switched until somebody's examination has ended, so that the
 * members of a family are examined alike (EUAA: selection on dossier or by mission).
 */
export function unmetForRoute(persons: readonly { id: string; onRoad: boolean; examinationEnded: boolean }[]): Unmet[] {
  const source = 'EUAA: selection on dossier or by mission';
  const ended = persons.filter(({ examinationEnded }) => examinationEnded);
  if (ended.length > 0)
    return ended.map(({ id }) => ({
      code: 'examinationEnded',
      detail: 'The examination of this person has ended: the route of the case stands.',
      source,
      personId: id,
    }));
  if (persons.some(({ onRoad }) => onRoad)) return [];
  return [{ code: 'nobodyToExamine', detail: 'Nobody of this case is on the road any more.', source }];
}

/** Who went away is met by no mission any more; who was decided on has been, and stays on its list. */
const GONE = ['withdrawn', 'discontinued', 'deceased', 'lost_contact', 'resettled_elsewhere'];

/** True when everybody of a case has gone, by the states of its persons. Pure. */
export const allAreGone = (statuses: readonly string[]): boolean => statuses.every((status) => GONE.includes(status));
