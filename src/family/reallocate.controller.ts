import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, UuidParam } from '../platform/index.js';
import { ReallocateRequest, ReallocationResponse, toReallocationResponse } from './reallocate.dto.js';
import { ReallocateCase } from './reallocate.service.js';

@ApiTags('Cases')
@Controller('cases')
export class ReallocateController {
  constructor(private readonly cases: ReallocateCase) {}

  @Acts(':caseId/actions/reallocate', {
    id: 'reallocateCase',
    summary: 'Move a case without a grant to another sub-quota or period, on authority',
    description:
      'Whoever holds a place goes to another period by carry-over instead. GET sub-quota-choice shows before where the whole case fits.',
    returns: ReallocationResponse,
    versioned: true,
  })
  @Requires('case.reallocate')
  async reallocate(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: ReallocateRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ReallocationResponse> {
    return toReallocationResponse(await this.cases.reallocate(caseId, version, body, actor));
  }
}
