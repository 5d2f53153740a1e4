import { describe, expect, it } from '@jest/globals';
import { notFiled } from './missing.js';

const persons = [
  { id: 'aline', individualNumber: 'SYN-1' },
  { id: 'jean', individualNumber: 'SYN-2' },
  { id: 'born-later', individualNumber: null },
];
const birth = (...about: string[]) => ({ type: 'birth_certificate', about });

describe('what a form names and nobody has filed', () => {
  it('is asked for each person whom the attachment is about, once of each kind', () => {
    expect(notFiled([birth('SYN-1', 'SYN-2'), birth('SYN-1')], persons, [])).toEqual([
      { kind: 'birth_certificate', personId: 'aline' },
      { kind: 'birth_certificate', personId: 'jean' },
    ]);
  });

  it('stands when a document of the kind is filed of the person, or of nobody singly', () => {
    const ofAline = { kind: 'birth_certificate', personId: 'aline' } as const;
    expect(notFiled([birth('SYN-1', 'SYN-2')], persons, [ofAline])).toEqual([
      { kind: 'birth_certificate', personId: 'jean' },
    ]);
    expect(notFiled([birth('SYN-1', 'SYN-2')], persons, [{ ...ofAline, personId: null }])).toEqual([]);
    expect(notFiled([{ type: 'marriage_certificate', about: [] }], persons, [ofAline])).toEqual([
      { kind: 'marriage_certificate', personId: null },
    ]);
    const custody = { kind: 'custody', personId: 'jean' } as const;
    expect(notFiled([{ type: 'guardianship', about: ['SYN-2'] }], persons, [custody])).toEqual([]);
  });

  // Utlänningsdatalagen 17 §: persons are not listed by health, nor by what is restricted for another reason.
  it('is never a restricted kind, and nothing about somebody who is no longer in the case', () => {
    const restricted = ['maf', 'bia', 'bid', 'rsd_assessment', 'police_record'];
    expect(
      notFiled(
        restricted.map((type) => ({ type, about: ['SYN-1'] })),
        persons,
        [],
      ),
    ).toEqual([]);
    expect(notFiled([birth('SYN-9')], persons, [])).toEqual([]);
  });
});
