import { hash as digest } from 'node:crypto';
import { countedNames, keysToKeep, keysToSeek, type SoughtKey } from './domain/duplicates/blocking-keys.js';
import type { PreparedPerson } from './domain/duplicates/prepare.js';
import type { NamePlace } from './domain/duplicates/shares.js';

// The keys as the index keeps them. Names and numbers are hashed; what is looked for together with the same name, the years of birth
// and the sex, the place in the name and the nationality, follows in plain, so that it lies side by side: one page is read for all.

const HASH_LENGTH = 18;
const hash = (text: string): string => digest('sha256', text, 'base64url').slice(0, HASH_LENGTH);

/** A blocking key, or that of a number: `stem/years and sex`, the second part not always there. */
export function storedKey(key: string): string {
  const [stem, rest = ''] = key.split('/') as [string, string?];
  return hash(stem) + rest;
}

/** The keys under which a person is kept. */
export const storedKeys = (person: PreparedPerson): string[] => keysToKeep(person).map(storedKey);
/** The keys under which a person's like are sought. */
export const soughtKeys = (person: PreparedPerson): SoughtKey[] =>
  keysToSeek(person).map((sought) => ({ ...sought, key: storedKey(sought.key) }));

const ANY = '*';
const PLACES: Readonly<Record<NamePlace, string>> = { own: 'o', other: 't' };
export const nameKey = (consonants: string, place: NamePlace, nationality: string | null): string =>
  hash(`name ${consonants}`) + PLACES[place] + (nationality ?? ANY);
export const totalKey = (nationality: string | null): string => hash('all') + (nationality ?? ANY);

/** What a person counts in: all persons and each of the names, of any nationality and of the own one. */
export const countedKeys = (person: PreparedPerson): string[] =>
  [...new Set([null, person.nationality])].flatMap((nationality) => [
    totalKey(nationality),
    ...countedNames(person).map(({ consonants, place }) => nameKey(consonants, place, nationality)),
  ]);
