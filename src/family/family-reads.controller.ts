import { Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { CurrentActor, Reads, UuidParam } from '../platform/index.js';
import { FamilyResponse } from './family-reads.dto.js';
import { ReadFamily } from './read-family.js';

@ApiTags('Family')
@Controller('cases')
export class FamilyReadsController {
  constructor(private readonly read: ReadFamily) {}

  @Reads(':caseId/family', {
    id: 'getFamily',
    logs: 'case.read',
    summary: 'The family: principal applicant, what is to be seen to, who comes of age, linked cases',
    returns: FamilyResponse,
  })
  @Requires('case.read')
  async family(@Param('caseId', UuidParam) caseId: string, @CurrentActor() actor: Actor): Promise<FamilyResponse> {
    return this.read.of(caseId, actor);
  }
}
