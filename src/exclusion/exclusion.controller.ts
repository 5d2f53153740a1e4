import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { CaseResponse, toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, UuidParam } from '../platform/index.js';
import {
  AssessExclusionRequest,
  ExclusionAssessmentListResponse,
  ExclusionQuestionnaireResponse,
  questionnaire,
  ReviewExclusionRequest,
  toExclusionAssessmentResponse,
} from './exclusion.dto.js';
import { ExclusionService } from './exclusion.service.js';
import { ReviewExclusion } from './review-exclusion.js';

@ApiTags('Exclusion')
@Controller()
export class ExclusionController {
  constructor(
    private readonly exclusion: ExclusionService,
    private readonly reviewing: ReviewExclusion,
  ) {}

  @Reads('exclusion-questionnaire', {
    id: 'getExclusionQuestionnaire',
    logs: notSensitive('reference'),
    summary: 'The trigger questions, the grounds that each opens, and what each ground belongs to',
    returns: ExclusionQuestionnaireResponse,
  })
  @Requires('policy.read')
  questions(): ExclusionQuestionnaireResponse {
    return questionnaire();
  }

  @Acts('cases/:caseId/actions/assess-exclusion', {
    id: 'assessExclusion',
    summary: 'Assess exclusion of persons who have a clearance',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.assess_exclusion')
  async assess(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: AssessExclusionRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.exclusion.assess(caseId, version, body, actor));
  }

  @Acts('cases/:caseId/actions/review-exclusion', {
    id: 'reviewExclusion',
    summary: "Give a specialist's opinion on the assessment that counts, or take the second look at it",
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.review_exclusion')
  async review(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ReviewExclusionRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.reviewing.review(caseId, version, body, actor));
  }

  @Reads('cases/:caseId/exclusion-assessments', {
    id: 'listExclusionAssessments',
    logs: 'exclusion.read',
    summary: 'The exclusion assessments of the persons of a case',
    returns: ExclusionAssessmentListResponse,
  })
  @Requires('exclusion.read')
  async list(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ExclusionAssessmentListResponse> {
    return { items: (await this.exclusion.ofCase(caseId, actor)).map(toExclusionAssessmentResponse) };
  }
}
