import { Module } from '@nestjs/common';
import { AuditModule, AuditService } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { CONFIG, FileStore, MalwareScanner, UnitOfWork, type Config } from '../platform/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { CheckContent } from './check-content.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsService } from './documents.service.js';
import { FileDocument } from './file-document.js';
import { FiledDocuments } from './filed-documents.js';
import { MissingDocuments } from './missing-documents.js';
import { SweepDocuments } from './sweep-documents.js';

@Module({
  imports: [AuditModule, CasesModule, SubmissionsModule],
  controllers: [DocumentsController],
  providers: [
    {
      provide: FileStore,
      inject: [CONFIG],
      useFactory: ({ documents }: Config) => new FileStore(documents.folder),
    },
    {
      provide: CheckContent,
      inject: [CONFIG, UnitOfWork, AuditService],
      useFactory: ({ documents: { scanner } }: Config, unitOfWork: UnitOfWork, audit: AuditService) =>
        new CheckContent(unitOfWork, audit, scanner && new MalwareScanner(scanner)),
    },
    FiledDocuments,
    FileDocument,
    MissingDocuments,
    DocumentsService,
    SweepDocuments,
  ],
  exports: [DocumentsService],
})
export class DocumentsModule {}
