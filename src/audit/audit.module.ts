import { Module } from '@nestjs/common';
import { AuditService } from './audit.service.js';
import { AuditWatch } from './audit-watch.js';
import { PurgePayloads } from './purge-payloads.js';

@Module({ providers: [AuditService, AuditWatch, PurgePayloads], exports: [AuditService, AuditWatch, PurgePayloads] })
export class AuditModule {}
