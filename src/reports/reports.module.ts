import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { QuotasModule } from '../quotas/index.js';
import { ReferenceModule } from '../reference/index.js';
import { MunicipalityAssignments } from './municipality-assignments.js';
import { OtherReportsModule } from './other-reports.module.js';
import { ProgressCases } from './progress-cases.js';
import { QuotaProgress } from './quota-progress.js';
import { ReportsController } from './reports.controller.js';

@Module({
  imports: [AuditModule, QuotasModule, ReferenceModule, OtherReportsModule],
  controllers: [ReportsController],
  providers: [QuotaProgress, ProgressCases, MunicipalityAssignments],
})
export class ReportsModule {}
