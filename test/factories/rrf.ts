import type { Rrf, RrfPerson } from '../../src/submissions/domain/rrf.js';

let made = 0;

/** A complete adult person of an RRF; each has a number of its own. */
export function anRrfPerson(overrides: Partial<RrfPerson> = {}): RrfPerson {
  made += 1;
  return {
    individualNumber: `SYN-T-${String(made).padStart(6, '0')}`,
    familyName: 'Mugisha',
    givenNames: 'Aline',
    otherNames: [],
    sex: 'female',
    birthDate: '1990-01-01',
    birthDatePrecision: 'year',
    countryOfBirth: 'CD',
    nationality: 'CD',
    stateless: false,
    maritalStatus: 'married',
    relationToPrincipal: 'principal_applicant',
    languages: [{ language: 'sw', level: 'mother_tongue' }],
    education: 'primary',
    occupation: 'Tailor',
    documents: [{ type: 'refugee_identity_card', number: `RID-${made}`, issuingCountry: 'UG' }],
    registeredOn: '2017-03-14',
    refugeeStatusBasis: 'prima_facie',
    specificNeeds: [],
    consentOn: '2024-11-04',
    signedOn: '2024-11-04',
    holdsEuProtection: false,
    ...overrides,
  };
}

/** A child of the principal applicant: nothing to sign. */
export const anRrfChild = (overrides: Partial<RrfPerson> = {}): RrfPerson =>
  anRrfPerson({
    givenNames: 'Joël',
    sex: 'male',
    birthDate: '2016-05-20',
    birthDatePrecision: 'day',
    maritalStatus: 'single',
    relationToPrincipal: 'son',
    occupation: null,
    signedOn: null,
    ...overrides,
  });

/** A complete RRF from UNHCR in Uganda: two adults and a child unless other persons are given. Complete on any day from 2025-01-07. */
export function anRrf(overrides: Partial<Rrf> = {}): Rrf {
  made += 1;
  const number = String(made).padStart(5, '0');
  const persons = overrides.persons ?? [
    anRrfPerson(),
    anRrfPerson({ givenNames: 'Patrice', sex: 'male', relationToPrincipal: 'spouse' }),
    anRrfChild(),
  ];
  return {
    source: 'unhcr',
    unhcrCaseNumber: `SYN-T-24C${number}`,
    resettlementReferenceNumber: `SYN-T-RST-${number}`,
    submittedOn: '2024-11-18',
    rrfDate: '2024-11-11',
    priority: 'normal',
    priorityJustification: null,
    primaryCategory: 'LPN',
    secondaryCategory: 'LAS',
    caseSize: persons.length,
    countryOfAsylum: 'UG',
    unhcrOffice: 'UNHCR Kampala',
    submittingOfficer: 'Synthetic officer 1',
    routeWish: 'mission',
    linkedCases: [],
    needsSummary: 'The family cannot live safely in the settlement.',
    durableSolutions: 'Return is not possible and local integration is not open to them.',
    relativesInSweden: [],
    ...overrides,
    persons,
  };
}
