import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { ExclusionModule } from '../exclusion/index.js';
import { PermitsModule } from '../permits/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { GatherRecord } from './gather-record.js';
import { RecordsController } from './records.controller.js';
import { ReleaseRecord } from './release-record.js';

@Module({
  imports: [AuditModule, CasesModule, SubmissionsModule, ExclusionModule, PermitsModule],
  controllers: [RecordsController],
  providers: [GatherRecord, ReleaseRecord],
})
export class RecordsModule {}
