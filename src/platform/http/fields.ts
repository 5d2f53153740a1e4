import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  Validate,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { isInstant, isPartialDate, isPlainDate } from '../../kernel/index.js';

// One decorator a field states both what the document says and what the validator enforces, so the two cannot differ.
interface FieldOptions {
  /** What the field means, for the OpenAPI document. */
  about: string;
  example?: unknown;
  /** May be left out (then it is undefined). */
  optional?: boolean;
  /** May be null. */
  nullable?: boolean;
}

@ValidatorConstraint({ name: 'date' })
class ExistingDate implements ValidatorConstraintInterface {
  validate = (value: unknown): boolean => isPlainDate(value);
  defaultMessage = (): string => '$property must be an existing date written YYYY-MM-DD';
}

@ValidatorConstraint({ name: 'partialDate' })
class ExistingPartialDate implements ValidatorConstraintInterface {
  validate = (value: unknown): boolean => isPartialDate(value);
  defaultMessage = (): string => '$property must be an existing year, month or day: YYYY, YYYY-MM or YYYY-MM-DD';
}

@ValidatorConstraint({ name: 'instant' })
class ExistingInstant implements ValidatorConstraintInterface {
  validate = (value: unknown): boolean => isInstant(value);
  defaultMessage = (): string => '$property must be an instant with a time zone, such as 2025-01-07T09:30:00Z';
}

function field(
  options: FieldOptions,
  schema: ApiPropertyOptions,
  ...validators: PropertyDecorator[]
): PropertyDecorator {
  const documented = { ...schema, description: options.about, required: !options.optional } as Record<string, unknown>;
  if (options.nullable) documented.nullable = true;
  if (options.example !== undefined) documented.example = options.example;
  const absent = (value: unknown): boolean =>
    (options.optional === true && value === undefined) || (options.nullable === true && value === null);
  return applyDecorators(
    ApiProperty(documented as ApiPropertyOptions),
    ValidateIf((_object, value) => !absent(value)),
    ...validators,
  ) as PropertyDecorator;
}

// NUL cannot be stored by PostgreSQL, and no name or reason contains it.
const WITHOUT_NUL = /^[^\u0000]*$/u;

/** Characters as JSON Schema and PostgreSQL count them (class-validator's own length leaves some characters uncounted). */
function lengthWithin(min: number, max: number, each = false): PropertyDecorator {
  const fits = (value: unknown): boolean => {
    if (typeof value !== 'string' || value.length > 2 * max) return false;
    const length = [...value].length;
    return length >= min && length <= max;
  };
  return ValidateBy({
    name: 'length',
    validator: {
      validate: (value) => (each && Array.isArray(value) ? value.every(fits) : fits(value)),
      defaultMessage: () => `${each ? 'each of ' : ''}$property must have ${min} to ${max} characters`,
    },
  });
}

export const TextField = (options: FieldOptions & { min?: number; max?: number }): PropertyDecorator => {
  const { min = 1, max = 300 } = options;
  return field(
    options,
    { type: String, minLength: min, maxLength: max },
    IsString(),
    lengthWithin(min, max),
    Matches(WITHOUT_NUL, { message: '$property must not contain the NUL character' }),
  );
};
export const CodeField = (options: FieldOptions & { pattern: RegExp }): PropertyDecorator =>
  field(options, { type: String, pattern: options.pattern.source }, IsString(), Matches(options.pattern));
const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-9a-f][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const uuid = { type: String, format: 'uuid', pattern: UUID_PATTERN.source };
export const IdField = (options: FieldOptions): PropertyDecorator =>
  field(options, uuid, IsString(), Matches(UUID_PATTERN, { message: '$property must be a UUID in small letters' }));
const DATE_PATTERN = String.raw`(1[89]|2[01])\d{2}-\d{2}-\d{2}`;
const TIME_PATTERN = String.raw`T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})`;
export const DateField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: '2025-03-14', ...options },
    { type: String, format: 'date', pattern: `^${DATE_PATTERN}$` },
    Validate(ExistingDate),
  );
/** A date known to the year, the month or the day. */
export const PartialDateField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: '1990-05', ...options },
    { type: String, pattern: String.raw`^(1[89]|2[01])\d{2}(-\d{2}(-\d{2})?)?$` },
    Validate(ExistingPartialDate),
  );
export const InstantField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: '2025-03-14T09:30:00.000Z', ...options },
    { type: String, format: 'date-time', pattern: `^${DATE_PATTERN}${TIME_PATTERN}$` },
    Validate(ExistingInstant),
  );
export const CountField = (
  options: FieldOptions & { min?: number; max?: number; fromQuery?: boolean },
): PropertyDecorator => {
  const { min = 0, max = 1_000_000 } = options;
  const fromText = Transform(({ value }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : (value as unknown),
  );
  const validators = [IsInt(), Min(min), Max(max), ...(options.fromQuery ? [fromText] : [])];
  return field(options, { type: 'integer', minimum: min, maximum: max }, ...validators);
};
export const FlagField = (options: FieldOptions): PropertyDecorator => field(options, { type: Boolean }, IsBoolean());
export const ChoiceField = (options: FieldOptions & { of: readonly string[] }): PropertyDecorator =>
  field({ example: options.of[0], ...options }, { type: String, enum: [...options.of] }, IsIn([...options.of]));

interface ListOptions extends FieldOptions {
  minItems?: number;
  maxItems?: number;
}
const list = ({ minItems = 0, maxItems = 200 }: ListOptions): PropertyDecorator[] => [
  IsArray(),
  ArrayMinSize(minItems),
  ArrayMaxSize(maxItems),
];
const listSchema = ({ minItems = 0, maxItems = 200 }: ListOptions) => ({ minItems, maxItems });

export const IdsField = (options: ListOptions): PropertyDecorator =>
  field(
    options,
    { type: 'array', items: { ...uuid, type: 'string' }, uniqueItems: true, ...listSchema(options) },
    ...list(options),
    ArrayUnique(),
    IsString({ each: true }),
    Matches(UUID_PATTERN, { each: true, message: 'each of $property must be a UUID in small letters' }),
  );
export const TextsField = (options: ListOptions & { max?: number; of?: readonly string[] }): PropertyDecorator => {
  const { max = 300, of } = options;
  const items = of ? { type: 'string', enum: [...of] } : { type: 'string', minLength: 1, maxLength: max };
  return field(
    options,
    { type: 'array', items, ...listSchema(options) },
    ...list(options),
    IsString({ each: true }),
    ...(of
      ? [IsIn([...of], { each: true })]
      : [
          lengthWithin(1, max, true),
          Matches(WITHOUT_NUL, { each: true, message: 'no entry of $property may contain the NUL character' }),
        ]),
  );
};
type ClassOf = () => new () => object;
/** Swagger takes a function for a lazy type only when it is called `type`. */
const lazily = (classOf: ClassOf) => ({ type: () => classOf() }).type;
export const ObjectField = (type: ClassOf, options: FieldOptions): PropertyDecorator =>
  field(options, { type: lazily(type) } as ApiPropertyOptions, IsObject(), ValidateNested(), Type(type));
export const ObjectsField = (type: ClassOf, options: ListOptions): PropertyDecorator =>
  field(
    options,
    { type: lazily(type), isArray: true, ...listSchema(options) } as ApiPropertyOptions,
    ...list(options),
    IsObject({ each: true, message: 'each of $property must be an object' }),
    ValidateNested({ each: true }),
    Type(type),
  );
/** A JSON object whose keys are data (balances by account, counts by stage): documented for answers only. */
export const CountsField = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: 'object', additionalProperties: { type: 'integer' } } as ApiPropertyOptions);
