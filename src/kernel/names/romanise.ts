// Arabic (with the letters of Dari, Pashto and Sorani) and Ethiopic (Amharic, Tigrinya) letters in Latin ones, as far as the ear
// of a name needs it. Written for finding people by name; it is no official transliteration.

/** Vowels that a script does not write. */
export const UNWRITTEN = '?';

const ARABIC: Readonly<Record<string, string>> = {
  ا: 'a',
  أ: 'a',
  إ: 'i',
  آ: 'a',
  ٱ: 'a',
  ب: 'b',
  پ: 'p',
  ت: 't',
  ټ: 't',
  ث: 'th',
  ج: 'j',
  چ: 'ch',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ډ: 'd',
  ذ: 'dh',
  ر: 'r',
  ړ: 'r',
  ز: 'z',
  ژ: 'j',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'dh',
  ط: 't',
  ظ: 'dh',
  غ: 'gh',
  ف: 'f',
  ڤ: 'v',
  ق: 'q',
  ك: 'k',
  ک: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ڼ: 'n',
  ه: 'h',
  ھ: 'h',
  ئ: 'i',
  ؤ: 'u',
  'َ': 'a',
  'ِ': 'i',
  'ُ': 'u',
};
/** They end a name with the vowel that Latin letters write as a, ah, e or o. */
const FINAL_A = new Set(['ة', 'ى', 'ه', 'ۀ']);
const ARABIC_LETTER = /\p{Script=Arabic}/u;
const ARTICLE = /^ال(?=\p{Script=Arabic}{3})/u;

/** One word in Arabic letters. Short vowels are not written: they come out as `?`. */
function romaniseArabicWord(word: string): string {
  const letters = [...word.replace(ARTICLE, '').replaceAll('لله', 'لاه').replaceAll('ـ', '')];
  let roman = '';
  letters.forEach((letter, index) => {
    const last = index === letters.length - 1;
    const before = roman.at(-1) ?? '';
    const vowelBefore = /[aiu?]/.test(before);
    if (last && index > 0 && FINAL_A.has(letter)) roman += vowelBefore && before !== UNWRITTEN ? '' : 'a';
    else if (letter === 'ع' || letter === 'ء') roman += index === 0 ? UNWRITTEN : '';
    else if (letter === 'و') roman += index === 0 ? 'w' : 'u';
    else if (letter === 'ي' || letter === 'ی' || letter === 'ې' || letter === 'ى') roman += index === 0 ? 'y' : 'i';
    else {
      const sound = ARABIC[letter] ?? '';
      const isVowel = /^[aiu]$/.test(sound);
      if (sound !== '' && !isVowel && index > 0 && !vowelBefore) roman += UNWRITTEN;
      // An alif that carries the first vowel does not say which it is: Ibrahim, Usman, Ahmad.
      roman += isVowel && index === 0 && (letter === 'ا' || letter === 'أ') && letters[1] !== 'ا' ? UNWRITTEN : sound;
    }
  });
  return roman;
}

/** Rows of eight in the order of the syllabary, from U+1200; the vowel is the place in the row. */
const ETHIOPIC_ROWS: readonly string[] =
  'h,l,h,m,s,r,s,sh,q,q,q,q,b,v,t,ch,h,h,n,n,,k,k,h,h,w,,z,j,y,d,d,j,g,g,g,t,ch,p,s,s,f,p'.split(',');
const ETHIOPIC_START = 0x1200;
/** ä u i a e ə o wa. The sixth is a bare consonant or a murmured vowel. */
const ETHIOPIC_VOWELS = ['e', 'u', 'i', 'a', 'e', '', 'o', 'ua'] as const;

function romaniseEthiopicLetter(letter: string): string {
  const offset = letter.codePointAt(0)! - ETHIOPIC_START;
  const consonant = ETHIOPIC_ROWS[offset >> 3];
  if (consonant === undefined) return '';
  const vowel = ETHIOPIC_VOWELS[offset & 7]!;
  const first = (offset & 7) === 0;
  // The vowel letters (አ, ዐ) and the letters of h are said a in the first place.
  if (consonant === '') return first ? 'a' : vowel || 'i';
  return consonant + (first && consonant === 'h' ? 'a' : vowel);
}

const ETHIOPIC_LETTER = /\p{Script=Ethiopic}/u;

/** A name in Latin small letters without accents; words are parted by one space, and a hyphen within a word stays. Pure. */
export function romanise(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase();
  const words = folded.split(/[\s.,;:/()“”"፡]+/u).filter((word) => word !== '');
  return words
    .map((word) => {
      if (ARABIC_LETTER.test(word)) return romaniseArabicWord(word);
      if (ETHIOPIC_LETTER.test(word)) return [...word].map(romaniseEthiopicLetter).join('');
      return word
        .split(/[-‐-―]+/u)
        .map(latin)
        .filter((part) => part !== '')
        .join('-');
    })
    .filter((word) => word !== '')
    .join(' ');
}

const LATIN_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'e',
  œ: 'e',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ð: 'd',
  þ: 'th',
};

const latin = (word: string): string =>
  [...word.normalize('NFD').replaceAll(/\p{M}/gu, '')]
    .map((letter) => LATIN_LETTERS[letter] ?? letter)
    .join('')
    .replaceAll(/[^a-z]/g, '');
