import { Global, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AuditModule } from '../audit/index.js';
import { AccessController } from './access.controller.js';
import { AccessGuard } from './access.guard.js';
import { BarredInterceptor } from './barred.interceptor.js';
import { ConflictsController } from './conflicts.controller.js';
import { ConflictsService } from './conflicts.service.js';
import { BreakGlassService } from './break-glass.service.js';
import { DelegationsController } from './delegations.controller.js';
import { DelegationsService } from './delegations.service.js';
import { OidcController } from './oidc.controller.js';
import { OidcProvider } from './oidc-provider.js';
import { OidcSignIn } from './oidc-sign-in.service.js';
import { AccessService } from './access.service.js';
import { OwnPassword } from './own-password.js';
import { OpenedRecords } from './opened-records.js';
import { Refusals } from './refusals.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.js';

@Global()
@Module({
  imports: [AuditModule],
  controllers: [SessionsController, OidcController, AccessController, ConflictsController, DelegationsController],
  providers: [
    AccessService,
    ConflictsService,
    DelegationsService,
    BreakGlassService,
    SessionsService,
    SignInAttempts,
    OidcProvider,
    OidcSignIn,
    OpenedRecords,
    OwnPassword,
    Refusals,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: BarredInterceptor },
  ],
  exports: [AccessService, ConflictsService, Refusals, SessionsService],
})
export class AccessModule {}
