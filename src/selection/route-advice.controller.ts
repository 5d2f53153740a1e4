import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, notSensitive, Reads, UuidParam } from '../platform/index.js';
import { AdviseRoute } from './advise-route.js';
import { CountrySituations } from './country-situations.js';
import {
  CountrySituationListResponse,
  CountrySituationResponse,
  RecordSituationRequest,
  RouteAdviceResponse,
  toCountrySituationResponse,
  toRouteAdviceResponse,
} from './route-advice.dto.js';

@ApiTags('Selection')
@Controller()
export class RouteAdviceController {
  constructor(
    private readonly advice: AdviseRoute,
    private readonly situations: CountrySituations,
  ) {}

  @Reads('cases/:caseId/route-advice', {
    id: 'getRouteAdvice',
    logs: 'case.read_route_advice',
    summary: 'What the declared rules advise, dossier or mission, and what each of them saw',
    returns: RouteAdviceResponse,
  })
  @Requires('case.read_route_advice')
  async of(@Param('caseId', UuidParam) caseId: string, @CurrentActor() actor: Actor): Promise<RouteAdviceResponse> {
    return toRouteAdviceResponse(await this.advice.forCase(caseId, actor));
  }

  @Acts('country-situations', {
    id: 'recordCountrySituation',
    summary: 'Record how safe and open a country of asylum is for a mission',
    returns: CountrySituationResponse,
    status: 201,
  })
  @Requires('situation.record')
  async record(@Body() body: RecordSituationRequest, @CurrentActor() actor: Actor): Promise<CountrySituationResponse> {
    return toCountrySituationResponse(await this.situations.record(body, actor));
  }

  @Reads('country-situations', {
    id: 'listCountrySituations',
    logs: notSensitive('reference'),
    summary: 'How safe and open countries of asylum are for a mission, and were',
    returns: CountrySituationListResponse,
  })
  @Requires('mission.read')
  async list(): Promise<CountrySituationListResponse> {
    return { items: (await this.situations.list()).map(toCountrySituationResponse) };
  }
}
