import { ageOn, type PlainDate } from '../../kernel/index.js';

const BANDS: readonly (readonly [from: number, band: string])[] = [
  [65, '65+'],
  [50, '50-64'],
  [30, '30-49'],
  [18, '18-29'],
  [13, '13-17'],
  [6, '6-12'],
  [0, '0-5'],
];
/** The bands in which a municipality learns ages before it accepts, youngest first. */
export const AGE_BANDS = BANDS.map(([, band]) => band).toReversed();

interface Described {
  readonly birthDate: PlainDate | null;
  readonly languages: readonly { readonly language: string }[];
  readonly education: string | null;
}

/** What a municipality needs to answer an assignment, and nothing that names anybody. */
export interface AnonymousProfile {
  familySize: number;
  persons: { ageBand: string | null; languages: string[]; education: string | null }[];
}

const bandOf = (birthDate: PlainDate | null, on: PlainDate): string | null => {
  if (birthDate === null) return null;
  const age = ageOn(birthDate, on);
  return BANDS.find(([from]) => age >= from)?.[1] ?? AGE_BANDS[0]!;
};

/**
 * The household as its municipality sees it before it accepts: size, and for each person age band, languages and education (the
 * Finnish pattern, domain.md 7). Persons come in an order made of these alone, so that the order of the case tells nothing.
 */
export function anonymousProfile(persons: readonly Described[], on: PlainDate): AnonymousProfile {
  const described = persons.map(({ birthDate, languages, education }) => ({
    ageBand: bandOf(birthDate, on),
    languages: languages.map(({ language }) => language).toSorted(),
    education,
  }));
  const key = (one: (typeof described)[number]): string =>
    JSON.stringify([AGE_BANDS.indexOf(one.ageBand ?? ''), one.languages, one.education]);
  return { familySize: persons.length, persons: described.toSorted((a, b) => (key(a) < key(b) ? 1 : -1)) };
}
