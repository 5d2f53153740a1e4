import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { PolicyModule } from '../policy/index.js';
import { QuotasModule } from '../quotas/index.js';
import { CarryOverCases } from './carry-over.js';
import { CarryOverController } from './carry-over.controller.js';
import { CaseLinks } from './case-links.js';
import { CaseMembers } from './case-members.js';
import { SpecialImportanceController } from './special-importance.controller.js';
import { SpecialImportance } from './special-importance.js';
import { CasesController } from './cases.controller.js';
import { CasesService } from './cases.service.js';
import { FindCases } from './find-cases.js';
import { OfficerController } from './officer.controller.js';
import { AssignOfficer } from './officer.js';
import { PlaceInSubQuota } from './place-in-sub-quota.js';
import { FindSubQuotaChoice } from './sub-quota-choice.js';
import { StatusHistory } from './status-history.js';
import { SubQuotaOfCase } from './sub-quota-of-case.js';
import { WhatFitsController } from './what-fits.controller.js';
import { FindWhatFits } from './what-fits.js';

@Module({
  imports: [AuditModule, PolicyModule, QuotasModule],
  controllers: [
    CasesController,
    WhatFitsController,
    CarryOverController,
    SpecialImportanceController,
    OfficerController,
  ],
  providers: [
    CaseLinks,
    CaseMembers,
    CasesService,
    CarryOverCases,
    SpecialImportance,
    AssignOfficer,
    FindCases,
    PlaceInSubQuota,
    FindSubQuotaChoice,
    SubQuotaOfCase,
    StatusHistory,
    FindWhatFits,
  ],
  exports: [CaseLinks, CaseMembers, CasesService, SpecialImportance, StatusHistory, SubQuotaOfCase, FindWhatFits],
})
export class CasesModule {}
