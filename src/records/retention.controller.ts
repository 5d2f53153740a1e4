import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import {
  DecideRetentionRequest,
  ProposeRetentionRequest,
  RetentionDryRunResponse,
  RetentionRunListResponse,
  RetentionRunResponse,
  toRetentionDryRunResponse,
  toRetentionRunResponse,
} from './retention.dto.js';
import { RetentionService } from './retention.service.js';

@ApiTags('Records')
@Controller('retention')
export class RetentionController {
  constructor(private readonly retention: RetentionService) {}

  @Reads('due', {
    id: 'previewRetention',
    logs: 'retention.read',
    summary: 'What the audit log says of cases that ended long enough ago: what a retention run would take away today',
    returns: RetentionDryRunResponse,
  })
  @Requires('retention.read')
  async due(): Promise<RetentionDryRunResponse> {
    return toRetentionDryRunResponse(await this.retention.dryRun());
  }

  @Reads('runs', {
    id: 'listRetentionRuns',
    logs: 'retention.read',
    summary: 'The retention runs, each with the proof of what went',
    returns: RetentionRunListResponse,
  })
  @Requires('retention.read')
  async list(): Promise<RetentionRunListResponse> {
    return { items: (await this.retention.all()).map(toRetentionRunResponse) };
  }

  @Reads('runs/:runId', {
    id: 'getRetentionRun',
    logs: 'retention.read',
    summary: 'One retention run',
    returns: RetentionRunResponse,
    versioned: true,
  })
  @Requires('retention.read')
  async one(@Param('runId', UuidParam) runId: string): Promise<RetentionRunResponse> {
    return toRetentionRunResponse(await this.retention.one(runId));
  }

  @Acts('runs', {
    id: 'proposeRetention',
    summary: 'Propose that what is due today goes',
    returns: RetentionRunResponse,
    status: 201,
  })
  @Requires('retention.propose')
  async propose(
    @Body() { reason }: ProposeRetentionRequest,
    @CurrentActor() actor: Actor,
  ): Promise<RetentionRunResponse> {
    return toRetentionRunResponse(await this.retention.propose(reason, actor));
  }

  @Acts('runs/:runId/actions/decide', {
    id: 'decideRetention',
    summary: 'Approve a proposed retention run as a second person, or reject it; what is approved is begun at once',
    returns: RetentionRunResponse,
    versioned: true,
  })
  @Requires('retention.decide')
  async decide(
    @Param('runId', UuidParam) runId: string,
    @Body() body: DecideRetentionRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<RetentionRunResponse> {
    return toRetentionRunResponse(await this.retention.decide(runId, version, body, actor));
  }
}
