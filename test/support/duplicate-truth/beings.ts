import type { Chance } from './chance.js';
import { AFGHAN } from './names-afghan.js';
import { ARABIC } from './names-arabic.js';
import { CONGOLESE } from './names-congolese.js';
import { ETHIOPIC } from './names-ethiopic.js';
import { SOMALI } from './names-somali.js';
import type { NameList, Spellings } from './name-list.js';

export interface Origin {
  readonly names: NameList;
  readonly nationalities: readonly string[];
  /** How many names follow the own one at least and at most. */
  readonly chain: readonly [number, number];
  /** Part of the adults whose birth is written as the first of January. */
  readonly estimated: number;
}

export const ORIGINS: readonly Origin[] = [
  { names: ARABIC, nationalities: ['SY', 'SY', 'SD', 'IQ'], chain: [2, 3], estimated: 0.25 },
  { names: SOMALI, nationalities: ['SO'], chain: [2, 2], estimated: 0.6 },
  { names: ETHIOPIC, nationalities: ['ER', 'ER', 'ET'], chain: [1, 2], estimated: 0.3 },
  { names: CONGOLESE, nationalities: ['CD'], chain: [1, 2], estimated: 0.4 },
  { names: AFGHAN, nationalities: ['AF'], chain: [1, 2], estimated: 0.5 },
];

export type Sex = 'female' | 'male';
export interface Birth {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Why somebody is easily taken for another, or `null`. */
export type Trap = 'twin' | 'sibling' | 'namesake' | null;

/** Somebody as they are: what the records tell of them, rightly or wrongly, is written from this. */
export interface Being {
  readonly id: number;
  readonly origin: Origin;
  readonly nationality: string;
  readonly sex: Sex;
  readonly own: Spellings;
  readonly others: readonly Spellings[];
  readonly birth: Birth;
  readonly birthKnown: boolean;
  readonly place: Spellings;
  readonly parents: readonly Spellings[];
  readonly trap: Trap;
}

const DAYS = 28;

export class Beings {
  private made = 0;
  constructor(private readonly chance: Chance) {}

  origin(): Origin {
    return this.chance.one(ORIGINS);
  }

  ownName(origin: Origin, sex: Sex, not: readonly Spellings[] = []): Spellings {
    for (;;) {
      const name = this.chance.common(origin.names[sex]);
      if (!not.includes(name)) return name;
    }
  }

  /** Father's and grandfather's names, or family names, as the origin has it. */
  chainOf(origin: Origin, father: Spellings | null): Spellings[] {
    const { chance } = this;
    const length = chance.between(...origin.chain);
    const family = origin.names.family;
    const chain: Spellings[] = [];
    // Congolese and most Afghan families bear a family name; elsewhere the father's name comes first.
    const byFamily = family.length > 0 && (origin.names === CONGOLESE || (origin.names === AFGHAN && chance.is(0.7)));
    if (!byFamily) chain.push(father ?? this.ownName(origin, 'male'));
    while (chain.length < length)
      chain.push(
        family.length > 0 && (byFamily || chance.is(0.5)) ? chance.common(family) : this.ownName(origin, 'male', chain),
      );
    return chain;
  }

  birth(from: number, to: number): Birth {
    const { chance } = this;
    return { year: chance.between(from, to), month: chance.between(1, 12), day: chance.between(2, DAYS) };
  }

  being(told: Partial<Being> & Pick<Being, 'origin' | 'sex' | 'birth'>): Being {
    const { chance } = this;
    const { origin, sex } = told;
    const father = told.parents?.[0] ?? this.ownName(origin, 'male');
    this.made += 1;
    return {
      nationality: chance.one(origin.nationalities),
      own: this.ownName(origin, sex),
      others: this.chainOf(origin, father),
      birthKnown: !chance.is(origin.estimated),
      place: chance.common(origin.names.places),
      parents: [father, this.ownName(origin, 'female')],
      trap: null,
      ...told,
      id: this.made,
    };
  }
}
