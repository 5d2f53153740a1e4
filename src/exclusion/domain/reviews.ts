import type { Unmet } from '../../kernel/index.js';

/** A specialist's opinion helps who assesses; the second look, by yet another, is what an exclusion rests on. */
export const REVIEW_KINDS = ['opinion', 'second_look'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

export interface Review {
  readonly kind: ReviewKind;
  readonly agrees: boolean;
  readonly reviewedById: string;
}

const SOURCE = 'Migration Agency: regional specialists for exclusion; Administrative Procedure Act 17, 28';

/** Why this official may not look at the assessment, or nothing. Each look is taken by somebody who had no part in it before. */
export function unmetForReview(
  personId: string,
  kind: ReviewKind,
  reviewerId: string,
  assessment: { assessedById: string } | undefined,
  earlier: readonly Review[],
): Unmet[] {
  const unmet = (code: string, detail: string): Unmet[] => [{ code, detail, source: SOURCE, personId }];
  if (!assessment) return unmet('exclusionNotAssessed', 'There is no assessment to look at.');
  if (assessment.assessedById === reviewerId)
    return unmet('anotherOfficialNeeded', 'Who assessed cannot look at the assessment a second time.');
  if (earlier.some(({ reviewedById }) => reviewedById === reviewerId))
    return unmet('anotherOfficialNeeded', 'Who has given an opinion cannot take the second look as well.');
  if (kind === 'second_look' && earlier.some((one) => one.kind === 'second_look'))
    return unmet('secondLookTaken', 'The second look was taken: assess anew instead.');
  return [];
}

/** True when the second look was taken and agreed. */
export const isConfirmed = (reviews: readonly Review[]): boolean =>
  reviews.some(({ kind, agrees }) => kind === 'second_look' && agrees);
