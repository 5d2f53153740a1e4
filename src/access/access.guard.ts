import { applyDecorators, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import { ConflictOfInterest, Forbidden, NotAuthenticated, StepUpNeeded, type Actor } from '../kernel/index.js';
import { Needs, NEEDS, OPERATION, type ActorRequest, type OperationMark } from '../platform/index.js';
import type { Permission } from './domain/permissions.js';
import { ConflictsService } from './conflicts.service.js';
import { judge, needsStepUp, READ_BY_GLASS } from './domain/policy.js';
import { DelegationsService } from './delegations.service.js';
import { SessionsService, type CurrentSession } from './sessions.service.js';
import { OpenedRecords } from './opened-records.js';
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
  /** The operation by its id. */
  asked?: string;
}

const READING = ['GET', 'HEAD'];

/** Refuses every request whose route does not say what it needs, or whose actor lacks it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly conflicts: ConflictsService,
    private readonly delegations: DelegationsService,
    private readonly opened: OpenedRecords,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const required = this.reflector.get<Permission | 'session' | 'public' | undefined>(REQUIRED, context.getHandler());
    if (required === 'public') return true;
    const request = context.switchToHttp().getRequest<SessionRequest>();
    const sent = tokenOf(request);
    const session = sent ? await this.sessions.authenticate(sent.token, request.requestId) : null;
    if (!sent || !session) throw new NotAuthenticated();
    request.session = session;
    request.asked = this.reflector.get<OperationMark | undefined>(OPERATION, context.getHandler())?.id;
    if (sent.byCookie && !READING.includes(request.method)) refuseOtherSites(request);
    const { actor } = session;
    if (!required) throw new Forbidden('none');
    const circumstanced = required === 'session' ? actor : await this.demand(session, required, request);
    if (READING.includes(request.method)) this.opened.note(request);
    request.actor = circumstanced;
    return true;
  }

  /** The actor, with what the request may by delegation or break-glass. Throws Forbidden, ConflictOfInterest or StepUpNeeded. */
  private async demand(session: CurrentSession, permission: Permission, request: SessionRequest): Promise<Actor> {
    const { actor, delegated, glass } = session;
    // Only for whom it matters is it asked which cases the address names.
    const matters = Boolean(actor.barredCases?.length) || delegated.length > 0 || glass.length > 0;
    const caseIds = matters ? await this.conflicts.casesNamedIn(request) : [];
    const verdict = judge({ ...actor, delegated, glass }, { permission, caseIds });
    if (!verdict.allowed && verdict.because === 'conflict') throw new ConflictOfInterest();
    if (!verdict.allowed) throw new Forbidden(permission);
    if (needsStepUp(permission) && !this.sessions.isSteppedUp(session)) throw new StepUpNeeded(permission);
    if (verdict.by === 'glass')
      return { ...actor, granted: READ_BY_GLASS, circumstance: { breakGlassId: verdict.glass.openingId } };
    if (verdict.by === 'role') return actor;
    const { delegationId, accountId: onBehalfOf, permissions, barredCases } = verdict.delegated;
    if (!READING.includes(request.method)) await this.delegations.noteAct(actor, verdict.delegated, caseIds);
    return {
      ...actor,
      granted: permissions,
      barredCases: [...(actor.barredCases ?? []), ...barredCases],
      circumstance: { delegationId, onBehalfOf },
    };
  }
}
