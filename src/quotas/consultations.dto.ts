import {
  ChoiceField,
  CountField,
  DateField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import type { Consultation, ConsultationList } from './consultations.service.js';
import {
  CONSULTATION_OUTCOMES,
  CONSULTATION_SUBJECTS,
  PERIOD_SUBJECTS,
  type ConsultationOutcome,
  type ConsultationSubject,
  type PeriodSubject,
} from './domain/consultation.js';

const MOST_CONSULTATIONS = 1000;

export class ConsultRequest {
  @TextField({ about: 'What was asked.', max: 4000, example: 'The distribution of next year’s places.' })
  matter: string;
  @TextField({ about: 'Who was asked.', example: 'Ministry of Justice' }) consulted: string;
  @DateField({ about: 'On which day.', example: '2025-01-02' }) askedOn: string;
  @TextField({ about: 'The document in which.', example: '1.3.4-2025-31' }) documentReference: string;
}
export class ConsultOnPeriodRequest extends ConsultRequest {
  @ChoiceField({ about: 'On what.', of: PERIOD_SUBJECTS }) subject: PeriodSubject;
}
export class RecordConsultationAnswerRequest {
  @DateField({ about: 'On which day the answer came.', example: '2025-01-06' }) answeredOn: string;
  @ChoiceField({ about: 'What it came to.', of: CONSULTATION_OUTCOMES }) outcome: ConsultationOutcome;
  @TextField({ about: 'What was answered.', max: 4000, example: 'No objection to the distribution.' }) answer: string;
  @TextField({ about: 'The document in which.', example: 'Ju2025/00123' }) documentReference: string;
}

class ConsultationAnswerResponse {
  @DateField({ about: 'On which day the answer came.' }) answeredOn: string;
  @ChoiceField({ about: 'What it came to.', of: CONSULTATION_OUTCOMES }) outcome: ConsultationOutcome;
  @TextField({ about: 'What was answered; null where only the case tells it.', max: 4000, nullable: true })
  answer: string | null;
  @TextField({ about: 'The document in which.', example: 'Ju2025/00123' }) documentReference: string;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @TextField({ about: 'Who wrote it.' }) recordedBy: string;
}
export class ConsultationResponse {
  @IdField({ about: 'Id of the consultation.' }) id: string;
  @ChoiceField({ about: 'On what.', of: CONSULTATION_SUBJECTS }) subject: ConsultationSubject;
  @IdField({ about: 'The case of special importance.', nullable: true }) caseId: string | null;
  @TextField({ about: 'What was asked; null where only the case tells it.', max: 4000, nullable: true })
  matter: string | null;
  @TextField({ about: 'Who was asked.', example: 'Ministry of Justice' }) consulted: string;
  @DateField({ about: 'On which day.' }) askedOn: string;
  @TextField({ about: 'The document in which.', example: '1.3.4-2025-31' }) documentReference: string;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @TextField({ about: 'Who wrote it.' }) recordedBy: string;
  @ObjectField(() => ConsultationAnswerResponse, { about: 'The answer; null while it is awaited.', nullable: true })
  answered: ConsultationAnswerResponse | null;
}
export class ConsultationListResponse {
  @CountField({ about: 'Version of the period, also the ETag.', example: 3 }) version: number;
  @ObjectsField(() => ConsultationResponse, {
    about: 'The consultations, the oldest first.',
    maxItems: MOST_CONSULTATIONS,
  })
  items: ConsultationResponse[];
}

export const toConsultationResponse = (consultation: Consultation): ConsultationResponse => {
  const { id, subject, caseId, matter, consulted, askedOn, documentReference, recordedAt, recordedBy } = consultation;
  const { answered } = consultation;
  return {
    ...{ id, subject, caseId, matter, consulted, askedOn, documentReference, recordedAt, recordedBy },
    answered: answered && { ...answered },
  };
};

/** Of a case the period tells that and when the Ministry was asked, not what: that is read on the case, and logged. */
const withoutMatter = (told: ConsultationResponse): ConsultationResponse =>
  told.caseId === null
    ? told
    : { ...told, matter: null, answered: told.answered && { ...told.answered, answer: null } };

export const toConsultationListResponse = ({ version, consultations }: ConsultationList): ConsultationListResponse => ({
  version,
  items: consultations.map(toConsultationResponse).map(withoutMatter),
});
