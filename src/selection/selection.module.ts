import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { ReferenceModule } from '../reference/index.js';
import { ScreeningModule } from '../screening/index.js';
import { ChooseRoute } from './choose-route.js';
import { ExaminationVerbs } from './examination.js';
import { MissionsController } from './missions.controller.js';
import { MissionsService } from './missions.service.js';
import { RecordExamination } from './record-examination.js';
import { SelectionController } from './selection.controller.js';
import { SelectionService } from './selection.service.js';

@Module({
  imports: [AuditModule, CasesModule, ReferenceModule, ScreeningModule],
  controllers: [SelectionController, MissionsController],
  providers: [MissionsService, SelectionService, ChooseRoute, ExaminationVerbs, RecordExamination],
  exports: [MissionsService, SelectionService],
})
export class SelectionModule {}
