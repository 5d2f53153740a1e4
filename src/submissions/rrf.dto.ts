import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import {
  BIRTH_DATE_PRECISIONS,
  CASE_LINKS,
  EDUCATION_LEVELS,
  IDENTITY_DOCUMENT_TYPES,
  LANGUAGE_LEVELS,
  MARITAL_STATUSES,
  PRIORITIES,
  REFUGEE_STATUS_BASES,
  RELATIONS,
  ROUTE_WISHES,
  SEXES,
  SPECIFIC_NEEDS,
  SUBMISSION_SOURCES,
  type Rrf,
  type RrfPerson,
} from './domain/rrf.js';

// The RRF as a request and in answers; what each field means to a sender stands in seeds/demo/README.md.

const COUNTRY = /^[A-Z]{2}$/;
const LANGUAGE = /^[a-z]{2,3}$/;
const CATEGORY = /^[A-Z]{3}$/;
const MUNICIPALITY = /^\d{4}$/;
const MAX_PERSONS = 50;
/** A value that the sender did not know: left out or null. */
const unknown = { optional: true, nullable: true } as const;

export class RrfLanguageBody {
  @CodeField({ about: 'ISO 639 code.', pattern: LANGUAGE, example: 'sw' }) language: string;
  @ChoiceField({ about: 'Level.', of: LANGUAGE_LEVELS }) level: (typeof LANGUAGE_LEVELS)[number];
}

export class RrfDocumentBody {
  @ChoiceField({ about: 'Type.', of: IDENTITY_DOCUMENT_TYPES, example: 'refugee_identity_card' })
  type: (typeof IDENTITY_DOCUMENT_TYPES)[number];
  @TextField({ about: 'Number.', max: 100, example: 'RID-004711' }) number: string;
  @CodeField({ about: 'Country of issue, ISO 3166-1 alpha-2.', pattern: COUNTRY, example: 'UG' })
  issuingCountry: string;
  @DateField({ about: 'Last day of validity.', ...unknown, example: '2027-05-31' }) expiresOn?: string | null;
}

export class RrfPersonBody implements RrfPerson {
  @TextField({ about: "UNHCR's number for the person.", max: 60, example: 'SYN-900-00000001' })
  individualNumber: string;
  @TextField({ about: 'Family name, in any script.', max: 200, example: 'Mugisha' }) familyName: string;
  @TextField({ about: 'Given names; empty for who has one name alone.', min: 0, max: 200, example: 'Aline' })
  givenNames: string;
  @TextsField({
    about: 'Aliases, earlier names, the name in its own script.',
    max: 200,
    maxItems: 20,
    optional: true,
    example: [],
  })
  otherNames?: string[];
  @ChoiceField({ about: 'Sex.', of: SEXES }) sex: (typeof SEXES)[number];
  @DateField({ about: 'Birth date; a known month or year is written as its first day.', example: '1990-01-01' })
  birthDate: string;
  @ChoiceField({ about: 'How much of the birth date is known.', of: BIRTH_DATE_PRECISIONS, example: 'year' })
  birthDatePrecision: (typeof BIRTH_DATE_PRECISIONS)[number];
  @CodeField({ about: 'Country of birth.', pattern: COUNTRY, ...unknown, example: 'CD' }) countryOfBirth?:
    string | null;
  @CodeField({ about: 'Nationality; null when stateless.', pattern: COUNTRY, ...unknown, example: 'CD' }) nationality?:
    string | null;
  @FlagField({ about: 'Stateless.', example: false }) stateless: boolean;
  @ChoiceField({ about: 'Marital status.', of: MARITAL_STATUSES }) maritalStatus: (typeof MARITAL_STATUSES)[number];
  @ChoiceField({ about: 'What the person is to the principal applicant.', of: RELATIONS })
  relationToPrincipal: (typeof RELATIONS)[number];
  @ObjectsField(() => RrfLanguageBody, {
    about: 'Languages with level.',
    maxItems: 20,
    optional: true,
    example: [{ language: 'sw', level: 'mother_tongue' }],
  })
  languages?: RrfLanguageBody[];
  @ChoiceField({ about: 'Education.', of: EDUCATION_LEVELS, ...unknown, example: 'primary' }) education?:
    (typeof EDUCATION_LEVELS)[number] | null;
  @TextField({ about: 'Occupation.', min: 0, ...unknown, example: 'Tailor' }) occupation?: string | null;
  @ObjectsField(() => RrfDocumentBody, {
    about: 'Identity and civil papers.',
    maxItems: 20,
    optional: true,
    example: [],
  })
  documents?: RrfDocumentBody[];
  @DateField({ about: 'Registered as a refugee in the country of asylum.', ...unknown, example: '2017-03-14' })
  registeredOn?: string | null;
  @ChoiceField({ about: 'Ground of the refugee status.', of: REFUGEE_STATUS_BASES, ...unknown, example: 'prima_facie' })
  refugeeStatusBasis?: (typeof REFUGEE_STATUS_BASES)[number] | null;
  @TextsField({ about: 'Specific needs.', of: SPECIFIC_NEEDS, maxItems: 20, optional: true, example: [] })
  specificNeeds?: (typeof SPECIFIC_NEEDS)[number][];
  @DateField({ about: 'Date of the medical assessment form.', ...unknown, example: null }) medicalFormOn?:
    string | null;
  @DateField({ about: 'Date of the best-interests paper for a child.', ...unknown, example: null }) bestInterestsOn?:
    string | null;
  @DateField({ about: 'Consented to the submission and to the sharing of data.', ...unknown, example: '2024-11-04' })
  consentOn?: string | null;
  @DateField({ about: 'Own signature, of an adult.', ...unknown, example: '2024-11-04' }) signedOn?: string | null;
  @FlagField({ about: 'Already protected by an EU member state.', example: false }) holdsEuProtection: boolean;
}

export class RrfLinkedCaseBody {
  @TextField({ about: 'UNHCR case number of the other case.', max: 60, example: 'SYN-900-25C00002' })
  unhcrCaseNumber: string;
  @ChoiceField({ about: 'Why they are linked.', of: CASE_LINKS }) relation: (typeof CASE_LINKS)[number];
}

export class RelativeInSwedenBody {
  @TextField({ about: 'Name.', max: 200, example: 'Neema Mugisha' }) name: string;
  @TextField({ about: 'What the relative is to the principal applicant, in words.', max: 100, example: 'sister' })
  relation: string;
  @CodeField({
    about: 'Four-digit code of the municipality, a string.',
    pattern: MUNICIPALITY,
    ...unknown,
    example: '0180',
  })
  municipalityCode?: string | null;
}

export class RrfBody implements Rrf {
  @ChoiceField({ about: 'Who proposes.', of: SUBMISSION_SOURCES }) source: (typeof SUBMISSION_SOURCES)[number];
  @TextField({ about: "UNHCR's case number.", max: 60, ...unknown, example: 'SYN-900-25C00001' }) unhcrCaseNumber?:
    string | null;
  @TextField({
    about: "UNHCR's resettlement reference number, or the number of the sender's own letter.",
    max: 60,
    example: 'SYN-900-RST-2025-00001',
  })
  resettlementReferenceNumber: string;
  @DateField({ about: 'The day it was sent.', example: '2024-11-18' }) submittedOn: string;
  @DateField({ about: 'The day the form was completed.', example: '2024-11-11' }) rrfDate: string;
  @ChoiceField({ about: 'Priority.', of: PRIORITIES, example: 'normal' }) priority: (typeof PRIORITIES)[number];
  @TextField({ about: 'Why emergency or urgent.', min: 0, max: 4000, ...unknown, example: null })
  priorityJustification?: string | null;
  @CodeField({ about: 'Primary submission category.', pattern: CATEGORY, example: 'LPN' }) primaryCategory: string;
  @CodeField({ about: 'Secondary submission category, another one.', pattern: CATEGORY, ...unknown, example: 'LAS' })
  secondaryCategory?: string | null;
  @CountField({ about: 'Stated number of persons; equals those listed.', min: 1, max: MAX_PERSONS, example: 1 })
  caseSize: number;
  @CodeField({ about: 'Country of asylum, ISO 3166-1 alpha-2.', pattern: COUNTRY, example: 'UG' })
  countryOfAsylum: string;
  @TextField({ about: 'UNHCR office.', min: 0, ...unknown, example: 'UNHCR Kampala' }) unhcrOffice?: string | null;
  @TextField({ about: 'Submitting officer.', min: 0, ...unknown, example: 'Synthetic officer 1' }) submittingOfficer?:
    string | null;
  @ChoiceField({ about: 'Route that UNHCR suggests.', of: ROUTE_WISHES, ...unknown, example: 'mission' }) routeWish?:
    (typeof ROUTE_WISHES)[number] | null;
  @ObjectsField(() => RrfLinkedCaseBody, { about: 'Linked cases.', maxItems: 20, optional: true, example: [] })
  linkedCases?: RrfLinkedCaseBody[];
  @TextField({
    about: 'Why these persons need resettlement.',
    min: 0,
    max: 20000,
    ...unknown,
    example: 'The family cannot live safely in the settlement.',
  })
  needsSummary?: string | null;
  @TextField({
    about: 'Why neither return nor local integration is a solution.',
    min: 0,
    max: 20000,
    ...unknown,
    example: 'Neither is foreseeable.',
  })
  durableSolutions?: string | null;
  @ObjectsField(() => RrfPersonBody, { about: 'The persons.', minItems: 1, maxItems: MAX_PERSONS })
  persons: RrfPersonBody[];
  @ObjectsField(() => RelativeInSwedenBody, {
    about: 'Relatives in Sweden.',
    maxItems: 50,
    optional: true,
    example: [],
  })
  relativesInSweden?: RelativeInSwedenBody[];
}
