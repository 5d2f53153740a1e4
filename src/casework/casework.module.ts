import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { ClosuresModule } from '../closures/index.js';
import { FamilyModule } from '../family/index.js';
import { MunicipalitiesModule } from '../municipalities/index.js';
import { PermitsModule } from '../permits/index.js';
import { QuotasModule } from '../quotas/index.js';
import { PolicyModule } from '../policy/index.js';
import { ScreeningModule } from '../screening/index.js';
import { SelectionModule } from '../selection/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { TravelModule } from '../travel/index.js';
import { AccessReportController } from './access-report.controller.js';
import { AccessReport } from './access-report.js';
import { AuditTrailController } from './audit-trail.controller.js';
import { AuditTrail } from './audit-trail.js';
import { CaseDeadlines } from './case-deadlines.js';
import { CaseViewsController } from './case-views.controller.js';
import { CaseViews } from './case-views.js';
import { CaseworkController } from './casework.controller.js';
import { DeadlinesController } from './deadlines.controller.js';
import { Deadlines } from './deadlines.js';
import { CompositionOutlookController } from './composition-outlook.controller.js';
import { ReadComposition } from './composition-outlook.js';
import { GatherAllFacts } from './gather-facts.js';
import { FindNextActions } from './next-actions.js';
import { RescreeningsDueController } from './rescreenings-due.controller.js';
import { SearchCases } from './search-cases.js';
import { SearchText } from './search-text.js';
import { SearchController } from './search.controller.js';
import { Timeline } from './timeline.js';
import { VerbsOfCase } from './verbs-of-case.js';

@Module({
  imports: [
    AuditModule,
    CasesModule,
    ClosuresModule,
    FamilyModule,
    MunicipalitiesModule,
    PermitsModule,
    PolicyModule,
    QuotasModule,
    ScreeningModule,
    SelectionModule,
    SubmissionsModule,
    TravelModule,
  ],
  controllers: [
    CaseworkController,
    DeadlinesController,
    AuditTrailController,
    AccessReportController,
    CompositionOutlookController,
    SearchController,
    CaseViewsController,
    RescreeningsDueController,
  ],
  providers: [
    GatherAllFacts,
    FindNextActions,
    VerbsOfCase,
    Timeline,
    AuditTrail,
    AccessReport,
    ReadComposition,
    Deadlines,
    CaseDeadlines,
    SearchText,
    SearchCases,
    CaseViews,
  ],
})
export class CaseworkModule {}
