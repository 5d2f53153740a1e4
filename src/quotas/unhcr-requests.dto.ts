import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import type { Moment } from './domain/ledger.js';
import { MONTH, type Month } from './domain/month.js';
import {
  REQUEST_ACTS,
  REQUEST_STANDINGS,
  WITHDRAWN_BY,
  type PersonsInMonth,
  type RequestActWord,
  type RequestStanding,
  type WithdrawnBy,
} from './domain/unhcr-request.js';
import { StepRequest } from './quota-requests.dto.js';
import type { UnhcrRequest } from './unhcr-requests.service.js';

const COUNTRY = /^[A-Z]{2}$/;
const MOST_PERSONS = 100_000;

export class AskUnhcrRequest extends StepRequest {
  @CodeField({ about: 'Country of asylum (ISO 3166-1 alpha-2).', pattern: COUNTRY, example: 'UG' })
  countryOfAsylum: string;
  @CodeField({ about: 'The only nationality asked for.', pattern: COUNTRY, optional: true, example: 'CD' })
  nationality?: string;
  @IdField({ about: 'The sub-quota that they are for.', optional: true }) subQuotaId?: string;
  @CountField({ about: 'Persons asked for.', min: 1, max: MOST_PERSONS, example: 120 }) persons: number;
  @CodeField({
    about: 'The month in which UNHCR is to submit them; it may lie before the period begins.',
    pattern: MONTH,
    example: '2025-03',
  })
  month: Month;
}

export class RecordPromiseRequest extends StepRequest {
  @CountField({ about: 'Persons promised.', min: 1, max: MOST_PERSONS, example: 100 }) persons: number;
  @CodeField({ about: 'The month in which UNHCR will submit them.', pattern: MONTH, example: '2025-04' }) month: Month;
}

export class WithdrawUnhcrRequest {
  @ChoiceField({ about: 'Who takes it back.', of: WITHDRAWN_BY }) withdrawnBy: WithdrawnBy;
  @TextField({ about: 'Who decided.', example: 'UNHCR Kampala' }) authority: string;
  @TextField({ about: 'The document in which.', example: 'UNHCR/KLA/2025/117' }) documentReference: string;
  @DateField({ about: 'The day of it; today when not said.', optional: true, example: '2025-02-20' })
  occurredOn?: string;
  @TextField({ about: 'Why, in words.', max: 2000, example: 'No staff to interview before the summer.' })
  reason: string;
}

export class UnhcrRequestsQuery {
  @DateField({ about: 'What was said until this day.', optional: true, example: '2025-06-30' }) through?: string;
  @DateField({ about: 'As known at the end of this day in Sweden.', optional: true, example: '2025-07-04' })
  asOf?: string;
}

class PersonsInMonthResponse implements PersonsInMonth {
  @CountField({ about: 'Persons.', example: 120 }) persons: number;
  @CodeField({ about: 'Month of submission.', pattern: MONTH, example: '2025-03' }) month: Month;
}
class RequestActResponse {
  @CountField({ about: 'The version of the request that it made.', min: 1, example: 1 }) version: number;
  @ChoiceField({ about: 'What was said.', of: REQUEST_ACTS }) act: RequestActWord;
  @CountField({ about: 'Persons.', nullable: true, example: 120 }) persons: number | null;
  @CodeField({ about: 'Month of submission.', pattern: MONTH, nullable: true, example: '2025-03' }) month: Month | null;
  @ChoiceField({ about: 'Who took it back.', of: WITHDRAWN_BY, nullable: true, example: null })
  withdrawnBy: WithdrawnBy | null;
  @DateField({ about: 'When it was said.' }) occurredOn: string;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @TextField({ about: 'Who wrote it.' }) recordedBy: string;
  @TextField({ about: 'Who decided.', example: 'Head of the resettlement unit' }) authority: string;
  @TextField({ about: 'The document in which.', example: '1.3.4-2025-118' }) documentReference: string;
  @TextField({ about: 'Why.', nullable: true, max: 2000, example: null }) reason: string | null;
}

export class UnhcrRequestResponse {
  @IdField({ about: 'Id of the request.' }) id: string;
  @IdField({ about: 'The period that the persons are for.' }) periodId: string;
  @IdField({ about: 'The sub-quota that they are for.', nullable: true }) subQuotaId: string | null;
  @CodeField({ about: 'Country of asylum.', pattern: COUNTRY, example: 'UG' }) countryOfAsylum: string;
  @CodeField({ about: 'The only nationality asked for.', pattern: COUNTRY, nullable: true, example: 'CD' })
  nationality: string | null;
  @DateField({ about: 'When it was asked.' }) requestedOn: string;
  @ObjectField(() => PersonsInMonthResponse, { about: 'What was asked for.' }) asked: PersonsInMonthResponse;
  @ObjectField(() => PersonsInMonthResponse, {
    about: 'What UNHCR promised last; a withdrawal frees UNHCR of it.',
    nullable: true,
  })
  promised: PersonsInMonthResponse | null;
  @ChoiceField({ about: 'How it stands; late when the promised month has passed.', of: REQUEST_STANDINGS })
  standing: RequestStanding;
  @DateField({ about: 'When it was taken back.', nullable: true, example: null }) withdrawnOn: string | null;
  @ChoiceField({ about: 'Who took it back.', of: WITHDRAWN_BY, nullable: true, example: null })
  withdrawnBy: WithdrawnBy | null;
  @CountField({ about: 'Version, also the ETag: as many as there are acts.', min: 1, example: 1 }) version: number;
  @ObjectsField(() => RequestActResponse, { about: 'All that was said, in the order in which it was written.' })
  acts: RequestActResponse[];
}

export class UnhcrRequestListResponse {
  @DateField({ about: 'What was said until this day; no limit when null.', nullable: true }) through: string | null;
  @DateField({ about: 'As known at the end of this day; now when null.', nullable: true }) asOf: string | null;
  @ObjectsField(() => UnhcrRequestResponse, { about: 'The requests, by month and country.', maxItems: 10_000 })
  items: UnhcrRequestResponse[];
}

export const toUnhcrRequestResponse = (request: UnhcrRequest): UnhcrRequestResponse => {
  const { id, periodId, subQuotaId, countryOfAsylum, nationality, requestedOn, asked, promised } = request;
  const { standing, withdrawnOn, withdrawnBy, version, acts } = request;
  return {
    id,
    periodId,
    subQuotaId,
    countryOfAsylum,
    nationality,
    requestedOn,
    asked,
    promised,
    standing,
    withdrawnOn,
    withdrawnBy,
    version,
    acts: acts.map(({ id: _, requestId: __, actorId: ___, ...act }) => act),
  };
};

export const toUnhcrRequestListResponse = (
  requests: readonly UnhcrRequest[],
  { through = null, asOf = null }: { through?: Moment['through'] | null; asOf?: string | null },
): UnhcrRequestListResponse => ({ through, asOf, items: requests.map(toUnhcrRequestResponse) });
