import { applyDecorators, Delete, Get, Header, HttpCode, Post, SetMetadata, type Type } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation, ApiParam, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { ProblemResponse } from './problem.dto.js';

/** What every route says of itself: one decorator makes the route, its place in the document and what the platform checks. */
export interface OperationOptions {
  /** Stable, readable operationId. */
  id: string;
  summary: string;
  description?: string;
  /** The class of the answer; an array of one class for a plain list. */
  returns?: Type<unknown> | [Type<unknown>];
  status?: 200 | 201 | 202 | 204;
  /** The act needs If-Match, and the answer carries an ETag. */
  versioned?: boolean;
  /** Other media types than JSON that Accept may pick. */
  produces?: string[];
  /** False on the few acts that neither create nor decide (sign in, sign out). */
  idempotencyKey?: boolean;
}

/** Why a read leaves nothing in the audit log. All else is sensitive: a case, a person, a document, a search, an export, the log. */
const NOT_SENSITIVE = {
  health: 'Tells whether the server is there.',
  own: 'Tells the caller of their own session.',
  reference: 'Tables and rules that are the same for everybody.',
  officials: 'Names of officials, which their work makes known to each other.',
  places: 'Figures of places, which name no case and nobody.',
} as const;

export interface NotSensitive {
  readonly because: string;
}
export const notSensitive = (why: keyof typeof NOT_SENSITIVE): NotSensitive => ({ because: NOT_SENSITIVE[why] });

/** What every read says besides. */
export interface ReadOptions extends OperationOptions {
  /** The action of the entry that the read leaves in the audit log, `case.read`; or why it leaves none. */
  logs: string | NotSensitive;
}

export interface OperationMark {
  id: string;
  needsKey: boolean;
  logs?: string;
}

export const OPERATION = 'vidar:operation';
/** What a route needs of its caller: a permission's word, `session` or `public`. The guard judges by it, the document tells it. */
export const NEEDS = 'vidar:permission';
export const Needs = (permission: string): MethodDecorator =>
  applyDecorators(SetMetadata(NEEDS, permission), ApiExtension('x-permission', permission));

const PROBLEMS: Record<number, string> = {
  400: 'The request is not valid; the fields are named.',
  401: 'Not signed in.',
  403: 'Your roles lack the permission, the act asks you to confirm who you are, or the request came from another site.',
  404: 'No such record, or not yours to see.',
  406: 'Not available in a media type that Accept takes.',
  409: 'The verb is not possible in this state; the answer lists what is.',
  412: 'The record was changed after you read it.',
  413: 'The body is too large.',
  415: 'The body is not of a media type that this operation takes.',
  422: 'Conditions are not met (all are listed), or the Idempotency-Key was used with another request.',
  428: 'If-Match is missing.',
  429: 'Too many requests.',
  500: 'Something went wrong on our side; quote the requestId.',
  503: 'The database, the disk or the scanner cannot be used now; nothing was changed.',
};
const READ_PROBLEMS = [400, 401, 403, 404, 429, 500, 503];
const ACT_PROBLEMS = [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503];

function operation(
  path: string,
  options: OperationOptions & Partial<ReadOptions>,
  problems: number[],
  needsKey: boolean,
): MethodDecorator {
  const { id, summary, description, status = 200, returns, versioned, logs } = options;
  const type = Array.isArray(returns) ? { type: returns[0], isArray: true } : { type: returns };
  const uuids = [...path.matchAll(/:(\w*[iI]d)\b/g)].map((match) =>
    ApiParam({
      name: match[1]!,
      schema: { type: 'string', format: 'uuid' },
      description: `Id of the ${match[1]!.replace(/Id$/, '')}.`,
    }),
  );
  const numbers = [...path.matchAll(/:(\w*Version)\b/g)].map((match) =>
    ApiParam({
      name: match[1]!,
      schema: { type: 'integer', minimum: 1 },
      description: 'Number of the version, from 1.',
    }),
  );
  const etag = {
    ETag: { description: 'Version of the record, for If-Match.', schema: { type: 'string', example: '"3"' } },
  };
  return applyDecorators(
    SetMetadata(OPERATION, { id, needsKey, ...(typeof logs === 'string' ? { logs } : {}) } satisfies OperationMark),
    ApiOperation({ operationId: id, summary, description: description ?? summary }),
    HttpCode(status),
    Header('Cache-Control', 'no-store'),
    ApiResponse({
      status,
      description: 'Done.',
      ...(returns ? type : {}),
      ...(versioned ? { headers: etag } : {}),
    } as never),
    ...uuids,
    ...numbers,
    ...(options.produces ? [ApiProduces('application/json', ...options.produces)] : []),
    ...[...problems, ...(options.produces ? [406] : []), ...(versioned && needsKey ? [412, 428] : [])].map((code) =>
      ApiResponse({
        status: code,
        description: PROBLEMS[code]!,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemResponse' } } },
      }),
    ),
    ...(needsKey
      ? [
          ApiHeader({
            name: 'Idempotency-Key',
            required: true,
            description: 'A new value for each act; repeat it to ask for the same answer again.',
            schema: { type: 'string', minLength: 8, maxLength: 128 },
          }),
        ]
      : []),
    ...(versioned && needsKey
      ? [
          ApiHeader({
            name: 'If-Match',
            required: true,
            description: 'ETag of the version you decided on.',
            schema: { type: 'string', example: '"1"' },
          }),
        ]
      : []),
  );
}

/** A GET route. */
export const Reads = (path: string, options: ReadOptions): MethodDecorator =>
  applyDecorators(Get(path), operation(path, options, READ_PROBLEMS, false), told(options));

/** A POST route that creates or decides: needs an Idempotency-Key (and If-Match when versioned). */
export const Acts = (path: string, options: OperationOptions): MethodDecorator =>
  applyDecorators(Post(path), operation(path, options, ACT_PROBLEMS, options.idempotencyKey ?? true));

/** A DELETE route: it ends what is one's own, and may be repeated without a key. */
export const Ends = (path: string, options: OperationOptions): MethodDecorator =>
  applyDecorators(Delete(path), operation(path, options, ACT_PROBLEMS, false));

/** A POST route that only reads: names and numbers of persons never stand in a URL. */
export const Searches = (path: string, options: ReadOptions): MethodDecorator =>
  applyDecorators(Post(path), operation(path, options, [...READ_PROBLEMS, 413, 415], false), told(options));

/** The document tells what a read leaves in the log. */
const told = ({ logs }: ReadOptions): MethodDecorator =>
  typeof logs === 'string' ? ApiExtension('x-logs', logs) : ApiExtension('x-not-logged', logs.because);

export { ProblemResponse };
