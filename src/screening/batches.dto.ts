import { ChoiceField, CountField, DateField, IdField, ObjectsField, TextField } from '../platform/index.js';
import type { Batch } from './batches.js';
import {
  REQUEST_KINDS,
  REQUEST_PRIORITIES,
  type DaysOutside,
  type ScreeningRequest,
} from './domain/screening-queue.js';
import { PointerField } from './pointer-field.js';

export class SendBatchRequest {
  @CountField({ about: 'The most to send; 200 unless said otherwise.', min: 1, max: 200, optional: true, example: 50 })
  atMost?: number;
}

export class RecordReceiptRequest {
  @DateField({ about: 'When the Security Service received it.', example: '2025-01-07' }) receivedOn: string;
  @PointerField({ about: "The Service's reference number.", example: 'S-2025-0400' }) reference: string;
}

export class ScreeningRequestResponse {
  @IdField({ about: 'Id of the request.' }) id: string;
  @ChoiceField({ about: 'A referral, or a re-screening under one.', of: REQUEST_KINDS }) kind: string;
  @IdField({ about: 'The person.' }) personId: string;
  @IdField({ about: 'The case.' }) caseId: string;
  @ChoiceField({ about: "The case's priority.", of: REQUEST_PRIORITIES }) priority: string;
  @DateField({ about: 'When it was asked for.' }) requestedOn: string;
  @TextField({ about: 'Number in the walled series.', example: 'SAK-2025-00017' }) diaryNumber: string;
  @DateField({ about: 'When it was answered; more time is no answer.', nullable: true }) answeredOn: string | null;
  @DateField({ about: 'When the Service was last reminded of it.', nullable: true }) remindedOn: string | null;
  @DateField({ about: 'When it was last asked to hasten its answer.', nullable: true }) hastenedOn: string | null;
}

export class ScreeningQueueResponse {
  @ObjectsField(() => ScreeningRequestResponse, { about: 'By priority, the longest asked first.' })
  items: ScreeningRequestResponse[];
}

export class BatchSummaryResponse {
  @IdField({ about: 'Id of the batch.' }) id: string;
  @TextField({ about: 'Number in the walled series.', example: 'SAK-2025-00021' }) diaryNumber: string;
  @DateField({ about: 'When it was sent.' }) sentOn: string;
  @TextField({ about: 'By whom.' }) sentByName: string;
  @DateField({ about: 'When it was received.', nullable: true }) receivedOn: string | null;
  @TextField({ about: "The Service's reference number.", nullable: true }) reference: string | null;
  @CountField({ about: 'How many requests it has.' }) size: number;
  @CountField({ about: 'How many of them are answered.' }) answered: number;
}

export class BatchResponse extends BatchSummaryResponse {
  @ObjectsField(() => ScreeningRequestResponse, { about: 'Its requests, in the order in which they were sent.' })
  requests: ScreeningRequestResponse[];
}

export class BatchListResponse {
  @ObjectsField(() => BatchSummaryResponse, { about: 'The batches, oldest first.' }) items: BatchSummaryResponse[];
}

export class DaysOutsideResponse {
  @ChoiceField({ about: 'Priority.', of: REQUEST_PRIORITIES }) priority: string;
  @CountField({ about: 'Asked for and not sent yet.' }) toSend: number;
  @CountField({ about: 'Sent and not answered.' }) awaited: number;
  @CountField({ about: 'Days since the oldest of them was sent.', nullable: true }) longestAwaitedDays: number | null;
  @CountField({ about: 'Answered.' }) answered: number;
  @CountField({ about: 'Median days from sending to the statement.', nullable: true }) medianDays: number | null;
  @CountField({ about: 'Ninth decile of those days.', nullable: true }) ninthDecileDays: number | null;
}

export class DaysOutsideListResponse {
  @ObjectsField(() => DaysOutsideResponse, { about: 'One line a priority.' }) items: DaysOutsideResponse[];
}

export const toScreeningRequestResponse = (request: ScreeningRequest): ScreeningRequestResponse => {
  const { id, kind, personId, caseId, priority, requestedOn, diaryNumber, answeredOn, remindedOn, hastenedOn } =
    request;
  return { id, kind, personId, caseId, priority, requestedOn, diaryNumber, answeredOn, remindedOn, hastenedOn };
};

export const toBatchSummaryResponse = ({ requests, ...batch }: Batch): BatchSummaryResponse => ({
  ...batch,
  size: requests.length,
  answered: requests.filter(({ answeredOn }) => answeredOn !== null).length,
});

export const toBatchResponse = (batch: Batch): BatchResponse => ({
  ...toBatchSummaryResponse(batch),
  requests: batch.requests.map(toScreeningRequestResponse),
});

export const toDaysOutsideListResponse = (measures: DaysOutside[]): DaysOutsideListResponse => ({ items: measures });
