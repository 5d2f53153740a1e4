import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { PolicyModule } from '../policy/index.js';
import { QuotasModule } from '../quotas/index.js';
import { ReferenceModule } from '../reference/index.js';
import { AmifClaim } from './amif-claim.js';
import { AnnualOverview } from './annual-overview.js';
import { Decisions } from './decisions.js';
import { HistoryBesideOwn } from './history-beside-own.js';
import { KeptColumnsController } from './kept-columns.controller.js';
import { KeepColumns } from './kept-columns.js';
import { MinistryStatus } from './ministry-status.js';
import { MunicipalityAssignments } from './municipality-assignments.js';
import { PeriodReportsController } from './period-reports.controller.js';
import { ProgressCases } from './progress-cases.js';
import { QuotaProgress } from './quota-progress.js';
import { ReportsController } from './reports.controller.js';
import { RequestsAndNeeds } from './requests-and-needs.js';
import { UnionPlan } from './union-plan.js';
import { YearlyReportsController } from './yearly-reports.controller.js';

@Module({
  imports: [AuditModule, PolicyModule, QuotasModule, ReferenceModule],
  controllers: [KeptColumnsController, ReportsController, PeriodReportsController, YearlyReportsController],
  providers: [
    QuotaProgress,
    ProgressCases,
    MunicipalityAssignments,
    KeepColumns,
    AnnualOverview,
    Decisions,
    HistoryBesideOwn,
    MinistryStatus,
    UnionPlan,
    AmifClaim,
    RequestsAndNeeds,
  ],
})
export class ReportsModule {}
