import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, PageQuery, Reads, UuidParam } from '../platform/index.js';
import { Requires } from './access.guard.js';
import {
  ConflictListResponse,
  DeclareConflictRequest,
  toConflictResponse,
  WithdrawConflictRequest,
} from './conflicts.dto.js';
import { ConflictsService } from './conflicts.service.js';
import { CreatedResponse } from './created.dto.js';

@ApiTags('Access')
@Controller()
export class ConflictsController {
  constructor(private readonly conflicts: ConflictsService) {}

  @Acts('cases/:caseId/conflicts-of-interest', {
    id: 'declareConflict',
    summary:
      'Declare a conflict of interest with a case; from then on it can be neither read nor acted on by who declares it',
    returns: CreatedResponse,
    status: 201,
  })
  @Requires('conflict.declare')
  async declare(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: DeclareConflictRequest,
    @CurrentActor() actor: Actor,
  ): Promise<CreatedResponse> {
    return { id: await this.conflicts.declare(actor, caseId, body) };
  }

  @Reads('conflicts-of-interest', {
    id: 'listConflicts',
    logs: 'conflict.read',
    summary: 'The declared conflicts of interest, for the head of unit',
    returns: ConflictListResponse,
  })
  @Requires('conflict.read')
  async list(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<ConflictListResponse> {
    const page = await this.conflicts.list(actor, { ...query, own: false });
    return { ...page, items: page.items.map(toConflictResponse) };
  }

  @Reads('conflicts-of-interest/own', {
    id: 'listOwnConflicts',
    logs: 'conflict.read',
    summary: 'The conflicts of interest that one has declared',
    returns: ConflictListResponse,
  })
  @Requires('conflict.declare')
  async own(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<ConflictListResponse> {
    const page = await this.conflicts.list(actor, { ...query, own: true });
    return { ...page, items: page.items.map(toConflictResponse) };
  }

  @Acts('conflicts-of-interest/:conflictId/actions/withdraw', {
    id: 'withdrawConflict',
    summary: 'Withdraw a declared conflict of interest of somebody else',
    status: 204,
  })
  @Requires('conflict.withdraw')
  async withdraw(
    @Param('conflictId', UuidParam) conflictId: string,
    @Body() { reason }: WithdrawConflictRequest,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.conflicts.withdraw(actor, conflictId, reason);
  }
}
