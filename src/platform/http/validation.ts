import {
  Injectable,
  ValidationPipe,
  type ArgumentMetadata,
  type PipeTransform,
  type ValidationError,
} from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { InvalidInput, type FieldError } from '../../kernel/index.js';

// For every object that it checks class-validator goes through all classes that have rules, to find those that this one inherits
// from. A class has its rules when it is made and never gets others: so they are looked for once. Which class the object lies in
// makes no difference.
const storage = getMetadataStorage();
const lookUp = storage.getTargetValidationMetadatas.bind(storage);
const rulesOf = new Map<unknown, ReturnType<typeof lookUp>>();
storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
  if (always || strictGroups || groups?.length) return lookUp(target, schema, always, strictGroups, groups);
  const rules = rulesOf.get(target) ?? lookUp(target, schema, always, strictGroups, groups);
  rulesOf.set(target, rules);
  return rules;
};

const escape = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** All wrong fields of a request, with pointers; unknown fields are wrong too. */
export function fieldErrors(errors: readonly ValidationError[], base: string): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = base === '?' ? `?${error.property}` : `${base}/${escape(error.property)}`;
    const own = Object.entries(error.constraints ?? {}).map(([code, message]) =>
      code === 'whitelistValidation'
        ? { pointer, code: 'unknownField', message: `${error.property} is not a field of this request` }
        : { pointer, code, message },
    );
    return [...own, ...fieldErrors(error.children ?? [], pointer)];
  });
}

/** Refuses unknown fields, wrong types and values outside the documented limits with InvalidInput. */
export const validationPipe = (base = ''): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InvalidInput(fieldErrors(errors, base)),
  });

const pipe = validationPipe();

/** What came by another way than a request body, held to the rules of its class. Throws InvalidInput. */
export async function validated<Body extends object>(type: new () => Body, value: unknown): Promise<Body> {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new InvalidInput([{ pointer: '', code: 'object', message: 'This must be a JSON object.' }]);
  return (await pipe.transform(value, { type: 'body', metatype: type })) as Body;
}

/** The same for bodies and queries alike, with the pointer of each: `/field`, or `?name`. */
@Injectable()
export class FieldsPipe implements PipeTransform {
  private readonly body = validationPipe();
  private readonly query = validationPipe('?');

  transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    return (metadata.type === 'query' ? this.query : this.body).transform(value, metadata) as Promise<unknown>;
  }
}
