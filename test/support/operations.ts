import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from '../../src/platform/http/document.js';
import type { TestApp } from './app.js';
import type { Client, Exchange, RequestOptions } from './client.js';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema?: { type?: string; format?: string };
}

/** One operation of the OpenAPI document. */
export interface Operation {
  method: 'GET' | 'POST' | 'DELETE';
  /** As in the document: `/api/v1/cases/{caseId}`. */
  path: string;
  operationId: string;
  /** A permission's word, `session` or `public`. */
  permission: string;
  summary: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: object }> }>;
}

export const documentOf = (app: TestApp): OpenAPIObject => openApiDocument(app.server);

/** All operations, as the document describes them. */
export const operationsOf = (document: OpenAPIObject): Operation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation & { 'x-permission': string }>).map(([method, described]) => ({
      ...described,
      parameters: described.parameters ?? [],
      permission: described['x-permission'],
      method: method.toUpperCase() as Operation['method'],
      path,
    })),
  );

export const BASE_PATH = '/api/v1';
export const isBelowBase = ({ path }: Operation): boolean => path.startsWith(`${BASE_PATH}/`);

/** The path below `/api/v1` with an id in each gap, that no record has unless one is given; versions are the first. */
export const pathOf = ({ path }: Operation, id = '01969d2e-3c0f-7a52-8a4e-000000000000'): string =>
  path
    .slice(BASE_PATH.length)
    .replace(/\{(\w+)\}/g, (_, name: string) => (/id$/i.test(name) ? id : /version$/i.test(name) ? '1' : 'none'));

/** Nothing to speak of, in the form that the operation takes: an object, or a form without a field. */
const emptyBodyOf = ({ requestBody }: Operation): { body: unknown; contentType?: string } =>
  requestBody && 'multipart/form-data' in requestBody.content
    ? { body: '--empty--\r\n', contentType: 'multipart/form-data; boundary=empty' }
    : { body: {} };

/** The operation as one calls it knowing nothing: no body to speak of, no version, no key. */
export function call(
  client: Client,
  operation: Operation,
  options: RequestOptions & { query?: string; body?: unknown } = {},
): Exchange {
  const { query = '', body, ...rest } = { ...emptyBodyOf(operation), ...options };
  const path = `${pathOf(operation)}${query}`;
  if (operation.method === 'DELETE') return client.delete(path, { key: null, ...rest });
  return operation.method === 'GET'
    ? client.get(path, { key: null, ...rest })
    : client.post(path, body, { key: null, ...rest });
}
