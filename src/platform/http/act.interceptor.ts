import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { InvalidInput, type IdempotencyClaim } from '../../kernel/index.js';
import { OPERATION, type OperationMark } from './operation.js';
import type { ActorRequest } from './params.js';

const KEY = /^[\x21-\x7e]{8,128}$/;

/** After the permission was judged: takes the Idempotency-Key, and gives single resources their ETag. */
@Injectable()
export class ActInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const mark = this.reflector.get<OperationMark | undefined>(OPERATION, context.getHandler());
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    const claim = mark?.needsKey ? claimOf(request) : undefined;
    if (claim && request.actor) request.actor = { ...request.actor, idempotency: claim };
    return next.handle().pipe(
      map((answer: unknown) => {
        if (claim?.replayed) response.setHeader('Idempotent-Replayed', 'true');
        const version = (answer as { version?: unknown } | null)?.version;
        if (typeof version === 'number' && !response.headersSent) response.setHeader('ETag', `"${version}"`);
        return answer;
      }),
    );
  }
}

function claimOf(request: ActorRequest): IdempotencyClaim {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key))
    throw new InvalidInput([
      { pointer: '#Idempotency-Key', code: 'idempotencyKey', message: 'Send an Idempotency-Key of 8 to 128 visible characters, new for each act.' },
    ]);
  const told = JSON.stringify([request.method, request.originalUrl, request.headers['if-match'] ?? '', request.body ?? null]);
  return { key, fingerprint: createHash('sha256').update(told).digest('hex'), replayed: false };
}
