import { Controller, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Requires } from '../access/index.js';
import { Clock, type Actor } from '../kernel/index.js';
import { CurrentActor, mediaTypeFor, Reads, XLSX } from '../platform/index.js';
import { ASSIGNMENT_COLUMNS, assignmentsCsv, assignmentsXlsx, columnsAsked } from './assignment-files.js';
import { MunicipalityAssignmentsQuery, MunicipalityAssignmentsResponse } from './municipality-assignments.dto.js';
import { MunicipalityAssignments } from './municipality-assignments.js';
import { toQuotaProgressResponse } from './progress-answer.js';
import { ProgressCases } from './progress-cases.js';
import { progressPage } from './progress-page.js';
import { progressPlot, progressReport } from './progress-report.js';
import { CasesOfNumberResponse, NumberQuery, QuotaProgressQuery, QuotaProgressResponse } from './quota-progress.dto.js';
import { QuotaProgress } from './quota-progress.js';
import { answerReport, FILE_TYPES_WITH_PLOT } from './report-file.js';

const OFFERED = ['application/json', 'text/csv', XLSX] as const;
const DATES =
  'Computed from what happened and when it was known: the same two dates give the same bytes, once asOf has passed.';
const PAGE = 50;

@ApiTags('Reports')
@Controller('reports')
export class ReportsController {
  constructor(
    private readonly progress: QuotaProgress,
    private readonly lists: ProgressCases,
    private readonly assignments: MunicipalityAssignments,
    private readonly clock: Clock,
  ) {}

  @Reads('quota-progress', {
    id: 'getQuotaProgress',
    logs: 'report.read',
    summary: 'How far a quota period has come, at any two dates',
    description: `By period and pledge, sub-quota, route and month, with the arrivals against the plans; also as a workbook, one printed page and a plot. ${DATES}`,
    returns: QuotaProgressResponse,
    produces: FILE_TYPES_WITH_PLOT,
  })
  @Requires('report.read')
  async quotaProgress(
    @Query() { periodId, profile, table, audience = 'internal', ...dates }: QuotaProgressQuery,
    @Req() request: Request,
  ): Promise<QuotaProgressResponse | StreamableFile> {
    const progress = await this.progress.of(periodId, dates);
    const report = progressReport(progress, audience);
    return answerReport(request, report, {
      json: (checksum) => toQuotaProgressResponse(progress, report, checksum),
      csvTable: table ?? 'by-sub-quota',
      csvProfile: profile,
      ...(audience === 'internal' && {
        printed: () => progressPage(progress),
        svg: () => progressPlot(progress),
      }),
    });
  }

  @Reads('quota-progress/cases', {
    id: 'listCasesOfQuotaProgress',
    logs: 'case.list',
    summary: 'The list behind a number of the quota progress',
    description: `The cases that make up the number, at the dates of the report: it ties out at any two dates. ${DATES}`,
    returns: CasesOfNumberResponse,
  })
  @Requires('case.search')
  casesOfNumber(
    @Query() { limit = PAGE, cursor, ...asked }: NumberQuery,
    @CurrentActor() actor: Actor,
  ): Promise<CasesOfNumberResponse> {
    return this.lists.list(actor, asked, limit, cursor);
  }

  @Reads('municipality-assignments', {
    id: 'exportMunicipalityAssignments',
    logs: 'report.export_assignments',
    summary: 'Who is assigned to which municipality',
    description:
      'Names persons: each export is logged with its filter, number of rows, and what it discloses to whom. As a workbook with a sheet for each municipality, too.',
    returns: MunicipalityAssignmentsResponse,
    produces: ['text/csv', XLSX],
  })
  @Requires('report.export_assignments')
  async municipalityAssignments(
    @Query() { profile, columns, recipient, ...filter }: MunicipalityAssignmentsQuery,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<MunicipalityAssignmentsResponse | StreamableFile> {
    const type = mediaTypeFor(request, OFFERED);
    const asked = columns === undefined ? ASSIGNMENT_COLUMNS : columnsAsked(columns.split(','), '?columns');
    const items = await this.assignments.export(actor, filter, type, recipient);
    if (type === 'text/csv') return assignmentsCsv(filter, items, asked, profile);
    if (type === XLSX) return assignmentsXlsx(filter, items, asked, this.clock.today());
    return { year: filter.year, items };
  }
}
