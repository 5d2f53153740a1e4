import type { NameParts } from '../../../src/kernel/names/name-tokens.js';
import type { BirthToMatch } from '../../../src/submissions/domain/duplicates/person-to-match.js';
import type { Being, Birth } from './beings.js';
import type { Chance } from './chance.js';
import type { Spellings } from './name-list.js';

/** What an office wrote down of somebody. */
export interface Record {
  readonly being: Being;
  readonly ownName: string;
  readonly otherNames: readonly string[];
  readonly names: readonly NameParts[];
  readonly sex: string;
  readonly birth: BirthToMatch;
  readonly birthPlace: string | null;
  readonly nationality: string | null;
  readonly numbers: readonly string[];
  readonly documentNumbers: readonly string[];
}

const isLatin = (word: string): boolean => /^[A-Za-zÀ-ž'-]+$/.test(word);
const spaced = (word: string, chance: Chance): string =>
  word.includes('-') && chance.is(0.5) ? word.replaceAll('-', ' ') : word;

/** Writes people down as a first office would, and as a second one would later. */
export class Offices {
  private lastNumber = 0;
  constructor(private readonly chance: Chance) {}

  /** The first record: mostly the usual spelling, now and then the name in its own letters beside it. */
  first(being: Being): Record {
    const { chance } = this;
    const own = this.spelling(being.own);
    const others = being.others.map((name) => this.spelling(name));
    const native = [being.own, ...being.others].map((name) => name.at(-1)!);
    const names = [{ given: own, family: others.join(' ') }];
    if (chance.is(0.2) && native.every((word) => !isLatin(word)))
      names.push({ given: native[0]!, family: native.slice(1).join(' ') });
    const adult = being.birth.year < 2007;
    return {
      being,
      ownName: own,
      otherNames: others,
      names,
      sex: being.sex,
      birth: being.birthKnown
        ? { ...being.birth, estimated: false }
        : { year: being.birth.year, month: 1, day: 1, estimated: chance.is(0.6) },
      birthPlace: chance.is(0.75) ? this.spelling(being.place) : null,
      nationality: being.nationality,
      numbers: [this.newNumber()],
      documentNumbers: chance.is(adult ? 0.6 : 0.25) ? [this.newDocument()] : [],
    };
  }

  /** A later record of the same being by another office; it differs from the first in two fields or more. */
  again(first: Record): Record {
    for (;;) {
      const record = this.differently(first);
      if (fieldsThatDiffer(first, record).length >= 2) return record;
    }
  }

  private differently(first: Record): Record {
    const { chance } = this;
    const { being } = first;
    const spelledAnew = chance.is(0.7);
    const anew = (name: Spellings, word: string): string =>
      spelledAnew && chance.is(0.6) ? this.otherSpelling(name, word) : word;
    let words = [
      anew(being.own, first.ownName),
      ...being.others.map((name, index) => anew(name, first.otherNames[index]!)),
    ];
    const native = [being.own, ...being.others].map((name) => name.at(-1)!);
    if (chance.is(0.1) && native.every((word) => !isLatin(word))) words = native;
    if (chance.is(0.08)) words = this.mistyped(words);
    if (words.length > 2 && chance.is(0.3)) words = words.slice(0, -1);
    const [own, ...others] = words as [string, ...string[]];
    const name = { given: own, family: others.join(' ') };
    const birth = this.birth(first.birth, being.birth);
    const place =
      first.birthPlace === null
        ? chance.is(0.3)
          ? this.spelling(being.place)
          : null
        : chance.is(0.2)
          ? null
          : chance.is(0.5)
            ? this.otherSpelling(being.place, first.birthPlace)
            : first.birthPlace;
    return {
      being,
      ownName: own,
      otherNames: others,
      names: [chance.is(0.2) ? { given: name.family, family: name.given } : name],
      sex: chance.is(0.005) ? (being.sex === 'male' ? 'female' : 'male') : being.sex,
      birth,
      birthPlace: place,
      nationality: chance.is(0.02) ? null : being.nationality,
      numbers: this.numbersAgain(first.numbers[0]!),
      documentNumbers:
        first.documentNumbers.length === 0
          ? chance.is(0.2)
            ? [this.newDocument()]
            : []
          : chance.is(0.35)
            ? []
            : [this.changed(first.documentNumbers[0]!, 0.55, 0.25, () => this.newDocument())],
    };
  }

  /** Who is registered anew gets a new number; some forms name the earlier one beside it. */
  private numbersAgain(earlier: string): string[] {
    const number = this.changed(earlier, 0.25, 0.15, () => this.newNumber());
    return number !== earlier && this.chance.is(0.2)
      ? [number, this.changed(earlier, 0.8, 0.2, () => earlier)]
      : [number];
  }

  private birth(first: BirthToMatch, real: Birth): BirthToMatch {
    const { chance } = this;
    const lot = chance.next();
    const estimate = (year: number): BirthToMatch => ({ year, month: 1, day: 1, estimated: chance.is(0.6) });
    if (lot < 0.38) return estimate(real.year + chance.one([0, 0, 0, 0, -1, -1, 1, 1, 2, -2]));
    if (lot < 0.43 && real.day <= 12) return { year: real.year, month: real.day, day: real.month, estimated: false };
    if (lot < 0.48) return { ...real, day: Math.min(28, real.day + 1), estimated: false };
    if (lot < 0.51) return { ...real, year: real.year + chance.one([-10, 10, 1, -1]), estimated: false };
    if (lot < 0.55 && first.day !== 1) return { year: real.year, month: real.month, estimated: false };
    return first;
  }

  private spelling(name: Spellings): string {
    return spaced(this.chance.is(0.6) ? name[0]! : this.chance.one(name.filter(isLatin)), this.chance);
  }

  private otherSpelling(name: Spellings, not: string): string {
    const others = name.filter((word) => word !== not && isLatin(word));
    return others.length === 0 ? not : spaced(this.chance.one(others), this.chance);
  }

  private mistyped(words: readonly string[]): string[] {
    const { chance } = this;
    const at = chance.between(0, words.length - 1);
    const word = words[at]!;
    if (word.length < 5) return [...words];
    const place = chance.between(1, word.length - 2);
    const wrong = chance.is(0.5)
      ? word.slice(0, place) + word.slice(place + 1)
      : word.slice(0, place) + word[place + 1]! + word[place]! + word.slice(place + 2);
    return words.map((one, index) => (index === at ? wrong : one));
  }

  private changed(number: string, kept: number, wrong: number, renewed: () => string): string {
    const lot = this.chance.next();
    return lot < kept ? this.written(number) : lot < kept + wrong ? this.oneDigitWrong(number) : renewed();
  }

  /** The same number with other separators or an O for a zero. */
  private written(number: string): string {
    const { chance } = this;
    const bare = chance.is(0.3) ? number.replaceAll('-', chance.one(['', ' ', '/'])) : number;
    return chance.is(0.1) ? bare.replace('0', 'O') : bare;
  }

  private oneDigitWrong(number: string): string {
    const places = [...number].flatMap((sign, index) => (/\d/.test(sign) && index > 4 ? [index] : []));
    const at = this.chance.one(places);
    const digit = String((Number(number[at]) + this.chance.between(1, 9)) % 10);
    return number.slice(0, at) + digit + number.slice(at + 1);
  }

  /** Members of a household follow each other, as they do in UNHCR's register. */
  private newNumber(): string {
    this.lastNumber += this.chance.is(0.7) ? 1 : this.chance.between(2, 90);
    return `SYN-${String(900 + (this.lastNumber % 7))}-${String(this.lastNumber).padStart(8, '0')}`;
  }

  private newDocument(): string {
    return `${this.chance.one(['RID', 'PAS', 'IDC'])}-${String(this.chance.between(0, 99_999_999)).padStart(8, '0')}`;
  }
}

/** The fields in which two records differ. */
export function fieldsThatDiffer(a: Record, b: Record): string[] {
  const fields = ['names', 'birth', 'birthPlace', 'nationality', 'sex', 'numbers', 'documentNumbers'] as const;
  const plain = (value: unknown): string => JSON.stringify(value).replaceAll('O', '0').replaceAll(/[-/ ]/g, '');
  const main = (record: Record, field: (typeof fields)[number]): unknown =>
    field === 'names' ? record.names[0] : record[field];
  return fields.filter((field) => plain(main(a, field)) !== plain(main(b, field)));
}
