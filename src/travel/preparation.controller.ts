import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { CaseResponse, PersonsRequest, toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import { ChecklistQuery, ChecklistResponse, CheckRequest, toChecklistResponse } from './checklist.dto.js';
import { KeepChecklist } from './keep-checklist.js';
import { PrepareJourney } from './prepare-journey.js';
import { RequestTravel } from './request-travel.js';
import {
  ApproveEmergencyRequest,
  ReasonRequest,
  RequestedTravelResponse,
  RequestTravelRequest,
  toTravelOfCaseResponse,
  toTravelRequestResponse,
  TravelOfCaseResponse,
} from './travel.dto.js';

/** What happens before a journey can be booked. */
@ApiTags('Travel')
@Controller('cases')
export class PreparationController {
  constructor(
    private readonly checklist: KeepChecklist,
    private readonly prepare: PrepareJourney,
    private readonly requests: RequestTravel,
  ) {}

  @Reads(':caseId/checklist', {
    id: 'getChecklist',
    logs: 'travel.read',
    summary: 'What each person needs and holds before departure, judged on a day',
    returns: ChecklistResponse,
  })
  @Requires('travel.read')
  async read(
    @Param('caseId', UuidParam) caseId: string,
    @Query() { on }: ChecklistQuery,
    @CurrentActor() actor: Actor,
  ): Promise<ChecklistResponse> {
    return toChecklistResponse(await this.checklist.read(caseId, on, actor));
  }

  @Acts(':caseId/actions/check', {
    id: 'check',
    summary: 'Note items of the checklist',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.check')
  async check(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { items }: CheckRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.checklist.check(caseId, version, items, actor));
  }

  @Acts(':caseId/actions/make-ready', {
    id: 'makeReady',
    summary: 'Declare persons ready to travel',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.make_ready')
  async makeReady(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: PersonsRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.prepare.makeReady(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/unready', {
    id: 'unready',
    summary: 'Take the readiness back',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.unready')
  async unready(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ReasonRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.prepare.unready(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/approve-emergency-travel', {
    id: 'approveEmergencyTravel',
    summary: 'Let an emergency case travel although transfers are suspended',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('travel.approve_emergency')
  async approve(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { reason }: ApproveEmergencyRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.prepare.approveEmergency(caseId, version, reason, actor));
  }

  @Acts(':caseId/travel-requests', {
    id: 'requestTravel',
    summary: 'Order a journey from IOM',
    returns: RequestedTravelResponse,
    status: 201,
    versioned: true,
  })
  @Requires('travel.request')
  async request(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RequestTravelRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<RequestedTravelResponse> {
    const { theCase, request } = await this.requests.request(caseId, version, body, actor);
    return { ...toTravelRequestResponse(request), version: theCase.version };
  }

  @Reads(':caseId/travel', {
    id: 'getTravel',
    logs: 'travel.read',
    summary: 'What was ordered and booked for a case, and what happened',
    returns: TravelOfCaseResponse,
  })
  @Requires('travel.read')
  async travel(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<TravelOfCaseResponse> {
    return toTravelOfCaseResponse(await this.requests.read(caseId, actor));
  }
}
