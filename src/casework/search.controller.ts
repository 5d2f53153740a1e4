import { Body, Controller, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { RefuseForbiddenFilters } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { CurrentActor, Searches } from '../platform/index.js';
import { SearchCases } from './search-cases.js';
import { FoundCasesResponse, SearchCasesRequest, toFoundCasesResponse } from './search.dto.js';

@ApiTags('Cases')
@Controller('cases')
export class SearchController {
  constructor(private readonly cases: SearchCases) {}

  @Searches('search', {
    id: 'searchCases',
    logs: 'case.search',
    summary: 'Search cases by number, name and filters',
    description:
      'A name is found in whichever script and spelling it was written. Health, origin, religion, opinion, orientation and offences are no filters (Utlänningsdatalagen 17 §).',
    returns: FoundCasesResponse,
  })
  @Requires('case.search')
  @UseInterceptors(RefuseForbiddenFilters)
  async search(
    @Body() { sort, limit, cursor, ...filters }: SearchCasesRequest,
    @CurrentActor() actor: Actor,
  ): Promise<FoundCasesResponse> {
    return toFoundCasesResponse(await this.cases.search(actor, filters, { sort, limit, cursor }));
  }
}
