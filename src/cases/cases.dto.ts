import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectsField,
  PageQuery,
  TextField,
  TextsField,
} from '../platform/index.js';
import { PRIORITIES, ROUTES, SOURCES, type Priority } from './cases.entities.js';
import { CASE_STATUSES, INTAKE_STATES } from './domain/case-status.js';
import { PERSON_STATUSES, type PersonStatus } from './domain/person-lifecycle.js';
import type { PersonInCase, ResettlementCase } from './resettlement-case.js';

export class PersonResponse {
  @IdField({ about: 'Id of the person.' }) id: string;
  @CountField({ about: 'Place in the case, from 1.', example: 1 }) number: number;
  @TextField({ about: "UNHCR's individual number.", nullable: true, example: '147-00001234' }) individualNumber:
    string | null;
  @TextField({ about: 'Family name.', example: 'Mukendi', min: 0 }) familyName: string;
  @TextField({ about: 'Given names.', example: 'Grace', min: 0 }) givenNames: string;
  @TextField({ about: 'Sex.', example: 'female' }) sex: string;
  @DateField({ about: 'Date of birth.', nullable: true }) birthDate: string | null;
  @TextField({ about: 'How exactly the date of birth is known.', example: 'day' }) birthDatePrecision: string;
  @TextField({ about: 'Nationality (ISO 3166-1 alpha-2).', nullable: true, example: 'CD' }) nationality: string | null;
  @FlagField({ about: 'Stateless.' }) stateless: boolean;
  @TextField({ about: 'Relation to the principal applicant.', example: 'principal_applicant' })
  relationToPrincipal: string;
  @ChoiceField({ about: 'Where the person stands on the road.', of: PERSON_STATUSES }) status: PersonStatus;
  @DateField({ about: 'Since when.' }) statusSince: string;
  @FlagField({ about: 'Still on the road.' }) active: boolean;
}

export class CaseSummaryResponse {
  @IdField({ about: 'Id of the case.' }) id: string;
  @TextField({ about: 'Diary number.', example: 'VID-2025-00017' }) diaryNumber: string;
  @ChoiceField({ about: 'Where the case comes from.', of: SOURCES }) source: string;
  @TextField({ about: "UNHCR's case number.", nullable: true, example: '147-25C00017' }) unhcrCaseNumber: string | null;
  @TextField({ about: "UNHCR's resettlement reference number.", nullable: true, example: 'RR-2025-00017' })
  resettlementReferenceNumber: string | null;
  @ChoiceField({ about: 'Submission priority.', of: PRIORITIES }) priority: Priority;
  @TextField({ about: 'Country of asylum (ISO 3166-1 alpha-2).', example: 'UG' }) countryOfAsylum: string;
  @CountField({ about: 'Persons in the case.', example: 4 }) caseSize: number;
  @ChoiceField({ about: 'Derived from the persons.', of: CASE_STATUSES }) status: string;
  @ChoiceField({ about: 'Intake of the RRF.', of: INTAKE_STATES }) intake: string;
  @DateField({ about: 'When the RRF came in.' }) receivedOn: string;
  @DateField({ about: 'When it was complete: the EU clock starts here.', nullable: true }) registeredOn: string | null;
  @IdField({ about: 'Sub-quota.', nullable: true }) subQuotaId: string | null;
  @ChoiceField({ about: 'Dossier or mission.', of: ROUTES, nullable: true }) route: string | null;
  @IdField({ about: 'The responsible official (account).', nullable: true }) officerId: string | null;
  @TextField({ about: 'The name of the responsible official.', nullable: true }) officerName: string | null;
  @CountField({ about: 'Version, also the ETag.', example: 3 }) version: number;
}

export class CaseResponse extends CaseSummaryResponse {
  @TextField({ about: 'Primary submission category.', nullable: true, example: 'LPN' }) primaryCategory: string | null;
  @TextField({ about: 'Secondary submission category.', nullable: true, example: 'WGR' }) secondaryCategory:
    string | null;
  @TextField({ about: 'Why the route was chosen.', nullable: true, max: 4000 }) routeReason: string | null;
  @IdField({ about: 'The case this one goes back to.', nullable: true }) parentCaseId: string | null;
  @TextField({ about: 'Who changed the case last.' }) changedBy: string;
  @InstantField({ about: 'When.' }) changedAt: string;
  @ObjectsField(() => PersonResponse, { about: 'The persons, in their order.' }) persons: PersonResponse[];
}

export class CaseListResponse {
  @ObjectsField(() => CaseSummaryResponse, { about: 'The cases, newest first.' }) items: CaseSummaryResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

/** Not among the filters, ever: health, religion, ethnicity, politics, orientation, suspected crime (Utlänningsdatalagen 17 §); excluded counts as refused. */
export const LISTABLE = PERSON_STATUSES.filter((status) => status !== 'excluded');

export class CaseListQuery extends PageQuery {
  @ChoiceField({
    about: 'Only cases with a person in this state (refused includes excluded).',
    of: LISTABLE,
    optional: true,
  })
  personStatus?: PersonStatus;
  @ChoiceField({ about: 'Only this priority.', of: PRIORITIES, optional: true }) priority?: Priority;
  @CodeField({ about: 'Only this country of asylum.', pattern: /^[A-Z]{2}$/, optional: true, example: 'UG' })
  countryOfAsylum?: string;
  @IdField({ about: 'Only this sub-quota.', optional: true }) subQuotaId?: string;
}

export class PlaceInSubQuotaRequest {
  @IdField({ about: 'The sub-quota.' }) subQuotaId: string;
  @TextField({ about: 'Why this one.', min: 3, max: 2000, example: 'The family lives in Uganda; normal priority.' })
  reason: string;
}

/** The persons a verb is for, when it happened and why. */
export class PersonsRequest {
  @TextsField({
    about: 'Ids of the persons; all of the case when empty.',
    optional: true,
    max: 36,
    maxItems: 40,
    example: [],
  })
  personIds?: string[];
}

const toPersonResponse = (person: PersonInCase): PersonResponse => {
  const {
    id,
    number,
    individualNumber,
    familyName,
    givenNames,
    sex,
    birthDate,
    birthDatePrecision,
    nationality,
    stateless,
  } = person;
  const { relationToPrincipal, status, statusSince, active } = person;
  return {
    id,
    number,
    individualNumber,
    familyName,
    givenNames,
    sex,
    birthDate,
    birthDatePrecision,
    nationality,
    stateless,
    relationToPrincipal,
    status,
    statusSince,
    active,
  };
};

export const toCaseSummaryResponse = (theCase: ResettlementCase): CaseSummaryResponse => {
  const { id, diaryNumber, source, unhcrCaseNumber, resettlementReferenceNumber, priority, countryOfAsylum, caseSize } =
    theCase;
  const { status, intake, receivedOn, registeredOn, subQuotaId, route, officerId, officerName, version } = theCase;
  return {
    id,
    diaryNumber,
    source,
    unhcrCaseNumber,
    resettlementReferenceNumber,
    priority,
    countryOfAsylum,
    caseSize,
    status,
    intake,
    receivedOn,
    registeredOn,
    subQuotaId,
    route,
    officerId,
    officerName,
    version,
  };
};

/** The answer of every verb on a case. */
export const toCaseResponse = (theCase: ResettlementCase): CaseResponse => {
  const { primaryCategory, secondaryCategory, routeReason, parentCaseId, changedBy, changedAt } = theCase;
  return {
    ...toCaseSummaryResponse(theCase),
    primaryCategory,
    secondaryCategory,
    routeReason,
    parentCaseId,
    changedBy,
    changedAt,
    persons: theCase.persons.map(toPersonResponse),
  };
};
