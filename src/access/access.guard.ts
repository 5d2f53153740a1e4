import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Forbidden, NotAuthenticated } from '../kernel/index.js';
import { Needs, NEEDS, type ActorRequest } from '../platform/index.js';
import { AccessService } from './access.service.js';
import { permits, type Permission } from './domain/permissions.js';

export const REQUIRED = NEEDS;

/** The permission that a route needs: judged before the body, the key, the version and the existence of anything. */
export const Requires = (permission: Permission): MethodDecorator => Needs(permission);
/** A route open to everybody who is signed in, for what is one's own. */
export const RequiresSession = (): MethodDecorator => Needs('session');
/** A route open to everybody: signing in and health. */
export const Public = (): MethodDecorator => Needs('public');

const bearer = (header: string | undefined): string | null =>
  /^Bearer ([\w-]{20,100})$/i.exec(header ?? '')?.[1] ?? null;
export const tokenOf = (request: ActorRequest): string | null => bearer(request.headers.authorization);

/** Refuses every request whose route does not say what it needs, or whose actor lacks it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: AccessService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const required = this.reflector.get<Permission | 'session' | 'public' | undefined>(REQUIRED, context.getHandler());
    if (required === 'public') return true;
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const token = tokenOf(request);
    const actor = token ? await this.access.authenticate(token, request.requestId) : null;
    if (!actor) throw new NotAuthenticated();
    if (!required || (required !== 'session' && !permits(actor.roles, required)))
      throw new Forbidden(required ?? 'none');
    request.actor = actor;
    return true;
  }
}
