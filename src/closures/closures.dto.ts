import { CaseResponse, isOnRoad, PersonsRequest, toCaseResponse, type ResettlementCase } from '../cases/index.js';
import { CodeField, DateField, IdField, IdsField, ObjectsField, TextField } from '../platform/index.js';
import { noticesOf } from './domain/notices.js';

const MAX_PERSONS = 40;

/** What every closure may say beside whom it concerns. */
class OccasionRequest extends PersonsRequest {
  @TextField({
    about: 'What else there is to say; needed for a day before the last step.',
    min: 3,
    max: 4000,
    optional: true,
    example: 'The family told UNHCR on 12 March.',
  })
  reason?: string;
  @DateField({ about: 'Day on which it happened; today when left out.', optional: true }) occurredOn?: string;
}

export class WithdrawRequest extends OccasionRequest {
  @TextField({ about: 'Reason code of the verb withdraw (GET /reason-codes).', max: 40, example: 'refugees_wish' })
  reasonCode: string;
}

export class DiscontinueRequest extends OccasionRequest {
  @TextField({ about: 'Reason code of the verb discontinue.', max: 40, example: 'consent_withdrawn' })
  reasonCode: string;
}

export class LoseContactRequest extends OccasionRequest {
  @TextField({ about: 'Reason code of the verb lose_contact.', max: 40, example: 'no_answer' }) reasonCode: string;
}

export class ResettleElsewhereRequest extends OccasionRequest {
  @TextField({ about: 'Reason code of the verb resettle_elsewhere.', max: 40, example: 'other_state' })
  reasonCode: string;
  @CodeField({ about: 'The country that has taken them (ISO 3166-1 alpha-2).', pattern: /^[A-Z]{2}$/, example: 'CA' })
  countryCode: string;
}

export class RecordDeathRequest {
  @IdsField({ about: 'Who died: named, never the whole case by default.', minItems: 1, maxItems: MAX_PERSONS })
  personIds: string[];
  @DateField({ about: 'Day of death.' }) diedOn: string;
  @TextField({
    about: 'What else there is to say; needed for a day before the last step.',
    min: 3,
    max: 4000,
    optional: true,
    example: 'UNHCR told us on 20 March.',
  })
  reason?: string;
}

export class WithdrawPermitRequest extends PersonsRequest {
  @TextField({ about: 'Reason code of the verb withdraw_permit.', max: 40, example: 'false_information' })
  reasonCode: string;
  @TextField({
    about: 'The reasons of the decision; left out by the security unit, whose reasons stand in the sealed file.',
    min: 3,
    max: 4000,
    optional: true,
    example: 'The stated identity belongs to another person.',
  })
  reason?: string;
}

export class UnassignRequest extends OccasionRequest {
  @TextField({ about: 'Reason code of the verb unassign.', max: 40, example: 'housing_lost' }) reasonCode: string;
}

export class ReopenRequest {
  @IdsField({ about: 'Who is listed anew.', minItems: 1, maxItems: MAX_PERSONS }) personIds: string[];
  @TextField({ about: 'Reason code of the verb reopen.', max: 40, example: 'new_circumstances' }) reasonCode: string;
  @TextField({
    about: 'What has changed.',
    min: 3,
    max: 4000,
    optional: true,
    example: 'UNHCR has found the family again.',
  })
  reason?: string;
  @DateField({ about: 'Day on which it happened; today when left out.', optional: true }) occurredOn?: string;
}

export class NoticeResponse {
  @TextField({ about: 'Stable code.', example: 'principalApplicantDied' }) code: string;
  @TextField({ about: 'What is to be seen to.', max: 1000 }) detail: string;
  @IdField({ about: 'Whom it concerns.' }) personId: string;
}

export class ClosureResponse extends CaseResponse {
  @ObjectsField(() => NoticeResponse, { about: 'What the officials of the case must see to now.' })
  notices: NoticeResponse[];
}

export const toClosureResponse = (theCase: ResettlementCase): ClosureResponse => ({
  ...toCaseResponse(theCase),
  notices: noticesOf(theCase.persons.map((person) => ({ ...person, onRoad: isOnRoad(person.status) }))),
});
