import { CountField, IdField, InstantField, ObjectsField, TextField, TextsField } from './fields.js';

export class FieldErrorResponse {
  @TextField({
    about: 'RFC 6901 pointer to the field in the body, or ?name for a query parameter.',
    example: '/persons/0/birthDate',
    min: 0,
  })
  pointer: string;
  @TextField({ about: 'Stable code.', example: 'date' })
  code: string;
  @TextField({ about: 'What is wrong, in words.', example: 'birthDate lies in the future', max: 2000 })
  message: string;
}

export class UnmetResponse {
  @TextField({ about: 'Stable code of the condition.', example: 'exclusionAssessed' })
  code: string;
  @TextField({
    about: 'What is missing, in the words a coordinator needs.',
    example: 'Exclusion has not been assessed for this adult.',
    max: 2000,
  })
  detail: string;
  @TextField({ about: 'Law or practice behind the condition.', example: 'Aliens Act 4:2b' })
  source: string;
  @IdField({ about: 'The person it concerns.', optional: true })
  personId?: string;
}

export class RefusalResponse {
  @IdField({ about: 'The person, when it is one.', optional: true })
  personId?: string;
  @TextField({ about: 'The state it is in.', example: 'granted' })
  from: string;
  @TextField({ about: 'The verb that was refused.', example: 'examine' })
  action: string;
  @TextsField({ about: 'What the state allows instead.', example: ['assign', 'withdraw'] })
  allowedActions: string[];
}

/** RFC 9457 problem details, with a stable code. */
export class ProblemResponse {
  @TextField({ about: 'Always about:blank: the code says what it is.', example: 'about:blank' })
  type: string;
  @TextField({ about: 'Short name of the problem.', example: 'Conditions are not met' })
  title: string;
  @CountField({ about: 'HTTP status.', example: 422, max: 599 })
  status: number;
  @TextField({
    about: 'What went wrong this time.',
    example: 'Exclusion has not been assessed for this adult.',
    max: 20000,
    optional: true,
  })
  detail?: string;
  @TextField({ about: 'Path of the request.', example: '/api/v1/cases', max: 2000 })
  instance: string;
  @TextField({ about: 'Stable code.', example: 'conditionsUnmet' })
  code: string;
  @TextField({ about: 'Quote it when you report the problem.', example: '01969d2e-3c0f-7a52-8a4e-6f3b7a5a1d11' })
  requestId: string;
  @ObjectsField(() => FieldErrorResponse, { about: 'The wrong fields (400).', optional: true })
  errors?: FieldErrorResponse[];
  @ObjectsField(() => UnmetResponse, { about: 'All unmet conditions (422).', optional: true })
  unmet?: UnmetResponse[];
  @ObjectsField(() => RefusalResponse, {
    about: 'Verbs out of order, with what is allowed instead (409).',
    optional: true,
  })
  refusals?: RefusalResponse[];
  @TextField({ about: 'The state of the first refused person (409).', optional: true })
  from?: string;
  @TextsField({ about: 'What that state allows (409).', optional: true })
  allowedActions?: string[];
  @TextField({ about: 'The permission that is missing (403).', optional: true })
  permission?: string;
  @CountField({ about: 'The version that stands now (412).', optional: true })
  currentVersion?: number;
  @TextField({ about: 'Who changed it (412).', optional: true })
  changedBy?: string;
  @InstantField({ about: 'When it was changed (412).', optional: true })
  changedAt?: string;
  @CountField({ about: 'Seconds to wait (429).', optional: true })
  retryAfter?: number;
}
