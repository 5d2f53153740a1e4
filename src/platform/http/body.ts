import { HttpException } from '@nestjs/common';
import { text, type Request, type RequestHandler, type Response } from 'express';
import { InvalidInput } from '../../kernel/index.js';
import { newId } from '../database/columns.js';
import type { ActorRequest } from './params.js';
import { ReceivedBatch } from './received-batch.js';

/** Names that could reach an object's prototype; what turns requests into objects drops some of them silently. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const JSON_TYPE = 'application/json';
const JSON_LIMIT = '1mb';
const DEEPEST = 32;
export const BATCH_LIMIT_BYTES = 64 * 1024 * 1024;
/** What a batch of JSON lines is sent as. */
export const BATCH_TYPES = ['application/x-ndjson', 'application/jsonl', 'text/plain'];

/** Every answer and every log line carries the request's id; ids sent by the client are not trusted. */
export const withRequestId: RequestHandler = (request, response, next) => {
  (request as ActorRequest).requestId = newId();
  response.setHeader('X-Request-Id', (request as ActorRequest).requestId);
  next();
};

/**
 * Reads the body into `request.body`: an object from JSON, or a batch of another of the media types that the route takes, which waits
 * on the disk until the request is answered. A body that says it is too large is refused before it is read.
 * Called once the permission was judged, so nobody else makes the server read. Throws InvalidInput, or the 413 and 415 of Express.
 */
export async function readBody(
  request: Request,
  response: Response,
  types: readonly string[] = [JSON_TYPE],
): Promise<void> {
  const isEmpty =
    request.headers['transfer-encoding'] === undefined && !(Number(request.headers['content-length']) > 0);
  if (!isEmpty && !request.is([...types])) throw new HttpException(`Send ${types.join(' or ')}.`, 415);
  const isJson = isEmpty ? types.includes(JSON_TYPE) : Boolean(request.is(JSON_TYPE));
  if (!isJson) return readBatch(request, response);
  if (!isEmpty) await received(request, response, asText);
  const body = isEmpty ? undefined : (request.body as unknown);
  request.body = objectIn(typeof body === 'string' ? body : '');
}

const asText = text({ limit: JSON_LIMIT, type: () => true, defaultCharset: 'utf-8' });

async function readBatch(request: Request, response: Response): Promise<void> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new HttpException('Send the batch as it is, without a Content-Encoding.', 415);
  const most = `${BATCH_LIMIT_BYTES / 1024 / 1024} MB`;
  const tooLarge = (): HttpException => {
    // What still comes is thrown away, so that the sender hears the answer.
    request.resume();
    return new HttpException(`The batch is larger than ${most}, the most that is taken.`, 413);
  };
  if (Number(request.headers['content-length'] ?? 0) > BATCH_LIMIT_BYTES) throw tooLarge();
  const pieces = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const batch = await ReceivedBatch.receive(pieces, BATCH_LIMIT_BYTES).catch((error: unknown) => {
    if (request.complete || !request.destroyed) throw error;
    throw new HttpException('The batch broke off before its end.', 400, { cause: error });
  });
  if (!batch) throw tooLarge();
  response.once('close', () => void batch.bytes.close());
  request.body = batch;
}

function received(request: Request, response: Response, read: RequestHandler): Promise<void> {
  return new Promise((resolve, reject) => {
    void read(request, response, (error?: unknown) => (error ? reject(error as Error) : resolve()));
  });
}

function objectIn(received: string): object {
  const body = received === '' ? {} : parseJson(received, 'The body');
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new InvalidInput([{ pointer: '', code: 'notAnObject', message: 'The body must be a JSON object.' }]);
  return body;
}

/** JSON that came as a body, or by another way (a line of a batch), read by the same rules. Throws InvalidInput. */
export function parseJson(text: string, what = 'The line'): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidInput([{ pointer: '', code: 'malformedJson', message: `${what} is not well-formed JSON.` }]);
  }
  refuseWrongParts(value, what);
  return value;
}

/** Refuses keys that could reach an object's prototype, wherever they stand, and more levels than any request has. Throws InvalidInput. */
export function refuseWrongParts(value: unknown, what: string, levels = DEEPEST): void {
  if (typeof value !== 'object' || value === null) return;
  if (levels === 0)
    throw new InvalidInput([
      { pointer: '', code: 'tooDeep', message: `${what} is nested more than ${DEEPEST} levels deep.` },
    ]);
  for (const [key, part] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key))
      throw new InvalidInput([
        { pointer: `/${key}`, code: 'unknownField', message: `${key} is not a field of this request` },
      ]);
    refuseWrongParts(part, what, levels - 1);
  }
}
