import { text, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { newId } from '../database/columns.js';
import { InvalidInput } from '../../kernel/index.js';
import { HttpException } from '@nestjs/common';
import type { ActorRequest } from './params.js';

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const JSON_LIMIT = '1mb';
export const BATCH_LIMIT_BYTES = 20 * 1024 * 1024;
/** What a batch of JSON lines is sent as. */
export const BATCH_TYPES = ['application/x-ndjson', 'application/jsonl', 'text/plain'];

/** Every answer and every log line carries the request's id; ids sent by the client are not trusted. */
export const withRequestId: RequestHandler = (request: Request, response: Response, next: NextFunction) => {
  (request as ActorRequest).requestId = newId();
  response.setHeader('X-Request-Id', (request as ActorRequest).requestId);
  next();
};

/** Refuses keys that could reach an object's prototype, wherever they stand in the body. */
function refuseForbiddenKeys(key: string, value: unknown): unknown {
  if (FORBIDDEN_KEYS.has(key))
    throw new InvalidInput([{ pointer: `/${key}`, code: 'unknownField', message: `${key} is not a field of this request` }]);
  return value;
}

/** JSON that came by another way than a JSON body (a line of a batch), read by the same rules. Throws InvalidInput. */
export function parseJson(text: string, what = 'The line'): unknown {
  try {
    return JSON.parse(text, refuseForbiddenKeys);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw malformedJson(what);
  }
}

/** A body must be JSON; only a batch may be plain lines. */
const refuseOtherMediaTypes: RequestHandler = (request, _response, next) => {
  const hasBody = Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
  if (hasBody && !request.is(['application/json', ...BATCH_TYPES])) return next(new HttpException('Send JSON.', 415));
  next();
};

const malformedJson = (what: string): InvalidInput =>
  new InvalidInput([{ pointer: '', code: 'malformedJson', message: `${what} is not well-formed JSON.` }]);

/** Parsed by our own rules: Express would pass a refusal on without the field that it concerns. */
const parseJsonBody: RequestHandler = (request, _response, next) => {
  if (typeof request.body !== 'string' || !request.is('application/json')) return next();
  const body = request.body === '' ? {} : parseJson(request.body, 'The body');
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new InvalidInput([{ pointer: '', code: 'notAnObject', message: 'The body must be a JSON object.' }]);
  request.body = body;
  next();
};

export const bodyParsers = (): RequestHandler[] => [
  refuseOtherMediaTypes,
  text({ limit: JSON_LIMIT, type: 'application/json', defaultCharset: 'utf-8' }),
  text({ limit: BATCH_LIMIT_BYTES, type: BATCH_TYPES, defaultCharset: 'utf-8' }),
  parseJsonBody,
];
