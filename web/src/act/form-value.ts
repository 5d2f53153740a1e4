import type { FieldSchema } from '../../build/document';

/** What is typed into a form: the shape of the request, with gaps. */
export type FormValue = string | boolean | FormValue[] | { [name: string]: FormValue | undefined };

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** What is sent: numbers as numbers, instants in UTC, and nothing for what was left empty. */
export function toBody(schema: FieldSchema, value: FormValue | undefined): unknown {
  if (isEmpty(value)) return schema.type === 'boolean' ? false : schema.type === 'array' ? [] : undefined;
  if (schema.type === 'array')
    return (value as FormValue[]).map((entry) => toBody(schema.items ?? {}, entry)).filter((entry) => !isEmpty(entry));
  if (schema.properties) return bodyOf(schema, value as Record<string, FormValue | undefined>);
  if (schema.type === 'integer') return Number(value);
  if (schema.format === 'date-time') return new Date(value as string).toISOString();
  return value;
}

function bodyOf({ properties = {}, required = [] }: FieldSchema, value: Record<string, FormValue | undefined>): object {
  const entries = Object.entries(properties).map(([name, property]) => {
    const part = property.properties ? (value[name] ?? (required.includes(name) ? {} : undefined)) : value[name];
    const body = toBody(property, part);
    // What must be answered and may be nothing was left empty: nothing it is.
    return [name, body === undefined && property.nullable && required.includes(name) ? null : body] as const;
  });
  return Object.fromEntries(
    entries.filter(
      ([name, part]) => part !== undefined && (required.includes(name) || (!isEmpty(part) && part !== false)),
    ),
  );
}

/** The value with one part of it changed; the parts around it are taken over. */
export function changed(
  value: FormValue | undefined,
  path: readonly (string | number)[],
  part: FormValue | undefined,
): FormValue {
  const [first, ...rest] = path;
  if (first === undefined) return part ?? '';
  if (typeof first === 'number') {
    const list = Array.isArray(value) ? [...value] : [];
    list[first] = changed(list[first], rest, part);
    return list;
  }
  const fields = (value ?? {}) as Record<string, FormValue | undefined>;
  return { ...fields, [first]: changed(fields[first], rest, part) };
}

/** The pointer (RFC 6901) by which a problem names the field, and the id of the field on the page. */
export const pointerOf = (path: readonly (string | number)[]): string => path.map((part) => `/${part}`).join('');
export const fieldId = (form: string, pointer: string): string => `${form}${pointer.replaceAll('/', '-')}`;
