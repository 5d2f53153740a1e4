import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuditService } from './audit.service.js';
import { AuditWatch } from './audit-watch.js';
import { PurgePayloads } from './purge-payloads.js';
import { ReadLogInterceptor } from './read-log.interceptor.js';

@Module({
  providers: [AuditService, AuditWatch, PurgePayloads, { provide: APP_INTERCEPTOR, useClass: ReadLogInterceptor }],
  exports: [AuditService, AuditWatch, PurgePayloads],
})
export class AuditModule {}
