import { Module } from '@nestjs/common';
import { ReferenceModule } from '../reference/index.js';
import { AnnualOverview } from './annual-overview.js';
import { Decisions } from './decisions.js';
import { YearlyReportsController } from './yearly-reports.controller.js';

/** The reports of the year beside the quota progress (domain.md (c)). */
@Module({
  imports: [ReferenceModule],
  controllers: [YearlyReportsController],
  providers: [AnnualOverview, Decisions],
})
export class OtherReportsModule {}
