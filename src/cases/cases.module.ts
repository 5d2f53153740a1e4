import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { PolicyModule } from '../policy/index.js';
import { QuotasModule } from '../quotas/index.js';
import { CasesController } from './cases.controller.js';
import { CasesService } from './cases.service.js';
import { FindCases } from './find-cases.js';
import { PlaceInSubQuota } from './place-in-sub-quota.js';

@Module({
  imports: [AuditModule, PolicyModule, QuotasModule],
  controllers: [CasesController],
  providers: [CasesService, FindCases, PlaceInSubQuota],
  exports: [CasesService],
})
export class CasesModule {}
