import { Body, Controller, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Requires } from '../access/index.js';
import { CaseResponse, toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import {
  Acts,
  CurrentActor,
  ExpectedVersion,
  mediaTypeFor,
  NumberParam,
  notSensitive,
  Reads,
  UuidParam,
} from '../platform/index.js';
import { ReadVersions } from './read-versions.js';
import { RrfBody } from './rrf.dto.js';
import {
  DiffQuery,
  ExtendClockRequest,
  LetterResponse,
  ReleasedRrfResponse,
  ReleaseQuery,
  RequirementListResponse,
  RequirementsQuery,
  RrfDiffResponse,
  RrfVersionsResponse,
  toDiffResponse,
  toReleasedResponse,
  toRequirementResponse,
  toVersionsResponse,
} from './rrf-versions.dto.js';
import { SubmissionResponse, toSubmissionResponse } from './submissions.dto.js';
import { SubmissionsService } from './submissions.service.js';

@ApiTags('Submissions')
@Controller()
export class RrfVersionsController {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly versions: ReadVersions,
  ) {}

  @Reads('rrf-requirements', {
    id: 'listRrfRequirements',
    logs: notSensitive('reference'),
    summary: 'What a submission must hold before its case is registered',
    returns: RequirementListResponse,
  })
  @Requires('reference.read')
  async requirements(@Query() query: RequirementsQuery): Promise<RequirementListResponse> {
    return { items: (await this.versions.requirements(query)).map(toRequirementResponse) };
  }

  @Reads('cases/:caseId/rrf/versions', {
    id: 'listRrfVersions',
    logs: 'submission.read',
    summary: 'The versions of the RRF, and the persons on whom form and case differ',
    returns: RrfVersionsResponse,
  })
  @Requires('submission.read')
  async list(@Param('caseId', UuidParam) caseId: string, @CurrentActor() actor: Actor): Promise<RrfVersionsResponse> {
    return toVersionsResponse(await this.versions.list(caseId, actor));
  }

  @Reads('cases/:caseId/rrf/versions/:rrfVersion', {
    id: 'getRrfVersion',
    logs: 'submission.read',
    summary: 'One version of the RRF; restricted parts by permission',
    returns: SubmissionResponse,
  })
  @Requires('submission.read')
  async one(
    @Param('caseId', UuidParam) caseId: string,
    @Param('rrfVersion', NumberParam) rrfVersion: number,
    @CurrentActor() actor: Actor,
  ): Promise<SubmissionResponse> {
    return toSubmissionResponse(await this.versions.one(caseId, rrfVersion, actor), actor);
  }

  @Reads('cases/:caseId/rrf/versions/:rrfVersion/diff', {
    id: 'diffRrfVersions',
    logs: 'submission.read',
    summary: 'What changed between two versions, by section, person and field',
    returns: RrfDiffResponse,
  })
  @Requires('submission.read')
  async diff(
    @Param('caseId', UuidParam) caseId: string,
    @Param('rrfVersion', NumberParam) rrfVersion: number,
    @Query() { from }: DiffQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RrfDiffResponse> {
    return toDiffResponse(from, rrfVersion, await this.versions.diff(caseId, from, rrfVersion, actor));
  }

  @Reads('cases/:caseId/rrf/release', {
    id: 'releaseRrf',
    logs: 'submission.release',
    summary: 'What of the RRF may be given out to one person',
    description:
      'Paragraphs that are about others too stay hidden, even from members of the same family; they are counted.',
    returns: ReleasedRrfResponse,
  })
  @Requires('submission.read_restricted')
  async release(
    @Param('caseId', UuidParam) caseId: string,
    @Query() { personId }: ReleaseQuery,
    @CurrentActor() actor: Actor,
  ): Promise<ReleasedRrfResponse> {
    return toReleasedResponse(await this.versions.release(caseId, personId, actor));
  }

  @Reads('cases/:caseId/letters/:documentId', {
    id: 'getLetter',
    logs: 'submission.read',
    summary: 'What a letter of the case says',
    returns: LetterResponse,
    produces: ['text/plain'],
  })
  @Requires('submission.read')
  async letter(
    @Param('caseId', UuidParam) caseId: string,
    @Param('documentId', UuidParam) documentId: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LetterResponse | string> {
    const type = mediaTypeFor(request, ['application/json', 'text/plain']);
    const { document, text } = await this.submissions.letter(caseId, documentId, actor);
    if (type === 'application/json')
      return { documentId, diaryNumber: document.diaryNumber, registeredOn: document.registeredOn, text };
    response.type('text/plain; charset=utf-8');
    return text;
  }

  @Acts('cases/:caseId/actions/update-rrf', {
    id: 'updateRrf',
    summary: 'Register a newer version of the RRF of a registered case',
    description:
      'Particulars of the persons follow the new version. Persons listed anew or no longer are recorded as differences; nobody is added or removed.',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('case.update_rrf')
  async update(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RrfBody,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.submissions.update(caseId, version, body, actor));
  }

  @Acts('cases/:caseId/actions/extend-clock', {
    id: 'extendClock',
    summary: 'Lengthen the clock to the conclusion, once, with a reason',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('case.extend_clock')
  async extendClock(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ExtendClockRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.submissions.extendClock(caseId, version, body, actor));
  }
}
