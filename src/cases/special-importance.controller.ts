import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import { ConsultRequest, RecordConsultationAnswerRequest } from '../quotas/index.js';
import {
  CaseConsultationsResponse,
  MarkSpecialImportanceRequest,
  toCaseConsultationsResponse,
} from './special-importance.dto.js';
import { SpecialImportance } from './special-importance.js';

const RETURNS = { returns: CaseConsultationsResponse, versioned: true } as const;

@ApiTags('Cases')
@Controller('cases')
export class SpecialImportanceController {
  constructor(private readonly special: SpecialImportance) {}

  @Reads(':caseId/consultations', {
    id: 'listCaseConsultations',
    logs: 'case.read_consultations',
    summary: 'Whether a case is of special importance, and what the Ministry was consulted on',
    ...RETURNS,
  })
  @Requires('case.read')
  async list(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<CaseConsultationsResponse> {
    return toCaseConsultationsResponse(await this.special.of(actor, caseId));
  }

  @Acts(':caseId/actions/mark-special-importance', {
    id: 'markSpecialImportance',
    summary: 'Mark a case as one of special importance, on which the Ministry is consulted',
    ...RETURNS,
  })
  @Requires('quota.consult')
  async mark(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { reason }: MarkSpecialImportanceRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseConsultationsResponse> {
    return toCaseConsultationsResponse(await this.special.mark(actor, caseId, version, true, reason));
  }

  @Acts(':caseId/actions/unmark-special-importance', {
    id: 'unmarkSpecialImportance',
    summary: 'Take the mark of special importance back',
    ...RETURNS,
  })
  @Requires('quota.consult')
  async unmark(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { reason }: MarkSpecialImportanceRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseConsultationsResponse> {
    return toCaseConsultationsResponse(await this.special.mark(actor, caseId, version, false, reason));
  }

  @Acts(':caseId/consultations', {
    id: 'recordCaseConsultation',
    summary: 'Record that the Ministry was asked about a case of special importance',
    ...RETURNS,
    status: 201,
  })
  @Requires('quota.consult')
  async ask(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ConsultRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseConsultationsResponse> {
    return toCaseConsultationsResponse(await this.special.ask(actor, caseId, version, body));
  }

  @Acts(':caseId/consultations/:consultationId/actions/record-answer', {
    id: 'answerCaseConsultation',
    summary: 'Record what the Ministry answered about the case',
    ...RETURNS,
  })
  @Requires('quota.consult')
  async answer(
    @Param('caseId', UuidParam) caseId: string,
    @Param('consultationId', UuidParam) consultationId: string,
    @Body() body: RecordConsultationAnswerRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseConsultationsResponse> {
    return toCaseConsultationsResponse(await this.special.answer(actor, caseId, consultationId, version, body));
  }
}
