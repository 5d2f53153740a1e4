import { nameWords, wordsApart, type NameParts } from './name-tokens.js';
import { beginsLike, likeness, oneEditApart, readingsOf, readingsOfStart, sameButForVowels } from './sound.js';

// How a typed name finds a written one, in whichever scripts both are: by words, each as it sounds, in any order, each perhaps only
// begun. What is kept of a name and what is looked for stand side by side here, so that they cannot part.

/** One word of a name as it is kept to be found: romanised, with the consonants by which it sounds. */
export interface KeptWord {
  readonly word: string;
  readonly sound: string;
}

/** How a kept word answers to a typed one, the best first. */
export const ANSWERS = ['written', 'sounds', 'begins', 'begins_like', 'close'] as const;
export type Answer = (typeof ANSWERS)[number];
/** What an answer is worth when hits are put in order. */
export const WORTH: Readonly<Record<Answer, number>> = { written: 9, sounds: 7, begins: 5, begins_like: 3, close: 1 };

const LONGEST = 60;
const cut = (word: string): string => word.slice(0, LONGEST);

/** The words under which a person of these names is found: joined as the ear joins them (Abd al-Rahman) and apart. Pure. */
export function wordsToKeep(names: readonly NameParts[]): KeptWord[] {
  const words = new Set(
    names.flatMap((name) => [...nameWords(name).flat(), ...[name.given, name.family].flatMap(wordsApart)]).map(cut),
  );
  return [...words].flatMap((word) =>
    [...new Set(readingsOf(word).map(({ consonants }) => consonants))].map((sound) => ({ word, sound })),
  );
}

/** The typed words, in each way to part them; a person answers who has all the words of one way. Pure. */
export function wordsSought(text: string): string[][] {
  const ways = [nameWords({ given: text, family: '' })[0], wordsApart(text)]
    .map((way) => [...new Set(way)].map(cut).slice(0, MOST_WORDS))
    .filter((way) => way.length > 0);
  return [...new Map(ways.map((way) => [way.join(' '), way])).values()];
}

const MOST_WORDS = 6;
/** Below this a beginning is compared by its letters alone: of one consonant everybody is a relative. */
const CONSONANTS_OF_A_START = 2;
const LETTERS_OF_A_SLIP = 4;

/** Where the index is to be looked into for one typed word: equal sounds, and beginnings of sounds or of words. */
export interface Lookup {
  readonly sounds: readonly string[];
  readonly soundStarts: readonly string[];
  readonly wordStart: string;
}

/** Pure. */
export function lookupOf(typed: string): Lookup {
  const sounds = readingsOf(typed).map(({ consonants }) => consonants);
  const near = typed.length >= LETTERS_OF_A_SLIP ? sounds.flatMap(oneSlipFrom) : [];
  const starts = readingsOfStart(typed).map(({ consonants }) => consonants);
  return {
    sounds: [...new Set([...sounds, ...near])],
    soundStarts: [...new Set(starts)].filter((start) => start.length >= CONSONANTS_OF_A_START),
    wordStart: typed,
  };
}

const CONSONANTS = [...'bfghklmnrstwxy'];

/** The sounds that one consonant more, fewer or other would make; the first one is heard by everybody, but for a breath. */
function oneSlipFrom(sound: string): string[] {
  if (sound.length < 2) return [];
  const slips: string[] = [`h${sound}`, ...(sound.startsWith('h') ? [sound.slice(1)] : [])];
  for (let at = 1; at <= sound.length; at += 1) {
    const [before, after] = [sound.slice(0, at), sound.slice(at)];
    slips.push(...CONSONANTS.map((one) => before + one + after));
    if (after === '') continue;
    slips.push(before + after.slice(1), ...CONSONANTS.map((one) => before + one + after.slice(1)));
  }
  return slips;
}

/** Henok and Enok, Habimana and Abimana. */
const withoutBreath = (word: string): string => word.replace(/^h(?=[aeiou?])/, '');

/** How the kept word answers to the typed one; null when it does not. Pure. */
export function answerOf(typed: string, word: string): Answer | null {
  if (typed === word) return 'written';
  const like = likeness(typed, word);
  if (like === 'same') return 'sounds';
  if (word.startsWith(typed)) return 'begins';
  if (readingsOfStart(typed).some(({ consonants }) => consonants.length >= CONSONANTS_OF_A_START))
    if (beginsLike(typed, word)) return 'begins_like';
  const near = (like === 'close' && oneEditApart(typed, word)) || typed.length >= LETTERS_OF_A_SLIP;
  const breathed = likeness(withoutBreath(typed), withoutBreath(word)) === 'same';
  return near && (like === 'close' || breathed || sameButForVowels(typed, word)) ? 'close' : null;
}
