import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { PolicyModule } from '../policy/index.js';
import { QuotasModule } from '../quotas/index.js';
import { ReferenceModule } from '../reference/index.js';
import { CaseClocks } from './case-clocks.js';
import { CaseDocuments } from './documents.js';
import { DuplicatesController } from './duplicates.controller.js';
import { DuplicatesService } from './duplicates.service.js';
import { FindDuplicates } from './duplicates-find.js';
import { DuplicatesIndex } from './duplicates-index.js';
import { ParallelProceduresController } from './duplicates-parallel.controller.js';
import { ParallelProcedures } from './duplicates-parallel.js';
import { ImportBatch } from './import-batch.js';
import { ImportRun } from './import-run.js';
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
  controllers: [
    SubmissionsController,
    RrfVersionsController,
    ImportsController,
    DuplicatesController,
    ParallelProceduresController,
  ],
  providers: [
    DuplicatesIndex,
    FindDuplicates,
    DuplicatesService,
    ParallelProcedures,
    CaseDocuments,
    CaseClocks,
    MemberDifferences,
    ReceiveSubmission,
    NextVersion,
    ReadVersions,
    ImportBatch,
    ImportRun,
    SubmissionsService,
  ],
  exports: [
    SubmissionsService,
    CaseDocuments,
    CaseClocks,
    MemberDifferences,
    DuplicatesIndex,
    DuplicatesService,
    FindDuplicates,
    ParallelProcedures,
  ],
})
export class SubmissionsModule {}
