import { describe, expect, it } from '@jest/globals';
import { anRrf, anRrfChild, anRrfPerson } from '../../../test/factories/rrf.js';
import { missingFrom, REQUIREMENTS } from './completeness.js';
import type { Rrf } from './rrf.js';

const TODAY = '2025-01-07';
const lacking = (rrf: Rrf, today = TODAY): Record<string, readonly string[]> =>
  Object.fromEntries(missingFrom(rrf, today).map(({ code, pointers }) => [code, pointers]));

describe('completeness of an RRF', () => {
  it('asks for nothing when the form is complete', () => {
    expect(missingFrom(anRrf(), TODAY)).toEqual([]);
  });

  it('asks for the signature of each adult, not of children', () => {
    const rrf = anRrf({
      persons: [anRrfPerson(), anRrfPerson({ relationToPrincipal: 'spouse', signedOn: null }), anRrfChild()],
    });
    expect(lacking(rrf)).toEqual({ adultSignatureMissing: ['/persons/1/signedOn'] });
  });

  it('asks somebody who came of age since the form was written for a signature', () => {
    const rrf = anRrf({ persons: [anRrfPerson(), anRrfChild({ birthDate: '2007-01-07' })] });
    expect(lacking(rrf, '2025-01-06')).toEqual({});
    expect(lacking(rrf, '2025-01-07')).toEqual({ adultSignatureMissing: ['/persons/1/signedOn'] });
  });

  it('asks for the consent of everybody, children too', () => {
    const rrf = anRrf({ persons: [anRrfPerson({ consentOn: null }), anRrfChild({ consentOn: undefined })] });
    expect(lacking(rrf)).toEqual({ consentMissing: ['/persons/0/consentOn', '/persons/1/consentOn'] });
  });

  it.each(['emergency', 'urgent'] as const)('asks why the priority is %s', (priority) => {
    expect(lacking(anRrf({ priority, priorityJustification: '  ' }))).toEqual({
      priorityJustificationMissing: ['/priorityJustification'],
    });
    expect(lacking(anRrf({ priority, priorityJustification: 'Removal within days.' }))).toEqual({});
  });

  it('asks for the secondary category, the case number, the need and the solutions considered', () => {
    const rrf = anRrf({ secondaryCategory: null, unhcrCaseNumber: null, needsSummary: '', durableSolutions: null });
    expect(lacking(rrf)).toEqual({
      secondaryCategoryMissing: ['/secondaryCategory'],
      unhcrCaseNumberMissing: ['/unhcrCaseNumber'],
      needForResettlementMissing: ['/needsSummary'],
      durableSolutionsMissing: ['/durableSolutions'],
    });
  });

  it('asks for what must be recorded of each person: nationality or statelessness, asylum registration, ground of the status', () => {
    const unknown = { nationality: null, registeredOn: null, refugeeStatusBasis: null };
    expect(lacking(anRrf({ persons: [anRrfPerson(unknown)] }))).toEqual({
      nationalityMissing: ['/persons/0/nationality'],
      asylumRegistrationMissing: ['/persons/0/registeredOn'],
      refugeeStatusBasisMissing: ['/persons/0/refugeeStatusBasis'],
    });
    expect(lacking(anRrf({ persons: [anRrfPerson({ nationality: null, stateless: true })] }))).toEqual({});
  });

  it('asks for the medical form of the patient in a medical case, whichever of the two categories is medical', () => {
    const persons = [anRrfPerson(), anRrfChild({ specificNeeds: ['medical'] })];
    const form = { medicalFormMissing: ['/persons/1/medicalFormOn'] };
    expect(lacking(anRrf({ primaryCategory: 'MED', persons }))).toEqual(form);
    expect(lacking(anRrf({ secondaryCategory: 'MED', persons }))).toEqual(form);
    expect(lacking(anRrf({ persons }))).toEqual({});
  });

  it('asks for the principal applicant’s medical form when nobody is marked and nobody has one', () => {
    const rrf = anRrf({ primaryCategory: 'MED', persons: [anRrfPerson(), anRrfChild()] });
    expect(lacking(rrf)).toEqual({ medicalFormMissing: ['/persons/0/medicalFormOn'] });
    expect(lacking({ ...rrf, persons: [anRrfPerson(), anRrfChild({ medicalFormOn: '2024-10-01' })] })).toEqual({});
  });

  it('asks for the best-interests paper of unaccompanied children, marked so or alone in the case', () => {
    const alone = anRrf({
      persons: [
        anRrfChild({ relationToPrincipal: 'principal_applicant' }),
        anRrfChild({ relationToPrincipal: 'sibling' }),
      ],
    });
    expect(lacking(alone)).toEqual({
      bestInterestsMissing: ['/persons/0/bestInterestsOn', '/persons/1/bestInterestsOn'],
    });
    const withNeighbour = anRrf({ persons: [anRrfPerson(), anRrfChild({ specificNeeds: ['unaccompanied_child'] })] });
    expect(lacking(withNeighbour)).toEqual({ bestInterestsMissing: ['/persons/1/bestInterestsOn'] });
  });

  it('asks embassy and witness cases only for what they can have', () => {
    const bare = { unhcrCaseNumber: null, secondaryCategory: null, durableSolutions: null };
    const persons = [anRrfPerson({ signedOn: null, registeredOn: null, refugeeStatusBasis: null })];
    expect(lacking(anRrf({ source: 'embassy', ...bare, persons }))).toEqual({});
    expect(lacking(anRrf({ source: 'witness', ...bare, persons }))).toEqual({});
  });

  it('names the source and the words of each requirement once', () => {
    expect(new Set(REQUIREMENTS.map(({ code }) => code)).size).toBe(REQUIREMENTS.length);
    for (const { text, source } of REQUIREMENTS) expect([text, source]).not.toContain('');
  });
});
