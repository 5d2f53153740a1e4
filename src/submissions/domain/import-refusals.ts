import { ConditionsUnmet, DomainError, InvalidInput, StaleVersion, type FieldError } from '../../kernel/index.js';

const POINTERS: Partial<Record<string, string>> = {
  rrfAlreadyReceived: '/resettlementReferenceNumber',
  personInAnotherCase: '/persons',
  otherPersons: '/persons',
  olderVersion: '/rrfDate',
};

/** Reports are kept: what these refusals say to the one who asks repeats a particular of a person, here it does not. */
const WITHOUT_PARTICULARS: Partial<Record<string, string>> = {
  birthDateInFuture: 'The birth date lies after today.',
  dateInFuture: 'The date lies after today.',
  unknownField: 'This is not a field of an RRF.',
};
export const LINE_TOO_LONG: FieldError = {
  pointer: '',
  code: 'lineTooLong',
  message: 'The line is longer than an RRF can be.',
};

const FIELD_NAME = /^[A-Za-z_]{1,40}$/;

/** Why a line was refused, by field and in words without particulars of persons; null for what is no refusal: the job tries again. */
export function refusalIn(error: unknown): FieldError[] | null {
  if (error instanceof InvalidInput) return error.errors.map(withoutParticulars);
  if (error instanceof ConditionsUnmet)
    return error.unmet.map(({ code, detail }) => ({ pointer: POINTERS[code] ?? '', code, message: detail }));
  // Somebody changed the case meanwhile: the next attempt reads it anew.
  if (error instanceof DomainError && !(error instanceof StaleVersion))
    return [{ pointer: '', code: error.code, message: error.message }];
  return null;
}

function withoutParticulars({ pointer, code, message }: FieldError): FieldError {
  const last = pointer.slice(pointer.lastIndexOf('/') + 1);
  // The name of a field that does not exist is whatever the sender wrote there.
  const named = code !== 'unknownField' || FIELD_NAME.test(last);
  return {
    pointer: named ? pointer : pointer.slice(0, pointer.lastIndexOf('/')),
    code,
    message: WITHOUT_PARTICULARS[code] ?? message,
  };
}
