import { Controller, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Requires } from '../access/index.js';
import { Reads, type CsvProfile } from '../platform/index.js';
import { AmifClaim } from './amif-claim.js';
import type { Report } from './domain/report.js';
import { MinistryStatus } from './ministry-status.js';
import { AmifClaimQuery, MinistryStatusQuery, PeriodReportQuery, RequestsAndNeedsQuery } from './period-reports.dto.js';
import { printedInWords } from './printed-words.js';
import { answerReport, FILE_TYPES } from './report-file.js';
import { ReportResponse, toReportResponse } from './report.dto.js';
import { RequestsAndNeeds } from './requests-and-needs.js';
import { UnionPlan } from './union-plan.js';

const DATES = 'Made from rows that never change: the same dates give the same bytes, once asOf has passed.';
const ANSWER = { returns: ReportResponse, produces: FILE_TYPES } as const;
type Answer = Promise<ReportResponse | StreamableFile>;

const answer = (request: Request, report: Report, csv: { table?: string; profile?: CsvProfile }): Answer =>
  answerReport(request, report, {
    json: (checksum) => toReportResponse(report, checksum),
    printed: () => printedInWords(report),
    csvTable: csv.table,
    csvProfile: csv.profile,
  });

@ApiTags('Reports')
@Controller('reports')
export class PeriodReportsController {
  constructor(
    private readonly ministry: MinistryStatus,
    private readonly union: UnionPlan,
    private readonly claim: AmifClaim,
    private readonly needs: RequestsAndNeeds,
  ) {}

  @Reads('ministry-status', {
    id: 'getMinistryStatus',
    logs: 'report.read',
    summary: 'The status of a quota period for the Ministry, on one page',
    description: `Places, plan and outcome, overrun, carry-over, what stands still, and shares of priority groups as counts. ${DATES}`,
    ...ANSWER,
  })
  @Requires('report.read')
  async ministryStatus(
    @Query() { periodId, table, profile, ...dates }: MinistryStatusQuery,
    @Req() request: Request,
  ): Answer {
    return answer(request, await this.ministry.report(periodId, dates), { table, profile });
  }

  @Reads('union-plan', {
    id: 'getUnionPlanReport',
    logs: 'report.read',
    summary: 'A pledge of two years by form of admission: pledged, allocated, admitted, remaining',
    description: DATES,
    ...ANSWER,
  })
  @Requires('report.read')
  async unionPlan(@Query() { periodId, profile, ...dates }: PeriodReportQuery, @Req() request: Request): Answer {
    return answer(request, await this.union.report(periodId, dates), { profile });
  }

  @Reads('amif-claim', {
    id: 'getAmifClaim',
    logs: 'report.read',
    summary: "What the Union's fund can be asked to pay for those admitted, as counts",
    description: `Form of admission, within the Union Plan or not, vulnerable or not, euro a person by the dated rule. ${DATES}`,
    ...ANSWER,
  })
  @Requires('report.read')
  async amifClaim(@Query() { periodId, profile, ...time }: AmifClaimQuery, @Req() request: Request): Answer {
    return answer(request, await this.claim.report(periodId, time), { profile });
  }

  @Reads('requests-and-needs', {
    id: 'getRequestsAndNeeds',
    logs: 'report.read',
    summary: 'What UNHCR was asked for, promised and sent, and what the quota still needs',
    description: `By country of asylum and month; the need by the arithmetic of planning, with the rates of the policy or of the query. ${DATES}`,
    ...ANSWER,
  })
  @Requires('report.read')
  async requestsAndNeeds(
    @Query() { periodId, table, profile, through, asOf, ...rates }: RequestsAndNeedsQuery,
    @Req() request: Request,
  ): Answer {
    const given = Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate !== undefined));
    return answer(request, await this.needs.report(periodId, { through, asOf }, given), { table, profile });
  }
}
