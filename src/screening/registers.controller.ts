import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, Reads, UuidParam } from '../platform/index.js';
import {
  RecordRegisterFactRequest,
  RegisterFactListResponse,
  toNewRegisterFact,
  toRegisterFactResponse,
} from './registers.dto.js';
import { Registers } from './registers.js';
import { ACCEPTED, AcceptedResponse } from './screening.dto.js';

@ApiTags('Screening')
@Controller('persons')
export class RegistersController {
  constructor(private readonly registers: Registers) {}

  @Acts(':personId/register-facts', {
    id: 'recordRegisterFact',
    summary: 'Record what another register answered: entry ban, refusal by a member state, Eurodac',
    description: 'Kept behind its own permission; outside it a grant is refused in one sentence that does not say why.',
    returns: AcceptedResponse,
    status: 202,
  })
  @Requires('register.record')
  async record(
    @Param('personId', UuidParam) personId: string,
    @Body() body: RecordRegisterFactRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.registers.record(personId, toNewRegisterFact(body), actor);
    return ACCEPTED;
  }

  @Reads(':personId/register-facts', {
    id: 'listRegisterFacts',
    logs: 'register.read',
    summary: 'What other registers answered about a person',
    returns: RegisterFactListResponse,
  })
  @Requires('register.read')
  async list(
    @Param('personId', UuidParam) personId: string,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterFactListResponse> {
    return { items: (await this.registers.of(personId, actor)).map(toRegisterFactResponse) };
  }
}
