import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, UuidParam } from '../platform/index.js';
import {
  CompositionTargetListResponse,
  CompositionTargetResponse,
  RecordCompositionTargetRequest,
  toCompositionTargetListResponse,
  toCompositionTargetResponse,
} from './composition-targets.dto.js';
import { CompositionTargetsService } from './composition-targets.service.js';

@ApiTags('Quotas')
@Controller('quota-periods')
export class CompositionTargetsController {
  constructor(private readonly targets: CompositionTargetsService) {}

  @Reads(':periodId/composition-targets', {
    id: 'listCompositionTargets',
    logs: notSensitive('places'),
    summary: 'The shares that the persons of a period are to have',
    returns: CompositionTargetListResponse,
    versioned: true,
  })
  @Requires('quota.read')
  async list(@Param('periodId', UuidParam) periodId: string): Promise<CompositionTargetListResponse> {
    const { targets, inForce } = await this.targets.list(periodId);
    return toCompositionTargetListResponse(targets, inForce);
  }

  @Acts(':periodId/composition-targets', {
    id: 'recordCompositionTarget',
    summary: 'Set a composition target, or set it anew',
    description:
      'Shares are counted, never listed. The targets before stay on record. If-Match is the version of the list, "0" while it is empty.',
    returns: CompositionTargetResponse,
    status: 201,
    versioned: true,
  })
  @Requires('quota.plan')
  async record(
    @Param('periodId', UuidParam) periodId: string,
    @Body() body: RecordCompositionTargetRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<CompositionTargetResponse> {
    return toCompositionTargetResponse(await this.targets.record(actor, periodId, version, body));
  }
}
