import { Body, Controller, Param, Query, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import {
  CaseListQuery,
  CaseListResponse,
  CaseResponse,
  PlaceInSubQuotaRequest,
  toCaseResponse,
  toCaseSummaryResponse,
} from './cases.dto.js';
import { FindCases } from './find-cases.js';
import { PlaceInSubQuota } from './place-in-sub-quota.js';
import { RefuseForbiddenFilters } from './refuse-forbidden-filters.js';
import { SubQuotaChoiceResponse, toSubQuotaChoiceResponse } from './sub-quota-choice.dto.js';
import { FindSubQuotaChoice } from './sub-quota-choice.js';

@ApiTags('Cases')
@Controller('cases')
export class CasesController {
  constructor(
    private readonly find: FindCases,
    private readonly placeInSubQuota: PlaceInSubQuota,
    private readonly choice: FindSubQuotaChoice,
  ) {}

  @Reads('', {
    id: 'listCases',
    logs: 'case.list',
    summary: 'List cases by filter, newest first',
    returns: CaseListResponse,
  })
  @Requires('case.search')
  @UseInterceptors(RefuseForbiddenFilters)
  async list(
    @Query() { limit = 50, cursor, ...filter }: CaseListQuery,
    @CurrentActor() actor: Actor,
  ): Promise<CaseListResponse> {
    const page = await this.find.list(actor, filter, limit, cursor);
    return { items: page.items.map(toCaseSummaryResponse), nextCursor: page.nextCursor };
  }

  @Reads(':caseId', {
    id: 'getCase',
    logs: 'case.read',
    summary: 'One case with its persons',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('case.read')
  async one(@Param('caseId', UuidParam) caseId: string, @CurrentActor() actor: Actor): Promise<CaseResponse> {
    return toCaseResponse(await this.find.one(actor, caseId));
  }

  @Reads(':caseId/sub-quota-choice', {
    id: 'getSubQuotaChoice',
    logs: 'case.read',
    summary: 'Why a case stands in its sub-quota: what each rule says, and who chose otherwise',
    returns: SubQuotaChoiceResponse,
  })
  @Requires('case.read')
  async subQuotaChoice(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<SubQuotaChoiceResponse> {
    return toSubQuotaChoiceResponse(await this.choice.of(caseId, actor));
  }

  @Acts(':caseId/actions/place-in-sub-quota', {
    id: 'placeInSubQuota',
    summary: 'Choose the sub-quota of a case that has no grant yet, within its period',
    description: 'To another period, or on somebody’s authority: reallocate.',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('case.place_in_sub_quota')
  async place(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: PlaceInSubQuotaRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.placeInSubQuota.place(caseId, version, body, actor));
  }
}
