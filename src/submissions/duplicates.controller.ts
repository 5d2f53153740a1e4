import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import {
  ComparedPairResponse,
  JudgeDuplicateRequest,
  SuspicionListQuery,
  SuspicionListResponse,
  SuspicionResponse,
  toComparedPairResponse,
  toSuspicionResponse,
} from './duplicates.dto.js';
import { DuplicatesService } from './duplicates.service.js';

@ApiTags('Submissions')
@Controller('duplicate-suspicions')
export class DuplicatesController {
  constructor(private readonly duplicates: DuplicatesService) {}

  @Reads('', {
    id: 'listDuplicateSuspicions',
    logs: 'duplicate.list',
    summary: 'Pairs of persons who may be one, the strongest first',
    returns: SuspicionListResponse,
  })
  @Requires('duplicate.read')
  async queue(@Query() { limit = 50, cursor, ...filter }: SuspicionListQuery): Promise<SuspicionListResponse> {
    const page = await this.duplicates.queue(filter, limit, cursor);
    return { items: page.items.map(toSuspicionResponse), nextCursor: page.nextCursor };
  }

  @Reads(':suspicionId', {
    id: 'compareDuplicateSuspicion',
    logs: 'person.read',
    summary: 'Both persons side by side, with what agrees',
    returns: ComparedPairResponse,
    versioned: true,
  })
  @Requires('duplicate.read')
  async one(
    @Param('suspicionId', UuidParam) suspicionId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ComparedPairResponse> {
    return toComparedPairResponse(await this.duplicates.compare(suspicionId, actor));
  }

  @Acts(':suspicionId/actions/judge', {
    id: 'judgeDuplicate',
    summary: 'Say whether the two are one person',
    description:
      'Nothing is deleted: of one person, who was registered later cannot be referred while the first stands on the road. A new verdict takes the place of an earlier one until somebody has a permit.',
    returns: SuspicionResponse,
    versioned: true,
  })
  @Requires('person.judge_duplicate')
  async judge(
    @Param('suspicionId', UuidParam) suspicionId: string,
    @Body() body: JudgeDuplicateRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<SuspicionResponse> {
    return toSuspicionResponse(await this.duplicates.judge(suspicionId, version, body, actor));
  }
}
