import {
  ChoiceField,
  DateField,
  FlagField,
  IdField,
  IdsField,
  ObjectField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import { EXCLUSION_OUTCOMES, ExclusionFinding, ExclusionTriggers } from '../screening/index.js';
import type { AssessmentInCase } from './exclusion.service.js';

export class AssessExclusionRequest extends ExclusionFinding {
  @IdsField({ about: 'The persons assessed; each gets an assessment of their own.', minItems: 1, maxItems: 40 })
  personIds: string[];
}

export class ExclusionAssessmentResponse {
  @IdField({ about: 'Id of the assessment.' }) id: string;
  @IdField({ about: 'The person.' }) personId: string;
  @ChoiceField({ about: 'Whether a ground for exclusion was found.', of: EXCLUSION_OUTCOMES }) outcome: string;
  @TextField({ about: 'The ground: a reason code of the verb exclude.', nullable: true, example: null }) groundCode:
    string | null;
  @TextField({ about: 'The instrument that has the ground.', nullable: true, example: null }) instrument: string | null;
  @TextField({ about: 'The standard of proof it asks for.', nullable: true, example: null }) standard: string | null;
  @ObjectField(() => ExclusionTriggers, { about: 'The trigger questionnaire.' }) triggers: ExclusionTriggers;
  @TextField({ about: 'Why.', max: 20000 }) reasons: string;
  @TextField({ about: 'Who assessed.' }) assessedByName: string;
  @DateField({ about: 'When.' }) assessedOn: string;
  @FlagField({ about: 'The one that counts: the latest since the referral.' }) counts: boolean;
}

export class ExclusionAssessmentListResponse {
  @ObjectsField(() => ExclusionAssessmentResponse, { about: 'The assessments, oldest first.' })
  items: ExclusionAssessmentResponse[];
}

export function toExclusionAssessmentResponse(assessment: AssessmentInCase): ExclusionAssessmentResponse {
  const {
    id,
    personId,
    outcome,
    groundCode,
    instrument,
    standard,
    triggers,
    triggerNotes,
    reasons,
    assessedByName,
    assessedOn,
    counts,
  } = assessment;
  const told = { ...triggers, ...(triggerNotes === null ? {} : { notes: triggerNotes }) };
  return {
    id,
    personId,
    outcome,
    groundCode,
    instrument,
    standard,
    triggers: told,
    reasons,
    assessedByName,
    assessedOn,
    counts,
  };
}
