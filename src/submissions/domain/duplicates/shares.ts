/** Where in a name a word stands: men's own names are met as fathers' names far more often than as own ones. */
export type NamePlace = 'own' | 'other';

/** The share of those of the newcomer's nationality who bear a name of this sound in this place: between 0 and 1. */
export type NameShare = (consonants: string, place: NamePlace) => number;
/** The same for any nationality (of all, for null): who come from one country have names in common. */
export type NameShares = (consonants: string, place: NamePlace, nationality: string | null) => number;

/** How often names are met, and among how many persons. */
export interface NameCounts {
  of(consonants: string, place: NamePlace, nationality: string | null): number;
  persons(nationality: string | null): number;
}

/** A name that nobody has borne yet counts as borne by one in a hundred of the first hundred. */
const UNSEEN = 1;
const FIRST = 100;

/** The share of those who bear a name, with a cautious start while few are registered. Pure. */
export const nameShares =
  (counts: NameCounts): NameShares =>
  (consonants, place, nationality) =>
    Math.min(1, (counts.of(consonants, place, nationality) + UNSEEN) / (counts.persons(nationality) + FIRST));
