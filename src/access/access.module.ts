import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditModule } from '../audit/index.js';
import { AccessController } from './access.controller.js';
import { AccessGuard } from './access.guard.js';
import { AccessService } from './access.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.js';

@Global()
@Module({
  imports: [AuditModule],
  controllers: [SessionsController, AccessController],
  providers: [AccessService, SessionsService, SignInAttempts, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [AccessService, SessionsService],
})
export class AccessModule {}
