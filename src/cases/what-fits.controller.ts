import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { CurrentActor, Reads, UuidParam } from '../platform/index.js';
import { toWhatFitsResponse, WhatFitsQuery, WhatFitsResponse } from './what-fits.dto.js';
import { FindWhatFits } from './what-fits.js';

@ApiTags('Quotas')
@Controller('quota-periods')
export class WhatFitsController {
  constructor(private readonly find: FindWhatFits) {}

  @Reads(':periodId/what-fits', {
    id: 'getWhatFits',
    logs: 'case.list',
    summary: 'Which waiting cases fit the places left as wholes, and what can be combined',
    description: 'A family is never cut to fit. The read is logged, since it lists cases.',
    returns: WhatFitsResponse,
  })
  @Requires('quota.fit')
  async whatFits(
    @Param('periodId', UuidParam) periodId: string,
    @Query() { subQuotaId }: WhatFitsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<WhatFitsResponse> {
    return toWhatFitsResponse(await this.find.read(actor, periodId, subQuotaId));
  }
}
