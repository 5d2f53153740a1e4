import { describe, expect, it } from '@jest/globals';
import { comparePersons, type Comparison } from './compare-persons.js';
import type { BirthToMatch, PersonToMatch } from './person-to-match.js';
import { prepare } from './prepare.js';
import { nameShares } from './shares.js';
import { WEIGHTS, weightsOn } from './weights.js';

/** Ten thousand are registered, of whom three in a hundred bear any name that is asked for. */
const SHARES = nameShares({ of: () => 300, persons: () => 10_000 });

const bornOn = (date: string, estimated = false): BirthToMatch => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return { year, month, day, estimated };
};
const relative = (given: string, birthYear: number | null = null) => ({
  name: { given, family: 'Mohamed Ali' },
  birthYear,
  relation: 'sibling',
});
let made = 0;
const someone = (told: Partial<PersonToMatch> = {}): PersonToMatch => {
  made += 1;
  return {
    personId: `p${made}`,
    caseId: `c${made}`,
    numbers: [`SYN-1-0000${1000 + 137 * made}`],
    caseNumbers: [],
    documentNumbers: [],
    names: [{ given: 'Ahmed', family: 'Mohamed Ali' }],
    sex: 'male',
    birth: bornOn('1990-05-17'),
    birthPlace: 'Baidoa',
    countryOfBirth: 'SO',
    nationality: 'SO',
    relatives: [],
    ...told,
  };
};
const compare = (a: PersonToMatch, b: PersonToMatch): Comparison =>
  comparePersons(prepare(a), prepare(b), SHARES, weightsOn('2026-01-01'));
const saw = ({ evidence }: Comparison, field: string) => evidence.find((one) => one.field === field)?.saw;

describe('one person', () => {
  it('is likely by name, day of birth and place, under another number and in another spelling', () => {
    const found = compare(
      someone(),
      someone({ names: [{ given: 'Axmed', family: 'Maxamed Cali' }], birthPlace: 'Baydhabo' }),
    );
    expect(found.strength).toBe('likely');
    expect(saw(found, 'ownName')).toBe('same');
    expect(found.score).toBeCloseTo(
      found.evidence.reduce((sum, { weight }) => sum + weight, 0),
      1,
    );
  });

  it.each([
    ['the parts of the name exchanged', { names: [{ given: 'Mohamed Ali', family: 'Ahmed' }] }],
    ['the chain of names told shorter', { names: [{ given: 'Ahmed', family: 'Mohamed' }] }],
    [
      'an alias in another script',
      {
        names: [
          { given: 'Awil', family: 'Diriye' },
          { given: 'أحمد محمد علي', family: '' },
        ],
      },
    ],
    ['day and month exchanged', { birth: bornOn('1990-12-05') }, { birth: bornOn('1990-05-12') }],
    ['one figure of the day mistyped', { birth: bornOn('1990-05-18') }],
  ])('is likely with %s', (_, changed: Partial<PersonToMatch>, first: Partial<PersonToMatch> = {}) =>
    expect(compare(someone(first), someone(changed)).strength).toBe('likely'),
  );

  it('is likely by name and relatives where the birth is estimated', () => {
    const relatives = [relative('Hodan', 1960), relative('Warsame', 1994), relative('Ifrah', 1997)];
    const estimated = someone({ birth: bornOn('1991-01-01', true), relatives, birthPlace: null });
    expect(compare(someone({ relatives }), estimated).strength).toBe('likely');
  });

  it('is found exactly by a number, however it is written', () =>
    expect(
      compare(
        someone({ numbers: ['147-00001234'] }),
        someone({ numbers: ['900-1', '147 OOOO1234'], names: [{ given: 'A', family: '' }] }),
      ).strength,
    ).toBe('exact'));

  it('is found exactly by a paper when the name agrees, since a family shares some papers', () => {
    const paper = { documentNumbers: ['RID 0O4711'] };
    expect(compare(someone(paper), someone({ documentNumbers: ['RID-004711'] })).strength).toBe('exact');
    expect(
      compare(someone(paper), someone({ ...paper, names: [{ given: 'Bilan', family: 'Mohamed Ali' }] })).strength,
    ).toBeNull();
  });
});

describe('two people', () => {
  it('(edge case 18) are never taken for one on the date of birth alone: a first of January is what an office writes for a year', () => {
    const other = { names: [{ given: 'Samatar', family: 'Elmi Guled' }] };
    for (const birth of [bornOn('1990-01-01'), bornOn('1990-05-17')])
      expect(compare(someone({ birth }), someone({ ...other, birth })).strength).toBeNull();
    const nameless = { names: [] };
    expect(compare(someone(nameless), someone(nameless)).strength).toBeNull();
  });

  it('of one name and one first of January are not one on that alone', () => {
    const namesake = { birth: bornOn('1990-01-01', true), birthPlace: null };
    const relatives = [relative('Hodan', 1960), relative('Warsame', 1994)];
    expect(compare(someone(namesake), someone(namesake)).strength).not.toBe('likely');
    expect(
      compare(someone({ ...namesake, relatives }), someone({ ...namesake, relatives: [relative('Ladan', 1991)] }))
        .strength,
    ).not.toBe('likely');
  });

  it('are twins and siblings who share all but the own name', () => {
    const relatives = [relative('Hodan', 1960), relative('Warsame', 1958), relative('Ifrah', 1997)];
    const twin = (given: string) =>
      someone({ names: [{ given, family: 'Mohamed Ali' }], relatives, caseNumbers: ['147-25C0001'] });
    expect(compare(twin('Hassan'), twin('Hussein')).strength).toBeNull();
    expect(compare(twin('Ahmed'), twin('Samatar')).strength).toBeNull();
  });

  it('are twins of names much alike, where one form lists the other beside', () => {
    const twin = (given: string, beside: string) =>
      someone({
        names: [{ given, family: 'Mohamed Ali' }],
        relatives: [relative(beside, 1990), relative('Hodan', 1960)],
      });
    const found = compare(twin('Abdirahman', 'Abdirahim'), twin('Abdirahim', 'Abdirahman'));
    expect(found.strength).toBeNull();
    expect(saw(found, 'listedBeside')).toBe('different');
  });

  it('are a brother and a sister whose names differ by the ending', () => {
    const one = someone({ names: [{ given: 'Wahid', family: 'Mohamed Ali' }], relatives: [relative('Wahida', 1991)] });
    const other = { names: [{ given: 'Wahida', family: 'Mohamed Ali' }], sex: 'female', birth: bornOn('1991-03-04') };
    expect(compare(one, someone({ ...other, relatives: [relative('Wahid', 1990)] })).strength).toBeNull();
  });

  it('are a father and the son who bears his name', () => {
    const relatives = [relative('Hodan', 1960), relative('Warsame', 1994), relative('Ifrah', 1997)];
    expect(compare(someone({ relatives }), someone({ relatives, birth: bornOn('2014-02-03') })).strength).toBeNull();
  });

  it('are any two of one case: UNHCR lists each once', () =>
    expect(compare(someone({ caseId: 'one' }), someone({ caseId: 'one' })).strength).toBeNull());
});

it('the evidence holds no name, number or date', () => {
  const { evidence } = compare(someone(), someone());
  expect(JSON.stringify(evidence)).not.toMatch(/ahmed|mohamed|baidoa|1990|SYN/i);
});

it('the weights are dated rows, oldest first', () => {
  expect(WEIGHTS.map(({ validFrom }) => validFrom)).toEqual(WEIGHTS.map(({ validFrom }) => validFrom).sort());
  expect(weightsOn('1999-01-01')).toBe(WEIGHTS[0]);
});
