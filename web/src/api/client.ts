import i18next from 'i18next';
import createClient from 'openapi-fetch';
import { OPERATIONS, type OperationId } from './operations';
import { ProblemError, type Problem } from './problem';
import type { operations } from './schema';

type Json<Answer> = Answer extends { content: { 'application/json': infer Body } } ? Body : undefined;
type Done<Answers> = Answers extends { 200: infer A }
  ? A
  : Answers extends { 201: infer A }
    ? A
    : Answers extends { 202: infer A }
      ? A
      : Answers extends { 204: infer A }
        ? A
        : never;
type Parameters<Id extends OperationId> = operations[Id]['parameters'];
type Part<Id extends OperationId, Name extends string> =
  Parameters<Id> extends { [N in Name]?: infer Values } ? NonNullable<Values> : never;
/** What an operation takes as its body. */
export type BodyOf<Id extends OperationId> = operations[Id] extends { requestBody: { content: infer Content } }
  ? Content[keyof Content]
  : undefined;

/** What an operation answers, when it answers with JSON. */
export type AnswerOf<Id extends OperationId> = Json<Done<operations[Id]['responses']>>;

/** What is asked of an operation, in the words of the OpenAPI document. */
export interface Asked<Id extends OperationId> {
  path?: Part<Id, 'path'>;
  query?: Part<Id, 'query'>;
  body?: BodyOf<Id>;
}

export interface Answered<Id extends OperationId> {
  data: AnswerOf<Id>;
  /** The version that was read, to be sent along with a change. */
  etag: string | null;
  /** The name that the server gives the answer as a file. */
  fileName: string;
}

interface Sending {
  /** The version on which an act was decided. */
  etag?: string | null;
  /** The same value asks for the same answer again: an act that is sent twice takes effect once. */
  key?: string;
  signal?: AbortSignal;
  /** The media type that is asked for; then the answer is a file. */
  accept?: string;
}

const client = createClient<Record<string, never>>({ baseUrl: location.origin });

type Request = (
  method: string,
  path: string,
  options: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** Calls an operation by its operationId. Throws ProblemError when it is refused. */
export async function call<Id extends OperationId>(
  id: Id,
  asked: Asked<Id> = {},
  { etag, key = crypto.randomUUID(), signal, accept }: Sending = {},
): Promise<Answered<Id>> {
  const { method, path, needsKey } = OPERATIONS[id];
  const { path: values, query } = asked;
  const body: unknown = asked.body;
  const headers = {
    'Accept-Language': i18next.language,
    ...(needsKey ? { 'Idempotency-Key': key } : {}),
    ...(etag ? { 'If-Match': etag } : {}),
    ...(accept ? { Accept: accept } : {}),
    ...(body instanceof Blob ? { 'Content-Type': body.type } : {}),
  };
  // A file is sent as it is, and so is a form with a file in it.
  const asItIs =
    body instanceof Blob || body instanceof FormData ? { bodySerializer: (file: Blob | FormData) => file } : {};
  const options = {
    params: { path: values, query },
    body,
    headers,
    signal,
    ...asItIs,
    ...(accept ? { parseAs: 'blob' } : {}),
  };
  const { data, error, response } = await (client.request as unknown as Request)(method.toLowerCase(), path, options);
  if (!response.ok) throw new ProblemError(response.status, error as Partial<Problem> | undefined);
  const [, fileName = id] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return { data: data as AnswerOf<Id>, etag: response.headers.get('etag'), fileName };
}

/** Where an operation that only reads is found, for a link to a file that the browser opens or saves by itself. */
export function addressOf<Id extends OperationId>(id: Id, asked: Asked<Id> = {}): string {
  const values = (asked.path ?? {}) as Record<string, string>;
  const path = OPERATIONS[id].path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const query = new URLSearchParams((asked.query ?? {}) as Record<string, string>);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Fetches what an operation answers in the media type as a file, and lets the browser save it. */
export async function save<Id extends OperationId>(id: Id, asked: Asked<Id>, accept: string): Promise<void> {
  const { data, fileName } = await call(id, asked, { accept });
  const address = URL.createObjectURL(data as unknown as Blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
