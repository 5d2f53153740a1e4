import type { PlainDate } from '../../kernel/index.js';

// One RRF as it arrives: the body of POST /submissions and one line of a batch. The page that explains every field to those
// who write such lines is seeds/demo/README.md. Sections and rules: UNHCR Resettlement Handbook (domain.md (b)).

/** Who proposes the persons: UNHCR with an RRF, a Swedish mission abroad, or a tribunal for its witnesses. */
export const SUBMISSION_SOURCES = ['unhcr', 'embassy', 'witness'] as const;
export type SubmissionSource = (typeof SUBMISSION_SOURCES)[number];

export const PRIORITIES = ['emergency', 'urgent', 'normal'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const ROUTE_WISHES = ['dossier', 'mission'] as const;
export type RouteWish = (typeof ROUTE_WISHES)[number];

export const SEXES = ['female', 'male', 'other', 'unknown'] as const;
export type Sex = (typeof SEXES)[number];

/** How much of the birth date is known; a month or a year is written as its first day. */
export const BIRTH_DATE_PRECISIONS = ['day', 'month', 'year'] as const;
export type BirthDatePrecision = (typeof BIRTH_DATE_PRECISIONS)[number];

export const MARITAL_STATUSES = [
  'single',
  'married',
  'common_law',
  'separated',
  'divorced',
  'widowed',
  'unknown',
] as const;
export type MaritalStatus = (typeof MARITAL_STATUSES)[number];

/** What the person is to the principal applicant. */
export const RELATIONS = [
  'principal_applicant',
  'spouse',
  'partner',
  'son',
  'daughter',
  'parent',
  'sibling',
  'grandparent',
  'grandchild',
  'niece_or_nephew',
  'other_relative',
  'dependant',
] as const;
export type Relation = (typeof RELATIONS)[number];

export const LANGUAGE_LEVELS = ['mother_tongue', 'fluent', 'good', 'basic'] as const;
export type LanguageLevel = (typeof LANGUAGE_LEVELS)[number];

export const EDUCATION_LEVELS = [
  'none',
  'primary',
  'lower_secondary',
  'upper_secondary',
  'vocational',
  'university',
] as const;
export type EducationLevel = (typeof EDUCATION_LEVELS)[number];

export const IDENTITY_DOCUMENT_TYPES = [
  'passport',
  'national_identity_card',
  'refugee_identity_card',
  'birth_certificate',
  'marriage_certificate',
  'other',
] as const;
export type IdentityDocumentType = (typeof IDENTITY_DOCUMENT_TYPES)[number];

/** On what ground the person counts as a refugee, or why a person who is none is still submitted. */
export const REFUGEE_STATUS_BASES = [
  'convention',
  'mandate',
  'prima_facie',
  'derivative',
  'stateless_non_refugee',
  'dependent_non_refugee',
] as const;
export type RefugeeStatusBasis = (typeof REFUGEE_STATUS_BASES)[number];

export const SPECIFIC_NEEDS = [
  'medical',
  'disability',
  'older_person',
  'single_parent',
  'woman_at_risk',
  'child_at_risk',
  'unaccompanied_child',
  'survivor_of_violence',
  'legal_protection',
  'family_unity',
] as const;
export type SpecificNeed = (typeof SPECIFIC_NEEDS)[number];

/** Why two cases are linked in UNHCR's register. */
export const CASE_LINKS = ['family', 'dependency', 'separated_spouse', 'other'] as const;
export type CaseLink = (typeof CASE_LINKS)[number];

/** A value that the sender did not know: left out or null, which mean the same. */
type Unknown = null | undefined;

export interface RrfLanguage {
  /** ISO 639 code: `sw`, `ar`, `prs`. */
  readonly language: string;
  readonly level: LanguageLevel;
}

export interface RrfDocument {
  readonly type: IdentityDocumentType;
  readonly number: string;
  /** ISO 3166-1 alpha-2. */
  readonly issuingCountry: string;
  readonly expiresOn?: PlainDate | Unknown;
}

export interface RrfPerson {
  /** UNHCR's number for the person, unique within the RRF. */
  readonly individualNumber: string;
  readonly familyName: string;
  readonly givenNames: string;
  /** Aliases, earlier names, the name in its own script. */
  readonly otherNames?: readonly string[];
  readonly sex: Sex;
  readonly birthDate: PlainDate;
  readonly birthDatePrecision: BirthDatePrecision;
  readonly countryOfBirth?: string | Unknown;
  /** ISO 3166-1 alpha-2; null for a stateless person. */
  readonly nationality?: string | Unknown;
  readonly stateless: boolean;
  readonly maritalStatus: MaritalStatus;
  readonly relationToPrincipal: Relation;
  readonly languages?: readonly RrfLanguage[];
  readonly education?: EducationLevel | Unknown;
  readonly occupation?: string | Unknown;
  readonly documents?: readonly RrfDocument[];
  /** Registered as a refugee in the country of asylum. */
  readonly registeredOn?: PlainDate | Unknown;
  readonly refugeeStatusBasis?: RefugeeStatusBasis | Unknown;
  readonly specificNeeds?: readonly SpecificNeed[];
  /** Date of the medical assessment form (MAF). */
  readonly medicalFormOn?: PlainDate | Unknown;
  /** Date of the best-interests assessment or determination for a child. */
  readonly bestInterestsOn?: PlainDate | Unknown;
  /** The person (for a child: who has custody) agreed to the submission and to the sharing of data. */
  readonly consentOn?: PlainDate | Unknown;
  /** The person's own signature in section 8; adults only. */
  readonly signedOn?: PlainDate | Unknown;
  /** Already under the protection of an EU member state. */
  readonly holdsEuProtection: boolean;
}

export interface RrfLinkedCase {
  readonly unhcrCaseNumber: string;
  readonly relation: CaseLink;
}

export interface RelativeInSweden {
  readonly name: string;
  /** What the relative is to the principal applicant, in words. */
  readonly relation: string;
  /** Official four-digit code, a string: `0180`. */
  readonly municipalityCode?: string | Unknown;
}

export interface Rrf {
  readonly source: SubmissionSource;
  /** UNHCR's case number; embassy and witness cases have none. */
  readonly unhcrCaseNumber?: string | Unknown;
  /** UNHCR's resettlement reference number, or the number of the mission's or tribunal's own letter: with the source it names the submission. */
  readonly resettlementReferenceNumber: string;
  /** The day UNHCR sent it. */
  readonly submittedOn: PlainDate;
  /** The day the form was completed; a later version of the same RRF has a later day or the same. */
  readonly rrfDate: PlainDate;
  readonly priority: Priority;
  readonly priorityJustification?: string | Unknown;
  /** Code of a submission category: LPN, SVT, MED, WGR, FAM, CAR or LAS. */
  readonly primaryCategory: string;
  readonly secondaryCategory?: string | Unknown;
  /** The stated number of persons; must equal those listed. */
  readonly caseSize: number;
  /** ISO 3166-1 alpha-2. */
  readonly countryOfAsylum: string;
  readonly unhcrOffice?: string | Unknown;
  readonly submittingOfficer?: string | Unknown;
  readonly routeWish?: RouteWish | Unknown;
  readonly linkedCases?: readonly RrfLinkedCase[];
  /** Section 5: why these persons need resettlement. */
  readonly needsSummary?: string | Unknown;
  /** Section 5: why neither local integration nor return is a solution. */
  readonly durableSolutions?: string | Unknown;
  readonly persons: readonly RrfPerson[];
  readonly relativesInSweden?: readonly RelativeInSweden[];
}

/** The one person the case is named after, or undefined when the RRF names none. */
export const principalApplicantOf = (rrf: Rrf): RrfPerson | undefined =>
  rrf.persons.find((person) => person.relationToPrincipal === 'principal_applicant');
