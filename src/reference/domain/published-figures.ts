/** What a published figure counts; `sub_quota`, `new_places`, `requested` and `pledge` come as whole lists of parts. */
export const PUBLISHED_MEASURES = [
  'quota',
  'planned',
  'target',
  'carry_in',
  'new_places',
  'pledge',
  'sub_quota',
  'earmarked',
  'cap',
  'requested',
  'received',
  'received_so_far',
  'arrivals',
  'arrivals_worldwide',
] as const;
export type PublishedMeasure = (typeof PUBLISHED_MEASURES)[number];

export const FIGURE_PRECISIONS = ['exact', 'about', 'more_than'] as const;
export type FigurePrecision = (typeof FIGURE_PRECISIONS)[number];

/** The part of a figure that is not a part. */
export const WHOLE = 'all';

/**
 * One figure of one source, as it was published. Sources count by different rules and disagree; none is corrected by another
 * (domain.md 1).
 */
export interface PublishedFigure {
  /** The year, or the first of the years that the figure covers. */
  readonly year: number;
  /** How many years the figure covers: 2 for a pledge to the Union. */
  readonly years: number;
  readonly measure: PublishedMeasure;
  /** Of what the figure is a part: a country code or a word; `all` for the whole. */
  readonly part: string;
  /** Persons or places. */
  readonly value: number;
  readonly precision: FigurePrecision;
  /** Tag of the source. */
  readonly source: string;
  readonly document: string;
  /** When the source was published, as exactly as is known: `2022-01-25`, `2018-12`, `2013`, or null. */
  readonly asOf: string | null;
  readonly definition: string;
  readonly note: string | null;
}

export const FIGURE_WARNINGS = [
  'partsDoNotAddUp',
  'partsExceedWhole',
  'partExceedsCap',
  'sourcesDisagree',
  'countedDifferently',
] as const;
export type FigureWarningCode = (typeof FIGURE_WARNINGS)[number];

/** A contradiction in what was published: shown, never resolved (domain.md (e) 10 and 30). */
export interface FigureWarning {
  readonly code: FigureWarningCode;
  readonly year: number;
  readonly measures: readonly PublishedMeasure[];
  readonly detail: string;
}

/** Lists that say of themselves that they are whole, and the totals that they should add up to: the first one that was published. */
const WHOLE_LISTS: Partial<Record<PublishedMeasure, readonly PublishedMeasure[]>> = {
  sub_quota: ['target', 'quota'],
  new_places: ['new_places'],
  requested: ['requested'],
};
/** Measures of which only some parts are told, and the totals that those cannot exceed. */
const PARTIAL_LISTS: Partial<Record<PublishedMeasure, PublishedMeasure>> = {
  earmarked: 'quota',
  received: 'received',
  arrivals: 'arrivals',
};

const rank = ({ measure, part }: PublishedFigure): number =>
  2 * PUBLISHED_MEASURES.indexOf(measure) + (part === WHOLE ? 0 : 1);

/** The figures by year, measure (the quota first), part (the whole first) and source; alike on both engines. */
export const inFigureOrder = (a: PublishedFigure, b: PublishedFigure): number =>
  a.year - b.year || rank(a) - rank(b) || (`${a.part}/${a.source}` < `${b.part}/${b.source}` ? -1 : 1);

const plain = new Intl.NumberFormat('en');
const said = ({ value, precision, source }: PublishedFigure): string =>
  `${{ exact: '', about: 'about ', more_than: 'more than ' }[precision]}${plain.format(value)} (${source})`;
const list = (figures: readonly PublishedFigure[]): string => figures.map(said).join(', ');
const sum = (figures: readonly PublishedFigure[]): number => figures.reduce((total, { value }) => total + value, 0);

/** The least and the most that a figure can mean: `about 6,400` is anything that is rounded so. */
function rangeOf({ value, precision }: PublishedFigure): readonly [least: number, most: number] {
  if (precision === 'more_than') return [value + 1, Infinity];
  if (precision === 'exact') return [value, value];
  const unit = 10 ** /0*$/.exec(String(value))![0].length;
  return [value - unit / 2, value + unit / 2];
}

const agree = (one: PublishedFigure, other: PublishedFigure): boolean => {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  return a[0] <= b[1] && b[0] <= a[1];
};
const allAgree = (figures: readonly PublishedFigure[]): boolean =>
  figures.every((one, index) => figures.slice(index + 1).every((other) => agree(one, other)));

function grouped(
  figures: readonly PublishedFigure[],
  by: (figure: PublishedFigure) => string,
): readonly (readonly PublishedFigure[])[] {
  const groups = new Map<string, PublishedFigure[]>();
  for (const figure of figures) {
    const key = by(figure);
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()];
}

/**
 * The contradictions in the figures, by year: lists of parts that miss their total (2013, 2021) or exceed it, a part above its
 * cap, sources that tell one thing differently, and counts by different rules of one year. They warn and block nothing.
 */
export function contradictionsIn(figures: readonly PublishedFigure[]): FigureWarning[] {
  return [...partsAgainstTotals(figures), ...partsAgainstCaps(figures), ...differences(figures)].sort(
    (a, b) => a.year - b.year,
  );
}

function partsAgainstTotals(figures: readonly PublishedFigure[]): FigureWarning[] {
  const parts = figures.filter(({ part, measure }) => part !== WHOLE && measure !== 'pledge');
  return grouped(parts, ({ year, measure, source }) => `${year}/${measure}/${source}`).flatMap(
    (group): FigureWarning[] => {
      const { year, measure, source } = group[0]!;
      const wholeOf = (wanted: PublishedMeasure): PublishedFigure[] => {
        const totals = figures.filter((one) => one.year === year && one.measure === wanted && one.part === WHOLE);
        const own = totals.filter((one) => one.source === source);
        return own.length > 0 ? own : totals;
      };
      const total = WHOLE_LISTS[measure]?.flatMap(wholeOf)[0];
      if (total)
        return sum(group) === total.value
          ? []
          : [
              {
                code: 'partsDoNotAddUp' as const,
                year,
                measures: [...new Set([measure, total.measure])],
                detail: `${year}: the parts (${measure}) of ${source} add up to ${plain.format(sum(group))}; the whole (${total.measure}) is ${said(total)}.`,
              },
            ];
      const limit = PARTIAL_LISTS[measure] && wholeOf(PARTIAL_LISTS[measure])[0];
      return !limit || sum(group) <= rangeOf(limit)[1]
        ? []
        : [
            {
              code: 'partsExceedWhole' as const,
              year,
              measures: [...new Set([measure, limit.measure])],
              detail: `${year}: the parts (${measure}) of ${source} add up to ${plain.format(sum(group))}, more than the whole (${limit.measure}), ${said(limit)}.`,
            },
          ];
    },
  );
}

function partsAgainstCaps(figures: readonly PublishedFigure[]): FigureWarning[] {
  return figures
    .filter(({ measure }) => measure === 'cap')
    .flatMap((cap) => {
      const above = figures.filter(
        ({ year, measure, part, value }) =>
          year === cap.year && measure === 'sub_quota' && part === cap.part && value > cap.value,
      );
      return above.map((one) => ({
        code: 'partExceedsCap' as const,
        year: cap.year,
        measures: ['cap', 'sub_quota'] as const,
        detail: `${cap.year}: the sub-quota ${cap.part} is ${said(one)} beside a cap of ${said(cap)}.`,
      }));
    });
}

function differences(figures: readonly PublishedFigure[]): FigureWarning[] {
  const told = grouped(
    figures.filter(({ measure, part }) => part === WHOLE || !(measure in WHOLE_LISTS)),
    ({ year, measure, part }) => `${year}/${measure}/${part}`,
  );
  const disagreeing = told
    .filter((group) => !allAgree(group))
    .map((group) => {
      const { year, measure, part } = group[0]!;
      return {
        code: 'sourcesDisagree' as const,
        year,
        measures: [measure],
        detail: `${year}: sources disagree on ${measure}, ${part}: ${list(group)}.`,
      };
    });
  // The agency counts those received, UNHCR those who arrived: never the same figure, even when it is the same year.
  const counted = figures.filter(({ measure }) => measure === 'received' || measure === 'arrivals');
  const different = grouped(counted, ({ year, part }) => `${year}/${part}`)
    .filter((group) => {
      const [received, arrivals] = ['received', 'arrivals'].map((one) =>
        group.filter(({ measure }) => measure === one),
      );
      return received!.some((one) => arrivals!.some((other) => !agree(one, other)));
    })
    .map((group) => {
      const { year, part } = group[0]!;
      return {
        code: 'countedDifferently' as const,
        year,
        measures: ['received', 'arrivals'] as const,
        detail: `${year}: received and arrivals, ${part}, are counted by different rules: ${list(group)}.`,
      };
    });
  return [...disagreeing, ...different];
}
