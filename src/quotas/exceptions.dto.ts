import {
  ChoiceField,
  CountField,
  DateField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import { EXCEPTION_KINDS, type ExceptionKind } from './domain/exceptions.js';
import type { ExceptionList, GovernmentException } from './exceptions.service.js';

const MOST_EXCEPTIONS = 1000;

class DecidedRequest {
  @DateField({ about: 'The day of the decision.', example: '2025-01-02' }) decidedOn: string;
  @TextField({ about: 'Who decided.', example: 'Government' }) authority: string;
  @TextField({ about: 'The document in which.', example: 'Ju2025/00777' }) documentReference: string;
  @TextField({ about: 'Why, in words.', max: 2000, example: 'People are to be evacuated from inside the country.' })
  reason: string;
}
export class RecordExceptionRequest extends DecidedRequest {
  @ChoiceField({ about: 'From which rule.', of: EXCEPTION_KINDS }) kind: ExceptionKind;
  @DateField({ about: 'First day.', example: '2025-01-02' }) validFrom: string;
  @DateField({ about: 'Last day; open-ended when not said.', optional: true, example: '2025-12-31' }) validTo?: string;
  @TextsField({
    about: 'Nationalities it is for; any when empty.',
    optional: true,
    max: 2,
    maxItems: 100,
    example: ['AF'],
  })
  nationalities?: string[];
  @TextsField({
    about: 'Countries in which the persons may be; any when empty.',
    optional: true,
    max: 2,
    maxItems: 100,
    example: ['AF'],
  })
  countriesOfAsylum?: string[];
}
export class EndExceptionRequest extends DecidedRequest {
  @DateField({ about: 'The last day on which it holds.', example: '2025-06-30' }) lastDay: string;
}

class EndOfExceptionResponse {
  @DateField({ about: 'The last day on which it holds.' }) lastDay: string;
  @DateField({ about: 'The day of the decision.' }) decidedOn: string;
  @TextField({ about: 'Who decided.', example: 'Government' }) authority: string;
  @TextField({ about: 'The document in which.', example: 'Ju2025/00777' }) documentReference: string;
  @TextField({ about: 'Why.', max: 2000 }) reason: string;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @TextField({ about: 'Who wrote it.' }) recordedBy: string;
}
export class ExceptionResponse {
  @IdField({ about: 'Id of the exception.' }) id: string;
  @ChoiceField({ about: 'From which rule.', of: EXCEPTION_KINDS }) kind: ExceptionKind;
  @DateField({ about: 'First day.' }) validFrom: string;
  @DateField({ about: 'Last day, as it was decided first.', nullable: true }) validTo: string | null;
  @TextsField({ about: 'Nationalities it is for; any when empty.', max: 2, example: ['AF'] }) nationalities: string[];
  @TextsField({ about: 'Countries in which the persons may be; any when empty.', max: 2, example: ['AF'] })
  countriesOfAsylum: string[];
  @DateField({ about: 'The day of the decision.' }) decidedOn: string;
  @TextField({ about: 'Who decided.', example: 'Government' }) authority: string;
  @TextField({ about: 'The document in which.', example: 'Ju2025/00777' }) documentReference: string;
  @TextField({ about: 'Why.', max: 2000 }) reason: string;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @TextField({ about: 'Who wrote it.' }) recordedBy: string;
  @ObjectField(() => EndOfExceptionResponse, { about: 'The decision that ended it.', nullable: true })
  endedBy: EndOfExceptionResponse | null;
}
export class ExceptionListResponse {
  @CountField({ about: 'Version of the period, also the ETag.', example: 3 }) version: number;
  @ObjectsField(() => ExceptionResponse, { about: 'Those in force today.', maxItems: MOST_EXCEPTIONS })
  inForce: ExceptionResponse[];
  @ObjectsField(() => ExceptionResponse, { about: 'All, the oldest first.', maxItems: MOST_EXCEPTIONS })
  items: ExceptionResponse[];
}

const toExceptionResponse = ({ endedBy, ...exception }: GovernmentException): ExceptionResponse => {
  const { id, kind, validFrom, validTo, nationalities, countriesOfAsylum } = exception;
  const { decidedOn, authority, documentReference, reason, recordedAt, recordedBy } = exception;
  return {
    ...{ id, kind, validFrom, validTo, nationalities, countriesOfAsylum },
    ...{ decidedOn, authority, documentReference, reason, recordedAt, recordedBy },
    endedBy: endedBy && {
      lastDay: endedBy.validTo!,
      decidedOn: endedBy.decidedOn,
      authority: endedBy.authority,
      documentReference: endedBy.documentReference,
      reason: endedBy.reason,
      recordedAt: endedBy.recordedAt,
      recordedBy: endedBy.recordedBy,
    },
  };
};
export const toExceptionListResponse = ({ version, exceptions, inForce }: ExceptionList): ExceptionListResponse => ({
  version,
  inForce: inForce.map(toExceptionResponse),
  items: exceptions.map(toExceptionResponse),
});
