import type { PlainDate } from '../../../kernel/index.js';

// The weights of a comparison as data, in bits: log2 of how much likelier it is to see this of one person than of two (Fellegi
// and Sunter, A Theory for Record Linkage, JASA 1969). Names and relatives weigh by how rare they are among those who are
// registered, up to the caps given here. Tuned on the generated truth of test/support/duplicate-truth, on its first seed alone.

export interface Weights {
  readonly validFrom: PlainDate;
  readonly number: { readonly same: number; readonly slip: number; readonly different: number };
  readonly document: { readonly same: number; readonly slip: number; readonly different: number };
  readonly caseNumber: { readonly same: number };
  /** The person's own name. `most`: what the rarest can weigh; a close one weighs the given part of it. */
  readonly ownName: { readonly most: number; readonly close: number; readonly different: number };
  /** Father's, grandfather's and family names: each by rarity, by its part, up to `most`; less for each that stands against. */
  readonly otherNames: { readonly part: number; readonly most: number; readonly against: number };
  /** The names are close, and one form lists a relative of the other's very name: two people. */
  readonly listedBeside: number;
  /** The parts of the name in another order. */
  readonly order: number;
  readonly birth: {
    readonly same_day: number;
    readonly day_and_month_exchanged: number;
    readonly one_figure_differs: number;
    readonly same_month: number;
    readonly same_year: number;
    readonly same_year_other_day: number;
    readonly one_year_apart: number;
    readonly two_years_apart: number;
    readonly three_years_apart: number;
    readonly other_year: number;
    readonly far_apart: number;
  };
  readonly sex: { readonly same: number; readonly different: number };
  readonly birthPlace: { readonly same: number; readonly close: number; readonly different: number };
  readonly countryOfBirth: { readonly same: number; readonly different: number };
  readonly nationality: { readonly same: number; readonly different: number };
  readonly relatives: { readonly part: number; readonly most: number; readonly against: number; readonly none: number };
  /** What the family's evidence (other names, relatives, place, case number) counts when the own name is close; it counts nothing when it differs. */
  readonly familyWhenClose: number;
  /** What an agreeing birth date counts when the own name is not the same: twins share it. */
  readonly birthOfTwins: number;
  /** From these scores on a pair is likely, or possible. */
  readonly likely: number;
  readonly possible: number;
}

/** Newest last; a row is never changed once a suspicion was found by it. */
export const WEIGHTS: readonly Weights[] = [
  {
    validFrom: '2017-01-01',
    number: { same: 18, slip: 9, different: -1 },
    document: { same: 13, slip: 7, different: -1.5 },
    caseNumber: { same: 6 },
    ownName: { most: 7.5, close: 0.6, different: -12 },
    otherNames: { part: 0.6, most: 5, against: -2 },
    listedBeside: -8,
    order: -0.5,
    birth: {
      same_day: 13,
      day_and_month_exchanged: 11,
      one_figure_differs: 8,
      same_month: 7,
      same_year: 4,
      same_year_other_day: -1,
      one_year_apart: 2.5,
      two_years_apart: 1,
      three_years_apart: -0.5,
      other_year: -5,
      far_apart: -10,
    },
    sex: { same: 0.9, different: -5 },
    birthPlace: { same: 3, close: 2, different: -1.5 },
    countryOfBirth: { same: 0.2, different: -2 },
    nationality: { same: 0.3, different: -3 },
    relatives: { part: 0.9, most: 16, against: -2, none: -3 },
    familyWhenClose: 0.75,
    birthOfTwins: 0.7,
    likely: 19.5,
    possible: 15,
  },
];

/** The weights in force on a day. */
export function weightsOn(day: PlainDate): Weights {
  return WEIGHTS.findLast(({ validFrom }) => validFrom <= day) ?? WEIGHTS[0]!;
}
