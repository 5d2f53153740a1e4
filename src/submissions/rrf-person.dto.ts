import {
  ChoiceField,
  CodeField,
  DateField,
  FlagField,
  ObjectsField,
  PartialDateField,
  TextField,
  TextsField,
} from '../platform/index.js';
import {
  BIRTH_DATE_PRECISIONS,
  EDUCATION_LEVELS,
  IDENTITY_DOCUMENT_TYPES,
  LANGUAGE_LEVELS,
  MARITAL_STATUSES,
  REFUGEE_STATUS_BASES,
  RELATIONS,
  SEXES,
  SPECIFIC_NEEDS,
  type RrfDocument,
  type RrfPerson,
  type UnhcrNumber,
} from './domain/rrf.js';
import { COUNTRY, LANGUAGE, unknown } from './rrf-fields.dto.js';

// Section 2 of the RRF as a request and in answers; what each field means to a sender stands in seeds/demo/README.md.

export class RrfLanguageBody {
  @CodeField({ about: 'ISO 639 code.', pattern: LANGUAGE, example: 'sw' }) language: string;
  @ChoiceField({ about: 'Level.', of: LANGUAGE_LEVELS }) level: (typeof LANGUAGE_LEVELS)[number];
}

export class RrfDocumentBody implements RrfDocument {
  @ChoiceField({ about: 'Type.', of: IDENTITY_DOCUMENT_TYPES, example: 'refugee_identity_card' })
  type: (typeof IDENTITY_DOCUMENT_TYPES)[number];
  @TextField({ about: 'Number.', max: 100, example: 'RID-004711' }) number: string;
  @CodeField({ about: 'Country of issue, ISO 3166-1 alpha-2.', pattern: COUNTRY, example: 'UG' })
  issuingCountry: string;
  @TextField({ about: 'The authority that issued it.', ...unknown, example: 'Office of the Prime Minister' })
  issuer?: string | null;
  @PartialDateField({ about: 'Date of issue, as far as it is known.', ...unknown, example: '2022-06' })
  issuedOn?: string | null;
  @DateField({ about: 'Last day of validity.', ...unknown, example: '2027-05-31' }) expiresOn?: string | null;
}

export class UnhcrNumberBody implements UnhcrNumber {
  @TextField({ about: 'The number.', max: 60, example: 'SYN-900-00000001' }) number: string;
  @PartialDateField({ about: 'Given, as far as it is known.', ...unknown, example: '2017-03' }) issuedOn?:
    string | null;
  @DateField({ about: 'Last day of validity.', ...unknown, example: null }) validUntil?: string | null;
  @TextField({ about: 'The office that gave it.', ...unknown, example: 'UNHCR Mbarara' }) issuedBy?: string | null;
}

export class RrfPersonBody implements RrfPerson {
  @TextField({ about: "UNHCR's number for the person.", max: 60, example: 'SYN-900-00000001' })
  individualNumber: string;
  @ObjectsField(() => UnhcrNumberBody, {
    about: 'All numbers of the person with their dates: earlier ones, those of other offices.',
    maxItems: 20,
    optional: true,
    example: [],
  })
  unhcrNumbers?: UnhcrNumberBody[];
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
  @PartialDateField({
    about:
      'Birth date as far as it is known: 1990, 1990-05 or 1990-05-17. A month or year may also be written in full, as its first day, with the precision beside it.',
    example: '1990-01-01',
  })
  birthDate: string;
  @ChoiceField({
    about: 'How much of the birth date is known, when it is written in full.',
    of: BIRTH_DATE_PRECISIONS,
    optional: true,
    example: 'year',
  })
  birthDatePrecision?: (typeof BIRTH_DATE_PRECISIONS)[number];
  @FlagField({ about: 'The birth date is estimated.', optional: true, example: true }) birthDateEstimated?: boolean;
  @TextField({ about: 'Place of birth.', ...unknown, example: 'Goma' }) placeOfBirth?: string | null;
  @CodeField({ about: 'Country of birth.', pattern: COUNTRY, ...unknown, example: 'CD' }) countryOfBirth?:
    string | null;
  @CodeField({ about: 'Nationality; null when stateless.', pattern: COUNTRY, ...unknown, example: 'CD' }) nationality?:
    string | null;
  @FlagField({ about: 'Stateless.', example: false }) stateless: boolean;
  @TextField({ about: 'Ethnicity; kept in the form alone and shown to few.', ...unknown, example: null })
  ethnicity?: string | null;
  @TextField({ about: 'Religion; kept in the form alone and shown to few.', ...unknown, example: null })
  religion?: string | null;
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
  @TextsField({ about: 'Skills.', max: 200, maxItems: 20, optional: true, example: ['sewing'] }) skills?: string[];
  @ObjectsField(() => RrfDocumentBody, {
    about: 'Identity and civil papers.',
    maxItems: 20,
    optional: true,
    example: [],
  })
  documents?: RrfDocumentBody[];
  @PartialDateField({ about: 'Arrived in the country of asylum, as far as it is known.', ...unknown, example: '2017' })
  arrivedInAsylumOn?: string | null;
  @PartialDateField({
    about: 'Registered as a refugee in the country of asylum.',
    ...unknown,
    example: '2017-03-14',
  })
  registeredOn?: string | null;
  @ChoiceField({ about: 'Ground of the refugee status.', of: REFUGEE_STATUS_BASES, ...unknown, example: 'prima_facie' })
  refugeeStatusBasis?: (typeof REFUGEE_STATUS_BASES)[number] | null;
  @PartialDateField({ about: 'Date of the refugee status, as far as it is known.', ...unknown, example: '2017' })
  refugeeStatusOn?: string | null;
  @FlagField({ about: 'UNHCR has taken biometrics.', ...unknown, example: true }) biometricsTaken?: boolean | null;
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
