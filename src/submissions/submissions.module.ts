import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { PolicyModule } from '../policy/index.js';
import { QuotasModule } from '../quotas/index.js';
import { ReferenceModule } from '../reference/index.js';
import { CaseClocks } from './case-clocks.js';
import { CaseDocuments } from './documents.js';
import { ImportBatch } from './import-batch.js';
import { ImportsController } from './imports.controller.js';
import { MemberDifferences } from './member-differences.js';
import { NextVersion } from './next-version.js';
import { ReadVersions } from './read-versions.js';
import { ReceiveSubmission } from './receive-submission.js';
import { RrfVersionsController } from './rrf-versions.controller.js';
import { SubmissionsController } from './submissions.controller.js';
import { SubmissionsService } from './submissions.service.js';

@Module({
  imports: [AuditModule, CasesModule, PolicyModule, QuotasModule, ReferenceModule],
  controllers: [SubmissionsController, RrfVersionsController, ImportsController],
  providers: [
    CaseDocuments,
    CaseClocks,
    MemberDifferences,
    ReceiveSubmission,
    NextVersion,
    ReadVersions,
    ImportBatch,
    SubmissionsService,
  ],
  exports: [SubmissionsService, CaseDocuments, CaseClocks, MemberDifferences],
})
export class SubmissionsModule {}
