import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { CaseResponse, toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import {
  AssessExclusionRequest,
  ExclusionAssessmentListResponse,
  toExclusionAssessmentResponse,
} from './exclusion.dto.js';
import { ExclusionService } from './exclusion.service.js';

@ApiTags('Exclusion')
@Controller('cases')
export class ExclusionController {
  constructor(private readonly exclusion: ExclusionService) {}

  @Acts(':caseId/actions/assess-exclusion', {
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

  @Reads(':caseId/exclusion-assessments', {
    id: 'listExclusionAssessments',
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
