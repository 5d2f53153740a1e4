import { PersonsRequest, ROUTES, type Route } from '../cases/index.js';
import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import { ExaminationFinding } from '../screening/index.js';
import { INCLUSIONS, RECOMMENDATIONS, type Inclusion, type Recommendation } from './domain/selection-rules.js';
import type { InterviewView } from './record-examination.js';
import type { Examination } from './selection.entities.js';

const REASON_CODE = /^[a-z0-9_]{1,40}$/;
const LONG = 20_000;

export class ChooseRouteRequest {
  @ChoiceField({ about: 'Dossier or mission.', of: ROUTES }) route: Route;
  @TextField({ about: 'Why.', min: 3, max: 2000, example: 'The form is complete and the claim is plain.' })
  reason: string;
}

export class DeferRequest extends PersonsRequest {
  @CodeField({ about: 'A reason code of the verb defer.', pattern: REASON_CODE, example: 'information_from_unhcr' })
  reasonCode: string;
  @TextField({ about: 'What was asked of UNHCR.', min: 3, max: 4000, example: 'Custody papers of the younger child.' })
  askedOfUnhcr: string;
}

export class ResumeRequest extends PersonsRequest {
  @CodeField({ about: 'A reason code of the verb resume.', pattern: REASON_CODE, example: 'information_received' })
  reasonCode: string;
  @TextField({ about: 'A note.', optional: true, max: 2000, example: 'The papers came by post.' }) note?: string;
  @DateField({ about: 'When the information came; today when left out.', optional: true, example: '2025-03-14' })
  occurredOn?: string;
}

export class RecordInterviewRequest {
  @IdField({ about: 'The person.' }) personId: string;
  @IdField({ about: 'The mission on which it was held.', optional: true }) missionId?: string;
  @DateField({ about: 'When it was held.' }) heldOn: string;
  @TextField({ about: 'Who held it.', example: 'Case officer' }) interviewer: string;
  @CodeField({
    about: 'Language of the interpreter (ISO 639).',
    pattern: /^[a-z]{2,3}$/,
    optional: true,
    example: 'sw',
  })
  interpreterLanguage?: string;
  @FlagField({ about: 'Whether a child was heard.', optional: true }) childHeard?: boolean;
  @TextField({
    about: 'Notes, read by those who examine and decide.',
    max: LONG,
    example: 'Told of the flight in 2017.',
  })
  notes: string;
}

export class RecordExaminationRequest extends ExaminationFinding {
  @IdField({ about: 'The person.' }) personId: string;
}

export class InterviewRecordedResponse {
  @IdField({ about: 'Id of the interview.' }) id: string;
  @CountField({ about: 'Version of the case, also the ETag.', example: 7 }) version: number;
}

export class InterviewResponse {
  @IdField({ about: 'Id of the interview.' }) id: string;
  @IdField({ about: 'The person.' }) personId: string;
  @IdField({ about: 'The mission.', nullable: true }) missionId: string | null;
  @DateField({ about: 'When it was held.' }) heldOn: string;
  @TextField({ about: 'Who held it.', example: 'Case officer' }) interviewer: string;
  @TextField({ about: 'Language of the interpreter.', nullable: true, example: 'sw' }) interpreterLanguage:
    string | null;
  @FlagField({ about: 'Whether a child was heard.', nullable: true }) childHeard: boolean | null;
  @TextField({ about: 'Notes; null for who may not read them.', nullable: true, max: LONG }) notes: string | null;
  @InstantField({ about: 'When it was recorded.' }) recordedAt: string;
  @TextField({ about: 'Who recorded it.' }) recordedBy: string;
}

export class InterviewListResponse {
  @ObjectsField(() => InterviewResponse, { about: 'The interviews, in their order.' }) items: InterviewResponse[];
}

export class ExaminationResponse {
  @IdField({ about: 'Id of the examination.' }) id: string;
  @IdField({ about: 'The person.' }) personId: string;
  @ChoiceField({ about: 'Refugee, subsidiary protection, or neither.', of: INCLUSIONS }) inclusion: Inclusion;
  @TextField({ about: 'On what the identity rests.', max: 4000 }) identityBasis: string;
  @TextField({ about: 'Credibility.', max: LONG }) credibility: string;
  @TextField({ about: 'The best interests of the child.', nullable: true, max: LONG }) bestInterests: string | null;
  @FlagField({ about: 'The child was heard.' }) childHeard: boolean;
  @TextField({ about: 'Why the child was not heard.', nullable: true, max: 2000 }) childNotHeardReason: string | null;
  @ChoiceField({ about: 'What is recommended.', of: RECOMMENDATIONS }) recommendation: Recommendation;
  @TextField({ about: 'Notes.', min: 0, max: LONG }) notes: string;
  @InstantField({ about: 'When it was recorded.' }) recordedAt: string;
  @TextField({ about: 'Who recorded it.' }) recordedBy: string;
  @FlagField({ about: 'The one that stands.' }) current: boolean;
}

export class ExaminationListResponse {
  @ObjectsField(() => ExaminationResponse, { about: 'The examinations, the latest first.' })
  items: ExaminationResponse[];
}

export const toInterviewResponse = (interview: InterviewView): InterviewResponse => {
  const { id, personId, missionId, heldOn, interviewer, interpreterLanguage, childHeard, notes } = interview;
  const { recordedAt, recordedBy } = interview;
  return {
    id,
    personId,
    missionId,
    heldOn,
    interviewer,
    interpreterLanguage,
    childHeard,
    notes,
    recordedAt,
    recordedBy,
  };
};

export const toExaminationResponse = (examination: Examination): ExaminationResponse => {
  const { caseId: _caseId, recordedById: _recordedById, ...shown } = examination;
  return shown;
};
