import { INTAKE_STATES } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import type { Received } from './receive-submission.js';
import { shownTo } from './read-versions.js';
import { toWithheldResponse, WithheldFieldResponse } from './rrf-versions.dto.js';
import { RrfBody } from './rrf.dto.js';
import { CLASSIFICATIONS, DIRECTIONS, type CaseDocument } from './submissions.entities.js';

export class MissingItemResponse {
  @TextField({ about: 'Stable code of the requirement.', example: 'adultSignatureMissing' }) code: string;
  @TextField({ about: 'What is asked for, in words.', example: 'The signature of each adult.' }) text: string;
  @TextField({ about: 'The rule behind it.', example: 'UNHCR Resettlement Handbook 4.6, section 8' }) source: string;
  @TextsField({ about: 'Pointers to the fields of the RRF.', example: ['/persons/1/signedOn'] }) pointers: string[];
}

export class CompletenessResponse {
  @IdField({ about: 'The case.' }) caseId: string;
  @IdField({ about: 'The version of the RRF that was checked.' }) submissionId: string;
  @CountField({ about: 'Its number.', min: 1, example: 1 }) rrfVersion: number;
  @DateField({ about: 'The day of receipt, on which it was checked.' }) checkedOn: string;
  @FlagField({ about: 'Nothing is missing.' }) complete: boolean;
  @ObjectsField(() => MissingItemResponse, { about: 'What is missing.' }) missing: MissingItemResponse[];
  @ChoiceField({ about: 'Where the case stands in the intake.', of: INTAKE_STATES }) intake: string;
  @DateField({ about: 'Registered as complete: the EU clock starts here.', nullable: true }) registeredOn:
    string | null;
  @DateField({ about: 'Returned to the sender. Returned is not denied.', nullable: true }) returnedOn: string | null;
  @DateField({ about: 'The answer is awaited by this day.', nullable: true }) answerDueOn: string | null;
}

export class SubmissionResponse extends CompletenessResponse {
  @TextField({ about: 'Diary number of the case.', example: 'VID-2025-00017' }) diaryNumber: string;
  @TextField({ about: 'Diary number of the RRF as a document.', example: 'VID-2025-00017:1' }) documentNumber: string;
  @InstantField({ about: 'When it was received.' }) receivedAt: string;
  @ObjectField(() => RrfBody, { about: 'The RRF as it was received, but for what you may not read.' }) rrf: RrfBody;
  @ObjectsField(() => WithheldFieldResponse, { about: 'Restricted fields that are not shown to you, counted.' })
  withheld: WithheldFieldResponse[];
}

export class ReturnIncompleteRequest {
  @TextsField({
    about: 'Reason codes of the verb return_incomplete.',
    max: 40,
    minItems: 1,
    maxItems: 20,
    example: ['signature_missing'],
  })
  reasonCodes: string[];
  @DateField({ about: 'The day by which the answer is awaited.', example: '2025-02-07' }) answerDueOn: string;
  @TextField({
    about: 'What the letter adds; needed when the reason is other.',
    min: 3,
    max: 2000,
    optional: true,
    example: 'The spouse has not signed section 8.',
  })
  note?: string;
}

export class PaperResponse {
  @IdField({ about: 'Id of the document.' }) id: string;
  @TextField({ about: 'Diary number.', example: 'VID-2025-00017:1' }) diaryNumber: string;
  @TextField({ about: 'Kind.', example: 'rrf' }) kind: string;
  @TextField({ about: 'Title.', example: 'RRF, version 1' }) title: string;
  @ChoiceField({ about: 'Came in or went out.', of: DIRECTIONS }) direction: string;
  @ChoiceField({ about: 'Who may see it.', of: CLASSIFICATIONS }) classification: string;
  @DateField({ about: 'Entered in the diary.' }) registeredOn: string;
  @InstantField({ about: 'Entered in the diary, to the millisecond.' }) registeredAt: string;
}

export class DiaryResponse {
  @ObjectsField(() => PaperResponse, { about: 'The papers of the case, in the order of registration.' })
  items: PaperResponse[];
}

export function toCompletenessResponse({ submission, theCase }: Received): CompletenessResponse {
  const { rrfVersion, receivedOn, missing, returnedOn, answerDueOn } = submission;
  return {
    caseId: theCase.id,
    submissionId: submission.id,
    rrfVersion,
    checkedOn: receivedOn,
    complete: missing.length === 0,
    missing: missing.map((item) => ({ ...item, pointers: [...item.pointers] })),
    intake: theCase.intake,
    registeredOn: theCase.registeredOn,
    returnedOn,
    answerDueOn,
  };
}

/** The submission as this actor may see it. */
export function toSubmissionResponse(received: Received, actor: Actor): SubmissionResponse {
  const { documentNumber, receivedAt } = received.submission;
  const { rrf, withheld } = shownTo(actor, received.submission);
  // Kept as it was received; the class only documents it.
  return {
    ...toCompletenessResponse(received),
    diaryNumber: received.theCase.diaryNumber,
    documentNumber,
    receivedAt,
    rrf: rrf as RrfBody,
    withheld: toWithheldResponse(withheld),
  };
}

export const toPaperResponse = (document: CaseDocument): PaperResponse => {
  const { id, diaryNumber, kind, title, direction, classification, registeredOn, registeredAt } = document;
  return { id, diaryNumber, kind, title, direction, classification, registeredOn, registeredAt };
};
