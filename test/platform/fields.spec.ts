import 'reflect-metadata';
import { Body, Controller, Post } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  IdsField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../../src/platform/index.js';
import { validated } from '../../src/platform/http/validation.js';
import { InvalidInput } from '../../src/kernel/index.js';

const SEED = 20251122;
const RUNS = 300;
const about = 'A field.';

class Part {
  @TextField({ about, max: 5 }) name: string;
}

class Fields {
  @TextField({ about, min: 2, max: 10 }) text: string;
  @TextField({ about, optional: true }) optionalText?: string;
  @TextField({ about, nullable: true }) nullableText: string | null;
  @CodeField({ about, pattern: /^[A-Z]{2}$/ }) code: string;
  @IdField({ about }) id: string;
  @DateField({ about }) date: string;
  @InstantField({ about }) instant: string;
  @CountField({ about, min: 1, max: 12 }) count: number;
  @FlagField({ about }) flag: boolean;
  @ChoiceField({ about, of: ['emergency', 'urgent', 'normal'] }) choice: string;
  @IdsField({ about, minItems: 1, maxItems: 3 }) ids: string[];
  @TextsField({ about, max: 4, maxItems: 3 }) texts: string[];
  @TextsField({ about, of: ['a', 'b'], maxItems: 3 }) words: string[];
  @ObjectField(() => Part, { about }) part: Part;
  @ObjectsField(() => Part, { about, minItems: 1, maxItems: 2 }) parts: Part[];
}

const ID = '01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11';
const OTHER_ID = '01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d12';
const RIGHT: Fields = {
  text: 'right',
  optionalText: 'may be left out',
  nullableText: null,
  code: 'SE',
  id: ID,
  date: '2025-03-14',
  instant: '2025-03-14T09:30:00Z',
  count: 4,
  flag: false,
  choice: 'urgent',
  ids: [ID, OTHER_ID],
  texts: ['one', 'two'],
  words: ['a'],
  part: { name: 'x' },
  parts: [{ name: 'x' }],
};

interface Schema {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  nullable?: boolean;
  items?: Schema;
  $ref?: string;
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
}

async function documentedSchemas(): Promise<Record<string, Schema>> {
  @Controller()
  class Route {
    @Post() take(@Body() body: Fields): Fields {
      return body;
    }
  }
  const app = (await Test.createTestingModule({ controllers: [Route] }).compile()).createNestApplication();
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  return document.components!.schemas as Record<string, Schema>;
}
const schemas = await documentedSchemas();

/** What the document allows, by JSON Schema's rules and no others. */
function allows(schema: Schema, value: unknown): boolean {
  if (value === null) return schema.nullable === true;
  if (schema.allOf) return schema.allOf.every((part) => allows(part, value));
  if (schema.$ref) return allows(schemas[schema.$ref.split('/').at(-1)!]!, value);
  if (schema.enum && !schema.enum.includes(value)) return false;
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' && allowsText(schema, value);
    case 'integer':
      return Number.isInteger(value) && (value as number) >= schema.minimum! && (value as number) <= schema.maximum!;
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value) && allowsList(schema, value);
    default:
      return (
        typeof value === 'object' && !Array.isArray(value) && allowsObject(schema, value as Record<string, unknown>)
      );
  }
}

function allowsText({ minLength = 0, maxLength = Infinity, pattern = '', format }: Schema, value: string): boolean {
  const length = [...value].length;
  if (length < minLength || length > maxLength || !new RegExp(pattern, 'u').test(value)) return false;
  if (format !== 'date' && format !== 'date-time') return true;
  const day = Date.parse(`${value.slice(0, 10)}T00:00:00Z`);
  return (
    !Number.isNaN(day) && new Date(day).toISOString().startsWith(value.slice(0, 10)) && !Number.isNaN(Date.parse(value))
  );
}

const allowsList = ({ minItems = 0, maxItems = Infinity, uniqueItems, items }: Schema, value: unknown[]): boolean =>
  value.length >= minItems &&
  value.length <= maxItems &&
  (!uniqueItems || new Set(value).size === value.length) &&
  value.every((item) => allows(items!, item));

const allowsObject = ({ properties = {}, required = [] }: Schema, value: Record<string, unknown>): boolean =>
  required.every((name) => name in value) &&
  Object.entries(value).every(([name, part]) => name in properties && allows(properties[name]!, part));

const accepts = (body: object): Promise<boolean> =>
  validated(Fields, body).then(
    () => true,
    (error: unknown) => {
      expect(error).toBeInstanceOf(InvalidInput);
      return false;
    },
  );

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 14 }),
  fc.string({ unit: fc.constantFrom('x', '😀', '\ufe0f', '\u0301', '\ud800', ' ', '\n'), maxLength: 14 }),
  fc.constantFrom(
    '',
    'SE',
    'Se',
    'SE\n',
    'emergency',
    'a',
    'b',
    '4',
    'true',
    ID,
    ID.toUpperCase(),
    `${ID} `,
    'x'.repeat(300),
    'x'.repeat(301),
    '\ufe0f'.repeat(400),
  ),
  fc.constantFrom(
    '2025-02-29',
    '2024-02-29',
    '1799-12-31',
    '2199-12-31',
    '2200-01-01',
    '2025-3-4',
    '2025-03-14T09:30:00Z',
    '2025-02-30T09:30:00Z',
    '2025-03-14T24:30:00Z',
    '2025-03-14T09:30:00',
    '2025-03-14T09:30:00.1234Z',
    '2025-03-14T09:30:00+02:00',
  ),
);
const scalar = fc.oneof(
  text,
  fc.integer({ min: -1, max: 14 }),
  fc.constantFrom(1.5, 1e9, -0.1),
  fc.boolean(),
  fc.constant(null),
);
const part = fc.oneof(
  fc.record({ name: scalar }),
  fc.record({ name: fc.constant('x'), other: scalar }),
  fc.constant({}),
  scalar,
  fc.constant([]),
  fc.constant([{ name: 'x' }]),
);
const value = fc.oneof(
  scalar,
  part,
  fc.array(scalar, { maxLength: 4 }),
  fc.array(part, { maxLength: 3 }),
  fc.array(fc.constantFrom(ID, OTHER_ID, 'a', 'b', 'four', 'fives'), { maxLength: 4 }),
);

describe('the limits of a field', () => {
  it('are right in the first place', async () => {
    expect(allowsObject(schemas.Fields!, RIGHT as unknown as Record<string, unknown>)).toBe(true);
    expect(await accepts(RIGHT)).toBe(true);
  });

  it.each(Object.keys(schemas.Fields!.properties!))(
    `of %s are the same in the document and in the validator (seed ${SEED})`,
    async (name) => {
      let taken = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.oneof({ weight: 9, arbitrary: value }, fc.constant(RIGHT[name as keyof Fields])),
          async (given) => {
            // NUL is refused in every text; the document says so in its introduction.
            fc.pre(!JSON.stringify(given).includes('\\u0000'));
            const documented = allows(schemas.Fields!.properties![name]!, given);
            taken += documented ? 1 : 0;
            expect([given, await accepts({ ...RIGHT, [name]: given })]).toEqual([given, documented]);
          },
        ),
        { seed: SEED, numRuns: RUNS },
      );
      expect(taken).toBeGreaterThan(0);
    },
  );

  it.each(Object.keys(schemas.Fields!.properties!))('of %s say whether it may be left out', async (name) => {
    const { [name as keyof Fields]: _, ...without } = RIGHT;
    expect(await accepts(without)).toBe(!schemas.Fields!.required!.includes(name));
  });

  it('count characters as people do: an emoji is one, and none goes uncounted', async () => {
    expect(await accepts({ ...RIGHT, text: '😀'.repeat(10) })).toBe(true);
    expect(await accepts({ ...RIGHT, text: '\ufe0f'.repeat(11) })).toBe(false);
  });
});

describe('a field', () => {
  const errorsOf = (body: object): Promise<unknown> =>
    validated(Fields, body).then(
      () => 'accepted',
      (error: unknown) => (error as InvalidInput).errors,
    );

  it('that is wrong is named by its pointer, all of them at once', async () => {
    const wrong = {
      ...RIGHT,
      code: 'se',
      parts: [{ name: 'x' }, { name: 'too long' }],
      part: { name: 'x', 'a/b~c': 1 },
    };
    expect(await errorsOf(wrong)).toMatchObject([
      { pointer: '/code', code: 'matches' },
      { pointer: '/part/a~1b~0c', code: 'unknownField' },
      { pointer: '/parts/1/name', code: 'length', message: 'name must have 1 to 5 characters' },
    ]);
  });

  it('of text never holds the NUL character', async () => {
    expect(await errorsOf({ ...RIGHT, text: 'a\u0000b' })).toMatchObject([{ pointer: '/text' }]);
    expect(await errorsOf({ ...RIGHT, texts: ['a\u0000'] })).toMatchObject([{ pointer: '/texts' }]);
  });

  it('that nobody asked for is refused', async () => {
    expect(await errorsOf({ ...RIGHT, isGranted: true })).toEqual([
      { pointer: '/isGranted', code: 'unknownField', message: 'isGranted is not a field of this request' },
    ]);
  });
});
