// The words that an RRF may use. Sections: UNHCR Resettlement Handbook (domain.md (b)).

/** Who proposes the persons: UNHCR with an RRF, a Swedish mission abroad, or a tribunal for its witnesses. */
export const SUBMISSION_SOURCES = ['unhcr', 'embassy', 'witness'] as const;
export type SubmissionSource = (typeof SUBMISSION_SOURCES)[number];

export const PRIORITIES = ['emergency', 'urgent', 'normal'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const ROUTE_WISHES = ['dossier', 'mission'] as const;
export type RouteWish = (typeof ROUTE_WISHES)[number];

export const SEXES = ['female', 'male', 'other', 'unknown'] as const;
export type Sex = (typeof SEXES)[number];

/** How much of the birth date is known; a month or a year may be written as its first day. */
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

/**
 * The codes of section 6. Those beyond the list above are told in the form alone and become no column: persons are not searched by
 * health or orientation (Utlänningsdatalagen 17 §).
 */
export const DESCRIBED_NEEDS = [
  ...SPECIFIC_NEEDS,
  'sexual_or_gender_based_violence',
  'torture',
  'lgbtiq',
  'pregnancy',
  'other',
] as const;
export type DescribedNeed = (typeof DESCRIBED_NEEDS)[number];

/** Why two cases are linked in UNHCR's register. Several spouses, and an under-age one, have cases of their own (domain.md (e) 21). */
export const CASE_LINKS = [
  'family',
  'dependency',
  'separated_spouse',
  'polygamous_marriage',
  'under_age_spouse',
  'other',
] as const;
export type CaseLink = (typeof CASE_LINKS)[number];

/** What a paragraph of section 5 is about. */
export const NEED_TOPICS = ['categories', 'priority', 'durable_solutions', 'protection', 'other'] as const;
export type NeedTopic = (typeof NEED_TOPICS)[number];

/** What a paragraph of section 7 is about. */
export const REMARK_TOPICS = [
  'dependants',
  'separated_spouses',
  'polygamy',
  'custody',
  'best_interests',
  'travel',
  'other',
] as const;
export type RemarkTopic = (typeof REMARK_TOPICS)[number];

/** The papers that come with the form: medical assessment form (MAF), best-interests assessment and determination (BIA, BID) ... */
export const ATTACHMENT_TYPES = [
  'maf',
  'bia',
  'bid',
  'custody',
  'guardianship',
  'marriage_certificate',
  'birth_certificate',
  'death_certificate',
  'rsd_assessment',
  'police_record',
  'photo',
  'other',
] as const;
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

/** With whom the persons agree that their data are shared. */
export const SHARED_WITH = ['resettlement_state', 'municipality', 'service_providers', 'travel_organisation'] as const;
export type SharedWith = (typeof SHARED_WITH)[number];
