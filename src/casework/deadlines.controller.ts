import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { CurrentActor, mediaTypeFor, Reads, toCsv, UuidParam } from '../platform/index.js';
import { CaseDeadlines } from './case-deadlines.js';
import {
  CaseDeadlinesResponse,
  DeadlineListResponse,
  DeadlinesQuery,
  deadlinesTable,
  toCaseDeadlinesResponse,
  toDeadlineListResponse,
} from './deadlines.dto.js';
import { Deadlines } from './deadlines.js';

const PAGE = 50;

@ApiTags('Cases')
@Controller()
export class DeadlinesController {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly ofCases: CaseDeadlines,
  ) {}

  @Reads('deadlines', {
    id: 'listDeadlines',
    logs: 'deadline.read',
    summary: 'What runs out in all cases, the nearest first',
    description: 'As CSV without pages. Medical forms are counted and never listed.',
    returns: DeadlineListResponse,
    produces: ['text/csv'],
  })
  @Requires('deadline.read')
  async list(
    @Query() { limit = PAGE, cursor, profile = 'excel-sv', ...filter }: DeadlinesQuery,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DeadlineListResponse | string> {
    if (mediaTypeFor(request, ['application/json', 'text/csv']) === 'text/csv') {
      const { header, rows } = deadlinesTable(await this.deadlines.export(actor, filter));
      response.attachment('deadlines.csv');
      response.type('text/csv; charset=utf-8');
      return toCsv(header, rows, profile);
    }
    const { items, nextCursor } = await this.deadlines.list(actor, filter, limit, cursor);
    return toDeadlineListResponse(items, nextCursor, await this.deadlines.medicalFormsLapsing(filter.before));
  }

  @Reads('cases/:caseId/deadlines', {
    id: 'getCaseDeadlines',
    logs: 'case.read',
    summary: 'What runs out in a case: clocks, papers, medical forms, ages reached',
    returns: CaseDeadlinesResponse,
  })
  @Requires('case.read')
  async ofCase(
    @Param('caseId', UuidParam) caseId: string,
    @CurrentActor() actor: Actor,
  ): Promise<CaseDeadlinesResponse> {
    return toCaseDeadlinesResponse(await this.ofCases.of(caseId, actor));
  }
}
