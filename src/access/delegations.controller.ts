import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, Reads, UuidParam } from '../platform/index.js';
import { Requires } from './access.guard.js';
import { BreakGlassService } from './break-glass.service.js';
import { CreatedResponse } from './created.dto.js';
import {
  DelegationListResponse,
  GiveDelegationRequest,
  GlassOpeningListResponse,
  GlassOpeningResponse,
  OpenGlassRequest,
  ReviewGlassRequest,
  toDelegationResponse,
  toGlassOpeningResponse,
} from './delegations.dto.js';
import { DelegationsService } from './delegations.service.js';

@ApiTags('Access')
@Controller()
export class DelegationsController {
  constructor(
    private readonly delegations: DelegationsService,
    private readonly glass: BreakGlassService,
  ) {}

  @Acts('delegations', {
    id: 'giveDelegation',
    summary: 'Let a colleague do some of what one’s own roles permit, between two instants',
    returns: CreatedResponse,
    status: 201,
  })
  @Requires('delegation.give')
  async give(@Body() body: GiveDelegationRequest, @CurrentActor() actor: Actor): Promise<CreatedResponse> {
    return { id: await this.delegations.give(actor, body) };
  }

  @Reads('delegations', {
    id: 'listDelegations',
    logs: 'delegation.read',
    summary: 'Who lets whom do what',
    returns: DelegationListResponse,
  })
  @Requires('delegation.read')
  async list(): Promise<DelegationListResponse> {
    return { items: (await this.delegations.all()).map(toDelegationResponse) };
  }

  @Acts('delegations/:delegationId/actions/revoke', {
    id: 'revokeDelegation',
    summary: 'Take a delegation of one’s own back, at once',
    status: 204,
  })
  @Requires('delegation.give')
  async revoke(@Param('delegationId', UuidParam) id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.delegations.revoke(actor, id);
  }

  @Acts('cases/:caseId/break-glass', {
    id: 'breakGlass',
    summary: 'Read a case that one’s roles do not open, with a reason, for a limited time; somebody else reviews it',
    returns: GlassOpeningResponse,
    status: 201,
  })
  @Requires('glass.open')
  async open(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { reason }: OpenGlassRequest,
    @CurrentActor() actor: Actor,
  ): Promise<GlassOpeningResponse> {
    return toGlassOpeningResponse(await this.glass.open(actor, caseId, reason));
  }

  @Reads('break-glass', {
    id: 'listBreakGlass',
    logs: 'glass.read',
    summary: 'What was opened by break-glass, that which waits for its review first',
    returns: GlassOpeningListResponse,
  })
  @Requires('glass.read')
  async openings(@CurrentActor() actor: Actor): Promise<GlassOpeningListResponse> {
    return { items: (await this.glass.list(actor)).map(toGlassOpeningResponse) };
  }

  @Acts('break-glass/:openingId/actions/review', {
    id: 'reviewBreakGlass',
    summary: 'Review what somebody else opened by break-glass',
    status: 204,
  })
  @Requires('glass.review')
  async review(
    @Param('openingId', UuidParam) openingId: string,
    @Body() body: ReviewGlassRequest,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.glass.review(actor, openingId, body);
  }
}
