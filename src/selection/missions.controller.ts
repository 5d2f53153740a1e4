import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, PageQuery, Reads, UuidParam } from '../platform/index.js';
import {
  AddCasesRequest,
  MissionListResponse,
  MissionResponse,
  PlanMissionRequest,
  toMissionResponse,
} from './missions.dto.js';
import { MissionsService } from './missions.service.js';

@ApiTags('Selection')
@Controller('missions')
export class MissionsController {
  constructor(private readonly missions: MissionsService) {}

  @Acts('', { id: 'planMission', summary: 'Plan a selection mission', returns: MissionResponse, status: 201 })
  @Requires('mission.plan')
  async plan(@Body() body: PlanMissionRequest, @CurrentActor() actor: Actor): Promise<MissionResponse> {
    return toMissionResponse(await this.missions.plan(body, actor));
  }

  @Reads('', {
    id: 'listMissions',
    logs: 'mission.list',
    summary: 'Selection missions, the latest first',
    returns: MissionListResponse,
  })
  @Requires('mission.read')
  async list(@Query() { limit = 50, cursor }: PageQuery): Promise<MissionListResponse> {
    const page = await this.missions.list(limit, cursor);
    return { items: page.items.map(toMissionResponse), nextCursor: page.nextCursor };
  }

  @Reads(':missionId', {
    id: 'getMission',
    logs: 'mission.read',
    summary: 'One mission with its cases',
    returns: MissionResponse,
    versioned: true,
  })
  @Requires('mission.read')
  async one(@Param('missionId', UuidParam) missionId: string): Promise<MissionResponse> {
    return toMissionResponse(await this.missions.one(missionId));
  }

  @Acts(':missionId/actions/add-cases', {
    id: 'addCasesToMission',
    summary: 'Put cases on a mission: those whose route is mission and that stand on none yet',
    returns: MissionResponse,
    versioned: true,
  })
  @Requires('mission.plan')
  async addCases(
    @Param('missionId', UuidParam) missionId: string,
    @Body() { caseIds }: AddCasesRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<MissionResponse> {
    return toMissionResponse(await this.missions.addCases(missionId, version, caseIds, actor));
  }
}
