import { Module } from '@nestjs/common';
import { AuditService } from './audit.service.js';
import { PurgePayloads } from './purge-payloads.js';

@Module({ providers: [AuditService, PurgePayloads], exports: [AuditService, PurgePayloads] })
export class AuditModule {}
