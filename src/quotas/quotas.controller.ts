import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, UuidParam } from '../platform/index.js';
import { PlanPeriod, type PeriodStep } from './plan-period.js';
import { PlanPlaces } from './plan-places.js';
import {
  AllocatePlacesRequest,
  CreateQuotaPeriodRequest,
  CreateSubQuotaRequest,
  DecidePlacesRequest,
  LedgerQuery,
  MomentQuery,
  OpenEarlierYearRequest,
  RevisePlacesRequest,
  StepRequest,
  TransferPlacesRequest,
} from './quota-requests.dto.js';
import {
  LedgerResponse,
  QuotaPeriodListResponse,
  QuotaPeriodResponse,
  toLedgerEntryResponse,
  toQuotaPeriodResponse,
  toQuotaPeriodSummaryResponse,
} from './quotas.dto.js';
import { ReadPeriods } from './read-periods.js';

const RETURNS = { returns: QuotaPeriodResponse, versioned: true } as const;

@ApiTags('Quotas')
@Controller('quota-periods')
export class QuotasController {
  constructor(
    private readonly read: ReadPeriods,
    private readonly planPeriod: PlanPeriod,
    private readonly planPlaces: PlanPlaces,
  ) {}

  @Reads('', {
    id: 'listQuotaPeriods',
    logs: notSensitive('places'),
    summary: 'List the quota periods',
    returns: QuotaPeriodListResponse,
  })
  @Requires('quota.read')
  async list(): Promise<QuotaPeriodListResponse> {
    return { items: (await this.read.list()).map(toQuotaPeriodSummaryResponse) };
  }

  @Reads(':periodId', {
    id: 'getQuotaPeriod',
    logs: notSensitive('places'),
    summary: 'One period with its figures, now or at any two dates',
    description:
      'through limits when places moved, asOf when it was known. The same two dates give the same figures for ever.',
    ...RETURNS,
  })
  @Requires('quota.read')
  async one(
    @Param('periodId', UuidParam) periodId: string,
    @Query() moment: MomentQuery,
  ): Promise<QuotaPeriodResponse> {
    return toQuotaPeriodResponse(await this.read.one(periodId, moment));
  }

  @Reads(':periodId/ledger', {
    id: 'getQuotaLedger',
    logs: notSensitive('places'),
    summary: 'The movements of places behind the figures',
    returns: LedgerResponse,
  })
  @Requires('quota.read')
  async ledger(
    @Param('periodId', UuidParam) periodId: string,
    @Query() { limit = 50, cursor, ...moment }: LedgerQuery,
  ): Promise<LedgerResponse> {
    const page = await this.read.entries(periodId, moment, limit, cursor);
    return { items: page.items.map(toLedgerEntryResponse), nextCursor: page.nextCursor };
  }

  @Acts('', { id: 'createQuotaPeriod', summary: 'Make a quota period', returns: QuotaPeriodResponse, status: 201 })
  @Requires('quota.plan')
  async create(@Body() body: CreateQuotaPeriodRequest, @CurrentActor() actor: Actor): Promise<QuotaPeriodResponse> {
    return toQuotaPeriodResponse(await this.planPeriod.create(actor, body));
  }

  @Acts(':periodId/sub-quotas', { id: 'addSubQuota', summary: 'Add a sub-quota to a period', ...RETURNS, status: 201 })
  @Requires('quota.plan')
  async addSubQuota(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: CreateSubQuotaRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<QuotaPeriodResponse> {
    return toQuotaPeriodResponse(await this.planPeriod.addSubQuota(actor, periodId, version, body));
  }

  @Acts(':periodId/actions/consult', {
    id: 'consultOnQuotaPeriod',
    summary: 'Record the consultation of the Ministry',
    ...RETURNS,
  })
  @Requires('quota.plan')
  consult(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: StepRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.step(periodId, 'consult', body, version, actor);
  }

  @Acts(':periodId/actions/open', { id: 'openQuotaPeriod', summary: 'Open a period for grants', ...RETURNS })
  @Requires('quota.plan')
  open(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: StepRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.step(periodId, 'open', body, version, actor);
  }

  @Acts(':periodId/actions/begin-closing', {
    id: 'beginClosingQuotaPeriod',
    summary: 'End the grants of a period; the granted still travel',
    ...RETURNS,
  })
  @Requires('quota.plan')
  beginClosing(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: StepRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.step(periodId, 'begin_closing', body, version, actor);
  }

  @Acts(':periodId/actions/close', { id: 'closeQuotaPeriod', summary: 'Close a period', ...RETURNS })
  @Requires('quota.plan')
  close(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: StepRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.step(periodId, 'close', body, version, actor);
  }

  @Acts(':periodId/actions/suspend', {
    id: 'suspendQuotaPeriod',
    summary: 'Stop the transfers of a period, or of a whole pledge',
    ...RETURNS,
  })
  @Requires('quota.plan')
  suspend(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: StepRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.step(periodId, 'suspend', body, version, actor);
  }

  @Acts(':periodId/actions/resume', { id: 'resumeQuotaPeriod', summary: 'Let the transfers go on', ...RETURNS })
  @Requires('quota.plan')
  resume(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: StepRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.step(periodId, 'resume', body, version, actor);
  }

  @Acts(':periodId/actions/decide-places', { id: 'decidePlaces', summary: 'Enter a decision on places', ...RETURNS })
  @Requires('quota.plan')
  async decidePlaces(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: DecidePlacesRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<QuotaPeriodResponse> {
    return toQuotaPeriodResponse(await this.planPlaces.decide(actor, periodId, version, body));
  }

  @Acts(':periodId/actions/allocate', {
    id: 'allocatePlaces',
    summary: 'Give places of the pool to a sub-quota, or of a pledge to an annual period',
    ...RETURNS,
  })
  @Requires('quota.plan')
  async allocate(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: AllocatePlacesRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<QuotaPeriodResponse> {
    return toQuotaPeriodResponse(await this.planPlaces.allocate(actor, periodId, version, body));
  }

  @Acts(':periodId/actions/transfer', {
    id: 'transferPlaces',
    summary: 'Move places from one sub-quota to another',
    ...RETURNS,
  })
  @Requires('quota.plan')
  async transfer(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: TransferPlacesRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<QuotaPeriodResponse> {
    return toQuotaPeriodResponse(await this.planPlaces.transfer(actor, periodId, version, body));
  }

  @Acts(':periodId/actions/revise', {
    id: 'revisePlaces',
    summary: 'Revise a period or a sub-quota, up or down',
    ...RETURNS,
  })
  @Requires('quota.plan')
  async revise(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: RevisePlacesRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<QuotaPeriodResponse> {
    return toQuotaPeriodResponse(await this.planPlaces.revise(actor, periodId, version, body));
  }

  @Acts(':periodId/actions/open-earlier-year', {
    id: 'openEarlierYear',
    summary: 'Enter what an earlier year has used, without persons',
    ...RETURNS,
  })
  @Requires('quota.plan')
  async openEarlierYear(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: OpenEarlierYearRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<QuotaPeriodResponse> {
    return toQuotaPeriodResponse(await this.planPlaces.openEarlierYear(actor, periodId, version, body));
  }

  private async step(
    periodId: string,
    step: PeriodStep,
    body: StepRequest,
    version: number,
    actor: Actor,
  ): Promise<QuotaPeriodResponse> {
    return toQuotaPeriodResponse(await this.planPeriod.step(actor, periodId, version, step, body));
  }
}
