import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { MunicipalitiesModule } from '../municipalities/index.js';
import { PermitsModule } from '../permits/index.js';
import { PolicyModule } from '../policy/index.js';
import { QuotasModule } from '../quotas/index.js';
import { ReferenceModule } from '../reference/index.js';
import { ScreeningModule } from '../screening/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { Checklists } from './checklists.js';
import { JourneyController } from './journey.controller.js';
import { Journeys } from './journeys.js';
import { KeepChecklist } from './keep-checklist.js';
import { PreparationController } from './preparation.controller.js';
import { PrepareJourney } from './prepare-journey.js';
import { Reasons } from './reasons.js';
import { RecordJourney } from './record-journey.js';
import { RequestTravel } from './request-travel.js';
import { TravelService } from './travel.service.js';

@Module({
  imports: [
    AuditModule,
    ReferenceModule,
    PolicyModule,
    QuotasModule,
    CasesModule,
    SubmissionsModule,
    ScreeningModule,
    PermitsModule,
    MunicipalitiesModule,
  ],
  controllers: [PreparationController, JourneyController],
  providers: [
    Checklists,
    Journeys,
    Reasons,
    KeepChecklist,
    PrepareJourney,
    RecordJourney,
    RequestTravel,
    TravelService,
  ],
  exports: [TravelService],
})
export class TravelModule {}
