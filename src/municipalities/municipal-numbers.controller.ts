import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, Reads } from '../platform/index.js';
import {
  MunicipalNumberListResponse,
  MunicipalNumberResponse,
  MunicipalNumbersQuery,
  SetMunicipalNumberRequest,
  toMunicipalNumberResponse,
} from './municipal-numbers.dto.js';
import { MunicipalNumbersService } from './municipal-numbers.service.js';

@ApiTags('Municipalities')
@Controller('municipal-numbers')
export class MunicipalNumbersController {
  constructor(private readonly numbers: MunicipalNumbersService) {}

  @Reads('', {
    id: 'listMunicipalNumbers',
    summary: 'List the municipal numbers of a year, with use and history',
    returns: MunicipalNumberListResponse,
  })
  @Requires('municipality.read')
  async list(@Query() { year, countyCode }: MunicipalNumbersQuery): Promise<MunicipalNumberListResponse> {
    return { items: (await this.numbers.list(year, countyCode)).map(toMunicipalNumberResponse) };
  }

  @Acts('', {
    id: 'setMunicipalNumber',
    summary: 'Set a municipal number of a year, or revise it',
    description:
      'Every revision stays. A number below what is assigned already is recorded and warned of in the answer.',
    returns: MunicipalNumberResponse,
    status: 201,
  })
  @Requires('municipality.number')
  async set(@Body() body: SetMunicipalNumberRequest, @CurrentActor() actor: Actor): Promise<MunicipalNumberResponse> {
    return toMunicipalNumberResponse(await this.numbers.set(body, actor));
  }
}
