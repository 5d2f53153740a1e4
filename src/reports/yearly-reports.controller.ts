import { Controller, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Requires } from '../access/index.js';
import { ChoiceField, Reads } from '../platform/index.js';
import { AnnualOverview, OVERVIEW_TABLES } from './annual-overview.js';
import { DatesQuery, TimeQuery } from './asked-dates.js';
import { DECISION_TABLES } from './decisions.tables.js';
import { Decisions } from './decisions.js';
import { HISTORY_TABLES, HistoryBesideOwn } from './history-beside-own.js';
import { printedInWords } from './printed-words.js';
import { answerReport, FILE_TYPES } from './report-file.js';
import { ReportResponse, toReportResponse } from './report.dto.js';

export class AnnualOverviewQuery extends TimeQuery {
  @ChoiceField({ about: 'The table that a CSV holds; the first when left out.', of: OVERVIEW_TABLES, optional: true })
  table?: string;
}

export class DecisionsQuery extends TimeQuery {
  @ChoiceField({ about: 'The table that a CSV holds; the first when left out.', of: DECISION_TABLES, optional: true })
  table?: string;
}

export class HistoryBesideOwnQuery extends DatesQuery {
  @ChoiceField({ about: 'The table that a CSV holds; the first when left out.', of: HISTORY_TABLES, optional: true })
  table?: string;
}

const DATES = 'Made from rows that never change: the same dates give the same bytes, once asOf has passed.';

@ApiTags('Reports')
@Controller('reports')
export class YearlyReportsController {
  constructor(
    private readonly overview: AnnualOverview,
    private readonly decided: Decisions,
    private readonly history: HistoryBesideOwn,
  ) {}

  @Reads('annual-overview', {
    id: 'getAnnualOverview',
    logs: 'report.read',
    summary: 'What was submitted in a year, and how it stands',
    description: `Cases and persons by country of asylum, nationality, priority, month of receipt and route. ${DATES}`,
    returns: ReportResponse,
    produces: FILE_TYPES,
  })
  @Requires('report.read')
  async annualOverview(
    @Query() { table, profile, ...time }: AnnualOverviewQuery,
    @Req() request: Request,
  ): Promise<ReportResponse | StreamableFile> {
    const report = await this.overview.report(time);
    return answerReport(request, report, {
      json: (checksum) => toReportResponse(report, checksum),
      printed: () => printedInWords(report),
      csvTable: table,
      csvProfile: profile,
      landscape: true,
    });
  }

  @Reads('decisions', {
    id: 'getDecisions',
    logs: 'report.read',
    summary: 'Decisions, the approval rate in its two definitions, durations and attrition',
    description: `Grants, refusals (exclusions among them) and what was concluded otherwise, by month, route and nationality. ${DATES}`,
    returns: ReportResponse,
    produces: FILE_TYPES,
  })
  @Requires('report.read')
  async decisions(
    @Query() { table, profile, ...time }: DecisionsQuery,
    @Req() request: Request,
  ): Promise<ReportResponse | StreamableFile> {
    const report = await this.decided.report(time);
    return answerReport(request, report, {
      json: (checksum) => toReportResponse(report, checksum),
      printed: () => printedInWords(report),
      csvTable: table,
      csvProfile: profile,
    });
  }

  @Reads('history-beside-own', {
    id: 'getHistoryBesideOwn',
    logs: 'report.read',
    summary: "The published figures since 2013 beside the tool's own, year by year",
    description: `Each figure with its definition and source, none corrected by another, and where the sources disagree. ${DATES}`,
    returns: ReportResponse,
    produces: FILE_TYPES,
  })
  @Requires('report.read')
  async historyBesideOwn(
    @Query() { table, profile, ...dates }: HistoryBesideOwnQuery,
    @Req() request: Request,
  ): Promise<ReportResponse | StreamableFile> {
    const report = await this.history.report(dates);
    return answerReport(request, report, {
      json: (checksum) => toReportResponse(report, checksum),
      printed: () => printedInWords(report),
      csvTable: table,
      csvProfile: profile,
      landscape: true,
    });
  }
}
