import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { ConflictOfInterest } from '../kernel/index.js';
import type { ActorRequest } from '../platform/index.js';
import { ConflictsService } from './conflicts.service.js';
import { withoutBarred } from './domain/without-barred.js';

const OF_CONFLICTS = /\/(conflicts-of-interest)(\/|$)/;

/**
 * The last gate before an answer: what concerns a case that is barred to its reader is left out of every list, whichever module made
 * it, and an answer about such a case alone is refused.
 */
@Injectable()
export class BarredInterceptor implements NestInterceptor {
  constructor(private readonly conflicts: ConflictsService) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { actor, path } = context.switchToHttp().getRequest<ActorRequest>();
    if (!actor?.barredCases?.length || OF_CONFLICTS.test(path)) return next.handle();
    const barred = new Set(await this.conflicts.idsOf(actor.barredCases));
    return next.handle().pipe(
      map((answer: unknown) => {
        const told = withoutBarred(answer, barred);
        if (told === undefined) throw new ConflictOfInterest();
        return told;
      }),
    );
  }
}
