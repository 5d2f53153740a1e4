import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, UuidParam } from '../platform/index.js';
import {
  AskUnhcrRequest,
  RecordPromiseRequest,
  toUnhcrRequestListResponse,
  toUnhcrRequestResponse,
  UnhcrRequestListResponse,
  UnhcrRequestResponse,
  UnhcrRequestsQuery,
  WithdrawUnhcrRequest,
} from './unhcr-requests.dto.js';
import { UnhcrRequestsService } from './unhcr-requests.service.js';

@ApiTags('Quotas')
@Controller()
export class UnhcrRequestsController {
  constructor(private readonly requests: UnhcrRequestsService) {}

  @Reads('quota-periods/:periodId/unhcr-requests', {
    id: 'listUnhcrRequests',
    logs: notSensitive('places'),
    summary: 'What UNHCR was asked for a period, and what it answered',
    description:
      'through limits when it was said, asOf when it was known; a request is late at the end of the earlier of the two. The same two dates give the same answer for ever.',
    returns: UnhcrRequestListResponse,
  })
  @Requires('quota.read')
  async list(
    @Param('periodId', UuidParam) periodId: string,
    @Query() moment: UnhcrRequestsQuery,
  ): Promise<UnhcrRequestListResponse> {
    return toUnhcrRequestListResponse(await this.requests.list(periodId, moment), moment);
  }

  @Acts('quota-periods/:periodId/unhcr-requests', {
    id: 'askUnhcr',
    summary: 'Ask UNHCR for persons of a country in a month, for this period',
    returns: UnhcrRequestResponse,
    status: 201,
  })
  @Requires('quota.request')
  async ask(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: AskUnhcrRequest,
    @CurrentActor() actor: Actor,
  ): Promise<UnhcrRequestResponse> {
    return toUnhcrRequestResponse(await this.requests.ask(actor, periodId, body));
  }

  @Acts('unhcr-requests/:requestId/actions/record-promise', {
    id: 'recordUnhcrPromise',
    summary: 'Record what UNHCR promises, or that it promises otherwise',
    returns: UnhcrRequestResponse,
    versioned: true,
  })
  @Requires('quota.request')
  async recordPromise(
    @Param('requestId', UuidParam) requestId: string,
    @Body() body: RecordPromiseRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<UnhcrRequestResponse> {
    return toUnhcrRequestResponse(await this.requests.recordPromise(actor, requestId, version, body));
  }

  @Acts('unhcr-requests/:requestId/actions/withdraw', {
    id: 'withdrawUnhcrRequest',
    summary: 'Record that UNHCR will not submit, or that the agency asks no longer',
    returns: UnhcrRequestResponse,
    versioned: true,
  })
  @Requires('quota.request')
  async withdraw(
    @Param('requestId', UuidParam) requestId: string,
    @Body() body: WithdrawUnhcrRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<UnhcrRequestResponse> {
    return toUnhcrRequestResponse(await this.requests.withdraw(actor, requestId, version, body));
  }
}
