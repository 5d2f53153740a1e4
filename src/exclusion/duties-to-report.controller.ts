import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import {
  DutiesQuery,
  DutyListResponse,
  DutyResponse,
  OpenDutyRequest,
  RECORDED,
  RecordedResponse,
  ReportDutyRequest,
  SetDutyAsideRequest,
  toDutyResponse,
} from './duties-to-report.dto.js';
import { DutiesToReport } from './duties-to-report.js';

/** No address here names a case or a person, and no act answers more than that it was recorded: neither logs nor kept answers tell. */
@ApiTags('Duty to report')
@Controller('duties-to-report')
export class DutiesToReportController {
  constructor(private readonly duties: DutiesToReport) {}

  @Acts('', {
    id: 'openDutyToReport',
    summary: 'Note a suspicion of genocide, a crime against humanity or a war crime',
    returns: RecordedResponse,
    status: 202,
  })
  @Requires('duty.report')
  async open(@Body() body: OpenDutyRequest, @CurrentActor() actor: Actor): Promise<RecordedResponse> {
    await this.duties.open(body, actor);
    return RECORDED;
  }

  @Reads('', {
    id: 'listDutiesToReport',
    logs: 'duty.read',
    summary: 'The duties to report, the oldest first, with their age in days',
    returns: DutyListResponse,
  })
  @Requires('duty.read')
  async list(@Query() query: DutiesQuery, @CurrentActor() actor: Actor): Promise<DutyListResponse> {
    return { items: (await this.duties.list(query, actor)).map(toDutyResponse) };
  }

  @Reads(':dutyId', {
    id: 'getDutyToReport',
    logs: 'duty.read',
    summary: 'One duty to report',
    returns: DutyResponse,
    versioned: true,
  })
  @Requires('duty.read')
  async one(@Param('dutyId', UuidParam) dutyId: string, @CurrentActor() actor: Actor): Promise<DutyResponse> {
    return toDutyResponse(await this.duties.one(dutyId, actor));
  }

  @Acts(':dutyId/actions/report', {
    id: 'reportDuty',
    summary: 'Record to whom it was reported, when and under which reference',
    returns: RecordedResponse,
    status: 202,
    versioned: true,
  })
  @Requires('duty.report')
  async report(
    @Param('dutyId', UuidParam) dutyId: string,
    @Body() body: ReportDutyRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<RecordedResponse> {
    await this.duties.report(dutyId, version, body, actor);
    return RECORDED;
  }

  @Acts(':dutyId/actions/set-aside', {
    id: 'setDutyAside',
    summary: 'Record why there is nothing to report',
    returns: RecordedResponse,
    status: 202,
    versioned: true,
  })
  @Requires('duty.report')
  async setAside(
    @Param('dutyId', UuidParam) dutyId: string,
    @Body() { reason }: SetDutyAsideRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<RecordedResponse> {
    await this.duties.setAside(dutyId, version, reason, actor);
    return RECORDED;
  }
}
