import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, IdsField, TextField, UuidParam } from '../platform/index.js';
import { Remind } from './remind.js';
import { ACCEPTED, AcceptedResponse } from './screening.dto.js';

class RemindRequest {
  @IdsField({ about: 'The persons whose answer is awaited.', minItems: 1, maxItems: 40 }) personIds: string[];
}

class HastenRequest extends RemindRequest {
  @TextField({
    about: 'Why: kept behind the wall.',
    min: 3,
    max: 2000,
    example: 'The child needs care within a month.',
  })
  reason: string;
}

const WHATEVER_WAS_STATED = 'Kept behind the wall; the answer is the same whether or not an answer is awaited.';

@ApiTags('Screening')
@Controller('cases')
export class RemindersController {
  constructor(private readonly reminding: Remind) {}

  @Acts(':caseId/actions/remind', {
    id: 'remind',
    summary: 'Remind the Security Service of what it was asked',
    description: WHATEVER_WAS_STATED,
    returns: AcceptedResponse,
    status: 202,
    versioned: true,
  })
  @Requires('person.remind')
  async remind(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { personIds }: RemindRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.reminding.remind(caseId, version, { personIds, hasten: false }, actor);
    return ACCEPTED;
  }

  @Acts(':caseId/actions/hasten', {
    id: 'hasten',
    summary: 'Ask the Security Service to hasten its answer',
    description: WHATEVER_WAS_STATED,
    returns: AcceptedResponse,
    status: 202,
    versioned: true,
  })
  @Requires('person.hasten')
  async hasten(
    @Param('caseId', UuidParam) caseId: string,
    @Body() { personIds, reason }: HastenRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.reminding.remind(caseId, version, { personIds, reason, hasten: true }, actor);
    return ACCEPTED;
  }
}
