import { describe, expect, it } from '@jest/globals';
import { nameWords } from '../../../kernel/names/name-tokens.js';
import { plainNumber, compareNumbers } from './numbers.js';
import { likeness } from '../../../kernel/names/sound.js';

const word = (name: string): string => nameWords({ given: name, family: '' })[0].join(' ');

describe('one name in several spellings', () => {
  it.each([
    ['Mohamed', 'Muhammad', 'Maxamed', 'محمد', 'መሐመድ'],
    ['Hussein', 'Husayn', 'Xuseen', 'حسين'],
    ['Abd al-Rahman', 'Abdul Rahman', 'Abdirahman', 'Cabdiraxmaan', 'عبد الرحمن', 'عبدالرحمن'],
    ['Abdullah', 'Abdallah', 'Cabdullaahi', 'عبد الله'],
    ['Khadija', 'Xadiija', 'خديجة'],
    ['Osman', 'Othman', 'Cusmaan', 'عثمان'],
    ['Gebremedhin', 'Gebre Medhin', 'Ghebre-Medhin', 'ገብረመድህን'],
    ['Yohannes', 'Johannes', 'ዮሃንስ'],
    ['Tsegay', 'Segay', 'ጸጋይ'],
    ['Parwiz', 'Parviz', 'پرویز'],
    ['Najibullah', 'Najib Ullah', 'نجیب‌الله'],
    ['Nuruddin', 'Nur ud-Din', 'Noor-ud-Deen'],
    ['Jean-Pierre', 'Jean Pierre', 'JEAN PIÈRRE'],
    ['Tshibanda', 'Chibanda'],
    ['Joël', 'Joel'],
  ])('%s', (...spellings) => {
    const [first, ...others] = spellings.map(word);
    expect(others.map((other) => likeness(first!, other))).toEqual(others.map(() => 'same'));
  });
});

describe('names that only look alike', () => {
  it.each([
    ['Hassan', 'Hussein'],
    ['حسن', 'حسين'],
    ['حسن', 'Hussein'],
    ['Omar', 'Amir'],
    ['Jamal', 'Jamil'],
    ['Salim', 'Salam'],
    ['Mohamed', 'Mahmoud'],
    ['محمد', 'محمود'],
    ['Abdirahman', 'Abdirahim'],
    ['Jean-Pierre', 'Jean-Paul'],
    ['Amina', 'Iman'],
    ['Mebrat', 'Mihret'],
  ])('%s is not %s', (one, other) => expect(likeness(word(one), word(other))).not.toBe('same'));
});

it('takes what is no name in any known script for no name at all', () => {
  expect(nameWords({ given: ' – ', family: '١٢' })).toEqual([[], []]);
  expect(nameWords({ given: '', family: 'Al' })).toEqual([[], ['al']]);
});

describe('numbers', () => {
  it.each(['147-00001234', '147 00001234', '147/OOOO1234', '147-0000l234', '١٤٧-٠٠٠٠١٢٣٤', 'l47–00001234'])(
    '%s is one and the same',
    (number) => expect(plainNumber(number)).toBe('14700001234'),
  );

  it('say nothing when too little is left of them', () => expect(plainNumber('00-12')).toBeNull());

  it('are told apart, but for one digit or two that changed places', () => {
    expect(compareNumbers(['14700001234', '9000001'], ['9000001'])).toBe('same');
    expect(compareNumbers(['14700001234'], ['14700001284'])).toBe('slip');
    expect(compareNumbers(['14700001234'], ['14700001243'])).toBe('slip');
    expect(compareNumbers(['14700001234'], ['14700001299'])).toBe('different');
    expect(compareNumbers([], ['14700001234'])).toBe('unknown');
  });
});
