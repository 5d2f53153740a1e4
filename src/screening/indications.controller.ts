import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, Reads, UuidParam } from '../platform/index.js';
import {
  ConcludeIndicationRequest,
  IdentifyIndicationRequest,
  IndicationListResponse,
  IndicationQuery,
  IndicationWithPapersResponse,
  PresentIndicationRequest,
  ReceivedIndicationListResponse,
  RecordPresentationAnswerRequest,
  ReportIndicationRequest,
  toIndicationResponse,
  toIndicationWithPapersResponse,
  toReceivedIndicationResponse,
} from './indications.dto.js';
import { Indications } from './indications.js';
import { ReadIndications } from './read-indications.js';
import { ACCEPTED, AcceptedResponse } from './screening.dto.js';

@ApiTags('Screening')
@Controller()
export class IndicationsController {
  constructor(
    private readonly indications: Indications,
    private readonly reading: ReadIndications,
  ) {}

  @Acts('indications', {
    id: 'reportIndication',
    summary: 'Report an indication or a tip that may concern security',
    description: 'On an open case it goes to its unit, on a closed one to the region, else to national operations.',
    returns: AcceptedResponse,
    status: 202,
  })
  @Requires('indication.report')
  async report(@Body() body: ReportIndicationRequest, @CurrentActor() actor: Actor): Promise<AcceptedResponse> {
    await this.indications.report(body, actor);
    return ACCEPTED;
  }

  @Reads('indications', {
    id: 'listIndications',
    logs: 'indication.read',
    summary: 'The register of indications, with its ageing',
    returns: IndicationListResponse,
  })
  @Requires('indication.read')
  async register(@Query() query: IndicationQuery, @CurrentActor() actor: Actor): Promise<IndicationListResponse> {
    const { items, nextCursor } = await this.reading.register(query, actor);
    return { items: items.map(toIndicationResponse), nextCursor };
  }

  @Reads('indications/:indicationId', {
    id: 'getIndication',
    logs: 'indication.read',
    summary: 'An indication with its papers',
    returns: IndicationWithPapersResponse,
  })
  @Requires('indication.read')
  async one(
    @Param('indicationId', UuidParam) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<IndicationWithPapersResponse> {
    return toIndicationWithPapersResponse(await this.reading.one(id, actor));
  }

  @Reads('cases/:caseId/indications', {
    id: 'listIndicationsOfCase',
    logs: 'indication.read',
    summary: 'What came in on an open case, for the official responsible for it',
    returns: ReceivedIndicationListResponse,
  })
  @Requires('indication.of_case')
  async ofCase(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ReceivedIndicationListResponse> {
    return { items: (await this.reading.ofCase(caseId, actor)).map(toReceivedIndicationResponse) };
  }

  @Acts('indications/:indicationId/actions/identify', {
    id: 'identifyIndication',
    summary: 'Say whom an indication is about that was tied to nobody',
    returns: AcceptedResponse,
    status: 202,
  })
  @Requires('indication.identify')
  async identify(
    @Param('indicationId', UuidParam) id: string,
    @Body() body: IdentifyIndicationRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.indications.identify(id, body, actor);
    return ACCEPTED;
  }

  @Acts('indications/:indicationId/actions/present', {
    id: 'presentIndication',
    summary: 'Record a presentation to the Security Service',
    returns: AcceptedResponse,
    status: 202,
  })
  @Requires('indication.present')
  async present(
    @Param('indicationId', UuidParam) id: string,
    @Body() body: PresentIndicationRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.indications.present(id, body, actor);
    return ACCEPTED;
  }

  @Acts('indications/:indicationId/actions/record-answer', {
    id: 'recordPresentationAnswer',
    summary: 'Record what the Security Service answered to a presentation',
    description: 'The answer refer opens a re-screening of those who were referred before.',
    returns: AcceptedResponse,
    status: 202,
  })
  @Requires('indication.record_answer')
  async recordAnswer(
    @Param('indicationId', UuidParam) id: string,
    @Body() body: RecordPresentationAnswerRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.indications.recordAnswer(id, body, actor);
    return ACCEPTED;
  }

  @Acts('indications/:indicationId/actions/conclude', {
    id: 'concludeIndication',
    summary: 'Conclude an indication',
    returns: AcceptedResponse,
    status: 202,
  })
  @Requires('indication.conclude')
  async conclude(
    @Param('indicationId', UuidParam) id: string,
    @Body() { conclusion }: ConcludeIndicationRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AcceptedResponse> {
    await this.indications.conclude(id, conclusion, actor);
    return ACCEPTED;
  }
}
