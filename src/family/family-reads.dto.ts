import { CountField, DateField, IdField, ObjectsField, TextField } from '../platform/index.js';
import { EffectResponse } from './family.dto.js';

export class FamilyNoteResponse {
  @TextField({ about: 'Stable code.', example: 'linkedElsewhere' }) code: string;
  @TextField({ about: 'In words.', max: 1000 }) detail: string;
}

export class AgeingResponse extends EffectResponse {
  @DateField({ about: 'The birthday, or the first day on which it can be.' }) on: string;
  @DateField({ about: 'The last day on which it can be.' }) latestOn: string;
}

export class LinkedCaseResponse {
  @IdField({ about: 'The linked case.' }) caseId: string;
  @TextField({ about: 'Its diary number.', example: 'VID-2025-00018' }) diaryNumber: string;
  @TextField({ about: 'Why they were linked; null when reached over other cases.', max: 2000, nullable: true })
  reason: string | null;
}

export class GoneOnResponse {
  @IdField({ about: 'The person.' }) personId: string;
  @IdField({ about: 'The case in which the person is now.' }) caseId: string;
  @TextField({ about: 'Its diary number.', example: 'VID-2025-00018' }) diaryNumber: string;
}

export class FamilyResponse {
  @IdField({ about: 'The case.' }) caseId: string;
  @CountField({ about: 'Version of the case that this was read from: its ETag.', example: 3 }) caseVersion: number;
  @IdField({ about: 'The principal applicant.', nullable: true }) principalApplicantId: string | null;
  @ObjectsField(() => FamilyNoteResponse, { about: 'What is to be seen to.' }) notes: FamilyNoteResponse[];
  @ObjectsField(() => AgeingResponse, { about: 'What begins at a birthday within twelve months, by the clock alone.' })
  ageing: AgeingResponse[];
  @ObjectsField(() => LinkedCaseResponse, { about: 'The cases that travel and settle together with this one.' })
  linked: LinkedCaseResponse[];
  @ObjectsField(() => GoneOnResponse, { about: 'Who has been in this case and goes on in another one.' })
  goneOn: GoneOnResponse[];
}
