import { CountField, InstantField, ObjectField, ObjectsField, TextField } from '../platform/index.js';
import { ConsultationResponse, toConsultationResponse } from '../quotas/index.js';
import type { CaseConsultations } from './special-importance.js';

export class MarkSpecialImportanceRequest {
  @TextField({ about: 'Why, in words.', max: 2000, example: 'A question of principle for the whole programme.' })
  reason: string;
}

class SpecialImportanceResponse {
  @TextField({ about: 'Why.', max: 2000 }) reason: string;
  @InstantField({ about: 'Since when.' }) recordedAt: string;
  @TextField({ about: 'Who marked it.' }) recordedBy: string;
}
export class CaseConsultationsResponse {
  @CountField({ about: 'Version of the case, also the ETag.', example: 3 }) version: number;
  @ObjectField(() => SpecialImportanceResponse, {
    about: 'That it is of special importance; null when not.',
    nullable: true,
  })
  specialImportance: SpecialImportanceResponse | null;
  @ObjectsField(() => ConsultationResponse, {
    about: 'What the Ministry was consulted on, the oldest first.',
    maxItems: 1000,
  })
  items: ConsultationResponse[];
}

export const toCaseConsultationsResponse = ({
  version,
  specialImportance,
  consultations,
}: CaseConsultations): CaseConsultationsResponse => ({
  version,
  specialImportance,
  items: consultations.map(toConsultationResponse),
});
