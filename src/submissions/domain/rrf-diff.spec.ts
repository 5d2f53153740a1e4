import { describe, expect, it } from '@jest/globals';
import { aFullRrf } from '../../../test/factories/full-rrf.js';
import { anRrfChild } from '../../../test/factories/rrf.js';
import { diffOf } from './rrf-diff.js';
import type { Rrf, RrfPerson } from './rrf.js';

const before = aFullRrf();
const [wife, husband] = before.persons as [RrfPerson, RrfPerson, RrfPerson];
const withPerson = (change: Partial<RrfPerson>, rest: Partial<Rrf> = {}): Rrf => ({
  ...before,
  ...rest,
  persons: before.persons.map((person, index) => (index === 0 ? { ...person, ...change } : person)),
});
const told = (after: Rrf, mayReadRestricted = true) =>
  diffOf(before, after, mayReadRestricted).changes.map(
    ({ words, individualNumber, before: was, after: is, withheld }) => [
      words,
      individualNumber,
      withheld ? 'withheld' : was,
      withheld ? 'withheld' : is,
    ],
  );

describe('the difference between two versions of a form', () => {
  it('is none between a form and itself, nor when an unknown value is left out or a list is empty', () => {
    expect(diffOf(before, { ...before }, true)).toEqual({ added: [], removed: [], changes: [] });
    const { bestInterestsOn: _null, ...rest } = wife;
    expect(told({ ...before, persons: [rest, ...before.persons.slice(1)] })).toEqual([]);
  });

  it('tells field by field and person by person what stood there and what stands there, in words', () => {
    expect(
      told(withPerson({ occupation: 'Teacher', biometricsTaken: false }, { priority: 'emergency', unhcrOffice: null })),
    ).toEqual([
      ['priority', null, 'urgent', 'emergency'],
      ['UNHCR office', null, 'UNHCR Kampala', null],
      ['occupation', wife.individualNumber, 'Tailor', 'Teacher'],
      ['biometrics taken', wife.individualNumber, 'yes', 'no'],
    ]);
    expect(told(withPerson({ refugeeStatusBasis: 'prima_facie' }))).toEqual([
      ['ground of the refugee status', wife.individualNumber, 'mandate', 'prima facie'],
    ]);
  });

  it('tells of a list what went and what came', () => {
    expect(told(withPerson({ skills: ['sewing', 'welding', 'driving'] }))).toEqual([
      ['skills', wife.individualNumber, 'book-keeping', 'welding; driving'],
    ]);
    expect(told(withPerson({ languages: [...wife.languages!, { language: 'en', level: 'basic' }] }))).toEqual([
      ['languages', wife.individualNumber, null, 'language: en, level: basic'],
    ]);
    expect(told(withPerson({ skills: ['book-keeping', 'sewing'] }))).toEqual([
      ['skills', wife.individualNumber, 'sewing; book-keeping', 'book-keeping; sewing'],
    ]);
  });

  it('tells one name from another that looks the same', () => {
    expect(told(withPerson({ familyName: 'Zoë'.normalize('NFD') })).length).toBe(1);
    const [one, other] = ['NFC', 'NFD'].map((form) => withPerson({ familyName: 'Zoë'.normalize(form) }));
    expect(diffOf(one!, other!, true).changes).toHaveLength(1);
  });

  it('names the persons who came and went, and does not take a changed order for a change', () => {
    const newborn = anRrfChild({ givenNames: 'Hope' });
    const { added, removed, changes } = diffOf(
      before,
      { ...before, persons: [newborn, before.persons[2]!, wife] },
      true,
    );
    expect(added.map(({ givenNames }) => givenNames)).toEqual(['Hope']);
    expect(removed.map(({ individualNumber }) => individualNumber)).toEqual([husband.individualNumber]);
    expect(changes).toEqual([]);
  });

  it('tells a reader without the permission that a restricted field changed, and no more', () => {
    const after = withPerson(
      { religion: 'Orthodox', specificNeeds: [], occupation: 'Teacher' },
      {
        needsSummary: 'It is worse now.',
        claims: [],
        remarks: [
          { ...before.remarks![0]!, text: 'He has come back.' },
          { ...before.remarks![1]!, text: 'All of them have flown.' },
        ],
      },
    );
    expect(told(after, false)).toEqual([
      ['religion', wife.individualNumber, 'withheld', 'withheld'],
      ['occupation', wife.individualNumber, 'Tailor', 'Teacher'],
      ['recognition and claim', null, 'withheld', 'withheld'],
      ['need for resettlement', null, 'withheld', 'withheld'],
      ['specific needs', wife.individualNumber, 'withheld', 'withheld'],
      ['remark', null, expect.stringContaining('None of them has flown.'), expect.stringContaining('All of them have')],
      ['remark', null, 'withheld', 'withheld'],
    ]);
    const text = JSON.stringify(diffOf(before, after, false));
    for (const secret of ['Orthodox', 'Pentecostal', 'worse now', 'Her own claim', 'come back', 'another man'])
      expect(text).not.toContain(secret);
    expect(JSON.stringify(diffOf(before, after, true))).toContain('another man');
  });
});
