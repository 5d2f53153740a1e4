import { ChoiceField, CountField, DateField, IdField, ObjectsField, PageQuery, TextField } from '../platform/index.js';
import {
  INDICATION_CONCLUSIONS,
  INDICATION_HANDLERS,
  INDICATION_SOURCES,
  INDICATION_WAITS,
  PRESENTATION_ANSWERS,
  type IndicationConclusion,
  type IndicationSource,
  type IndicationWait,
  type PresentationAnswer,
} from './domain/indication.js';
import { PointerField } from './pointer-field.js';
import type { IndicationView, IndicationWithPapers } from './read-indications.js';

export class ReportIndicationRequest {
  @ChoiceField({ about: 'Where it was noticed.', of: INDICATION_SOURCES }) source: IndicationSource;
  @DateField({ about: 'When it was noticed or came in.', example: '2025-01-07' }) receivedOn: string;
  @PointerField({ about: 'Where the paper is kept: a number, never what it says.', example: 'T-2025-0042' })
  reference: string;
  @IdField({ about: 'The case, when it is tied to one.', optional: true }) caseId?: string;
  @IdField({ about: 'The person in that case, when it is tied to one.', optional: true }) personId?: string;
}

export class IdentifyIndicationRequest {
  @IdField({ about: 'The case.' }) caseId: string;
  @IdField({ about: 'The person in it, when known.', optional: true }) personId?: string;
}

export class PresentIndicationRequest {
  @DateField({ about: 'When it was presented.', example: '2025-01-07' }) presentedOn: string;
  @PointerField({ about: "The presentation's number.", example: 'F-2025-0007' }) reference: string;
}

export class RecordPresentationAnswerRequest {
  @ChoiceField({ about: 'What the Security Service answered.', of: PRESENTATION_ANSWERS }) answer: PresentationAnswer;
  @DateField({ about: 'When it answered.', example: '2025-01-07' }) answeredOn: string;
  @PointerField({ about: "The answer's number.", example: 'S-2025-0311' }) reference: string;
}

export class ConcludeIndicationRequest {
  @ChoiceField({ about: 'How it ends.', of: INDICATION_CONCLUSIONS, example: 'no_action' })
  conclusion: IndicationConclusion;
}

export class IndicationQuery extends PageQuery {
  @ChoiceField({ about: 'Only those that wait for this.', of: INDICATION_WAITS, optional: true, example: undefined })
  waitsFor?: IndicationWait;
}

/** An indication as it came in: all that the unit of an open case may know of it. */
export class ReceivedIndicationResponse {
  @IdField({ about: 'Id of the indication.' }) id: string;
  @ChoiceField({ about: 'Where it was noticed.', of: INDICATION_SOURCES }) source: string;
  @DateField({ about: 'When it was noticed or came in.' }) receivedOn: string;
  @TextField({ about: 'Where the paper is kept.' }) reference: string;
  @IdField({ about: 'The person.', nullable: true }) personId: string | null;
}

export class IndicationResponse extends ReceivedIndicationResponse {
  @TextField({ about: 'Number in the walled series.', example: 'SAK-2025-00019' }) diaryNumber: string;
  @TextField({ about: 'Who reported it.' }) reportedByName: string;
  @ChoiceField({ about: 'Who deals with it.', of: INDICATION_HANDLERS }) goesTo: string;
  @IdField({ about: 'The case.', nullable: true }) caseId: string | null;
  @DateField({ about: 'When it was presented.', nullable: true }) presentedOn: string | null;
  @TextField({ about: 'The latest answer.', nullable: true }) answer: string | null;
  @DateField({ about: 'When that was given.', nullable: true }) answeredOn: string | null;
  @TextField({ about: 'How it ended.', nullable: true }) conclusion: string | null;
  @DateField({ about: 'When it ended.', nullable: true }) concludedOn: string | null;
  @TextField({ about: 'What it waits for; null once concluded.', nullable: true }) waitsFor: string | null;
  @DateField({ about: 'Since when.' }) waitsSince: string;
  @CountField({ about: 'Days since it came in; null once concluded.', nullable: true }) daysOpen: number | null;
  @CountField({ about: 'Days since the last step; null once concluded.', nullable: true }) daysWaiting: number | null;
}

export class IndicationPaperResponse {
  @IdField({ about: 'Id of the paper.' }) id: string;
  @TextField({ about: 'Number in the walled series.', example: 'SAK-2025-00020' }) diaryNumber: string;
  @TextField({ about: 'What it is.', example: 'presented' }) kind: string;
  @TextField({ about: 'When it was recorded.' }) recordedAt: string;
  @TextField({ about: 'Who recorded it.' }) recordedByName: string;
  @TextField({ about: 'Number of the paper itself, kept elsewhere.', nullable: true }) reference: string | null;
}

export class IndicationWithPapersResponse extends IndicationResponse {
  @ObjectsField(() => IndicationPaperResponse, { about: 'Its papers, oldest first.' })
  papers: IndicationPaperResponse[];
}

export class IndicationListResponse {
  @ObjectsField(() => IndicationResponse, { about: 'The indications, first received first.' })
  items: IndicationResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

export class ReceivedIndicationListResponse {
  @ObjectsField(() => ReceivedIndicationResponse, { about: 'The indications, first received first.' })
  items: ReceivedIndicationResponse[];
}

export const toReceivedIndicationResponse = ({
  id,
  source,
  receivedOn,
  reference,
  personId,
}: IndicationView): ReceivedIndicationResponse => ({ id, source, receivedOn, reference, personId });

export const toIndicationResponse = (view: IndicationView): IndicationResponse => ({
  ...toReceivedIndicationResponse(view),
  diaryNumber: view.diaryNumber,
  reportedByName: view.reportedByName,
  goesTo: view.goesTo,
  caseId: view.caseId,
  presentedOn: view.presentedOn,
  answer: view.answer,
  answeredOn: view.answeredOn,
  conclusion: view.conclusion,
  concludedOn: view.concludedOn,
  waitsFor: view.waitsFor,
  waitsSince: view.waitsSince,
  daysOpen: view.daysOpen,
  daysWaiting: view.daysWaiting,
});

export const toIndicationWithPapersResponse = (view: IndicationWithPapers): IndicationWithPapersResponse => ({
  ...toIndicationResponse(view),
  papers: view.papers.map(({ id, diaryNumber, recordedAt, recordedByName, content }) => ({
    id,
    diaryNumber,
    kind: content.kind,
    recordedAt,
    recordedByName,
    reference: 'reference' in content ? content.reference : null,
  })),
});
