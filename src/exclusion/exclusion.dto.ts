import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  IdsField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import { EXCLUSION_OUTCOMES, ExclusionFinding, ExclusionTriggers, GROUND_FINDINGS } from '../screening/index.js';
import { GROUND_KINDS, GROUNDS, TO_BE_REPORTED } from './domain/grounds.js';
import { QUESTIONS } from './domain/questions.js';
import { REVIEW_KINDS, type ReviewKind } from './domain/reviews.js';
import type { AssessmentInCase } from './exclusion.service.js';

export class AssessExclusionRequest extends ExclusionFinding {
  @IdsField({
    about: 'The persons assessed; each gets an assessment of their own, and a ground is found about one at a time.',
    minItems: 1,
    maxItems: 40,
  })
  personIds: string[];
}

export class ReviewExclusionRequest {
  @IdField({ about: 'Whose assessment.' }) personId: string;
  @ChoiceField({ about: 'An opinion, or the second look that an exclusion rests on.', of: REVIEW_KINDS })
  kind: ReviewKind;
  @FlagField({ about: 'Whether the specialist agrees with the assessment.', example: true }) agrees: boolean;
  @TextField({ about: 'Why.', min: 3, max: 20000, example: 'The grounds are weighed by their own standards.' })
  reasons: string;
}

export class ExclusionGroundResponse {
  @TextField({ about: 'The ground.', example: 'article_1f_a' }) groundCode: string;
  @ChoiceField({ about: 'To what it belongs.', of: GROUND_KINDS }) kind: string;
  @TextField({ about: 'The instrument that has it.', nullable: true }) instrument: string | null;
  @TextField({ about: 'The standard of proof it asks for.', nullable: true }) standard: string | null;
  @ChoiceField({ about: 'Whether it is met.', of: GROUND_FINDINGS }) finding: string;
  @TextField({ about: 'Why.', max: 20000 }) reasons: string;
  @TextField({ about: 'The member state that refused.', nullable: true, example: null }) memberState: string | null;
  @DateField({ about: 'The day of that refusal.', nullable: true, example: null }) refusedOn: string | null;
}

export class ExclusionReviewResponse {
  @ChoiceField({ about: 'An opinion or the second look.', of: REVIEW_KINDS }) kind: string;
  @FlagField({ about: 'Whether it agrees.' }) agrees: boolean;
  @TextField({ about: 'Why.', max: 20000 }) reasons: string;
  @TextField({ about: 'Who.' }) reviewedByName: string;
  @DateField({ about: 'When.' }) reviewedOn: string;
}

export class ExclusionAssessmentResponse {
  @IdField({ about: 'Id of the assessment.' }) id: string;
  @IdField({ about: 'The person.' }) personId: string;
  @CountField({ about: "Which of the person's assessments it is." }) version: number;
  @ChoiceField({ about: 'Whether a ground for exclusion was found.', of: EXCLUSION_OUTCOMES }) outcome: string;
  @TextField({ about: 'The ground: a reason code of the verb exclude.', nullable: true, example: null }) groundCode:
    string | null;
  @TextField({ about: 'The instrument that has the ground.', nullable: true, example: null }) instrument: string | null;
  @TextField({ about: 'The standard of proof it asks for.', nullable: true, example: null }) standard: string | null;
  @ObjectField(() => ExclusionTriggers, { about: 'The trigger questionnaire.' }) triggers: ExclusionTriggers;
  @ObjectsField(() => ExclusionGroundResponse, { about: 'The grounds that were weighed.' })
  grounds: ExclusionGroundResponse[];
  @ObjectsField(() => ExclusionReviewResponse, { about: 'What specialists said of it.' })
  reviews: ExclusionReviewResponse[];
  @TextField({ about: 'Why.', max: 20000 }) reasons: string;
  @TextField({ about: 'Who assessed.' }) assessedByName: string;
  @DateField({ about: 'When.' }) assessedOn: string;
  @FlagField({ about: 'The one that counts: the latest since the referral.' }) counts: boolean;
}

export class ExclusionAssessmentListResponse {
  @ObjectsField(() => ExclusionAssessmentResponse, { about: 'The assessments, oldest first.' })
  items: ExclusionAssessmentResponse[];
}

export class ExclusionQuestionResponse {
  @TextField({ about: 'Name of the answer in an assessment.', example: 'military' }) code: string;
  @TextField({ about: 'The question.' }) text: string;
  @TextsField({ about: 'The grounds that must be weighed where the answer is yes.' }) opens: string[];
  @TextField({ about: 'On what it rests.' }) source: string;
}

export class DeclaredGroundResponse {
  @TextField({ about: 'The ground.', example: 'article_1f_a' }) code: string;
  @ChoiceField({ about: 'To what it belongs.', of: GROUND_KINDS }) kind: string;
  @FlagField({ about: 'Met, it calls for a report to the police or a prosecutor.' }) toBeReported: boolean;
}

export class ExclusionQuestionnaireResponse {
  @ObjectsField(() => ExclusionQuestionResponse, { about: 'The questions, in the order of asking.' })
  questions: ExclusionQuestionResponse[];
  @ObjectsField(() => DeclaredGroundResponse, { about: 'The grounds.' }) grounds: DeclaredGroundResponse[];
}

export const questionnaire = (): ExclusionQuestionnaireResponse => ({
  questions: QUESTIONS.map(({ opens, ...question }) => ({ ...question, opens: [...opens] })),
  grounds: Object.entries(GROUNDS).map(([code, kind]) => ({
    code,
    kind,
    toBeReported: TO_BE_REPORTED.includes(code),
  })),
});

export function toExclusionAssessmentResponse(assessment: AssessmentInCase): ExclusionAssessmentResponse {
  const { triggers, triggerNotes, grounds, reviews } = assessment;
  const { id, personId, version, outcome, groundCode, instrument, standard, reasons } = assessment;
  const { assessedByName, assessedOn, counts } = assessment;
  return {
    ...{ id, personId, version, outcome, groundCode, instrument, standard },
    triggers: { ...triggers, ...(triggerNotes === null ? {} : { notes: triggerNotes }) },
    grounds: grounds.map(({ id: _, assessmentId: __, ...ground }) => ground),
    reviews: reviews.map((review) => ({
      kind: review.kind,
      agrees: review.agrees,
      reasons: review.reasons,
      reviewedByName: review.reviewedByName,
      reviewedOn: review.reviewedOn,
    })),
    ...{ reasons, assessedByName, assessedOn, counts },
  };
}
