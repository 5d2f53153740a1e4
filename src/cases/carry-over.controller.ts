import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import { QuotaPeriodResponse, toQuotaPeriodResponse } from '../quotas/index.js';
import {
  CarryOverPreviewResponse,
  CarryOverQuery,
  CarryOverRequest,
  toCarryOverPreviewResponse,
} from './carry-over.dto.js';
import { CarryOverCases } from './carry-over.js';

@ApiTags('Quotas')
@Controller('quota-periods')
export class CarryOverController {
  constructor(private readonly carryOverCases: CarryOverCases) {}

  @Reads(':periodId/carry-over', {
    id: 'previewCarryOver',
    logs: 'case.list',
    summary: 'Who would be carried over into another period, and what it would mean',
    returns: CarryOverPreviewResponse,
  })
  @Requires('quota.plan')
  async preview(
    @Param('periodId', UuidParam) periodId: string,
    @Query() query: CarryOverQuery,
  ): Promise<CarryOverPreviewResponse> {
    return toCarryOverPreviewResponse(await this.carryOverCases.preview(periodId, query));
  }

  @Acts(':periodId/actions/carry-over', {
    id: 'carryOver',
    summary: 'Carry persons over into another period, each with the place; or back, in error',
    description:
      'Whole cases only. An additive period receives the places on top; of an absorbing one as many go back from its pool in the same act. If-Match is the version of the period that gives.',
    returns: QuotaPeriodResponse,
    versioned: true,
  })
  @Requires('quota.plan')
  async carryOver(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: CarryOverRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<QuotaPeriodResponse> {
    return toQuotaPeriodResponse(await this.carryOverCases.carryOver(actor, periodId, version, body));
  }
}
