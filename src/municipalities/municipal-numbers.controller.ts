import { Body, Controller, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, Reads, XLSX, notSensitive } from '../platform/index.js';
import { ImportNumbers } from './import-numbers.js';
import {
  CountyNumbersQuery,
  CountyNumbersResponse,
  ImportedNumbersResponse,
  ImportNumbersQuery,
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
  constructor(
    private readonly numbers: MunicipalNumbersService,
    private readonly imports: ImportNumbers,
  ) {}

  @Reads('', {
    id: 'listMunicipalNumbers',
    logs: notSensitive('places'),
    summary: 'List the municipal numbers of a year, with use and history',
    returns: MunicipalNumberListResponse,
  })
  @Requires('municipality.read')
  async list(@Query() { year, countyCode }: MunicipalNumbersQuery): Promise<MunicipalNumberListResponse> {
    return { items: (await this.numbers.list(year, countyCode)).map(toMunicipalNumberResponse) };
  }

  @Reads('counties', {
    id: 'listCountyNumbers',
    logs: notSensitive('places'),
    summary: 'The county numbers of a year, what the municipal numbers of each county add up to, and their total',
    returns: CountyNumbersResponse,
  })
  @Requires('municipality.read')
  async counties(@Query() { year }: CountyNumbersQuery): Promise<CountyNumbersResponse> {
    const items = await this.numbers.counties(year);
    return { items, total: items.reduce((sum, { places }) => sum + (places ?? 0), 0) };
  }

  @Acts('import', {
    id: 'importMunicipalNumbers',
    summary: "Take in a county board's decision as a table",
    description:
      'CSV, or a workbook with the sheet Kommuntal: the columns kommunkod and kommuntal, and varav andra where the number is shared. The whole table or nothing; numbers that are as before get no revision.',
    returns: ImportedNumbersResponse,
  })
  @ApiConsumes('text/csv', XLSX)
  @ApiBody({
    description: 'The table.',
    required: true,
    schema: { type: 'string', example: 'kommunkod;kommun;kommuntal\n0680;Jönköping;54\n' },
  })
  @Requires('municipality.number')
  async take(
    @Query() { dryRun, ...decision }: ImportNumbersQuery,
    @Body() body: unknown,
    @Req() request: Request,
    @CurrentActor() actor: Actor,
  ): Promise<ImportedNumbersResponse> {
    const isWorkbook = Boolean(request.is(XLSX));
    return this.imports.take(body, isWorkbook, { ...decision, dryRun: dryRun === 'true' }, actor);
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
