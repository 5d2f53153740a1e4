import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { ExclusionModule } from '../exclusion/index.js';
import { PermitsModule } from '../permits/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { PolicyModule } from '../policy/index.js';
import { GatherRecord } from './gather-record.js';
import { RecordsController } from './records.controller.js';
import { ReleaseRecord } from './release-record.js';
import { RetentionController } from './retention.controller.js';
import { RetentionService } from './retention.service.js';
import { RunRetention } from './run-retention.js';

@Module({
  imports: [AuditModule, CasesModule, SubmissionsModule, ExclusionModule, PermitsModule, PolicyModule],
  controllers: [RecordsController, RetentionController],
  providers: [GatherRecord, ReleaseRecord, RetentionService, RunRetention],
})
export class RecordsModule {}
