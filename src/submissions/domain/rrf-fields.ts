import type { Rrf, RrfPerson } from './rrf.js';

/** Who may see a field: every reader of the RRF, those who may read its restricted parts, or by the mark of each paragraph. */
export type FieldAccess = 'open' | 'restricted' | 'by_mark';

export interface RrfField {
  /** Section of the form, 1 to 8; 9 stands for what is attached to it. */
  readonly section: number;
  readonly words: string;
  readonly access: FieldAccess;
}

const open = (section: number, words: string): RrfField => ({ section, words, access: 'open' });
/** Sections 4 to 6 are restricted, and what is sensitive by law wherever it stands (domain.md (b); Utlänningsdatalagen 14 §). */
const restricted = (section: number, words: string): RrfField => ({ section, words, access: 'restricted' });

/** Every field of the form but the persons, in the order of the form. A field without a line here does not compile. */
export const RRF_FIELDS = {
  source: open(1, 'source'),
  unhcrCaseNumber: open(1, 'UNHCR case number'),
  resettlementReferenceNumber: open(1, 'resettlement reference number'),
  sendingAuthority: open(1, 'sending authority'),
  submittedOn: open(1, 'submission date'),
  rrfDate: open(1, 'date of the form'),
  priority: open(1, 'priority'),
  primaryCategory: open(1, 'primary category'),
  secondaryCategory: open(1, 'secondary category'),
  caseSize: open(1, 'case size'),
  countryOfAsylum: open(1, 'country of asylum'),
  unhcrOffice: open(1, 'UNHCR office'),
  submittingOfficer: open(1, 'submitting officer'),
  routeWish: open(1, 'wish for dossier or mission'),
  linkedCases: open(1, 'linked cases'),
  relativesInSweden: open(3, 'relatives in Sweden'),
  relativesElsewhere: open(3, 'relatives elsewhere'),
  claims: restricted(4, 'recognition and claim'),
  priorityJustification: restricted(5, 'justification of the priority'),
  needsSummary: restricted(5, 'need for resettlement'),
  durableSolutions: restricted(5, 'durable solutions considered'),
  needsForResettlement: restricted(5, 'need for resettlement, paragraph'),
  describedNeeds: restricted(6, 'specific need in words'),
  remarks: { section: 7, words: 'remark', access: 'by_mark' },
  declaration: open(8, 'declaration'),
  attachments: open(9, 'attachment'),
} as const satisfies Record<Exclude<keyof Rrf, 'persons'>, RrfField>;

/** Every field of a person. */
export const PERSON_FIELDS = {
  individualNumber: open(2, 'individual number'),
  unhcrNumbers: open(2, 'UNHCR numbers'),
  familyName: open(2, 'family name'),
  givenNames: open(2, 'given names'),
  otherNames: open(2, 'other names'),
  sex: open(2, 'sex'),
  birthDate: open(2, 'birth date'),
  birthDatePrecision: open(2, 'how much of the birth date is known'),
  birthDateEstimated: open(2, 'birth date estimated'),
  placeOfBirth: open(2, 'place of birth'),
  countryOfBirth: open(2, 'country of birth'),
  nationality: open(2, 'nationality'),
  stateless: open(2, 'stateless'),
  ethnicity: restricted(2, 'ethnicity'),
  religion: restricted(2, 'religion'),
  maritalStatus: open(2, 'marital status'),
  relationToPrincipal: open(2, 'relation to the principal applicant'),
  languages: open(2, 'languages'),
  education: open(2, 'education'),
  occupation: open(2, 'occupation'),
  skills: open(2, 'skills'),
  documents: open(2, 'documents'),
  arrivedInAsylumOn: open(2, 'arrival in the country of asylum'),
  registeredOn: open(2, 'registration in the country of asylum'),
  refugeeStatusBasis: open(2, 'ground of the refugee status'),
  refugeeStatusOn: open(2, 'date of the refugee status'),
  biometricsTaken: open(2, 'biometrics taken'),
  specificNeeds: restricted(6, 'specific needs'),
  medicalFormOn: open(6, 'medical assessment form'),
  bestInterestsOn: open(7, 'best-interests paper'),
  consentOn: open(8, 'consent'),
  signedOn: open(8, 'signature'),
  holdsEuProtection: open(2, 'protection in an EU state'),
} as const satisfies Record<keyof RrfPerson, RrfField>;

export type RrfFieldName = keyof typeof RRF_FIELDS;
export type PersonFieldName = keyof typeof PERSON_FIELDS;
export const RRF_FIELD_NAMES = Object.keys(RRF_FIELDS) as RrfFieldName[];
export const PERSON_FIELD_NAMES = Object.keys(PERSON_FIELDS) as PersonFieldName[];
