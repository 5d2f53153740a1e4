import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../../kernel/index.js';
import type { ActorRequest } from './params.js';

const WINDOW_MS = 60_000;
const USUAL_LIMIT = 6000;
const LIMIT = 'vidar:rate-limit';

/** A route that one address may call no more than this many times a minute. */
export const AtMostPerMinute = (limit: number): MethodDecorator => SetMetadata(LIMIT, limit);

/** The address has asked too often. */
export class TooManyRequests extends DomainError {
  readonly code = 'tooManyRequests';
  constructor(readonly retryAfter: number) {
    super(`Too many requests. Try again in ${retryAfter} seconds.`);
  }
}

/**
 * Counts the requests of each address to each route in windows of a minute, against guessing and against copying everything.
 * Counts are this process's own; all are forgotten when a window ends, so they cannot grow without bound.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly counts = new Map<string, number>();
  private windowEnds = 0;

  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const now = performance.now();
    if (now >= this.windowEnds) {
      this.counts.clear();
      this.windowEnds = now + WINDOW_MS;
    }
    const route = `${context.getClass().name}.${context.getHandler().name}`;
    const key = `${context.switchToHttp().getRequest<ActorRequest>().ip} ${route}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    const limit = this.reflector.get<number | undefined>(LIMIT, context.getHandler()) ?? USUAL_LIMIT;
    if (count > limit) throw new TooManyRequests(Math.ceil((this.windowEnds - now) / 1000));
    return true;
  }
}
