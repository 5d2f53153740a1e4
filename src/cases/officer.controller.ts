import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, UuidParam } from '../platform/index.js';
import { CaseResponse, toCaseResponse } from './cases.dto.js';
import {
  AssignOfficerRequest,
  AssignOfficersRequest,
  HoldersResponse,
  OfficersAssignedResponse,
} from './officer.dto.js';
import { AssignOfficer } from './officer.js';

@ApiTags('Cases')
@Controller()
export class OfficerController {
  constructor(private readonly officer: AssignOfficer) {}

  @Reads('case-officers', {
    id: 'listCaseOfficers',
    logs: notSensitive('officials'),
    summary: 'Who can be responsible for cases, and how many each holds',
    returns: HoldersResponse,
  })
  @Requires('case.search')
  async holders(): Promise<HoldersResponse> {
    const { officers, unassigned } = await this.officer.whoHoldsWhat();
    return { items: officers, unassigned };
  }

  @Acts('cases/actions/assign-officer', {
    id: 'assignOfficers',
    summary: 'Make an official responsible for many cases, with a result for each',
    returns: OfficersAssignedResponse,
  })
  @Requires('case.assign_officer')
  async assignMany(
    @Body() { cases, officerId }: AssignOfficersRequest,
    @CurrentActor() actor: Actor,
  ): Promise<OfficersAssignedResponse> {
    return { items: await this.officer.assignMany(cases, officerId, actor) };
  }

  @Acts('cases/:caseId/actions/assign-officer', {
    id: 'assignOfficer',
    summary: 'Make an official responsible for a case, or nobody',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('case.assign_officer')
  async assign(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { officerId }: AssignOfficerRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.officer.assign(caseId, version, officerId, actor));
  }
}
