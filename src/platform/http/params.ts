import { createParamDecorator, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { Request } from 'express';
import { InvalidInput, isUuid, NotAuthenticated, VersionRequired, type Actor } from '../../kernel/index.js';
import { languageOf, type Language } from './problem-words.js';

export interface ActorRequest extends Request {
  requestId: string;
  actor?: Actor;
}

const requestOf = (context: ExecutionContext): ActorRequest => context.switchToHttp().getRequest<ActorRequest>();

/** The signed-in official, with the request's id and Idempotency-Key. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = requestOf(context);
  if (!actor) throw new NotAuthenticated();
  return actor;
});

/** The language that the request asks for. */
export const AskedLanguage = createParamDecorator((_: unknown, context: ExecutionContext): Language =>
  languageOf(requestOf(context).headers['accept-language']),
);

/** The version named by If-Match: a strong ETag such as `"3"`. Throws VersionRequired or InvalidInput. */
export const ExpectedVersion = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = requestOf(context).headers['if-match'];
  if (header === undefined || header === '') throw new VersionRequired();
  const match = /^"(\d{1,9})"$/.exec(header);
  if (!match)
    throw new InvalidInput([
      {
        pointer: '#If-Match',
        code: 'etag',
        message: 'If-Match must be one strong ETag, as the answer carried it: "3".',
      },
    ]);
  return Number(match[1]);
});

/** A path parameter that must be a UUID. */
@Injectable()
export class UuidParam implements PipeTransform<unknown, string> {
  transform(value: unknown, metadata: { data?: string }): string {
    if (isUuid(value)) return value;
    throw new InvalidInput([
      {
        pointer: `/${metadata.data ?? 'id'}`,
        code: 'uuid',
        message: `${metadata.data ?? 'id'} in the address must be a UUID.`,
      },
    ]);
  }
}

/** A path parameter that must be a whole number from 1, as a version. */
@Injectable()
export class NumberParam implements PipeTransform<unknown, number> {
  transform(value: unknown, metadata: { data?: string }): number {
    // Nest has made a number of it already where it could.
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text)) return Number(text);
    const name = metadata.data ?? 'number';
    throw new InvalidInput([
      { pointer: `/${name}`, code: 'number', message: `${name} in the address must be a whole number from 1.` },
    ]);
  }
}
