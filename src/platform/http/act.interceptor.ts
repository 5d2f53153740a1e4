import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { lastValueFrom, map, of, type Observable } from 'rxjs';
import { InvalidInput, type IdempotencyClaim } from '../../kernel/index.js';
import { CONFIG, type Config } from '../config/config.js';
import { FileStore } from '../files/file-store.js';
import { FORBIDDEN_KEYS, readBody } from './body.js';
import { OPERATION, type OperationMark } from './operation.js';
import { FormReader, MULTIPART, type FileRequest } from './receive-file.js';

const KEY = /^[\x21-\x7e]{8,128}$/;
const CONSUMES = 'swagger/apiConsumes';
const READING = ['GET', 'HEAD'];

/**
 * What comes between the permission and the route: refuses what the route does not ask for, takes the Idempotency-Key, reads the
 * body, and gives single resources their ETag.
 */
@Injectable()
export class ActInterceptor implements NestInterceptor {
  private readonly secret: Buffer;
  private readonly forms: FormReader;

  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIG) config: Pick<Config, 'screeningKey' | 'documents'>,
  ) {
    this.forms = new FormReader(new FileStore(config.documents.folder), config.documents.maxBytes);
    this.secret = Buffer.from(hkdfSync('sha256', config.screeningKey, '', 'idempotency', 32));
  }

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FileRequest>();
    try {
      const answers = await this.begun(context, next, request);
      return request.received ? of(await lastValueFrom(answers)) : answers;
    } finally {
      // What the act did not keep of a form is gone before its answer is sent.
      await this.forms.discard(request);
    }
  }

  private async begun(
    context: ExecutionContext,
    next: CallHandler,
    request: FileRequest,
  ): Promise<Observable<unknown>> {
    const handler = context.getHandler();
    const response = context.switchToHttp().getResponse<Response>();
    const needsKey = this.reflector.get<OperationMark | undefined>(OPERATION, handler)?.needsKey;
    const key = needsKey ? keyOf(request) : undefined;
    const asked = takes(context, RouteParamtypes.QUERY);
    refuse(
      Object.keys(request.query).filter((name) => !asked || FORBIDDEN_KEYS.has(name)),
      '?',
    );
    if (!READING.includes(request.method)) {
      const types = this.reflector.get<string[] | undefined>(CONSUMES, handler);
      await (types?.includes(MULTIPART) ? this.forms.read(context) : readBody(request, response, types));
      if (!takes(context, RouteParamtypes.BODY)) refuse(Object.keys(request.body as object), '/');
    }
    const claim = key === undefined ? undefined : this.claimOf(request, key);
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

  /** Keyed, because a plain digest of so few possible bodies would tell a reader of the table what was said behind the wall. */
  private claimOf(request: FileRequest, key: string): IdempotencyClaim {
    const told = JSON.stringify([
      request.method,
      request.originalUrl,
      request.headers['if-match'] ?? '',
      isLong(request.body) ? createHash('sha256').update(request.body).digest('hex') : (request.body ?? null),
      ...(request.received ? [request.received.sha256, request.received.name] : []),
    ]);
    return { key, fingerprint: createHmac('sha256', this.secret).update(told).digest('hex'), replayed: false };
  }
}

/** A batch is told by its digest: as JSON it would be copied once more, and bytes many times over. */
const isLong = (body: unknown): body is string | Buffer => typeof body === 'string' || Buffer.isBuffer(body);

function keyOf(request: FileRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw new InvalidInput([
    {
      pointer: '#Idempotency-Key',
      code: 'idempotencyKey',
      message: 'Send an Idempotency-Key of 8 to 128 visible characters, new for each act.',
    },
  ]);
}

/** Whether the route has a parameter for the query, or for the body. */
function takes(context: ExecutionContext, part: RouteParamtypes): boolean {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as
    object | undefined;
  return Object.keys(parameters ?? {}).some((name) => name.startsWith(`${part}:`));
}

function refuse(names: string[], sign: '?' | '/'): void {
  if (names.length === 0) return;
  throw new InvalidInput(
    names.map((name) => ({
      pointer: `${sign}${name}`,
      code: 'unknownField',
      message: `${name} is not a field of this request`,
    })),
  );
}
