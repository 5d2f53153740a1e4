import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { AskedLanguage, CurrentActor, PageQuery, Reads, UuidParam, type Language } from '../platform/index.js';
import {
  NextActionsResponse,
  TimelineResponse,
  toNextActionsResponse,
  toTimelineEntryResponse,
} from './casework.dto.js';
import { FindNextActions } from './next-actions.js';
import { Timeline } from './timeline.js';

@ApiTags('Cases')
@Controller('cases')
export class CaseworkController {
  constructor(
    private readonly nextActions: FindNextActions,
    private readonly story: Timeline,
  ) {}

  @Reads(':caseId/next-actions', {
    id: 'getNextActions',
    logs: 'case.read',
    summary: 'What you may do next with a case, and what blocks the rest',
    description: 'Read from the table, the guards and the facts by which the verbs themselves are judged.',
    returns: NextActionsResponse,
  })
  @Requires('case.read')
  async next(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
    @AskedLanguage() language: Language,
  ): Promise<NextActionsResponse> {
    return toNextActionsResponse(await this.nextActions.of(caseId, actor), language);
  }

  @Reads(':caseId/timeline', {
    id: 'getTimeline',
    logs: 'case.read',
    summary: 'The story of a case: who did what, when and why',
    returns: TimelineResponse,
  })
  @Requires('case.read')
  async timeline(
    @Param('caseId', UuidParam) caseId: string,
    @Query() query: PageQuery,
    @CurrentActor() actor: Actor,
    @AskedLanguage() language: Language,
  ): Promise<TimelineResponse> {
    const page = await this.story.of(caseId, query, actor, language);
    return { items: page.items.map(toTimelineEntryResponse), nextCursor: page.nextCursor };
  }
}
