import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, UuidParam } from '../platform/index.js';
import {
  PlanListResponse,
  RecordedPlanResponse,
  RecordPlanRequest,
  toPlanListResponse,
  toPlanResponse,
} from './plans.dto.js';
import { PlansService } from './plans.service.js';

@ApiTags('Quotas')
@Controller('quota-periods')
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  @Reads(':periodId/plans', {
    id: 'listQuotaPlans',
    logs: notSensitive('places'),
    summary: 'The plan of arrivals and every re-plan',
    returns: PlanListResponse,
    versioned: true,
  })
  @Requires('quota.read')
  async list(@Param('periodId', UuidParam) periodId: string): Promise<PlanListResponse> {
    const { plans, inForce } = await this.plans.list(periodId);
    return toPlanListResponse(plans, inForce);
  }

  @Acts(':periodId/plans', {
    id: 'recordQuotaPlan',
    summary: 'Plan the arrivals of a period, or plan them anew',
    description:
      'A whole plan; the ones before stay. If-Match is the version of the plan that it replaces, "0" for the first. Places that differ are told as warnings.',
    returns: RecordedPlanResponse,
    status: 201,
    versioned: true,
  })
  @Requires('quota.plan')
  async record(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: RecordPlanRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<RecordedPlanResponse> {
    const { plan, warnings } = await this.plans.record(actor, periodId, version, body);
    return { ...toPlanResponse(plan), warnings };
  }
}
