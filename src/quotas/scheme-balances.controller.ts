import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { notSensitive, Reads, UuidParam } from '../platform/index.js';
import { MomentQuery } from './quota-requests.dto.js';
import { SchemeBalancesResponse, toSchemeBalancesResponse } from './scheme-balances.dto.js';
import { SchemeBalances } from './scheme-balances.js';

@ApiTags('Quotas')
@Controller('quota-periods')
export class SchemeBalancesController {
  constructor(private readonly balances: SchemeBalances) {}

  @Reads(':periodId/scheme-balances', {
    id: 'getSchemeBalances',
    logs: notSensitive('places'),
    summary: 'What was decided, allocated, reserved and used for each form of admission',
    description:
      'Accounted where the decisions stand: 1,700 for resettlement and 100 for humanitarian admission are two purses of one pledge. An allocation beyond them is refused (schemeExceeded).',
    returns: SchemeBalancesResponse,
  })
  @Requires('quota.read')
  async schemeBalances(
    @Param('periodId', UuidParam) periodId: string,
    @Query() moment: MomentQuery,
  ): Promise<SchemeBalancesResponse> {
    return toSchemeBalancesResponse(await this.balances.read(periodId, moment));
  }
}
