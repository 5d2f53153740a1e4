import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, UuidParam } from '../platform/index.js';
import { CapListResponse, ReviseCapRequest, toCapHistoryResponse } from './caps.dto.js';
import { QuotaPeriodResponse, toQuotaPeriodResponse } from './quotas.dto.js';
import { ReviseCap } from './revise-cap.js';

@ApiTags('Quotas')
@Controller('quota-periods')
export class CapsController {
  constructor(private readonly caps: ReviseCap) {}

  @Reads(':periodId/caps', {
    id: 'listCaps',
    logs: notSensitive('places'),
    summary: 'The caps of a period’s sub-quotas, and every decision on them',
    returns: CapListResponse,
  })
  @Requires('quota.read')
  async list(@Param('periodId', UuidParam) periodId: string): Promise<CapListResponse> {
    return { items: (await this.caps.history(periodId)).map(toCapHistoryResponse) };
  }

  @Acts(':periodId/actions/revise-cap', {
    id: 'reviseCap',
    summary: 'Record a decision that raises, lowers or lifts the cap of a sub-quota',
    returns: QuotaPeriodResponse,
    versioned: true,
  })
  @Requires('quota.plan')
  async revise(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: ReviseCapRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<QuotaPeriodResponse> {
    return toQuotaPeriodResponse(await this.caps.revise(actor, periodId, version, body));
  }
}
