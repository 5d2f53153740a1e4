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

// A whole RRF is taken in by the pages of intake.
const WHOLE_RRF = ['updateRrf', 'resubmit'];

/** What the body of each act of a case or an assignment looks like, by its operationId. */
export function requestSchemas(): Record<string, FieldSchema> {
  const document = read();
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
  const found = each(document).flatMap(({ operationId, path, requestBody }) => {
    const schema = requestBody?.content['application/json']?.schema;
    return schema &&
      /^\/api\/v1\/(cases|assignments)\/\{/.test(path) &&
      !path.includes('/previews/') &&
      !WHOLE_RRF.includes(operationId)
      ? [[operationId, filled(schema)]]
      : [];
  });
  return Object.fromEntries(found) as Record<string, FieldSchema>;
}
