import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { CaseResponse, toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import { RrfBody } from './rrf.dto.js';
import {
  CompletenessResponse,
  DiaryResponse,
  ReturnIncompleteRequest,
  SubmissionResponse,
  toCompletenessResponse,
  toPaperResponse,
  toSubmissionResponse,
} from './submissions.dto.js';
import { SubmissionsService } from './submissions.service.js';

@ApiTags('Submissions')
@Controller()
export class SubmissionsController {
  constructor(private readonly submissions: SubmissionsService) {}

  @Acts('submissions', {
    id: 'receiveSubmission',
    summary: 'Receive one RRF: it becomes a case, registered when complete',
    returns: SubmissionResponse,
    status: 201,
  })
  @Requires('submission.receive')
  async receive(@Body() body: RrfBody, @CurrentActor() actor: Actor): Promise<SubmissionResponse> {
    return toSubmissionResponse(await this.submissions.receive(body, actor), actor);
  }

  @Reads('submissions/:submissionId', {
    id: 'getSubmission',
    logs: 'submission.read',
    summary: 'One version of an RRF, as it was received',
    returns: SubmissionResponse,
  })
  @Requires('submission.read')
  async one(
    @Param('submissionId', UuidParam) submissionId: string,
    @CurrentActor() actor: Actor,
  ): Promise<SubmissionResponse> {
    return toSubmissionResponse(await this.submissions.one(submissionId, actor), actor);
  }

  @Reads('cases/:caseId/completeness', {
    id: 'getCompleteness',
    logs: 'submission.read',
    summary: 'What the latest version of the RRF lacks',
    returns: CompletenessResponse,
  })
  @Requires('submission.read')
  async completeness(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<CompletenessResponse> {
    return toCompletenessResponse(await this.submissions.latestOf(caseId, actor));
  }

  @Reads('cases/:caseId/diary', {
    id: 'getDiary',
    logs: 'case.read',
    summary: 'The diary of a case: every paper that came in or went out, with its number',
    returns: DiaryResponse,
  })
  @Requires('case.read')
  async diary(@Param('caseId', UuidParam) caseId: string, @CurrentActor() actor: Actor): Promise<DiaryResponse> {
    return { items: (await this.submissions.diaryOf(caseId, actor)).map(toPaperResponse) };
  }

  @Acts('cases/:caseId/actions/return-incomplete', {
    id: 'returnIncomplete',
    summary: 'Return an incomplete RRF to its sender; returned is not denied',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('case.return_incomplete')
  async returnIncomplete(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ReturnIncompleteRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.submissions.returnIncomplete(caseId, version, body, actor));
  }

  @Acts('cases/:caseId/actions/resubmit', {
    id: 'resubmit',
    summary: 'Register the next version of the RRF; complete, it registers the case',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('case.resubmit')
  async resubmit(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RrfBody,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.submissions.resubmit(caseId, version, body, actor));
  }
}
