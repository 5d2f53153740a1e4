import { describe, expect, it } from '@jest/globals';
import { anRrf, anRrfChild, anRrfPerson } from '../../../test/factories/rrf.js';
import { rrfRequirements } from '../../../seeds/reference/reference-files.js';
import { readRequirements } from '../requirements.schema.js';
import { missingFrom } from './completeness.js';
import type { Rrf } from './rrf.js';

const TODAY = '2025-01-07';
const REQUIREMENTS = rrfRequirements();
const lacking = (rrf: Rrf, today = TODAY): Record<string, readonly string[]> =>
  Object.fromEntries(missingFrom(rrf, today, REQUIREMENTS).map(({ code, pointers }) => [code, pointers]));

describe('completeness of an RRF', () => {
  it('asks for nothing when the form is complete', () => {
    expect(missingFrom(anRrf(), TODAY, REQUIREMENTS)).toEqual([]);
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

  it('is met by paragraphs of section 5 and by papers as well as by the older fields', () => {
    const [patient, child] = [anRrfPerson(), anRrfChild({ specificNeeds: ['medical'] })];
    const about = [patient.individualNumber];
    const rrf = anRrf({
      persons: [patient, child],
      priority: 'urgent',
      primaryCategory: 'MED',
      needsSummary: null,
      durableSolutions: null,
      needsForResettlement: (['priority', 'protection', 'durable_solutions'] as const).map((topic) => ({
        about,
        topic,
        text: 'Told at length.',
      })),
    });
    expect(lacking(rrf)).toEqual({ medicalFormMissing: ['/persons/1/medicalFormOn'] });
    expect(lacking({ ...rrf, attachments: [{ type: 'maf', about }] })).toEqual({
      medicalFormMissing: ['/persons/1/medicalFormOn'],
    });
    expect(lacking({ ...rrf, attachments: [{ type: 'maf', about: [child.individualNumber] }] })).toEqual({});
  });

  it('names the source and the words of each requirement once, and says which rest on a default', () => {
    expect(new Set(REQUIREMENTS.map(({ code }) => code)).size).toBe(REQUIREMENTS.length);
    for (const { text, source } of REQUIREMENTS) expect([text, source]).not.toContain('');
    expect(REQUIREMENTS.filter(({ verified, note }) => !verified && note === null)).toEqual([]);
    expect(REQUIREMENTS.filter(({ source, verified }) => verified && source.includes('unsourced'))).toEqual([]);
  });
});

describe('a birth date that is known to the year or the month', () => {
  const born = (birthDate: string) =>
    lacking(
      anRrf({ persons: [anRrfPerson(), anRrfChild({ birthDate, birthDatePrecision: undefined })] }),
      '2025-06-15',
    );

  it('holds who may be of age to a signature, and nobody who surely is not', () => {
    const signature = { adultSignatureMissing: ['/persons/1/signedOn'] };
    expect(['2007', '2007-06', '2007-06-15', '2006-12'].map(born)).toEqual(Array(4).fill(signature));
    expect(['2008', '2007-07', '2007-06-16'].map(born)).toEqual(Array(3).fill({}));
  });
});

describe('edge case 20: an unaccompanied child', () => {
  const alone = anRrf({ persons: [anRrfChild({ relationToPrincipal: 'principal_applicant' })] });
  const asked = { bestInterestsMissing: ['/persons/0/bestInterestsOn'] };

  it('needs a best-interests paper: its date, or the paper itself, of this child and no other', () => {
    const about = [alone.persons[0]!.individualNumber];
    expect(lacking(alone)).toEqual(asked);
    expect(lacking({ ...alone, attachments: [{ type: 'bid', about }] })).toEqual({});
    expect(lacking({ ...alone, attachments: [{ type: 'bia', about }] })).toEqual({});
    expect(lacking({ ...alone, attachments: [{ type: 'custody', about }] })).toEqual(asked);
    expect(lacking({ ...alone, persons: [{ ...alone.persons[0]!, bestInterestsOn: '2024-10-01' }] })).toEqual({});
  });

  it('is one also when the eldest may be a child: then both a signature and the paper are asked for', () => {
    const persons = [
      anRrfChild({ relationToPrincipal: 'principal_applicant', birthDate: '2007', birthDatePrecision: 'year' }),
    ];
    expect(Object.keys(lacking(anRrf({ persons }), '2025-06-15'))).toEqual([
      'bestInterestsMissing',
      'adultSignatureMissing',
    ]);
    expect(Object.keys(lacking(anRrf({ persons }), '2026-01-01'))).toEqual(['adultSignatureMissing']);
  });
});

describe('edge case 21: several spouses, or one under age', () => {
  const husband = anRrfPerson({ sex: 'male' });
  const wife = anRrfPerson({ relationToPrincipal: 'spouse' });

  it('are asked to have cases of their own, linked to this one', () => {
    const second = anRrfPerson({ relationToPrincipal: 'spouse' });
    expect(lacking(anRrf({ persons: [husband, wife, second] }))).toEqual({ furtherSpouseInCase: ['/persons/2'] });
    const young = anRrfPerson({ relationToPrincipal: 'spouse', birthDate: '2008-05-17', birthDatePrecision: 'day' });
    expect(lacking(anRrf({ persons: [husband, young] }))).toEqual({ underAgeSpouseInCase: ['/persons/1'] });
  });

  it('are complete once they stand in cases that are linked and travel together', () => {
    const first = anRrf({ persons: [husband, wife] });
    const other = anRrf({
      persons: [anRrfPerson()],
      linkedCases: [{ unhcrCaseNumber: first.unhcrCaseNumber!, relation: 'polygamous_marriage', travelTogether: true }],
    });
    expect([lacking(first), lacking(other)]).toEqual([{}, {}]);
  });

  it('does not take somebody for under age who may be of age', () => {
    const perhaps = anRrfPerson({ relationToPrincipal: 'spouse', birthDate: '2007-01-01', birthDatePrecision: 'year' });
    expect(lacking(anRrf({ persons: [husband, perhaps] }), '2025-06-15')).toEqual({});
  });
});

describe('edge case 23: embassy and witness cases have no RRF', () => {
  const bare = { unhcrCaseNumber: null, primaryCategory: null, secondaryCategory: null, durableSolutions: null };
  const persons = [anRrfPerson({ signedOn: null, registeredOn: null, refugeeStatusBasis: null })];
  const from = (source: 'embassy' | 'witness', rest: Partial<Rrf> = {}): Record<string, readonly string[]> =>
    lacking(anRrf({ source, ...bare, persons, sendingAuthority: 'Embassy of Sweden, Nairobi', ...rest }));

  it('are asked for nothing that only a form of UNHCR has', () => {
    expect([from('embassy'), from('witness')]).toEqual([{}, {}]);
  });

  it('differ in what they need: a mission tells the need for resettlement, a witness is relocated by agreement', () => {
    const untold = { needsSummary: null };
    expect(from('embassy', untold)).toEqual({ needForResettlementMissing: ['/needsSummary'] });
    expect(from('witness', untold)).toEqual({});
    const nobody = { sendingAuthority: null, submittingOfficer: null };
    for (const source of ['embassy', 'witness'] as const)
      expect(from(source, nobody)).toEqual({ sendingAuthorityMissing: ['/sendingAuthority'] });
  });

  it('need consent and a nationality like all others', () => {
    const unknown = [anRrfPerson({ consentOn: null, nationality: null })];
    expect(Object.keys(from('witness', { persons: unknown }))).toEqual(['nationalityMissing', 'consentMissing']);
  });
});

describe('the requirements of a release', () => {
  const [first] = REQUIREMENTS;
  const { id: _id, position: _position, ...row } = first!;

  it('are asked from their first day to their last', () => {
    const rrf = anRrf({ unhcrCaseNumber: null });
    const until = readRequirements([
      { ...row, validTo: '2024-12-31' },
      { ...row, validFrom: '2025-02-01' },
    ]);
    const count = (today: string): number => missingFrom(rrf, today, until).length;
    expect(['2006-03-30', '2006-03-31', '2024-12-31', '2025-01-01', '2025-01-31', '2025-02-01'].map(count)).toEqual([
      0, 1, 1, 0, 0, 1,
    ]);
  });

  it('are refused when two of a code are in force on one day, or one ends before it begins', () => {
    expect(() => readRequirements([row, { ...row, validFrom: '2025-01-01' }])).toThrow('in force on the same day');
    expect(() => readRequirements([{ ...row, validTo: '2000-01-01' }])).toThrow('ends before it begins');
    expect(() => readRequirements([{ ...row, requiredOf: 'men' }])).toThrow();
  });
});
