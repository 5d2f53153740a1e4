import { earliestDay, isPlainDate, precisionOf, type FieldError, type PlainDate } from '../../kernel/index.js';
import { birthOf, type Rrf, type RrfPerson } from './rrf.js';
import { wronglyNamed } from './named-persons.js';

// What no RRF may say: it contradicts itself or names what does not exist. Such input is refused and nothing is kept.
// What is merely lacking is asked for: completeness.ts.

/** The known codes, as the service reads them from the reference data. */
export interface RrfReference {
  readonly countries: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  readonly municipalities: ReadonlySet<string>;
}

const RRF_DATES = ['submittedOn', 'rrfDate'] as const satisfies readonly (keyof Rrf)[];
const PERSON_DATES = [
  'arrivedInAsylumOn',
  'registeredOn',
  'refugeeStatusOn',
  'medicalFormOn',
  'bestInterestsOn',
  'consentOn',
  'signedOn',
] as const satisfies readonly (keyof RrfPerson)[];

const persons = (count: number): string => (count === 1 ? '1 person' : `${count} persons`);

function unknownCountry(code: string | null | undefined, pointer: string, { countries }: RrfReference): FieldError[] {
  if (code == null || countries.has(code)) return [];
  return [{ pointer, code: 'unknownCountry', message: `${code} is not the two-letter code of a country.` }];
}

function unknownCategory(code: string | null | undefined, pointer: string, { categories }: RrfReference): FieldError[] {
  if (code == null || categories.has(code)) return [];
  return [
    {
      pointer,
      code: 'unknownCategory',
      message: `${code} is not a submission category: use ${[...categories].join(', ')}.`,
    },
  ];
}

const afterToday = (date: PlainDate | null | undefined, pointer: string, today: PlainDate): FieldError[] =>
  date != null && earliestDay(date) > today
    ? [{ pointer, code: 'dateInFuture', message: `${date} lies after today, ${today}.` }]
    : [];

/** A date in full may be known to the month or the year alone; one that is written shorter says itself how much is known. */
const isOtherPrecision = ({ birthDate, birthDatePrecision }: RrfPerson): boolean =>
  !isPlainDate(birthDate) && precisionOf(birthDate) !== birthDatePrecision;

function wrongAboutPerson(person: RrfPerson, at: string, today: PlainDate, reference: RrfReference): FieldError[] {
  const errors: FieldError[] = [];
  if (birthOf(person).earliest > today) {
    errors.push({
      pointer: `${at}/birthDate`,
      code: 'birthDateInFuture',
      message: `The birth date ${person.birthDate} lies after today, ${today}.`,
    });
  }
  if (person.birthDatePrecision !== undefined && isOtherPrecision(person)) {
    errors.push({
      pointer: `${at}/birthDatePrecision`,
      code: 'precisionMismatch',
      message: `The birth date is written to the ${precisionOf(person.birthDate)}; the precision says ${person.birthDatePrecision}.`,
    });
  }
  if (person.stateless && person.nationality != null) {
    errors.push({
      pointer: `${at}/nationality`,
      code: 'statelessWithNationality',
      message: 'A stateless person has no nationality: leave it out, or say that the person is not stateless.',
    });
  }
  return [
    ...errors,
    ...unknownCountry(person.countryOfBirth, `${at}/countryOfBirth`, reference),
    ...unknownCountry(person.nationality, `${at}/nationality`, reference),
    ...(person.documents ?? []).flatMap((document, index) =>
      unknownCountry(document.issuingCountry, `${at}/documents/${index}/issuingCountry`, reference),
    ),
    ...PERSON_DATES.flatMap((name) => afterToday(person[name], `${at}/${name}`, today)),
  ];
}

function wrongAboutCase(rrf: Rrf): FieldError[] {
  const errors: FieldError[] = [];
  const listed = rrf.persons.length;
  if (rrf.caseSize !== listed) {
    errors.push({
      pointer: '/caseSize',
      code: 'caseSizeMismatch',
      message: `The case size says ${persons(rrf.caseSize)}, but ${listed} ${listed === 1 ? 'is' : 'are'} listed.`,
    });
  }
  if (rrf.source === 'unhcr' && rrf.primaryCategory == null) {
    errors.push({
      pointer: '/primaryCategory',
      code: 'primaryCategoryMissing',
      message: 'A submission of UNHCR names its primary category; only those of missions and tribunals have none.',
    });
  }
  if (rrf.primaryCategory != null && rrf.primaryCategory === rrf.secondaryCategory) {
    errors.push({
      pointer: '/secondaryCategory',
      code: 'categoriesEqual',
      message: `Primary and secondary category are both ${rrf.primaryCategory}; they must differ.`,
    });
  }
  const principals = rrf.persons.filter((person) => person.relationToPrincipal === 'principal_applicant').length;
  if (principals !== 1) {
    errors.push({
      pointer: '/persons',
      code: 'principalApplicantCount',
      message: `A case has one principal applicant; this one lists ${principals === 0 ? 'none' : principals}.`,
    });
  }
  return errors;
}

function repeatedNumbers(rrf: Rrf): FieldError[] {
  const seen = new Set<string>();
  return rrf.persons.flatMap(({ individualNumber }, index) => {
    const repeated = seen.has(individualNumber);
    seen.add(individualNumber);
    return repeated
      ? [
          {
            pointer: `/persons/${index}/individualNumber`,
            code: 'individualNumberRepeated',
            message: 'This individual number is that of a person listed before.',
          },
        ]
      : [];
  });
}

/**
 * Everything in the RRF that must be corrected before it can be received; empty when it can.
 * A form dated before its sending, one principal applicant, a case size equal to the persons listed (UNHCR Resettlement
 * Handbook 4.6), two different categories (4.7), codes that exist, no date after `today`.
 */
export function invalidIn(rrf: Rrf, today: PlainDate, reference: RrfReference): FieldError[] {
  const sentBeforeWritten: FieldError[] =
    rrf.rrfDate > rrf.submittedOn
      ? [
          {
            pointer: '/rrfDate',
            code: 'rrfDateAfterSubmission',
            message: `The form is dated ${rrf.rrfDate}, after it was submitted on ${rrf.submittedOn}.`,
          },
        ]
      : [];
  return [
    ...wrongAboutCase(rrf),
    ...unknownCategory(rrf.primaryCategory, '/primaryCategory', reference),
    ...unknownCategory(rrf.secondaryCategory, '/secondaryCategory', reference),
    ...unknownCountry(rrf.countryOfAsylum, '/countryOfAsylum', reference),
    ...sentBeforeWritten,
    ...RRF_DATES.flatMap((name) => afterToday(rrf[name], `/${name}`, today)),
    ...repeatedNumbers(rrf),
    ...wronglyNamed(rrf),
    ...rrf.persons.flatMap((person, index) => wrongAboutPerson(person, `/persons/${index}`, today, reference)),
    ...(rrf.declaration ? afterToday(rrf.declaration.declaredOn, '/declaration/declaredOn', today) : []),
    ...(rrf.attachments ?? []).flatMap(({ datedOn }, index) =>
      afterToday(datedOn, `/attachments/${index}/datedOn`, today),
    ),
    ...(rrf.relativesElsewhere ?? []).flatMap(({ country }, index) =>
      unknownCountry(country, `/relativesElsewhere/${index}/country`, reference),
    ),
    ...(rrf.relativesInSweden ?? []).flatMap(({ municipalityCode }, index) =>
      municipalityCode == null || reference.municipalities.has(municipalityCode)
        ? []
        : [
            {
              pointer: `/relativesInSweden/${index}/municipalityCode`,
              code: 'unknownMunicipality',
              message: `${municipalityCode} is not the four-digit code of a municipality.`,
            },
          ],
    ),
  ];
}
