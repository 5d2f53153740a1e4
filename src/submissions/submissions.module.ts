import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { QuotasModule } from '../quotas/index.js';
import { ReferenceModule } from '../reference/index.js';
import { CaseDocuments } from './documents.js';
import { ImportBatch } from './import-batch.js';
import { ImportsController } from './imports.controller.js';
import { ReceiveSubmission } from './receive-submission.js';
import { SubmissionsController } from './submissions.controller.js';
import { SubmissionsService } from './submissions.service.js';

@Module({
  imports: [AuditModule, CasesModule, QuotasModule, ReferenceModule],
  controllers: [SubmissionsController, ImportsController],
  providers: [CaseDocuments, ReceiveSubmission, ImportBatch, SubmissionsService],
  exports: [SubmissionsService, CaseDocuments],
})
export class SubmissionsModule {}
