import { applyDecorators, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import { ConflictOfInterest, Forbidden, NotAuthenticated, StepUpNeeded } from '../kernel/index.js';
import { Needs, NEEDS, type ActorRequest } from '../platform/index.js';
import type { Permission } from './domain/permissions.js';
import { ConflictsService } from './conflicts.service.js';
import { judge, needsStepUp } from './domain/policy.js';
import { SessionsService, type CurrentSession } from './sessions.service.js';
import { refuseOtherSites, tokenOf } from './session-token.js';

export const REQUIRED = NEEDS;

/** The permission that a route needs: judged before the body, the key, the version and the existence of anything. */
export const Requires = (permission: Permission): MethodDecorator =>
  needsStepUp(permission) ? applyDecorators(Needs(permission), ApiExtension('x-step-up', true)) : Needs(permission);
/** A route open to everybody who is signed in, for what is one's own. */
export const RequiresSession = (): MethodDecorator => Needs('session');
/** A route open to everybody: signing in and health. */
export const Public = (): MethodDecorator => Needs('public');

/** A request of somebody who is signed in. */
export interface SessionRequest extends ActorRequest {
  session: CurrentSession;
}

const READING = ['GET', 'HEAD'];

/** Refuses every request whose route does not say what it needs, or whose actor lacks it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly conflicts: ConflictsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const required = this.reflector.get<Permission | 'session' | 'public' | undefined>(REQUIRED, context.getHandler());
    if (required === 'public') return true;
    const request = context.switchToHttp().getRequest<SessionRequest>();
    const sent = tokenOf(request);
    const session = sent ? await this.sessions.authenticate(sent.token, request.requestId) : null;
    if (!sent || !session) throw new NotAuthenticated();
    if (sent.byCookie && !READING.includes(request.method)) refuseOtherSites(request);
    const { actor } = session;
    if (!required) throw new Forbidden('none');
    if (required !== 'session') await this.demand(session, required, request);
    request.actor = actor;
    request.session = session;
    return true;
  }

  /** Throws Forbidden, ConflictOfInterest or StepUpNeeded. */
  private async demand(session: CurrentSession, permission: Permission, request: SessionRequest): Promise<void> {
    const { actor } = session;
    // Only who is barred from a case is asked which cases the address names.
    const caseIds = actor.barredCases?.length ? await this.conflicts.casesNamedIn(request) : [];
    const verdict = judge(actor, { permission, caseIds });
    if (!verdict.allowed && verdict.because === 'conflict') throw new ConflictOfInterest();
    if (!verdict.allowed) throw new Forbidden(permission);
    if (needsStepUp(permission) && !this.sessions.isSteppedUp(session)) throw new StepUpNeeded(permission);
  }
}
