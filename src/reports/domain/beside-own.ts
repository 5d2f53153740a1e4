export const OWN_MEASURES = ['decided', 'granted', 'departed', 'arrived', 'received', 'used'] as const;
export type OwnMeasure = (typeof OWN_MEASURES)[number];

/** A figure of Vidar for a calendar year. */
export interface OwnFigure {
  readonly year: number;
  readonly measure: OwnMeasure;
  readonly value: number;
}

/** What each of Vidar's figures counts: told with it, like the definition of a published one. */
export const OWN_DEFINITIONS: Readonly<Record<OwnMeasure, string>> = {
  decided: 'Platser beslutade för årets period, med ändringar; platser som följt med från en annan period är inte med',
  granted: 'Personer vars tillstånd beviljades under året, efter beslutsdag',
  departed: 'Personer som avreste under året, efter avresedag',
  arrived: 'Personer som reste in i Sverige under året, efter inresedag i svensk tid',
  received: 'Personer som togs emot i kommun under året, efter mottagandedag',
  used: 'Platser som räknats som använda under året, efter periodens räknehändelse; tidigare år som antal är med',
};

interface Published {
  readonly year: number;
  readonly years: number;
  readonly measure: string;
  readonly part: string;
  readonly value: number;
  readonly precision: string;
  readonly source: string;
  readonly document: string;
  readonly asOf: string | null;
  readonly definition: string;
  readonly note: string | null;
}
interface Warning {
  readonly code: string;
  readonly year: number;
  readonly detail: string;
}

export interface FigureLine {
  readonly year: number;
  readonly years: number;
  /** Where it comes from: never one corrected by the other. */
  readonly origin: 'published' | 'vidar';
  readonly measure: string;
  readonly part: string;
  readonly value: number;
  readonly precision: string;
  readonly source: string;
  readonly published: string | null;
  readonly definition: string;
}

/** One figure a year and measure, the sum of those given, in order; years without anything are left out. */
export function yearsOf(told: readonly OwnFigure[]): OwnFigure[] {
  const sums = new Map<string, OwnFigure>();
  for (const { year, measure, value } of told) {
    const key = `${year} ${OWN_MEASURES.indexOf(measure)}`;
    sums.set(key, { year, measure, value: (sums.get(key)?.value ?? 0) + value });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, figure]) => (figure.value === 0 ? [] : [figure]));
}

/**
 * The published figures and Vidar's own, year by year, the published ones first; and where the published ones contradict each
 * other. What was published after `asOf`, or is of a year after `through`, was not known then. A source that tells only its month
 * or year counts as published by the end of it.
 */
export function besideOwn(
  { figures, warnings }: { figures: readonly Published[]; warnings: readonly Warning[] },
  own: readonly OwnFigure[],
  { through, asOf }: { through: string; asOf: string },
): { figures: FigureLine[]; warnings: Warning[] } {
  const lastYear = Number(through.slice(0, 4));
  const known = figures.filter(
    ({ year, asOf: published }) =>
      year <= lastYear && (published === null || published <= asOf.slice(0, published.length)),
  );
  const lines = known.map(({ source, document, asOf: published, definition, note, ...figure }): FigureLine => ({
    ...figure,
    origin: 'published',
    source: `${source}: ${document}`,
    published,
    definition: note === null ? definition : `${definition} (${note})`,
  }));
  const ours = own.map(({ year, measure, value }): FigureLine => ({
    ...{ year, years: 1, origin: 'vidar', measure, part: 'all', value, precision: 'exact' },
    ...{ source: 'Vidar', published: null, definition: OWN_DEFINITIONS[measure] },
  }));
  const years = [...new Set([...lines, ...ours].map(({ year }) => year))].sort((a, b) => a - b);
  return {
    figures: years.flatMap((year) => [...lines, ...ours].filter((line) => line.year === year)),
    warnings: warnings.filter(({ year }) => known.some((figure) => figure.year === year)),
  };
}
