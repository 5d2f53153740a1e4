import fc from 'fast-check';
import type { Rrf, RrfPerson } from '../../src/submissions/index.js';
import {
  ATTACHMENT_TYPES,
  BIRTH_DATE_PRECISIONS,
  CASE_LINKS,
  DESCRIBED_NEEDS,
  EDUCATION_LEVELS,
  IDENTITY_DOCUMENT_TYPES,
  LANGUAGE_LEVELS,
  MARITAL_STATUSES,
  NEED_TOPICS,
  PRIORITIES,
  REFUGEE_STATUS_BASES,
  RELATIONS,
  REMARK_TOPICS,
  ROUTE_WISHES,
  SEXES,
  SHARED_WITH,
  SPECIFIC_NEEDS,
} from '../../src/submissions/domain/rrf-words.js';
import { NAMES } from './full-rrf.js';

// RRFs made at random: every field of every section, there or not, in several scripts. Valid on 2025-01-07, complete or not.

type Arbitrary<Value> = fc.Arbitrary<Value>;

const of = <Word>(words: readonly Word[]): Arbitrary<Word> => fc.constantFrom(...words);
/** Text of any script and sign but NUL, which no field takes; as it came, neither composed nor decomposed. */
const anyText = (maxLength: number, minLength = 1): Arbitrary<string> =>
  fc
    .string({ unit: 'binary', minLength, maxLength })
    .map((text) => text.replaceAll('\u0000', ' '))
    .filter((text) => text.length >= minLength);
const name: Arbitrary<string> = fc.oneof(of(Object.values(NAMES).flat()), anyText(40));
/** Left out, null, or there: the first two mean the same, and both come back as they were. */
const unknown = <Value>(known: Arbitrary<Value>): Arbitrary<Value | null | undefined> =>
  fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: of([null, undefined]) });
const optional = <Value>(known: Arbitrary<Value>): Arbitrary<Value | undefined> => fc.option(known, { nil: undefined });
const list = <Value>(item: Arbitrary<Value>, maxLength = 3): Arbitrary<Value[] | undefined> =>
  optional(fc.array(item, { maxLength }));

const two = (value: number): string => String(value).padStart(2, '0');
const date = fc
  .tuple(fc.integer({ min: 1930, max: 2023 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => `${year}-${two(month)}-${two(day)}`);
const partial = fc.tuple(date, of([4, 7, 10])).map(([day, known]) => day.slice(0, known));
const later = date.map((day) => `${2025 + (Number(day.slice(0, 4)) % 5)}${day.slice(4)}`);
const country = of(['ER', 'ET', 'SD', 'CD', 'UG', 'KE', 'AF', 'TR']);
const language = of(['ti', 'am', 'ar', 'sw', 'prs', 'en']);
const long = anyText(200);

const birth = fc.oneof(
  partial.map((birthDate) => ({ birthDate })),
  fc
    .tuple(date, of(BIRTH_DATE_PRECISIONS))
    .map(([birthDate, birthDatePrecision]) => ({ birthDate, birthDatePrecision })),
);

const person = (individualNumber: string, isPrincipal: boolean): Arbitrary<RrfPerson> =>
  fc
    .tuple(
      birth,
      fc.record({
        unhcrNumbers: list(
          fc.record({
            number: anyText(20),
            issuedOn: unknown(partial),
            validUntil: unknown(later),
            issuedBy: unknown(name),
          }),
        ),
        familyName: name,
        givenNames: fc.oneof(name, of([''])),
        otherNames: list(name, 6),
        sex: of(SEXES),
        birthDateEstimated: optional(fc.boolean()),
        placeOfBirth: unknown(name),
        countryOfBirth: unknown(country),
        origin: fc.oneof(
          country.map((nationality) => ({ nationality, stateless: false })),
          of([{ nationality: null, stateless: true }, { stateless: true }]),
        ),
        ethnicity: unknown(name),
        religion: unknown(name),
        maritalStatus: of(MARITAL_STATUSES),
        relationToPrincipal: isPrincipal ? of(['principal_applicant' as const]) : of(RELATIONS.slice(1)),
        languages: list(fc.record({ language, level: of(LANGUAGE_LEVELS) })),
        education: unknown(of(EDUCATION_LEVELS)),
        occupation: unknown(name),
        skills: list(name),
        documents: list(
          fc.record({
            type: of(IDENTITY_DOCUMENT_TYPES),
            number: anyText(20),
            issuingCountry: country,
            issuer: unknown(name),
            issuedOn: unknown(partial),
            expiresOn: unknown(later),
          }),
        ),
        arrivedInAsylumOn: unknown(partial),
        registeredOn: unknown(partial),
        refugeeStatusBasis: unknown(of(REFUGEE_STATUS_BASES)),
        refugeeStatusOn: unknown(partial),
        biometricsTaken: unknown(fc.boolean()),
        specificNeeds: list(of(SPECIFIC_NEEDS)),
        medicalFormOn: unknown(date),
        bestInterestsOn: unknown(date),
        consentOn: unknown(date),
        signedOn: unknown(date),
        holdsEuProtection: fc.boolean(),
      }),
    )
    .map(([born, { origin, ...rest }]) => ({ individualNumber, ...rest, ...born, ...origin }));

/** A valid RRF under the number, with one to four persons. */
export function generatedRrf(number: string): Arbitrary<Rrf> {
  const numbers = fc
    .integer({ min: 1, max: 4 })
    .map((count) => Array.from({ length: count }, (_, index) => `${number}-P${index + 1}`));
  return numbers.chain((persons) => {
    const about = fc.subarray(persons, { minLength: 1 });
    const relative = {
      name,
      relation: anyText(40),
      relativeOf: unknown(of(persons)),
      standing: unknown(name),
      contact: unknown(name),
    };
    return fc
      .record({
        persons: fc.tuple(...persons.map((one, index) => person(one, index === 0))),
        categories: fc.shuffledSubarray(['LPN', 'SVT', 'MED', 'WGR', 'FAM', 'CAR', 'LAS'], {
          minLength: 2,
          maxLength: 2,
        }),
        unhcrCaseNumber: unknown(anyText(30)),
        sendingAuthority: unknown(name),
        priority: of(PRIORITIES),
        priorityJustification: unknown(long),
        unhcrOffice: unknown(name),
        submittingOfficer: unknown(name),
        routeWish: unknown(of(ROUTE_WISHES)),
        linkedCases: list(
          fc.record({ unhcrCaseNumber: anyText(30), relation: of(CASE_LINKS), travelTogether: optional(fc.boolean()) }),
        ),
        needsSummary: unknown(long),
        durableSolutions: unknown(long),
        relativesInSweden: list(fc.record({ ...relative, municipalityCode: unknown(of(['0180', '1480', '2480'])) })),
        relativesElsewhere: list(fc.record({ ...relative, country: unknown(country), whereabouts: unknown(name) })),
        claims: list(
          fc.record({
            about,
            basis: unknown(of(REFUGEE_STATUS_BASES)),
            text: long,
            exclusionConsiderations: unknown(long),
            credibility: unknown(long),
          }),
        ),
        needsForResettlement: list(fc.record({ about, topic: of(NEED_TOPICS), text: long })),
        describedNeeds: list(fc.record({ about, code: of(DESCRIBED_NEEDS), text: long })),
        remarks: list(fc.record({ about, topic: of(REMARK_TOPICS), confidential: fc.boolean(), text: long })),
        declaration: unknown(
          fc.record({
            declaredOn: unknown(date),
            staff: unknown(name),
            interpreter: unknown(name),
            interpretedInto: unknown(language),
            dataSharedWith: optional(fc.subarray([...SHARED_WITH])),
          }),
        ),
        attachments: list(
          fc.record({
            type: of(ATTACHMENT_TYPES),
            about,
            reference: unknown(name),
            datedOn: unknown(date),
            validUntil: unknown(later),
          }),
        ),
      })
      .map(({ categories, ...rest }) => ({
        ...rest,
        source: 'unhcr' as const,
        resettlementReferenceNumber: number,
        submittedOn: '2024-11-18',
        rrfDate: '2024-11-11',
        primaryCategory: categories[0]!,
        secondaryCategory: categories[1]!,
        caseSize: rest.persons.length,
        countryOfAsylum: 'UG',
      }));
  });
}
