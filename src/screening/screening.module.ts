import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { PolicyModule } from '../policy/index.js';
import { ReferenceModule } from '../reference/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { Batches } from './batches.js';
import { BatchesController } from './batches.controller.js';
import { DraftSecurityCase } from './draft-security-case.js';
import { Indications } from './indications.js';
import { IndicationsController } from './indications.controller.js';
import { ReadIndications } from './read-indications.js';
import { ReadScreening } from './read-screening.js';
import { RecordServiceAppeal } from './record-service-appeal.js';
import { RecordStatement } from './record-statement.js';
import { Refer } from './refer.js';
import { Remind } from './remind.js';
import { RemindersController } from './reminders.controller.js';
import { Rescreen } from './rescreen.js';
import { RescreeningsDue } from './rescreenings-due.js';
import { Registers } from './registers.js';
import { RegistersController } from './registers.controller.js';
import { ScreeningController } from './screening.controller.js';
import { ScreeningService } from './screening.service.js';
import { Uphold } from './uphold.js';
import { WalledPapers } from './walled-papers.js';
import { WalledRecords } from './walled-records.js';

@Module({
  imports: [AuditModule, CasesModule, PolicyModule, ReferenceModule, SubmissionsModule],
  controllers: [
    ScreeningController,
    IndicationsController,
    BatchesController,
    RegistersController,
    RemindersController,
  ],
  providers: [
    WalledRecords,
    WalledPapers,
    ScreeningService,
    Refer,
    RecordStatement,
    RecordServiceAppeal,
    Remind,
    Rescreen,
    RescreeningsDue,
    DraftSecurityCase,
    Uphold,
    ReadScreening,
    Indications,
    ReadIndications,
    Batches,
    Registers,
  ],
  exports: [Registers, RescreeningsDue, ScreeningService],
})
export class ScreeningModule {}
