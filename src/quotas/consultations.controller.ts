import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, UuidParam } from '../platform/index.js';
import {
  ConsultationListResponse,
  ConsultOnPeriodRequest,
  RecordConsultationAnswerRequest,
  toConsultationListResponse,
} from './consultations.dto.js';
import { ConsultationsService } from './consultations.service.js';

const RETURNS = { returns: ConsultationListResponse, versioned: true } as const;

@ApiTags('Quotas')
@Controller('quota-periods')
export class ConsultationsController {
  constructor(private readonly consultations: ConsultationsService) {}

  @Reads(':periodId/consultations', {
    id: 'listPeriodConsultations',
    logs: notSensitive('places'),
    summary: 'What the Ministry was consulted on, and what it answered',
    ...RETURNS,
  })
  @Requires('quota.read')
  async list(@Param('periodId', UuidParam) periodId: string): Promise<ConsultationListResponse> {
    return toConsultationListResponse(await this.consultations.ofPeriod(periodId));
  }

  @Acts(':periodId/consultations', {
    id: 'recordPeriodConsultation',
    summary: 'Record that the Ministry was asked about planning, places, money or distribution',
    ...RETURNS,
    status: 201,
  })
  @Requires('quota.consult')
  async ask(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: ConsultOnPeriodRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ConsultationListResponse> {
    return toConsultationListResponse(await this.consultations.askOnPeriod(actor, periodId, version, body));
  }

  @Acts(':periodId/consultations/:consultationId/actions/record-answer', {
    id: 'answerPeriodConsultation',
    summary: 'Record what the Ministry answered',
    ...RETURNS,
  })
  @Requires('quota.consult')
  async answer(
    @Param('periodId', UuidParam) periodId: string,
    @Param('consultationId', UuidParam) consultationId: string,
    @Body() body: RecordConsultationAnswerRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ConsultationListResponse> {
    const list = await this.consultations.answerOnPeriod(actor, periodId, consultationId, version, body);
    return toConsultationListResponse(list);
  }
}
