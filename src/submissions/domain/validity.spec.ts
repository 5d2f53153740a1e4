import { describe, expect, it } from '@jest/globals';
import { anRrf, anRrfChild, anRrfPerson } from '../../../test/factories/rrf.js';
import type { Rrf } from './rrf.js';
import { invalidIn } from './validity.js';

const TODAY = '2025-01-07';
const REFERENCE = {
  countries: new Set(['UG', 'CD', 'TR', 'AF']),
  categories: new Set(['LPN', 'MED', 'LAS']),
  municipalities: new Set(['0180', '1480']),
};
const wrongWith = (rrf: Rrf): [pointer: string, code: string][] =>
  invalidIn(rrf, TODAY, REFERENCE).map(({ pointer, code }) => [pointer, code]);

describe('validity of an RRF', () => {
  it('finds nothing in a sound form, nor in one that only lacks something', () => {
    expect(wrongWith(anRrf())).toEqual([]);
    expect(
      wrongWith(anRrf({ secondaryCategory: null, persons: [anRrfPerson({ nationality: null, signedOn: null })] })),
    ).toEqual([]);
  });

  it('refuses a case size that differs from the persons listed, in words', () => {
    expect(invalidIn(anRrf({ caseSize: 1 }), TODAY, REFERENCE)).toEqual([
      { pointer: '/caseSize', code: 'caseSizeMismatch', message: 'The case size says 1 person, but 3 are listed.' },
    ]);
    expect(wrongWith(anRrf({ caseSize: 7 }))).toEqual([['/caseSize', 'caseSizeMismatch']]);
  });

  it('refuses the same category twice', () => {
    expect(wrongWith(anRrf({ secondaryCategory: 'LPN' }))).toEqual([['/secondaryCategory', 'categoriesEqual']]);
  });

  it('refuses a birth date after today and takes one of today', () => {
    const born = (birthDate: string): Rrf => anRrf({ persons: [anRrfPerson(), anRrfChild({ birthDate })] });
    expect(wrongWith(born('2025-01-08'))).toEqual([['/persons/1/birthDate', 'birthDateInFuture']]);
    expect(wrongWith(born('2025-01-07'))).toEqual([]);
  });

  it('refuses other dates after today, and a form dated after it was sent', () => {
    expect(
      wrongWith(anRrf({ submittedOn: '2025-02-01', persons: [anRrfPerson({ consentOn: '2025-03-01' })] })),
    ).toEqual([
      ['/submittedOn', 'dateInFuture'],
      ['/persons/0/consentOn', 'dateInFuture'],
    ]);
    expect(wrongWith(anRrf({ rrfDate: '2024-12-01', submittedOn: '2024-11-30' }))).toEqual([
      ['/rrfDate', 'rrfDateAfterSubmission'],
    ]);
  });

  it('refuses countries, categories and municipalities that do not exist, wherever they stand', () => {
    const rrf = anRrf({
      countryOfAsylum: 'XX',
      primaryCategory: 'ABC',
      persons: [
        anRrfPerson({
          nationality: 'ZZ',
          countryOfBirth: 'cd',
          documents: [{ type: 'passport', number: '1', issuingCountry: 'QQ' }],
        }),
      ],
      relativesInSweden: [{ name: 'Amina', relation: 'aunt', municipalityCode: '180' }],
    });
    expect(wrongWith(rrf)).toEqual([
      ['/primaryCategory', 'unknownCategory'],
      ['/countryOfAsylum', 'unknownCountry'],
      ['/persons/0/countryOfBirth', 'unknownCountry'],
      ['/persons/0/nationality', 'unknownCountry'],
      ['/persons/0/documents/0/issuingCountry', 'unknownCountry'],
      ['/relativesInSweden/0/municipalityCode', 'unknownMunicipality'],
    ]);
  });

  it('refuses a form with no principal applicant or two', () => {
    expect(wrongWith(anRrf({ persons: [anRrfChild()] }))).toEqual([['/persons', 'principalApplicantCount']]);
    expect(wrongWith(anRrf({ persons: [anRrfPerson(), anRrfPerson()] }))).toEqual([
      ['/persons', 'principalApplicantCount'],
    ]);
  });

  it('refuses an individual number listed twice, at each repetition', () => {
    const number = { individualNumber: 'SYN-1' };
    expect(wrongWith(anRrf({ persons: [anRrfPerson(number), anRrfChild(number), anRrfChild(number)] }))).toEqual([
      ['/persons/1/individualNumber', 'individualNumberRepeated'],
      ['/persons/2/individualNumber', 'individualNumberRepeated'],
    ]);
  });

  it('refuses a nationality for a stateless person', () => {
    expect(wrongWith(anRrf({ persons: [anRrfPerson({ stateless: true })] }))).toEqual([
      ['/persons/0/nationality', 'statelessWithNationality'],
    ]);
  });

  it('names everything that is wrong at once', () => {
    const rrf = anRrf({ caseSize: 4, secondaryCategory: 'LPN', countryOfAsylum: 'XX' });
    expect(wrongWith(rrf).map(([, code]) => code)).toEqual(['caseSizeMismatch', 'categoriesEqual', 'unknownCountry']);
  });

  it('takes a birth date as far as it is known and refuses a precision that says otherwise', () => {
    const born = (birthDate: string, birthDatePrecision?: 'day' | 'month' | 'year') =>
      wrongWith(anRrf({ persons: [anRrfPerson({ birthDate, birthDatePrecision })] }));
    expect([
      born('1990'),
      born('1990-05'),
      born('1990-05-17'),
      born('1990', 'year'),
      born('1990-05-17', 'year'),
    ]).toEqual(Array(5).fill([]));
    expect(born('1990', 'day')).toEqual([['/persons/0/birthDatePrecision', 'precisionMismatch']]);
    expect([born('2025'), born('2025-01')]).toEqual([[], []]);
    for (const future of ['2026', '2025-02', '2025-01-08'])
      expect(born(future)).toEqual([['/persons/0/birthDate', 'birthDateInFuture']]);
  });

  it('refuses a paragraph, a paper or a relative of somebody whom the form does not list', () => {
    const rrf = anRrf();
    const about = [rrf.persons[0]!.individualNumber, 'NOBODY'];
    expect(
      wrongWith({
        ...rrf,
        claims: [{ about: [about[0]!], text: 'x' }],
        remarks: [{ about, topic: 'other', confidential: true, text: 'x' }],
        attachments: [{ type: 'maf', about }],
        relativesElsewhere: [{ name: 'x', relation: 'aunt', relativeOf: 'NOBODY', country: 'QQ' }],
      }),
    ).toEqual([
      ['/remarks/0/about/1', 'unknownPerson'],
      ['/attachments/0/about/1', 'unknownPerson'],
      ['/relativesElsewhere/0/relativeOf', 'unknownPerson'],
      ['/relativesElsewhere/0/country', 'unknownCountry'],
    ]);
  });

  it('refuses a submission of UNHCR without a primary category, and no other (edge case 23)', () => {
    const none = { primaryCategory: null, secondaryCategory: null };
    expect(wrongWith(anRrf(none))).toEqual([['/primaryCategory', 'primaryCategoryMissing']]);
    for (const source of ['embassy', 'witness'] as const) expect(wrongWith(anRrf({ source, ...none }))).toEqual([]);
  });
});
