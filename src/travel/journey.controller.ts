import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { CaseResponse, toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, UuidParam } from '../platform/index.js';
import { PrepareJourney } from './prepare-journey.js';
import { RecordJourney } from './record-journey.js';
import {
  ArriveRequest,
  BookRequest,
  DepartRequest,
  ReasonRequest,
  ReceivePersonsRequest,
  SetbackRequest,
} from './travel.dto.js';

/** From the booking to the reception, and back. */
@ApiTags('Travel')
@Controller('cases')
export class JourneyController {
  constructor(
    private readonly prepare: PrepareJourney,
    private readonly journey: RecordJourney,
  ) {}

  @Acts(':caseId/actions/book', {
    id: 'book',
    summary: 'Record the booking; judged on the day of departure in Stockholm',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.book')
  async book(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: BookRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.prepare.book(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/postpone', {
    id: 'postpone',
    summary: 'Postpone a booked journey: grant, place and municipality stay',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.postpone')
  async postpone(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: SetbackRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.prepare.postpone(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/depart', {
    id: 'depart',
    summary: 'Record a departure',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.depart')
  async depart(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: DepartRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.journey.depart(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/turn-back', {
    id: 'turnBack',
    summary: 'Record that travellers were turned back',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.turn_back')
  async turnBack(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: SetbackRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.journey.turnBack(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/arrive', {
    id: 'arrive',
    summary: 'Record an arrival, confirmed at the border',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.arrive')
  async arrive(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ArriveRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.journey.arrive(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/reverse-arrival', {
    id: 'reverseArrival',
    summary: 'Reverse a wrong arrival by an entry that follows it',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.reverse_arrival')
  async reverseArrival(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ReasonRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.journey.reverseArrival(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/receive', {
    id: 'receive',
    summary: 'Record the reception by the municipality',
    description:
      'By the travel officer. A municipality confirms it on its own assignment: cases are not for it to see.',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.receive')
  async receive(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ReceivePersonsRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.journey.receive(caseId, version, body, actor));
  }

  @Acts(':caseId/actions/reverse-reception', {
    id: 'reverseReception',
    summary: 'Reverse a wrong reception',
    returns: CaseResponse,
    versioned: true,
  })
  @Requires('person.reverse_reception')
  async reverseReception(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ReasonRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseResponse> {
    return toCaseResponse(await this.journey.reverseReception(caseId, version, body, actor));
  }
}
