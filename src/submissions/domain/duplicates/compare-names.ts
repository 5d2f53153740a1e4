import type { NameWords } from '../../../kernel/names/name-tokens.js';
import { likeness, readingsOf, type Likeness } from '../../../kernel/names/sound.js';
import type { PreparedRelative } from './prepare.js';
import type { NamePlace, NameShare } from './shares.js';
import type { Weights } from './weights.js';

export interface NamesCompared {
  readonly own: Likeness | 'unknown';
  /** The own names are one to the letter. */
  readonly identical: boolean;
  readonly ownWeight: number;
  /** How many of the other names agree, and how many stand against each other. */
  readonly agreeing: number;
  readonly against: number;
  readonly otherWeight: number;
  readonly exchanged: boolean;
}

/** How telling a name is, in bits: by the commonest way to read it. */
export const rarity = (word: string, place: NamePlace, share: NameShare): number =>
  Math.min(...readingsOf(word).map(({ consonants }) => -Math.log2(share(consonants, place))));

interface Ordered {
  readonly own: string;
  readonly others: readonly string[];
  /** With what the other part begins, of a name in two parts. */
  readonly turn: string | undefined;
  readonly exchanged: boolean;
}

/** The name with its own name first: as written, with the parts exchanged, and a name in one part also from its end. */
function orders([given, family]: NameWords): Ordered[] {
  const [first, ...rest] = [...given, ...family];
  if (first === undefined) return [];
  const asWritten = { own: first, others: rest, turn: undefined, exchanged: false };
  if (given.length > 0 && family.length > 0)
    return [
      { ...asWritten, turn: family[0]! },
      { own: family[0]!, others: [...family.slice(1), ...given], turn: first, exchanged: true },
    ];
  return rest.length === 0
    ? [asWritten]
    : [asWritten, { ...asWritten, own: rest.at(-1)!, others: [first, ...rest.slice(0, -1)], exchanged: true }];
}

/** Pairs off the other names, the same ones first; what is left over on one side alone says nothing (a chain told further). */
function compareOthers(
  a: Ordered,
  b: Ordered,
  share: NameShare,
  { otherNames }: Weights,
): Pick<NamesCompared, 'agreeing' | 'against' | 'otherWeight'> & { doubtful: boolean } {
  const [left, right] = [[...a.others], [...b.others]];
  let agreeing = 0;
  let close = 0;
  let weight = 0;
  for (const wanted of ['same', 'close'] as const)
    for (let at = 0; at < left.length; at += 1) {
      const found = right.findIndex((word) => likeness(left[at]!, word) === wanted);
      if (found < 0) continue;
      agreeing += 1;
      if (wanted === 'close') close += 1;
      weight += rarity(left[at]!, 'other', share) * otherNames.part * (wanted === 'same' ? 1 : 0.5);
      right.splice(found, 1);
      left.splice(at, 1);
      at -= 1;
    }
  const against = Math.min(left.length, right.length);
  return {
    agreeing,
    against,
    doubtful: against > 0 || close > 0,
    otherWeight: Math.min(otherNames.most, weight) + against * otherNames.against,
  };
}

const UNKNOWN: NamesCompared = {
  own: 'unknown',
  identical: false,
  ownWeight: 0,
  agreeing: 0,
  against: 0,
  otherWeight: 0,
  exchanged: false,
};
const RANK: Readonly<Record<NamesCompared['own'], number>> = { same: 2, close: 1, different: 0, unknown: -1 };

/**
 * Read in another order, the father's name of a brother or sister would pass for the own one. Where parts were exchanged, both meet
 * crosswise; where that cannot be seen, all other names must agree.
 */
const trulyExchanged = (a: Ordered, b: Ordered, doubtful: boolean): boolean =>
  a.turn !== undefined && b.turn !== undefined ? likeness(a.turn, b.turn) !== 'different' : !doubtful;

function compareOrdered(a: Ordered, b: Ordered, share: NameShare, weights: Weights): NamesCompared {
  const others = compareOthers(a, b, share, weights);
  const exchanged = a.exchanged !== b.exchanged;
  const own = exchanged && !trulyExchanged(a, b, others.doubtful) ? 'different' : likeness(a.own, b.own);
  const { most, close, different } = weights.ownName;
  const telling = Math.min(most, rarity(a.own, 'own', share));
  const ownWeight = own === 'same' ? telling : own === 'close' ? telling * close : different;
  return { own, identical: a.own === b.own, ownWeight, ...others, exchanged };
}

const total = ({ ownWeight, otherWeight, exchanged }: NamesCompared, weights: Weights): number =>
  ownWeight + otherWeight + (exchanged ? weights.order : 0);

/**
 * Whether the own name of the one, in any order, is at all like that of the other: `compareNames` finds no own name the same or close
 * where it is not. Cheap, and most of those who share a key are told apart by it. Pure.
 */
export const mayBeNamedAlike = (these: readonly NameWords[], those: readonly NameWords[]): boolean => {
  const others = those.flatMap(orders);
  return these
    .flatMap(orders)
    .some((one) =>
      others.some((other) => !(one.exchanged && other.exchanged) && likeness(one.own, other.own) !== 'different'),
    );
};

/** The best that any name of the one, in any order, makes of any name of the other. Pure. */
export function compareNames(
  these: readonly NameWords[],
  those: readonly NameWords[],
  share: NameShare,
  weights: Weights,
): NamesCompared {
  let best = UNKNOWN;
  for (const one of these.flatMap(orders))
    for (const other of those.flatMap(orders)) {
      if (one.exchanged && other.exchanged) continue;
      // It could only be worse: nothing else of the names needs to be looked at.
      if (RANK[best.own] > RANK.different && likeness(one.own, other.own) === 'different') continue;
      const found = compareOrdered(one, other, share, weights);
      const better = RANK[found.own] - RANK[best.own] || total(found, weights) - total(best, weights);
      if (better > 0) best = found;
    }
  return best;
}

const YEARS = 2;

/** The first word of one against the first of the other, or, had one been written family first, against its second part. Never second against second: brothers and sisters share it. */
const sameOwnName = ([a, a2]: readonly string[], [b, b2]: readonly string[]): boolean =>
  [
    [a, b],
    [a, b2],
    [a2, b],
  ].some(([one, other]) => one !== undefined && other !== undefined && likeness(one, other) === 'same');

export interface RelativesCompared {
  readonly agreeing: number;
  readonly weight: number;
  /** Neither side lists anybody, or only one does. */
  readonly unknown: boolean;
}

/**
 * Relatives found on both sides by their own names and, where known, their years of birth. A large family finds somebody of a
 * common name in any other: an agreement weighs less the more there are to choose from, and those not found weigh against.
 */
export function compareRelatives(
  these: readonly PreparedRelative[],
  those: readonly PreparedRelative[],
  share: NameShare,
  { relatives }: Weights,
): RelativesCompared {
  if (these.length === 0 || those.length === 0) return { agreeing: 0, weight: 0, unknown: true };
  const left = [...those];
  let agreeing = 0;
  let weight = 0;
  for (const { own, birthYear } of these) {
    const ofAge = left.filter(
      (other) => birthYear === null || other.birthYear === null || Math.abs(birthYear - other.birthYear) <= YEARS,
    );
    const found = ofAge.find((other) => sameOwnName(own, other.own));
    if (!found) continue;
    agreeing += 1;
    weight += Math.max(0, rarity(own[0]!, 'own', share) - Math.log2(ofAge.length)) * relatives.part;
    left.splice(left.indexOf(found), 1);
  }
  const against = Math.min(these.length - agreeing, left.length);
  const sum = Math.min(relatives.most, weight) + against * relatives.against;
  return { agreeing, weight: Math.max(relatives.none, sum), unknown: false };
}

/**
 * Whether one form lists the other's name beside this person: a brother or sister, perhaps a twin, with a name much like it. Where the
 * own names sound the same, only the very spelling tells: asked with `spelled`. Pure.
 */
export const listedBeside = (
  names: readonly NameWords[],
  relatives: readonly PreparedRelative[],
  birthYear: number | null,
  spelled: boolean,
): boolean =>
  relatives.some(
    ({ own: [relative], birthYear: born }) =>
      relative !== undefined &&
      (birthYear === null || born === null || Math.abs(birthYear - born) <= YEARS) &&
      names.some(([given, family]) => {
        const own = given[0] ?? family[0];
        return own !== undefined && (spelled ? own === relative : likeness(own, relative) === 'same');
      }),
  );
