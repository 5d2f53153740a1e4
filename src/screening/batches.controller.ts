import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, Reads, UuidParam } from '../platform/index.js';
import {
  BatchListResponse,
  BatchResponse,
  DaysOutsideListResponse,
  RecordReceiptRequest,
  ScreeningQueueResponse,
  SendBatchRequest,
  toBatchResponse,
  toBatchSummaryResponse,
  toDaysOutsideListResponse,
  toScreeningRequestResponse,
} from './batches.dto.js';
import { Batches } from './batches.js';
import { ACCEPTED, AcceptedResponse } from './screening.dto.js';

@ApiTags('Screening')
@Controller('screening')
export class BatchesController {
  constructor(private readonly batches: Batches) {}

  @Acts('batches', {
    id: 'sendScreeningBatch',
    summary: 'Send what waits to the Security Service, emergencies first',
    returns: AcceptedResponse,
    status: 202,
  })
  @Requires('screening.send')
  async send(@Body() body: SendBatchRequest, @CurrentActor() actor: Actor): Promise<AcceptedResponse> {
    await this.batches.send(body, actor);
    return ACCEPTED;
  }

  @Acts('batches/:batchId/actions/record-receipt', {
    id: 'recordBatchReceipt',
    summary: 'Record the receipt of a batch and its reference number',
    returns: AcceptedResponse,
    status: 202,
  })
  @Requires('screening.send')
  async recordReceipt(
    @Param('batchId', UuidParam) id: string,
    @Body() body: RecordReceiptRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.batches.recordReceipt(id, body, actor);
    return ACCEPTED;
  }

  @Reads('batches', {
    id: 'listScreeningBatches',
    logs: 'screening.read_batches',
    summary: 'The batches that were sent, with their receipts',
    returns: BatchListResponse,
  })
  @Requires('screening.read')
  async all(@CurrentActor() actor: Actor): Promise<BatchListResponse> {
    return { items: (await this.batches.all(actor)).map(toBatchSummaryResponse) };
  }

  @Reads('batches/:batchId', {
    id: 'getScreeningBatch',
    logs: 'screening.read_batches',
    summary: 'A batch with its requests',
    returns: BatchResponse,
  })
  @Requires('screening.read')
  async one(@Param('batchId', UuidParam) id: string, @CurrentActor() actor: Actor): Promise<BatchResponse> {
    return toBatchResponse(await this.batches.one(id, actor));
  }

  @Reads('queue', {
    id: 'listScreeningQueue',
    logs: 'screening.read_queue',
    summary: 'What waits to be sent to the Security Service',
    returns: ScreeningQueueResponse,
  })
  @Requires('screening.read')
  async queue(@CurrentActor() actor: Actor): Promise<ScreeningQueueResponse> {
    return { items: (await this.batches.queue(actor)).map(toScreeningRequestResponse) };
  }

  @Reads('days-outside', {
    id: 'getDaysOutside',
    logs: 'screening.read_measures',
    summary: 'Days outside the agency, by priority',
    returns: DaysOutsideListResponse,
  })
  @Requires('screening.read')
  async daysOutside(@CurrentActor() actor: Actor): Promise<DaysOutsideListResponse> {
    return toDaysOutsideListResponse(await this.batches.measures(actor));
  }
}
