import { compareBirths } from './compare-birth.js';
import { compareNames, compareRelatives, listedBeside, mayBeNamedAlike } from './compare-names.js';
import { compareNumbers } from './numbers.js';
import type { PreparedPerson } from './prepare.js';
import type { NameShare, NameShares } from './shares.js';
import { likeness } from '../../../kernel/names/sound.js';
import type { Weights } from './weights.js';

export const COMPARED_FIELDS = [
  'number',
  'document',
  'caseNumber',
  'ownName',
  'otherNames',
  'nameOrder',
  'listedBeside',
  'birth',
  'sex',
  'birthPlace',
  'countryOfBirth',
  'nationality',
  'relatives',
] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];

export const STRENGTHS = ['exact', 'likely', 'possible'] as const;
/** Exact: a number of the one is a number of the other. Likely and possible: by the score. */
export type Strength = (typeof STRENGTHS)[number];

/** What one field says. Words and figures only, never a name: the values stand with the persons. */
export interface Evidence {
  readonly field: ComparedField;
  /** `same`, `close`, `slip` (one digit), `different`, or a level of the birth date. */
  readonly saw: string;
  /** How many names or relatives agree, where that can be counted. */
  readonly agreeing?: number;
  /** In bits, rounded to a tenth: for one person when positive, for two when negative. */
  readonly weight: number;
}

export interface Comparison {
  /** Sum of the weights, in bits. */
  readonly score: number;
  /** Null: not worth anybody's time. */
  readonly strength: Strength | null;
  readonly evidence: readonly Evidence[];
}

const NOTHING: Comparison = { score: 0, strength: null, evidence: [] };

const round = (bits: number): number => Math.round(bits * 10) / 10 + 0;

/**
 * Compares two persons field by field and adds up what each field says (Fellegi and Sunter 1969). Two persons of one case are
 * never one: UNHCR lists each once. What belongs to the family counts only as far as the own names agree, since twins and
 * siblings share it; and a birth date with sex and nationality never suffices (domain.md (e) 18). `a` is the newcomer, by whose spelling
 * names are rare or common. Pure.
 */
export function comparePersons(a: PreparedPerson, b: PreparedPerson, shares: NameShares, weights: Weights): Comparison {
  const numbers = compareNumbers(a.numbers, b.numbers);
  // Most of those who share a key end here: without a name or a number in common nothing else could make them worth a look.
  if (a.caseId === b.caseId || (numbers !== 'same' && !mayBeNamedAlike(a.names, b.names))) return NOTHING;
  const among = a.nationality ?? b.nationality;
  const share: NameShare = (consonants, place) => shares(consonants, place, among);
  const evidence: Evidence[] = [];
  const say = (field: ComparedField, saw: string, weight: number, agreeing?: number): void => {
    evidence.push({ field, saw, weight: round(weight), ...(agreeing === undefined ? {} : { agreeing }) });
  };
  if (numbers !== 'unknown') say('number', numbers, weights.number[numbers]);
  const documents = compareNumbers(a.documentNumbers, b.documentNumbers);
  if (documents !== 'unknown') say('document', documents, weights.document[documents]);

  const names = compareNames(a.names, b.names, share, weights);
  const named = names.own === 'same' || names.own === 'close';
  if (!named && numbers !== 'same') return NOTHING;
  const otherSex = isKnown(a.sex) && isKnown(b.sex) && a.sex !== b.sex;
  const spelled = names.own === 'same' && !otherSex;
  const beside =
    names.own !== 'different' &&
    !names.identical &&
    (listedBeside(b.names, a.relatives, b.birth.year, spelled) ||
      listedBeside(a.names, b.relatives, a.birth.year, spelled));
  const birth = compareBirths(a.birth, b.birth);
  // Parents and children share all that belongs to the family, too, and often a name.
  const generation = birth === 'far_apart';
  const family =
    beside || generation ? 0 : names.own === 'same' ? 1 : names.own === 'close' ? weights.familyWhenClose : 0;
  const ofFamily = (weight: number): number => (weight > 0 ? weight * family : weight);
  if (names.own !== 'unknown') {
    say('ownName', names.own, names.ownWeight);
    if (names.agreeing + names.against > 0)
      say(
        'otherNames',
        names.against === 0 ? 'same' : names.agreeing === 0 ? 'different' : 'close',
        ofFamily(names.otherWeight),
        names.agreeing,
      );
    if (beside) say('listedBeside', 'different', weights.listedBeside);
    if (names.exchanged) say('nameOrder', 'different', weights.order);
  }
  if (birth !== 'unknown') {
    const weight = weights.birth[birth];
    say('birth', birth, weight > 0 && names.own !== 'same' ? weight * weights.birthOfTwins : weight);
  }
  if (isKnown(a.sex) && isKnown(b.sex)) say('sex', ...sameOr(a.sex === b.sex, weights.sex));
  if (a.birthPlace && b.birthPlace) {
    const place = likeness(a.birthPlace, b.birthPlace);
    say('birthPlace', place, ofFamily(weights.birthPlace[place]));
  }
  if (a.countryOfBirth && b.countryOfBirth)
    say('countryOfBirth', ...sameOr(a.countryOfBirth === b.countryOfBirth, weights.countryOfBirth));
  if (a.nationality && b.nationality)
    say('nationality', ...sameOr(a.nationality === b.nationality, weights.nationality));
  const relatives = compareRelatives(a.relatives, b.relatives, share, weights);
  if (!relatives.unknown)
    say('relatives', relatives.agreeing > 0 ? 'same' : 'different', ofFamily(relatives.weight), relatives.agreeing);
  if (a.caseNumbers.some((number) => b.caseNumbers.includes(number)))
    say('caseNumber', 'same', ofFamily(weights.caseNumber.same));

  const score = round(evidence.reduce((sum, { weight }) => sum + weight, 0));
  const contradictions = [names.own === 'different', otherSex, birth === 'far_apart' || birth === 'other_year'];
  // One number is looked at whatever the rest says. Of two who differ in more than one thing that hardly changes, it is rather mistyped.
  if (numbers === 'same')
    return { score, strength: contradictions.filter(Boolean).length <= 1 ? 'exact' : 'possible', evidence };
  if (score >= weights.likely && named) return { score, strength: documents === 'same' ? 'exact' : 'likely', evidence };
  return { score, strength: score >= weights.possible && named ? 'possible' : null, evidence };
}

const isKnown = (sex: string): boolean => sex === 'female' || sex === 'male';
const sameOr = (same: boolean, weights: { same: number; different: number }): [string, number] =>
  same ? ['same', weights.same] : ['different', weights.different];
