import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { PolicyModule } from '../policy/index.js';
import { ReferenceModule } from '../reference/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { DraftSecurityCase } from './draft-security-case.js';
import { ReadScreening } from './read-screening.js';
import { RecordStatement } from './record-statement.js';
import { Refer } from './refer.js';
import { Rescreen } from './rescreen.js';
import { ScreeningController } from './screening.controller.js';
import { ScreeningService } from './screening.service.js';
import { Uphold } from './uphold.js';
import { WalledRecords } from './walled-records.js';

@Module({
  imports: [AuditModule, CasesModule, PolicyModule, ReferenceModule, SubmissionsModule],
  controllers: [ScreeningController],
  providers: [
    WalledRecords,
    ScreeningService,
    Refer,
    RecordStatement,
    Rescreen,
    DraftSecurityCase,
    Uphold,
    ReadScreening,
  ],
  exports: [ScreeningService],
})
export class ScreeningModule {}
