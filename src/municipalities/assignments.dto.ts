import { CaseResponse, PersonsRequest } from '../cases/index.js';
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
  PageQuery,
  TextField,
  TextsField,
} from '../platform/index.js';
import { AGE_BANDS } from './domain/anonymous-profile.js';
import {
  DISCLOSURE_STAGES,
  NEEDS_RECIPIENTS,
  SETTLEMENT_NEEDS,
  type DisclosureStage,
  type NeedsRecipient,
  type SettlementNeed,
} from './domain/disclosure.js';
import type { AssignmentView } from './find-assignments.js';
import { ASSIGNMENT_STATUSES, type AssignmentStatus } from './municipalities.entities.js';

const CODE = { pattern: /^\d{4}$/, example: '0680' };

export class AssignRequest extends PersonsRequest {
  @CodeField({ about: 'Official four-digit code of the municipality.', ...CODE }) municipalityCode: string;
  @TextField({ about: 'Why there.', min: 3, max: 2000, example: 'An uncle lives there; the dwelling takes five.' })
  reason: string;
  @DateField({
    about: "Latest reception; the dated rule's default for resettled persons when left out.",
    optional: true,
    example: '2025-07-14',
  })
  latestReceptionOn?: string;
  @TextField({
    about: 'Why to go beyond the municipal number, when it has no room: shown forever.',
    optional: true,
    min: 3,
    max: 2000,
    example: 'Four of ten do not travel in spring.',
  })
  overAssignmentReason?: string;
  @IdField({
    about:
      'The unused assignment that this one replaces under the same municipal number, latest in the following calendar year.',
    optional: true,
  })
  replacesId?: string;
}

export class AcceptRequest {
  @FlagField({ about: 'A dwelling is confirmed for the household.', example: true }) dwellingConfirmed: boolean;
  @TextField({ about: 'Whom to reach about the reception.', min: 3, example: 'Integration unit, 036-10 50 00' })
  contact: string;
  @TextField({ about: 'What else to know.', optional: true, max: 2000, example: 'Ground floor, from 1 June.' })
  comment?: string;
  @DateField({ about: 'Day of the answer; today when left out.', optional: true }) occurredOn?: string;
}

export class DeclineRequest {
  @TextField({ about: 'Reason code of the verb decline.', max: 40, example: 'no_suitable_housing' }) reasonCode: string;
  @TextField({ about: 'In words.', min: 3, max: 2000, example: 'No dwelling for nine before September.' })
  comment: string;
  @DateField({ about: 'Day of the answer; today when left out.', optional: true }) occurredOn?: string;
}

export class ReceiveRequest {
  @DateField({ about: 'Day on which the municipality received them.' }) receivedOn: string;
  @IdsField({
    about: 'Ids of the persons; all who have not left the assignment when empty.',
    optional: true,
    maxItems: 40,
    example: [],
  })
  personIds?: string[];
}

export class NeedsOfPersonRequest {
  @IdField({ about: 'Id of the person.' }) personId: string;
  @TextsField({
    about: 'What is to be arranged; never why.',
    of: SETTLEMENT_NEEDS,
    example: ['dwelling_without_stairs'],
  })
  needs: SettlementNeed[];
}

export class DiscloseNeedsRequest {
  @TextsField({
    about: 'Who is told: each its own part, the municipality of dwelling and support, the region of care.',
    of: NEEDS_RECIPIENTS,
    minItems: 1,
    maxItems: 2,
    example: ['municipality'],
  })
  recipients: NeedsRecipient[];
  @ObjectsField(() => NeedsOfPersonRequest, {
    about: 'What each needs; whoever needs nothing is left out.',
    maxItems: 40,
  })
  persons: NeedsOfPersonRequest[];
}

export class AssignmentsQuery extends PageQuery {
  @CodeField({ about: 'Only this municipality.', optional: true, ...CODE }) municipalityCode?: string;
  @ChoiceField({ about: 'Only in this state.', of: ASSIGNMENT_STATUSES, optional: true }) status?: AssignmentStatus;
  @CountField({
    about: 'Only those that count in this year.',
    optional: true,
    min: 2016,
    max: 2100,
    fromQuery: true,
    example: 2025,
  })
  year?: number;
  @IdField({ about: 'Only of this case.', optional: true }) caseId?: string;
}

export class ProfileOfPersonResponse {
  @ChoiceField({ about: 'Age band on the day of the assignment.', of: AGE_BANDS, nullable: true }) ageBand:
    string | null;
  @TextsField({ about: 'Languages (ISO 639).', example: ['sw', 'fr'] }) languages: string[];
  @TextField({ about: 'Education.', nullable: true, example: 'primary' }) education: string | null;
}

export class ProfileResponse {
  @CountField({ about: 'Persons in the household.', example: 3 }) familySize: number;
  @ObjectsField(() => ProfileOfPersonResponse, { about: 'Each person, unnamed.' }) persons: ProfileOfPersonResponse[];
}

export class PersonInAssignmentResponse {
  @IdField({ about: 'Id of the person.' }) id: string;
  @TextField({ about: 'Family name.', min: 0, example: 'Mugisha' }) familyName: string;
  @TextField({ about: 'Given names.', min: 0, example: 'Aline' }) givenNames: string;
  @TextField({ about: 'Sex.', example: 'female' }) sex: string;
  @DateField({ about: 'Date of birth.', nullable: true }) birthDate: string | null;
  @TextField({ about: 'Relation to the principal applicant.', example: 'principal_applicant' })
  relationToPrincipal: string;
  @DateField({ about: 'Received on.', nullable: true }) receivedOn: string | null;
  @DateField({ about: 'Left the assignment on.', nullable: true }) endedOn: string | null;
  @TextField({ about: 'Why (for the agency).', nullable: true }) endedWhy: string | null;
}

export class AssignmentSummaryResponse {
  @IdField({ about: 'Id of the assignment.' }) id: string;
  @ChoiceField({ about: 'State.', of: ASSIGNMENT_STATUSES }) status: AssignmentStatus;
  @TextField({ about: 'Four-digit code of the municipality.', example: '0680' }) municipalityCode: string;
  @TextField({ about: 'Its name.', example: 'Jönköping' }) municipalityName: string;
  @CountField({ about: 'Year of the municipal number under which it counts.', example: 2025 }) year: number;
  @DateField({ about: 'Day of the decision.' }) assignedOn: string;
  @DateField({ about: 'Latest reception.' }) latestReceptionOn: string;
  @DateField({ about: 'Day of the answer.', nullable: true }) answeredOn: string | null;
  @FlagField({ about: 'A dwelling is confirmed.' }) dwellingConfirmed: boolean;
  @IdField({ about: 'The case (for the agency).', nullable: true }) caseId: string | null;
  @TextField({ about: 'Its diary number (for the agency).', nullable: true, example: 'VID-2025-00017' }) diaryNumber:
    string | null;
  @ObjectField(() => ProfileResponse, { about: 'The household, unnamed.' }) profile: ProfileResponse;
  @CountField({ about: 'Persons beyond the municipal number when it was decided.', example: 0 }) overAssigned: number;
  @CountField({ about: 'Persons who left it unreceived and are not replaced under the same number.', example: 0 })
  replaceable: number;
}

export class AssignmentResponse extends AssignmentSummaryResponse {
  @CountField({ about: 'Version, also the ETag.', example: 1 }) version: number;
  @ObjectsField(() => PersonInAssignmentResponse, {
    about: 'The persons; null before the municipality has accepted.',
    nullable: true,
  })
  persons: PersonInAssignmentResponse[] | null;
  @TextField({ about: 'Why this municipality (for the agency).', nullable: true }) reason: string | null;
  @TextField({ about: 'Why beyond the number (for the agency).', nullable: true }) overAssignmentReason: string | null;
  @IdField({ about: 'The unused assignment that it replaces (for the agency).', nullable: true }) replacesId:
    string | null;
  @ChoiceField({ about: 'How far the municipality knows the household.', of: DISCLOSURE_STAGES })
  stage: DisclosureStage;
  @ObjectsField(() => NeedsOfPersonRequest, {
    about: 'What the municipality was told to arrange for reasons of health; null before, and for who need not know.',
    nullable: true,
  })
  needs: NeedsOfPersonRequest[] | null;
  @TextField({ about: 'Whom to reach about the reception.', nullable: true }) contact: string | null;
  @TextField({ about: 'Who answered.', nullable: true }) answeredBy: string | null;
  @TextField({ about: 'Reason code of a decline.', nullable: true }) declineReasonCode: string | null;
  @TextField({ about: "The municipality's words.", nullable: true }) comment: string | null;
  @TextField({ about: 'Who changed it last.' }) changedBy: string;
  @InstantField({ about: 'When.' }) changedAt: string;
}

export class AssignmentListResponse {
  @ObjectsField(() => AssignmentSummaryResponse, { about: 'The assignments, the latest first.' })
  items: AssignmentSummaryResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

export class AssignedCaseResponse extends CaseResponse {
  @IdField({ about: 'Id of the new assignment, which the municipality answers.' }) assignmentId: string;
}

export const toAssignmentSummaryResponse = (view: AssignmentView): AssignmentSummaryResponse => {
  const {
    id,
    status,
    municipalityCode,
    municipalityName,
    year,
    assignedOn,
    latestReceptionOn,
    answeredOn,
    dwellingConfirmed,
    caseId,
    diaryNumber,
    profile,
    overAssigned,
  } = view;
  const replaceable = view.freed - view.replaced;
  return {
    id,
    status,
    municipalityCode,
    municipalityName,
    year,
    assignedOn,
    latestReceptionOn,
    answeredOn,
    dwellingConfirmed,
    caseId,
    diaryNumber,
    profile,
    overAssigned,
    replaceable,
  };
};

export const toAssignmentResponse = (view: AssignmentView): AssignmentResponse => {
  const {
    version,
    reason,
    overAssignmentReason,
    replacesId,
    stage,
    needs,
    contact,
    answeredBy,
    declineReasonCode,
    comment,
    changedBy,
    changedAt,
  } = view;
  return {
    ...toAssignmentSummaryResponse(view),
    persons:
      view.persons?.map(
        ({
          person: { id, familyName, givenNames, sex, birthDate, relationToPrincipal },
          receivedOn,
          endedOn,
          endedWhy,
        }) => ({
          ...{ id, familyName, givenNames, sex, birthDate, relationToPrincipal },
          ...{ receivedOn, endedOn, endedWhy },
        }),
      ) ?? null,
    ...{
      version,
      reason,
      overAssignmentReason,
      replacesId,
      stage,
      needs: needs?.map((one) => ({ personId: one.personId, needs: [...one.needs] })) ?? null,
      contact,
      answeredBy,
      declineReasonCode,
      comment,
      changedBy,
      changedAt,
    },
  };
};
