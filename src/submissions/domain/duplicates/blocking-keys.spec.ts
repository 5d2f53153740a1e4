import { describe, expect, it } from '@jest/globals';
import { countedNames, keysToKeep, keysToSeek } from './blocking-keys.js';
import { candidatesFrom, MOST_COMPARED, MOST_UNDER_A_KEY, type FoundUnderKey } from './candidates.js';
import type { PersonToMatch } from './person-to-match.js';
import { prepare } from './prepare.js';

const someone = (told: Partial<PersonToMatch> = {}) =>
  prepare({
    personId: 'p',
    caseId: 'c',
    numbers: [],
    caseNumbers: [],
    documentNumbers: [],
    names: [{ given: 'Ahmed', family: 'Mohamed Ali' }],
    sex: 'male',
    birth: { year: 1990, month: 5, day: 17, estimated: false },
    birthPlace: null,
    countryOfBirth: null,
    nationality: 'SO',
    relatives: [{ name: { given: 'Hodan', family: 'Warsame' }, birthYear: 1960, relation: 'parent' }],
    ...told,
  });
const meet = (kept: Partial<PersonToMatch>, sought: Partial<PersonToMatch>): boolean => {
  const keys = new Set(keysToKeep(someone(kept)));
  return keysToSeek(someone(sought)).some(({ key }) => keys.has(key));
};

describe('the keys', () => {
  it.each<[string, Partial<PersonToMatch>]>([
    ['under another spelling', { names: [{ given: 'Axmed', family: 'Maxamed Cali' }] }],
    ['with the parts exchanged', { names: [{ given: 'Mohamed Ali', family: 'Ahmed' }] }],
    ['two years apart', { birth: { year: 1992, estimated: true } }],
    ['without a year of birth', { birth: { year: null, estimated: true } }],
    ['with another sex', { sex: 'female' }],
    ['of unknown sex', { sex: 'unknown', relatives: [] }],
    ['ten years mistyped', { birth: { year: 1980, month: 5, day: 17, estimated: false } }],
    ['with day and month exchanged', { birth: { year: 1971, month: 17, day: 5, estimated: false }, relatives: [] }],
    ['with another own name beside the same relatives', { names: [{ given: 'Axmaddey', family: 'Mohamed' }] }],
  ])('let one meet the other %s', (_, told) => {
    expect(meet({}, told)).toBe(true);
    expect(meet(told, {})).toBe(true);
  });

  it('do not let a date of birth alone, or one name alone, bring two together', () =>
    expect(
      meet(
        {},
        {
          names: [{ given: 'Ahmed', family: 'Diriye' }],
          birth: { year: 1990, month: 1, day: 1, estimated: true },
          relatives: [],
        },
      ),
    ).toBe(false));

  it('count each name of a person once, by its place', () =>
    expect(countedNames(someone({ names: [{ given: 'Ali', family: 'Ali Ali' }] }))).toEqual([
      { consonants: 'l', place: 'own' },
      { consonants: 'l', place: 'other' },
    ]));
});

describe('the candidates', () => {
  const holders = (count: number, from = 0): number[] =>
    Array.from({ length: count }, (_, index) => 100 + from + index);

  const under = (found: readonly number[], of: Partial<FoundUnderKey> = {}): FoundUnderKey => ({
    ...{ kind: 'names', ownYears: false, holders: found },
    ...of,
  });

  it('are those who share the most and the rarest keys', () =>
    expect(candidatesFrom([under([1, 2]), under([2, 3, ...holders(20)])]).slice(0, 2)).toEqual([2, 1]));

  it('are sooner those who share the very years of birth than those beside them', () =>
    expect(candidatesFrom([under([1]), under([2], { ownYears: true })])).toEqual([2, 1]));

  it('are sooner those who share two names than those who share one of them with two relatives', () =>
    expect(candidatesFrom([under([1], { kind: 'relative' }), under([1], { kind: 'relative' }), under([2])])).toEqual([
      2, 1,
    ]));

  it('do not come from a key under which too many stand, and are never more than a fixed number', () => {
    expect(candidatesFrom([under(holders(MOST_UNDER_A_KEY.names + 1))])).toEqual([]);
    expect(candidatesFrom([...Array(9).keys()].map((key) => under(holders(20, key * 20))))).toHaveLength(MOST_COMPARED);
  });

  it('are told which keys ask for the own years, and which name a relative', () => {
    const sought = keysToSeek(someone());
    expect(sought.every(({ key, kind }) => (kind === 'relative') === key.startsWith('r:'))).toBe(true);
    const bands = new Set(sought.filter(({ ownYears }) => ownYears).map(({ key }) => parseInt(key.split('/')[1]!)));
    expect([...bands]).toEqual([Math.floor(1990 / 3)]);
  });
});
