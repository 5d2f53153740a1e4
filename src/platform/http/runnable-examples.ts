import type { OpenAPIObject } from '@nestjs/swagger';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string;
  format?: string;
  enum?: unknown[];
  example?: unknown;
  minimum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}
interface Body {
  content?: Record<string, { schema?: Schema; example?: unknown }>;
}

const SOME_ID = '0195d3c0-0000-7000-8000-000000000000';

/**
 * Gives each JSON body an example that the server accepts as it stands: required fields, and of the optional ones those that have an
 * example of their own. Swagger UI would otherwise fill every optional field with a word that no rule allows.
 */
export function addRunnableExamples(document: OpenAPIObject): void {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  const resolved = (schema: Schema): Schema => {
    const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
    return reference
      ? {
          ...schemas[reference.split('/').at(-1)!],
          ...(schema.example === undefined ? {} : { example: schema.example }),
        }
      : schema;
  };
  const exampleOf = (given: Schema): unknown => {
    const schema = resolved(given);
    if (schema.example !== undefined) return schema.example;
    if (schema.enum) return schema.enum[0];
    if (schema.type === 'array') return (schema.minItems ?? 0) > 0 && schema.items ? [exampleOf(schema.items)] : [];
    if (schema.type === 'object' || schema.properties) return objectOf(schema);
    if (schema.format === 'uuid') return SOME_ID;
    if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
    return schema.type === 'boolean' ? false : 'Some words';
  };
  const objectOf = ({ properties = {}, required = [] }: Schema): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(properties)
        .filter(([name, property]) => required.includes(name) || resolved(property).example !== undefined)
        .map(([name, property]) => [name, exampleOf(property)]),
    );
  for (const path of Object.values(document.paths))
    for (const operation of Object.values(path) as { requestBody?: Body }[]) {
      const json = operation.requestBody?.content?.['application/json'];
      if (json?.schema && json.example === undefined) json.example = exampleOf(json.schema);
    }
}
