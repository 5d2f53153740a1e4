import { Body, Controller, Param, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { RefuseForbiddenFilters } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import {
  CaseViewListResponse,
  CaseViewRequest,
  CaseViewResponse,
  toCaseViewResponse,
  toToldOfView,
  TransferCaseViewRequest,
} from './case-views.dto.js';
import { CaseViews } from './case-views.js';

@ApiTags('Cases')
@Controller('case-views')
@UseInterceptors(RefuseForbiddenFilters)
export class CaseViewsController {
  constructor(private readonly views: CaseViews) {}

  @Reads('', {
    id: 'listCaseViews',
    logs: 'view.list',
    summary: 'The kept views that one may see, each with the number of its cases',
    returns: CaseViewListResponse,
  })
  @Requires('view.keep')
  async list(@CurrentActor() actor: Actor): Promise<CaseViewListResponse> {
    return { items: (await this.views.list(actor)).map(toCaseViewResponse) };
  }

  @Acts('', {
    id: 'keepCaseView',
    summary: 'Keep a search as a view, for oneself, a role or everyone',
    description: 'A view that looks for a name or a number is not shared.',
    returns: CaseViewResponse,
    status: 201,
  })
  @Requires('view.keep')
  async keep(@Body() body: CaseViewRequest, @CurrentActor() actor: Actor): Promise<CaseViewResponse> {
    return toCaseViewResponse(await this.views.keep(actor, toToldOfView(body)));
  }

  @Reads(':viewId', {
    id: 'getCaseView',
    logs: 'view.read',
    summary: 'One kept view',
    returns: CaseViewResponse,
    versioned: true,
  })
  @Requires('view.keep')
  async one(@Param('viewId', UuidParam) viewId: string, @CurrentActor() actor: Actor): Promise<CaseViewResponse> {
    return toCaseViewResponse(await this.views.one(actor, viewId));
  }

  @Acts(':viewId/actions/change', {
    id: 'changeCaseView',
    summary: 'Change a view: its name, what it looks for, who sees it',
    returns: CaseViewResponse,
    versioned: true,
  })
  @Requires('view.keep')
  async change(
    @Param('viewId', UuidParam) viewId: string,
    @Body() body: CaseViewRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseViewResponse> {
    return toCaseViewResponse(await this.views.change(actor, viewId, version, toToldOfView(body)));
  }

  @Acts(':viewId/actions/transfer', {
    id: 'transferCaseView',
    summary: 'Give a view to another owner, as when a colleague has left',
    returns: CaseViewResponse,
    versioned: true,
  })
  @Requires('view.lead')
  async transfer(
    @Param('viewId', UuidParam) viewId: string,
    @Body() { ownerId }: TransferCaseViewRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CaseViewResponse> {
    return toCaseViewResponse(await this.views.transfer(actor, viewId, version, ownerId));
  }

  @Acts(':viewId/actions/remove', { id: 'removeCaseView', summary: 'Take a view away', status: 204, versioned: true })
  @Requires('view.keep')
  async remove(
    @Param('viewId', UuidParam) viewId: string,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.views.remove(actor, viewId, version);
  }
}
