import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { InvalidInput } from '../kernel/index.js';
import { forbiddenFields } from './domain/forbidden-filters.js';

/** Tells whoever asks for a selection that the law forbids so, and which law, before the fields are looked at one by one. */
@Injectable()
export class RefuseForbiddenFilters implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { query, body } = context.switchToHttp().getRequest<Request>();
    const refused = forbiddenFields([...namesIn(query, '?'), ...namesIn(body, '/')]);
    if (refused.length > 0) throw new InvalidInput(refused);
    return next.handle();
  }
}

const NESTED = 'filters';
const SORT = 'sort';

function namesIn(asked: unknown, base: string): { pointer: string; name: string }[] {
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return [];
  return Object.entries(asked).flatMap(([name, value]) => [
    { pointer: `${base}${name}`, name },
    ...(name === SORT && typeof value === 'string' ? [{ pointer: `${base}${name}`, name: value }] : []),
    ...(name === NESTED ? namesIn(value, `${base}${name}/`) : []),
  ]);
}
