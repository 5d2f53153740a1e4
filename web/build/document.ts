import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON schema as far as a form needs it, with every reference filled in. */
export interface FieldSchema {
  type?: string;
  format?: string;
  enum?: string[];
  description?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  nullable?: boolean;
  items?: FieldSchema;
  properties?: Record<string, FieldSchema>;
  required?: string[];
}

interface RawSchema extends FieldSchema {
  $ref?: string;
  allOf?: RawSchema[];
}

interface RawOperation {
  operationId: string;
  'x-permission'?: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema?: RawSchema }> };
  responses: Record<string, { content?: Record<string, { schema?: RawSchema }> }>;
}

export const DOCUMENT = join(import.meta.dirname, '../openapi.json');

const read = () =>
  JSON.parse(readFileSync(DOCUMENT, 'utf8')) as {
    paths: Record<string, Record<string, RawOperation>>;
    components: { schemas: Record<string, RawSchema> };
  };

const each = ({ paths }: ReturnType<typeof read>) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );

/** Where each operation is found and what its header needs, by its operationId. */
export function operations(): Record<string, { method: string; path: string; needsKey: boolean; permission: string }> {
  const found = each(read()).map(({ operationId, method, path, parameters = [], ...rest }) => [
    operationId,
    {
      method,
      path,
      needsKey: parameters.some(({ name }) => name === 'Idempotency-Key'),
      permission: rest['x-permission'] ?? '',
    },
  ]);
  return Object.fromEntries(found) as ReturnType<typeof operations>;
}

// Acts that are done on the pages. Some of them have a form of their own: previews take the body of their act, the later versions of
// an RRF that of the first, and lists have their own filters.
const ON_THE_PAGES =
  /^\/api\/v1\/(cases\/\{|assignments\/|missions|quota-periods|unhcr-requests|accounts|municipal-numbers|municipal-offers|screening|indications|submissions|duplicate-suspicions)/;
const WITHOUT_FORM = /\/previews\/|\/actions\/(update-rrf|resubmit)$/;

/** A schema of the document with every reference in it filled in. */
const filler = (document: ReturnType<typeof read>) => {
  const filled = ({ $ref, allOf, ...schema }: RawSchema): FieldSchema => {
    const reference = $ref ?? allOf?.[0]?.$ref;
    const base = reference ? filled(document.components.schemas[reference.split('/').at(-1)!]!) : {};
    const { type, format, pattern, nullable, required } = schema;
    const { minimum, maximum, minLength, maxLength } = schema;
    return {
      ...base,
      ...JSON.parse(JSON.stringify({ type, format, pattern, nullable, required })),
      ...JSON.parse(JSON.stringify({ minimum, maximum, minLength, maxLength, enum: schema.enum })),
      ...(schema.items ? { items: filled(schema.items) } : {}),
      ...(schema.properties
        ? {
            properties: Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, filled(one)])),
          }
        : {}),
    };
  };
  return filled;
};

/** What the body of each act looks like, by its operationId. */
export function requestSchemas(): Record<string, FieldSchema> {
  const document = read();
  const filled = filler(document);
  const found = each(document).flatMap(({ operationId, path, requestBody }) => {
    const schema = requestBody?.content['application/json']?.schema;
    return schema && ON_THE_PAGES.test(path) && !WITHOUT_FORM.test(path) ? [[operationId, filled(schema)]] : [];
  });
  return Object.fromEntries(found) as Record<string, FieldSchema>;
}

/** What an operation answers when all goes well. */
export function answerSchema(id: string): FieldSchema {
  const document = read();
  const { responses } = each(document).find(({ operationId }) => operationId === id)!;
  const [, done] = Object.entries(responses).find(([status]) => status.startsWith('2'))!;
  return filler(document)(done.content!['application/json']!.schema!);
}
