import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, Reads, UuidParam } from '../platform/index.js';
import {
  PlacementConditionListResponse,
  PlacementConditionResponse,
  RecordConditionRequest,
  toPlacementConditionResponse,
} from './conditions.dto.js';
import { ConditionsOfCases } from './conditions.js';

@ApiTags('Placement')
@Controller()
export class ConditionsController {
  constructor(private readonly conditions: ConditionsOfCases) {}

  @Reads('cases/:caseId/placement-conditions', {
    id: 'listPlacementConditions',
    logs: 'placement.read_conditions',
    summary: 'Where a case must, should or must not live, and what it needs there',
    returns: PlacementConditionListResponse,
  })
  @Requires('placement.condition')
  async list(@Param('caseId', UuidParam) caseId: string): Promise<PlacementConditionListResponse> {
    return { items: (await this.conditions.list(caseId)).map(toPlacementConditionResponse) };
  }

  @Acts('cases/:caseId/placement-conditions', {
    id: 'recordPlacementCondition',
    summary: 'Record such a condition: every plan made after knows it',
    returns: PlacementConditionResponse,
    status: 201,
  })
  @Requires('placement.condition')
  async record(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: RecordConditionRequest,
    @CurrentActor() actor: Actor,
  ): Promise<PlacementConditionResponse> {
    return toPlacementConditionResponse(await this.conditions.record(caseId, body, actor));
  }

  @Acts('placement-conditions/:conditionId/end', {
    id: 'endPlacementCondition',
    summary: 'End a condition that no longer holds',
    returns: PlacementConditionResponse,
  })
  @Requires('placement.condition')
  async end(
    @Param('conditionId', UuidParam) conditionId: string,
    @CurrentActor() actor: Actor,
  ): Promise<PlacementConditionResponse> {
    return toPlacementConditionResponse(await this.conditions.end(conditionId, actor));
  }
}
