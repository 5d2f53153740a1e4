import { CaseResponse, toCaseResponse, type NewPerson } from '../cases/index.js';
import type { Unmet } from '../kernel/index.js';
import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  IdsField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import type { FamilyChange, FamilyPreview } from './change-family.js';
import { ARRIVALS, EFFECT_AREAS, type Effect } from './domain/family.js';
import { RELATIONS } from './domain/relations.js';
import type { Wish } from './weigh.js';

const COUNTRY = /^[A-Z]{2}$/;
const unknown = { optional: true, nullable: true } as const;

class ReasonRequest {
  @TextField({ about: 'Why, and how it is known.', min: 3, max: 2000, example: 'UNHCR told us on 12 March.' })
  reason: string;
}

export class MemberRelationRequest {
  @IdField({ about: 'Whose relation.' }) personId: string;
  @ChoiceField({ about: 'What the person is to the principal applicant.', of: RELATIONS, example: 'sibling' })
  relation: string;
}

class MemberRelationsRequest extends ReasonRequest {
  @ObjectsField(() => MemberRelationRequest, {
    about: 'Relations that cannot be derived, or that differ from what is derived.',
    maxItems: 50,
    optional: true,
    example: [],
  })
  relations?: MemberRelationRequest[];
}

export class AddMemberRequest extends ReasonRequest {
  @ChoiceField({ about: 'A newborn, or a relative who was found.', of: ARRIVALS }) arrival: (typeof ARRIVALS)[number];
  @IdField({ about: 'The parent in the case, of a newborn.', optional: true }) parentId?: string;
  @TextField({ about: "UNHCR's individual number, when there is one.", max: 60, ...unknown }) individualNumber?:
    string | null;
  @TextField({ about: 'Family name.', max: 200, example: 'Mugisha' }) familyName: string;
  @TextField({ about: 'Given names; empty when not named yet.', min: 0, max: 200, example: 'Espoir' })
  givenNames: string;
  @TextsField({ about: 'Other names.', max: 200, maxItems: 20, optional: true, example: [] }) otherNames?: string[];
  @ChoiceField({ about: 'Sex.', of: ['female', 'male', 'other', 'unknown'] }) sex: string;
  @DateField({ about: 'Birth date.', ...unknown }) birthDate?: string | null;
  @ChoiceField({ about: 'How much of the birth date is known.', of: ['day', 'month', 'year'] })
  birthDatePrecision: string;
  @FlagField({ about: 'The birth date is an estimate.', optional: true, example: false }) birthDateEstimated?: boolean;
  @CodeField({ about: 'Country of birth.', pattern: COUNTRY, ...unknown, example: 'UG' }) countryOfBirth?:
    string | null;
  @CodeField({ about: 'Nationality; null when stateless.', pattern: COUNTRY, ...unknown, example: 'CD' }) nationality?:
    string | null;
  @FlagField({ about: 'Stateless.', example: false }) stateless: boolean;
  @ChoiceField({ about: 'What the person is to the principal applicant.', of: RELATIONS, example: 'son' })
  relationToPrincipal: string;
  @DateField({ about: 'Consented, or a guardian did.', ...unknown }) consentOn?: string | null;
  @FlagField({ about: 'Already protected by an EU member state.', example: false }) holdsEuProtection: boolean;
}

export class ChoosePrincipalRequest extends MemberRelationsRequest {
  @IdField({ about: 'The new principal applicant; by the rule of the house when left out.', optional: true })
  principalId?: string;
}

const TWO = ['0195d3c0-0000-7000-8000-000000000000', '0195d3c0-0000-7000-8000-000000000001'];

class CoupleRequest extends ReasonRequest {
  @IdsField({ about: 'The two of them.', minItems: 2, maxItems: 2, example: TWO }) personIds: string[];
}

export class NewNameRequest {
  @IdField({ about: 'Who takes the name.' }) personId: string;
  @TextField({ about: 'The new family name: a new identity, to be screened anew.', max: 200, example: 'Okello' })
  familyName: string;
}

export class RecordMarriageRequest extends CoupleRequest {
  @ObjectsField(() => NewNameRequest, { about: 'Who takes a new name.', maxItems: 2, optional: true, example: [] })
  newNames?: NewNameRequest[];
}

export class RecordSeparationRequest extends CoupleRequest {}

export class SplitCaseRequest extends MemberRelationsRequest {
  @IdsField({ about: 'Who goes on in a case of their own.', minItems: 1, maxItems: 50 }) personIds: string[];
  @IdField({ about: 'Principal applicant of the new case; by the rule of the house when left out.', optional: true })
  principalId?: string;
}

export class MergeCasesRequest extends MemberRelationsRequest {
  @IdField({ about: 'The case whose persons go on in this one; it is closed as merged.' }) otherCaseId: string;
  @CountField({ about: 'The version of that case on which this is decided.', min: 1, example: 1 })
  otherCaseVersion: number;
}

export class LinkCasesRequest extends ReasonRequest {
  @IdField({ about: 'The case to travel and settle together with.' }) otherCaseId: string;
}

export class DismissDifferenceRequest extends ReasonRequest {
  @IdField({ about: 'The difference (GET …/family).' }) differenceId: string;
}

export class EffectResponse {
  @TextField({ about: 'Stable code.', example: 'ownReferral' }) code: string;
  @ChoiceField({ about: 'On what.', of: EFFECT_AREAS }) area: string;
  @ChoiceField({ about: 'Whether it changes, stays, or is to be checked.', of: ['changes', 'stays', 'check'] })
  kind: string;
  @TextField({ about: 'In words.', max: 1000 }) detail: string;
  @IdField({ about: 'Whom it concerns; null for the case.', nullable: true }) personId: string | null;
  @TextField({ about: 'The law, ordinance or practice behind it.' }) source: string;
}

export class UnmetInFamilyResponse {
  @TextField({ about: 'Stable code.', example: 'relationUnknown' }) code: string;
  @TextField({ about: 'What is missing, in words.', max: 1000 }) detail: string;
  @TextField({ about: 'The law, ordinance or practice behind it.' }) source: string;
  @IdField({ about: 'Whom it concerns; null for the case.', nullable: true }) personId: string | null;
}

export class FamilyPreviewResponse {
  @IdField({ about: 'The case.' }) caseId: string;
  @CountField({ about: 'Version of the case that this was read from: its ETag.', example: 3 }) caseVersion: number;
  @ObjectsField(() => EffectResponse, { about: 'What the change would do.' }) effects: EffectResponse[];
  @ObjectsField(() => UnmetInFamilyResponse, { about: 'What stands against it; empty when it would be carried out.' })
  unmet: UnmetInFamilyResponse[];
}

export class FamilyChangeResponse extends CaseResponse {
  @IdField({ about: 'The other case: opened by the split, merged into this one, or linked.', nullable: true })
  otherCaseId: string | null;
  @ObjectsField(() => EffectResponse, { about: 'What the change has done.' }) effects: EffectResponse[];
}

const toUnmet = ({ personId, ...unmet }: Unmet): UnmetInFamilyResponse => ({ ...unmet, personId: personId ?? null });

export const toPreviewResponse = ({ caseId, caseVersion, effects, unmet }: FamilyPreview): FamilyPreviewResponse => ({
  caseId,
  caseVersion,
  effects: [...effects],
  unmet: unmet.map(toUnmet),
});

export const toChangeResponse = ({ theCase, otherCaseId, effects }: FamilyChange): FamilyChangeResponse => ({
  ...toCaseResponse(theCase),
  otherCaseId,
  effects: effects.map((effect: Effect) => ({ ...effect })),
});

/** The wish to add a member: what was not said of the person is not known. */
export const toAddMember = ({ arrival, parentId, reason, ...person }: AddMemberRequest): Wish => ({
  verb: 'add_member',
  arrival,
  parentId,
  reason,
  person: toNewPerson(person),
});

const toNewPerson = (body: Omit<AddMemberRequest, 'arrival' | 'parentId' | 'reason'>): NewPerson => ({
  individualNumber: body.individualNumber ?? null,
  familyName: body.familyName,
  givenNames: body.givenNames,
  otherNames: body.otherNames ?? [],
  sex: body.sex,
  birthDate: body.birthDate ?? null,
  birthDatePrecision: body.birthDatePrecision,
  birthDateEstimated: body.birthDateEstimated ?? false,
  countryOfBirth: body.countryOfBirth ?? null,
  nationality: body.nationality ?? null,
  stateless: body.stateless,
  maritalStatus: null,
  relationToPrincipal: body.relationToPrincipal,
  languages: [],
  education: null,
  occupation: null,
  specificNeeds: [],
  consentOn: body.consentOn ?? null,
  holdsEuProtection: body.holdsEuProtection,
});
