import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, UuidParam } from '../platform/index.js';
import {
  MarkUnionPlanRequest,
  toUnionPlanMarkResponse,
  UnionPlanMarkListResponse,
  UnionPlanMarkResponse,
} from './union-plan.dto.js';
import { UnionPlanService } from './union-plan.service.js';

@ApiTags('Quotas')
@Controller('quota-periods')
export class UnionPlanController {
  constructor(private readonly unionPlan: UnionPlanService) {}

  @Reads(':periodId/union-plan-marks', {
    id: 'listUnionPlanMarks',
    logs: notSensitive('places'),
    summary: 'Whether a period is a contribution to the Union Plan, and by which decisions',
    returns: UnionPlanMarkListResponse,
    versioned: true,
  })
  @Requires('quota.read')
  async list(@Param('periodId', UuidParam) periodId: string): Promise<UnionPlanMarkListResponse> {
    const marks = await this.unionPlan.list(periodId);
    return { version: marks.at(-1)?.version ?? 0, items: marks.map(toUnionPlanMarkResponse) };
  }

  @Acts(':periodId/union-plan-marks', {
    id: 'markUnionPlan',
    summary: 'Mark a pledge as within the Union Plan, or as outside it',
    description:
      'What the Union pays for a person depends on it (Regulation (EU) 2024/1350, article 14). If-Match is the version of the list, "0" while it is empty.',
    returns: UnionPlanMarkResponse,
    status: 201,
    versioned: true,
  })
  @Requires('quota.plan')
  async mark(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: MarkUnionPlanRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<UnionPlanMarkResponse> {
    return toUnionPlanMarkResponse(await this.unionPlan.mark(actor, periodId, version, body));
  }
}
