import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { CaseResponse, PersonsRequest, toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import { ChooseRoute } from './choose-route.js';
import { ExaminationVerbs } from './examination.js';
import { RecordExamination } from './record-examination.js';
import {
  ChooseRouteRequest,
  DeferRequest,
  ExaminationListResponse,
  InterviewListResponse,
  InterviewRecordedResponse,
  RecordExaminationRequest,
  RecordInterviewRequest,
  ResumeRequest,
  toExaminationResponse,
  toInterviewResponse,
} from './selection.dto.js';

@ApiTags('Selection')
@Controller('cases')
export class SelectionController {
  constructor(
    private readonly route: ChooseRoute,
    private readonly verbs: ExaminationVerbs,
    private readonly record: RecordExamination,
  ) {}

  @Acts(':caseId/actions/choose-route', {
    id: 'chooseRoute',
    summary: 'Choose dossier or mission, or switch while nobody’s examination has ended',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('case.choose_route')
  async choose(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ChooseRouteRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.route.choose(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/examine', {
    id: 'examine',
    summary: 'Begin the examination, never before the Security Service’s statement',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.examine')
  async examine(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { personIds = [] }: PersonsRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.verbs.examine(caseId, version, personIds, actor));
  }

  @Acts(':caseId/actions/defer', {
    id: 'defer',
    summary: 'Wait for information asked of UNHCR: not a denial',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.defer')
  async defer(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: DeferRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.verbs.defer(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/resume', {
    id: 'resume',
    summary: 'Go on with a deferred examination',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.resume')
  async resume(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ResumeRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.verbs.resume(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/record-examination', {
    id: 'recordExamination',
    summary: 'Record what the examination of a person found',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.record_examination')
  async recordExamination(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RecordExaminationRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.record.examination(caseId, version, body, actor));
  }

  @Reads(':caseId/examinations', {
    id: 'listExaminations',
    logs: 'examination.read',
    summary: 'What the examinations of a case found, earlier ones included',
    returns: ExaminationListResponse,
  })
  @Requires('examination.read')
  async examinations(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ExaminationListResponse> {
    return { items: (await this.record.examinationsOf(caseId, actor)).map(toExaminationResponse) };
  }

  @Acts(':caseId/interviews', {
    id: 'recordInterview',
    summary: 'Record an interview with a person under examination',
    returns: InterviewRecordedResponse,
    status: 201,
    versioned: true,
  })
  @Requires('person.interview')
  async interview(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RecordInterviewRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<InterviewRecordedResponse> {
    return this.record.interview(caseId, version, body, actor);
  }

  @Reads(':caseId/interviews', {
    id: 'listInterviews',
    logs: 'interview.read',
    summary: 'The interviews of a case; their notes for those who examine and decide',
    returns: InterviewListResponse,
  })
  @Requires('case.read')
  async interviews(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<InterviewListResponse> {
    return { items: (await this.record.interviewsOf(caseId, actor)).map(toInterviewResponse) };
  }
}
