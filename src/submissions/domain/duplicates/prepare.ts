import { nameWords, type NameWords } from '../../../kernel/names/name-tokens.js';
import { plainNumbers } from './numbers.js';
import type { BirthToMatch, PersonToMatch } from './person-to-match.js';
import { romanise } from '../../../kernel/names/romanise.js';

/** A relative as compared: the own name in its possible readings of order, and the year of birth. */
export interface PreparedRelative {
  readonly own: readonly string[];
  readonly birthYear: number | null;
}

/** A person made ready to be compared; plain data that can be kept. Made once, read by every later comparison. */
export interface PreparedPerson {
  readonly personId: string;
  readonly caseId: string;
  readonly numbers: readonly string[];
  readonly caseNumbers: readonly string[];
  readonly documentNumbers: readonly string[];
  readonly names: readonly NameWords[];
  readonly sex: string;
  readonly birth: BirthToMatch;
  readonly birthPlace: string | null;
  readonly countryOfBirth: string | null;
  readonly nationality: string | null;
  readonly relatives: readonly PreparedRelative[];
}

const MOST_NAMES = 6;
const MOST_RELATIVES = 20;

/** The first word of the name, whichever part was written first. */
export const ownNames = ([given, family]: NameWords): string[] => [
  ...new Set([given[0], family[0]].flatMap((word) => word ?? [])),
];

/** Romanises names, plains numbers. Pure; the order of names and relatives is kept. */
export function prepare(person: PersonToMatch): PreparedPerson {
  const names = person.names.map(nameWords).filter(([given, family]) => given.length + family.length > 0);
  const distinct = new Map(names.map((name) => [JSON.stringify(name), name]));
  return {
    personId: person.personId,
    caseId: person.caseId,
    numbers: plainNumbers(person.numbers),
    caseNumbers: plainNumbers(person.caseNumbers),
    documentNumbers: plainNumbers(person.documentNumbers),
    names: [...distinct.values()].slice(0, MOST_NAMES),
    sex: person.sex,
    birth: person.birth,
    birthPlace: person.birthPlace === null ? null : romanise(person.birthPlace).replaceAll(/[ -]/g, '') || null,
    countryOfBirth: person.countryOfBirth,
    nationality: person.nationality,
    relatives: person.relatives
      .map(({ name, birthYear }) => ({ own: ownNames(nameWords(name)), birthYear }))
      .filter(({ own }) => own.length > 0)
      .slice(0, MOST_RELATIVES),
  };
}
