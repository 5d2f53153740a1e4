import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, UuidParam } from '../platform/index.js';
import { MissionLife } from './mission-life.js';
import {
  CancelMissionRequest,
  CloseMissionRequest,
  MissionResponse,
  RecordedLinesResponse,
  RecordInterviewsRequest,
  RemoveCasesRequest,
  ShiftMissionRequest,
  toMissionResponse,
} from './missions.dto.js';

@ApiTags('Selection')
@Controller('missions')
export class MissionLifeController {
  constructor(private readonly life: MissionLife) {}

  @Acts(':missionId/actions/remove-cases', {
    id: 'removeCasesFromMission',
    summary: 'Take cases off a mission, back to the pool; not those it has met',
    returns: MissionResponse,
    versioned: true,
  })
  @Requires('mission.plan')
  async removeCases(
    @Param('missionId', UuidParam) missionId: string,
    @Body() body: RemoveCasesRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<MissionResponse> {
    return toMissionResponse(await this.life.removeCases(missionId, version, body, actor));
  }

  @Acts(':missionId/actions/shift', {
    id: 'shiftMission',
    summary: 'Move a mission to other days, with every case on it',
    returns: MissionResponse,
    versioned: true,
  })
  @Requires('mission.plan')
  async shift(
    @Param('missionId', UuidParam) missionId: string,
    @Body() body: ShiftMissionRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<MissionResponse> {
    return toMissionResponse(await this.life.shift(missionId, version, body, actor));
  }

  @Acts(':missionId/actions/cancel', {
    id: 'cancelMission',
    summary: 'Cancel a mission before its work: its cases go back to the pool',
    returns: MissionResponse,
    versioned: true,
  })
  @Requires('mission.plan')
  async cancel(
    @Param('missionId', UuidParam) missionId: string,
    @Body() body: CancelMissionRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<MissionResponse> {
    return toMissionResponse(await this.life.cancel(missionId, version, body.reason, actor));
  }

  @Acts(':missionId/actions/close', {
    id: 'closeMission',
    summary: 'Close a mission with its account; cases it has not met go back to the pool',
    returns: MissionResponse,
    versioned: true,
  })
  @Requires('mission.plan')
  async close(
    @Param('missionId', UuidParam) missionId: string,
    @Body() body: CloseMissionRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<MissionResponse> {
    return toMissionResponse(await this.life.close(missionId, version, body.account, actor));
  }

  @Acts(':missionId/actions/record-interviews', {
    id: 'recordInterviewsOfMission',
    summary: 'Record many interviews held on a mission, each line by itself',
    returns: RecordedLinesResponse,
  })
  @Requires('person.interview')
  async recordInterviews(
    @Param('missionId', UuidParam) missionId: string,
    @Body() { lines }: RecordInterviewsRequest,
    @CurrentActor() actor: Actor,
  ): Promise<RecordedLinesResponse> {
    return { items: await this.life.recordInterviews(missionId, lines, actor) };
  }
}
