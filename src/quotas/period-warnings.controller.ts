import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { notSensitive, Reads, UuidParam } from '../platform/index.js';
import { PeriodWarningListResponse } from './period-warnings.dto.js';
import { PeriodWarnings } from './period-warnings.js';
import { MomentQuery } from './quota-requests.dto.js';

@ApiTags('Quotas')
@Controller('quota-periods')
export class PeriodWarningsController {
  constructor(private readonly warnings: PeriodWarnings) {}

  @Reads(':periodId/warnings', {
    id: 'listPeriodWarnings',
    logs: notSensitive('places'),
    summary: 'What does not come out even in a period, and in what was published about its years',
    description:
      'Sums, caps, overruns, persons who wait to be carried over, contradictions of the sources. Nothing is blocked by it.',
    returns: PeriodWarningListResponse,
  })
  @Requires('quota.read')
  async list(
    @Param('periodId', UuidParam) periodId: string,
    @Query() moment: MomentQuery,
  ): Promise<PeriodWarningListResponse> {
    const items = await this.warnings.of(periodId, moment);
    return { through: moment.through ?? null, asOf: moment.asOf ?? null, items: items.map((one) => ({ ...one })) };
  }
}
