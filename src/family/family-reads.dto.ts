import {
  ChoiceField,
  CountField,
  DateField,
  IdField,
  InstantField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import { EffectResponse } from './family.dto.js';

export class FamilyNoteResponse {
  @TextField({ about: 'Stable code.', example: 'linkedElsewhere' }) code: string;
  @TextField({ about: 'In words.', max: 1000 }) detail: string;
}

export class MemberDifferenceResponse {
  @IdField({ about: 'The difference, as dismiss-difference names it.' }) id: string;
  @ChoiceField({ about: 'Listed by the RRF and not in the case, or the other way round.', of: ['added', 'removed'] })
  kind: string;
  @TextField({ about: "UNHCR's individual number of the person.", max: 60, example: 'SYN-00012' })
  individualNumber: string;
  @IdField({ about: 'The person of the case; null for one whom the case does not list.', nullable: true })
  personId: string | null;
  @CountField({ about: 'The version of the RRF that told it first.', min: 1, example: 2 }) rrfVersion: number;
  @InstantField({ about: 'Since when it waits.' }) recordedAt: string;
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
  @ObjectsField(() => MemberDifferenceResponse, { about: 'Whom the newest RRF lists otherwise than the case.' })
  differences: MemberDifferenceResponse[];
  @ObjectsField(() => AgeingResponse, { about: 'What begins at a birthday within twelve months, by the clock alone.' })
  ageing: AgeingResponse[];
  @ObjectsField(() => LinkedCaseResponse, { about: 'The cases that travel and settle together with this one.' })
  linked: LinkedCaseResponse[];
  @ObjectsField(() => GoneOnResponse, { about: 'Who has been in this case and goes on in another one.' })
  goneOn: GoneOnResponse[];
}
