import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { PolicyModule } from '../policy/index.js';
import { ReferenceModule } from '../reference/index.js';
import { ScreeningModule } from '../screening/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { AdviseRoute } from './advise-route.js';
import { ChooseRoute } from './choose-route.js';
import { CountrySituations } from './country-situations.js';
import { ExaminationVerbs } from './examination.js';
import { MissionActionsController } from './mission-actions.controller.js';
import { MissionLife } from './mission-life.js';
import { MissionLifeController } from './mission-life.controller.js';
import { MissionPrint } from './mission-print.js';
import { MissionPrintController } from './mission-print.controller.js';
import { MissionsController } from './missions.controller.js';
import { MissionsService } from './missions.service.js';
import { RecordExamination } from './record-examination.js';
import { RouteAdviceController } from './route-advice.controller.js';
import { SelectionController } from './selection.controller.js';
import { SelectionService } from './selection.service.js';

@Module({
  imports: [AuditModule, CasesModule, PolicyModule, ReferenceModule, ScreeningModule, SubmissionsModule],
  controllers: [
    SelectionController,
    MissionsController,
    MissionActionsController,
    MissionLifeController,
    MissionPrintController,
    RouteAdviceController,
  ],
  providers: [
    MissionsService,
    MissionLife,
    MissionPrint,
    SelectionService,
    CountrySituations,
    AdviseRoute,
    ChooseRoute,
    ExaminationVerbs,
    RecordExamination,
  ],
  exports: [MissionsService, SelectionService],
})
export class SelectionModule {}
