/** All spellings of one name, the usual one first. A hyphen parts words of one name. */
export type Spellings = readonly string[];

/** The names of an origin. Where `family` is empty a person is called after father and grandfather. */
export interface NameList {
  readonly male: readonly Spellings[];
  readonly female: readonly Spellings[];
  readonly family: readonly Spellings[];
  readonly places: readonly Spellings[];
}

/** One name a line. */
export const spelled = (lines: string): Spellings[] =>
  lines
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(/\s+/)
        .filter((word) => word !== ''),
    )
    .filter((spellings) => spellings.length > 0);
