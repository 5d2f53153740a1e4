import {
  Injectable,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { mergeMap, type Observable } from 'rxjs';
import type { Actor } from '../kernel/index.js';
import { OPERATION, UnitOfWork, type ActorRequest, type OperationMark } from '../platform/index.js';
import { AuditService, type AuditRecord } from './audit.service.js';

/**
 * No read that declares an entry is answered without it (security.md 2). Whoever knows more than the route records it while it reads,
 * in the same snapshot; for all others it is done here, from the route's own words: its filter, and how many were found. When it
 * cannot be written, nothing is answered.
 */
@Injectable()
export class ReadLogInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const logs = this.reflector.get<OperationMark | undefined>(OPERATION, context.getHandler())?.logs;
    const request = context.switchToHttp().getRequest<ActorRequest>();
    if (logs === undefined || !request.actor) return next.handle();
    return next.handle().pipe(mergeMap((answer: unknown) => this.logged(logs, request, request.actor!, answer)));
  }

  private async logged(logs: string, request: ActorRequest, actor: Actor, answer: unknown): Promise<unknown> {
    if (!this.audit.hasRecorded(actor))
      await this.unitOfWork.run(actor, (tx) =>
        Promise.resolve(this.audit.recordRead(tx, actor, recordOf(logs, request, answer))),
      );
    return answer;
  }
}

function recordOf(action: string, { params, query }: ActorRequest, answer: unknown): AuditRecord {
  const { caseId = null, ...others } = params as Record<string, string>;
  const subjectId = Object.entries(others).find(([name]) => name.endsWith('Id'))?.[1] ?? caseId;
  const found = Array.isArray(answer) ? answer : (answer as { items?: unknown } | null)?.items;
  return {
    action,
    subjectType: action.split('.')[0]!,
    subjectId,
    caseId,
    payload: {
      filter: query,
      ...(Array.isArray(found) ? { count: found.length } : {}),
      ...(answer instanceof StreamableFile ? { file: answer.getHeaders().type } : {}),
    },
  };
}
