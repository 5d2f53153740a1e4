import type { NameWords } from '../../../kernel/names/name-tokens.js';
import type { PreparedPerson } from './prepare.js';
import { plainNumbers } from './numbers.js';
import type { NamePlace } from './shares.js';
import { readingsOf } from '../../../kernel/names/sound.js';

// Who is compared with whom: only persons who share a key. Each key joins two things that few have in common, so that the number
// of candidates stays small however many are registered.

/** Years of birth are taken three at a time, and looked for two to each side. */
const BAND = 3;
const REACH = 2;
const NO_YEAR = 'x';
const EARLIEST = 1900;
const LATEST = 2060;
const MOST_WORDS = 5;
const MOST_RELATIVES = 6;

const bandOf = (year: number): string => String(Math.floor(year / BAND));
const bandsToKeep = (year: number | null): string[] => [year === null ? NO_YEAR : bandOf(year)];
function bandsToSeek(year: number | null): string[] {
  if (year !== null) return [...new Set([bandOf(year - REACH), bandOf(year), bandOf(year + REACH), NO_YEAR])];
  const all = [NO_YEAR];
  for (let one = EARLIEST; one <= LATEST; one += BAND) all.push(bandOf(one));
  return all;
}

const sounds = (word: string): string[] => readingsOf(word).map(({ consonants }) => consonants);

function pairsOfNames([given, family]: NameWords): string[] {
  const words = [...given, ...family].slice(0, MOST_WORDS);
  return words.flatMap((word, index) =>
    words
      .slice(index + 1)
      .flatMap((other) => sounds(word).flatMap((a) => sounds(other).map((b) => (a < b ? `${a}+${b}` : `${b}+${a}`)))),
  );
}

/** The sounds of the own names; looked for also as if the parts had been exchanged. */
const ownSounds = ({ names }: PreparedPerson, seeking: boolean): string[] => [
  ...new Set(
    names
      .flatMap(([given, family]) => (seeking ? [given[0], family[0]] : [given[0] ?? family[0]]))
      .flatMap((word) => (word === undefined ? [] : sounds(word))),
  ),
];

/**
 * A name of the person with one of a relative: the own name, or the father's, for own names that were written otherwise. Which of
 * them stands first is not asked, since the parts may have been exchanged; nor is the sex, which names mostly tell.
 */
function withRelatives(person: PreparedPerson): string[] {
  const [given, family] = person.names[0] ?? [[], []];
  const words = [given[0], family[0] ?? given[1]].flatMap((word) => (word === undefined ? [] : sounds(word)));
  const relatives = soundsOfRelatives(person);
  return words.flatMap((word) => relatives.map((relative) => `r:${word}+${relative}`));
}

const twoNames = ({ names }: PreparedPerson): string[] => names.flatMap(pairsOfNames).map((pair) => `n:${pair}`);

const soundsOfRelatives = ({ relatives }: PreparedPerson): string[] =>
  relatives.slice(0, MOST_RELATIVES).flatMap(({ own }) => (own[0] === undefined ? [] : sounds(own[0])));

/** Day and month, without the year that is mistyped more often; a first of January tells nothing. */
function daysOf({ month, day }: PreparedPerson['birth'], seeking: boolean): string[] {
  if (month == null || day == null || (month === 1 && day === 1)) return [];
  return seeking ? [`${month}-${day}`, `${day}-${month}`] : [`${month}-${day}`];
}

export const NUMBER_KINDS = ['individual', 'document', 'case'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];
const numberKey = (kind: NumberKind, plain: string): string => `${kind[0]}:${plain}`;

/** The keys under which those stand who bear a number, in each meaning that it may have. None for too short a number. Pure. */
export const numberKeys = (number: string): { key: string; kind: NumberKind }[] =>
  plainNumbers([number]).flatMap((plain) => NUMBER_KINDS.map((kind) => ({ key: numberKey(kind, plain), kind })));

/** Keys without years: numbers, and the own name with the day of birth. */
function unbanded(person: PreparedPerson, seeking: boolean): string[] {
  const days = daysOf(person.birth, seeking);
  return [
    ...person.numbers.map((number) => numberKey('individual', number)),
    ...person.documentNumbers.map((number) => numberKey('document', number)),
    ...ownSounds(person, seeking).flatMap((sound) =>
      days.flatMap((day) => sexes(person).map((sex) => `b:${sound}+${day}${sex}`)),
    ),
  ];
}

/** Who is of unknown sex stands under both. */
const sexes = ({ sex }: PreparedPerson): string[] => (sex === 'female' || sex === 'male' ? [sex[0]!] : ['f', 'm']);

/**
 * What a key is made of: what is the person's own (a number, the name with the day of birth); two names with the years of birth, or the
 * number of the case; or a name with a relative's, of which a family shares several that tell the same again.
 */
export type KeyKind = 'person' | 'names' | 'relative';

/** A key under which a person's like are sought. */
export interface SoughtKey {
  readonly key: string;
  readonly kind: KeyKind;
  /** It asks for the very band of years in which the person was born, not for one beside it. */
  readonly ownYears: boolean;
}

function keys(person: PreparedPerson, bands: readonly string[], seeking: boolean): SoughtKey[] {
  const own = person.birth.year === null ? null : bandOf(person.birth.year);
  const found = new Map<string, SoughtKey>();
  const add = (key: string, kind: KeyKind, ownYears = false): void => {
    found.set(key, { key, kind, ownYears });
  };
  for (const key of unbanded(person, seeking)) add(key, 'person');
  for (const number of person.caseNumbers) add(numberKey('case', number), 'names');
  const [withRelative, named, ofSex] = [withRelatives(person), twoNames(person), sexes(person)];
  for (const band of bands) {
    for (const key of withRelative) add(`${key}/${band}`, 'relative', band === own);
    for (const key of named) for (const sex of ofSex) add(`${key}/${band}${sex}`, 'names', band === own);
  }
  return [...found.values()];
}

/** The keys under which a person is found later. Pure. */
export const keysToKeep = (person: PreparedPerson): string[] =>
  keys(person, bandsToKeep(person.birth.year), false).map(({ key }) => key);
/** The keys under which a person's like are looked for. Pure. */
export const keysToSeek = (person: PreparedPerson): SoughtKey[] => keys(person, bandsToSeek(person.birth.year), true);

/** A name as it is counted, to know how rare it is: by its sound and its place. */
export interface CountedName {
  readonly consonants: string;
  readonly place: NamePlace;
}

/** The names of a person that are counted, each once, in every way to read them: those of the name as first written. Pure. */
export function countedNames({ names }: PreparedPerson): CountedName[] {
  const [own, ...others] = (names[0] ?? [[], []]).flat();
  if (own === undefined) return [];
  return [
    ...sounds(own).map((consonants) => ({ consonants, place: 'own' as const })),
    ...[...new Set(others.flatMap(sounds))].map((consonants) => ({ consonants, place: 'other' as const })),
  ];
}

/** The sounds whose rarity a comparison of this person, as the newcomer, asks for, in whichever place. Pure. */
export const askedNames = ({ names, relatives }: PreparedPerson): string[] => [
  ...new Set([...names.flat(2), ...relatives.flatMap(({ own }) => own)].flatMap(sounds)),
];
