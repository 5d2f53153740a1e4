import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { PolicyModule } from '../policy/index.js';
import { ReferenceModule } from '../reference/index.js';
import { ScreeningModule } from '../screening/index.js';
import { Assessments } from './assessments.js';
import { DutiesToReportController } from './duties-to-report.controller.js';
import { DutiesToReport } from './duties-to-report.js';
import { DutyRegister } from './duty-register.js';
import { ExclusionController } from './exclusion.controller.js';
import { ExclusionService } from './exclusion.service.js';
import { ReviewExclusion } from './review-exclusion.js';

@Module({
  imports: [AuditModule, CasesModule, PolicyModule, ReferenceModule, ScreeningModule],
  controllers: [ExclusionController, DutiesToReportController],
  providers: [Assessments, DutyRegister, DutiesToReport, ExclusionService, ReviewExclusion],
  exports: [ExclusionService],
})
export class ExclusionModule {}
