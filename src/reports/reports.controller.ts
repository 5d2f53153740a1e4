import { Controller, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { CurrentActor, mediaTypeFor, Reads, toCsv, type Cell, type CsvProfile } from '../platform/index.js';
import {
  assignmentsTable,
  MunicipalityAssignmentsQuery,
  MunicipalityAssignmentsResponse,
} from './municipality-assignments.dto.js';
import { MunicipalityAssignments } from './municipality-assignments.js';
import {
  progressTable,
  QuotaProgressQuery,
  QuotaProgressResponse,
  toQuotaProgressResponse,
} from './quota-progress.dto.js';
import { QuotaProgress } from './quota-progress.js';

const OFFERED = ['application/json', 'text/csv'] as const;
const DATES =
  'Computed from what happened and when it was known: the same two dates give the same bytes, once asOf has passed.';

@ApiTags('Reports')
@Controller('reports')
export class ReportsController {
  constructor(
    private readonly progress: QuotaProgress,
    private readonly assignments: MunicipalityAssignments,
  ) {}

  @Reads('quota-progress', {
    id: 'getQuotaProgress',
    summary: 'How far a quota period has come, at any two dates',
    description: DATES,
    returns: QuotaProgressResponse,
    produces: ['text/csv'],
  })
  @Requires('report.read')
  async quotaProgress(
    @Query() { periodId, profile, ...dates }: QuotaProgressQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<QuotaProgressResponse | string> {
    const type = mediaTypeFor(request, OFFERED);
    const progress = await this.progress.of(periodId, dates);
    if (type === 'application/json') return toQuotaProgressResponse(progress);
    return csv(
      response,
      `quota-progress-through-${progress.through}-as-of-${progress.asOf}`,
      progressTable(progress),
      profile,
    );
  }

  @Reads('municipality-assignments', {
    id: 'exportMunicipalityAssignments',
    summary: 'Who is assigned to which municipality',
    description: 'Names persons: each export is logged with its filter and number of rows.',
    returns: MunicipalityAssignmentsResponse,
    produces: ['text/csv'],
  })
  @Requires('report.export_assignments')
  async municipalityAssignments(
    @Query() { profile, ...filter }: MunicipalityAssignmentsQuery,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MunicipalityAssignmentsResponse | string> {
    const type = mediaTypeFor(request, OFFERED);
    const items = await this.assignments.export(actor, filter, type);
    if (type === 'application/json') return { year: filter.year, items };
    const name = ['municipality-assignments', filter.year, filter.countyCode, filter.municipalityCode]
      .filter(Boolean)
      .join('-');
    return csv(response, name, assignmentsTable(items), profile);
  }
}

/** Answers with a file to keep, named by RFC 6266. Officials open it by a double click: Swedish Excel unless they say otherwise. */
function csv(
  response: Response,
  name: string,
  { header, rows }: { header: string[]; rows: Cell[][] },
  profile: CsvProfile = 'excel-sv',
): string {
  response.attachment(`${name}.csv`);
  response.type('text/csv; charset=utf-8');
  return toCsv(header, rows, profile);
}
