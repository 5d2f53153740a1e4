import { romanise } from './romanise.js';

// The words of a name, so cut that Abd al-Rahman, Abdulrahman and Abdirahman are one word, and so are Jean-Pierre and Jean Pierre.

/** One name of a person: the name itself or an alias, in any script. An alias known as a whole stands in `given`. */
export interface NameParts {
  readonly given: string;
  readonly family: string;
}

/** The two parts of a name as lists of romanised words. */
export type NameWords = readonly [given: readonly string[], family: readonly string[]];

const ARTICLES = new Set([
  'al',
  'el',
  'ul',
  'ad',
  'ud',
  'ed',
  'ar',
  'ur',
  'bin',
  'ibn',
  'ben',
  'bint',
  'binti',
  'ould',
]);
/** Words that make one name with the next one. */
const BEGINS =
  /^(?:c?abd(?:[aeiu][lr]?)?|\?b\?d|gebre|gebra|gabre|gabra|ghebre|tekle|wolde|welde|wold|weld|jean|jan|jeanne|marie|anne)$/;
/** An article written into the name, where a name of some length is left. */
const GLUED = /^[ae]l(?=[^aeiou?l][a-z?]{4}|a[bhs][a-z]{3})/;
/** `abdi` and `abdu` are names of their own as often as beginnings. */
const NAME_OF_ITS_OWN = /^c?abd[iau]$/;
/** Words that make one name with the one before. */
const ENDS = /^(?:[aeu]?[ld]?-?d+(?:i|ee|ii)ne?|[ui?]?ll?ah|allah|\?la|dine)$/;

const ABD = /^(?:c?abd|ebd|\?b\?d)/;
/** Najibullah, Rahmatollah, نجیب‌الله. */
const ENDS_IN_GOD = /(?:[aeiou]ll|[?a]l)ah?$/;
const OF_GOD = /^[aeiou?]*l+[aeiou?]+(?:h[aeiou?]*)?$/;

/** The servant of one of the names of God: however the article is written, the same word. */
function oneSpelling(word: string): string {
  const start = ABD.exec(word)?.[0];
  if (start === undefined) return word.replace(ENDS_IN_GOD, 'ala');
  const rest = word.slice(start.length);
  if (OF_GOD.test(rest)) return 'abdala';
  if (!/[^aeiou?]/.test(rest)) return word;
  return `abd${rest.replace(/^[aeiou?]+l?(?=[^aeiou?l])/, '').replace(/^[aeiou?]+l(?=[aeiou?])(?!atif)/, '')}`;
}

/** A hyphen joins, but for that of an article. */
const withoutHyphens = (word: string): string =>
  word
    .split('-')
    .filter((part, index, all) => index === all.length - 1 || !ARTICLES.has(part))
    .join('')
    .replace(GLUED, '');

function wordsOf(part: string): string[] {
  const words = romanise(part)
    .split(' ')
    .filter((word) => word !== '')
    .map(withoutHyphens);
  const telling = words.filter((word) => !ARTICLES.has(word));
  const joined: string[] = [];
  let open = '';
  for (const word of telling.length > 0 ? telling : words) {
    if (open !== '') {
      joined.push(open + word);
      open = '';
    } else if (BEGINS.test(word) && !NAME_OF_ITS_OWN.test(word)) open = word;
    else if (ENDS.test(word) && joined.length > 0) joined.push(joined.pop()! + word);
    else joined.push(word);
  }
  return (open === '' ? joined : [...joined, open]).map(oneSpelling);
}

/** Both parts of a name as romanised words. Pure. */
export const nameWords = ({ given, family }: NameParts): NameWords => [wordsOf(given), wordsOf(family)];

/** The words of a part of a name as they are written, joined with nothing; articles tell nothing alone. Pure. */
export const wordsApart = (part: string): string[] =>
  romanise(part)
    .split(/[ -]/)
    .filter((word) => word !== '' && !ARTICLES.has(word));
