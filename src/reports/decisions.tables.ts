import { approvalRates, SMALLEST_SHOWN, suppress, type Rate } from '../quotas/index.js';
import type { DecisionFacts, Left } from './decision-facts.js';
import {
  DECISION_DIMENSIONS,
  durationRows,
  outcomesBy,
  reasonsOf,
  type DecisionDimension,
  type DurationRow,
  type Measured,
  type Outcomes,
  type OutcomesOf,
  type ReasonCount,
} from './domain/decisions.js';
import type { ReportCell, ReportColumn, ReportTable } from './domain/report.js';
import { HIDDEN, publicCounts, shownOr } from './public-counts.js';

/** Swedish words for groups and for reason codes. */
export interface Words {
  group: (group: string) => string;
  reason: (code: string) => string;
}

export const DECISION_TABLES = [
  'approval-rate',
  'by-month',
  'by-route',
  'by-nationality',
  'concluded-otherwise',
  'durations',
  'attrition',
] as const;

const HEADERS: Readonly<Record<DecisionDimension, [name: string, title: string, header: string]>> = {
  month: ['by-month', 'Per månad', 'Månad'],
  route: ['by-route', 'Per väg', 'Väg'],
  nationality: ['by-nationality', 'Per medborgarskap', 'Medborgarskap'],
};
const text = (key: string, header: string): ReportColumn => ({ key, header, type: 'text' });
const number = (key: string, header: string): ReportColumn => ({ key, header, type: 'number' });

export function decisionTables({ concluded, ...facts }: DecisionFacts, words: Words): ReportTable[] {
  const cells = (of: OutcomesOf): ReportCell[] => [
    ...countsOf(of),
    of.granted + of.refused + of.concludedOtherwise,
    ...ratesOf(of).map(percent),
  ];
  const { total } = outcomesBy('month', concluded);
  return [
    rateTable(ratesOf(total)),
    ...DECISION_DIMENSIONS.map((dimension) =>
      outcomesTable(dimension, [
        ...outcomesBy(dimension, concluded).rows.map((row) => [row.group, words.group(row.group), ...cells(row)]),
        ['', 'Totalt', ...cells(total)],
      ]),
    ),
    otherwiseTable(listed(reasonsOf(facts.otherwise), words)),
    durationTable([...timesOf('toDecision', facts.toDecision, words), ...timesOf('toArrival', facts.toArrival, words)]),
    attritionTable(listed(reasonsOf(facts.attrition), words)),
  ];
}

/** The same for the public: nothing below 6, and nothing that tells of it. */
export function publicDecisionTables({ concluded, ...facts }: DecisionFacts, words: Words): ReportTable[] {
  const rows = DECISION_DIMENSIONS.map((dimension) => outcomesBy(dimension, concluded).rows);
  const shown = publicCounts(rows.map((some) => some.map(countsOf)));
  const [granted = null, refused = null, concludedOtherwise = null] = shown[0]!.columnTotals;
  const whole = granted !== null && refused !== null && concludedOtherwise !== null;
  const rates = whole ? ratesOf({ granted, refused, concludedOtherwise }) : null;
  const hidden = [HIDDEN, HIDDEN, HIDDEN];
  return [
    rateTable(rates),
    ...DECISION_DIMENSIONS.map((dimension, index) => {
      const { cells, rowTotals, columnTotals, total } = shown[index]!;
      const one = (counts: readonly (number | null)[], all: number | null | undefined): ReportCell[] => {
        const [a = null, b = null, c = null] = counts;
        const known = a !== null && b !== null && c !== null;
        const shares = known
          ? ratesOf({ granted: a, refused: b, concludedOtherwise: c }).map(percent)
          : [HIDDEN, HIDDEN];
        return [...(counts.length > 0 ? counts.map(shownOr) : hidden), shownOr(all), ...shares];
      };
      return outcomesTable(dimension, [
        ...rows[index]!.map(({ group }, row) => [group, words.group(group), ...one(cells[row]!, rowTotals[row])]),
        ['', 'Totalt', ...one(columnTotals, total)],
      ]);
    }),
    // Together they are the column "otherwise": hidden where that is.
    otherwiseTable(
      concludedOtherwise === null ? [['', 'Totalt', '', '', HIDDEN]] : hiddenSmall(facts.otherwise, words),
    ),
    durationTable([...publicTimes('toDecision', facts.toDecision), ...publicTimes('toArrival', facts.toArrival)]),
    attritionTable(hiddenSmall(facts.attrition, words)),
  ];
}

const countsOf = ({ granted, refused, concludedOtherwise }: Outcomes): number[] => [
  granted,
  refused,
  concludedOtherwise,
];
const ratesOf = (outcomes: Outcomes): [ofDecided: Rate, ofConcluded: Rate] => {
  const { granted, refused, concludedOtherwise } = outcomes;
  const { ofDecided, ofConcluded } = approvalRates({ granted, refused, concludedOtherwise });
  return [ofDecided, ofConcluded];
};
/** Per cent with one decimal; nothing of nobody. */
const percent = ({ share }: Rate): number | null => (share === null ? null : share / 10);

const DEFINITIONS = [
  ['of_decided', 'Av avgjorda', 'Bifall + avslag'],
  ['of_concluded', 'Av samtliga avslutade', 'Bifall + avslag + avslutade på annat sätt'],
] as const;

const rateTable = (rates: readonly Rate[] | null): ReportTable => ({
  name: 'approval-rate',
  title: 'Bifallsandel, två definitioner',
  columns: [
    text('definition', 'Kod'),
    text('name', 'Definition'),
    text('denominator', 'Nämnare'),
    number('granted', 'Bifall'),
    number('of', 'Av'),
    number('share', 'Andel, procent'),
  ],
  rows: DEFINITIONS.map((definition, index) => {
    const rate = rates?.[index];
    return [...definition, ...(rate ? [rate.granted, rate.of, percent(rate)] : [HIDDEN, HIDDEN, HIDDEN])];
  }),
});

const outcomesTable = (dimension: DecisionDimension, rows: ReportCell[][]): ReportTable => {
  const [name, title, header] = HEADERS[dimension];
  return {
    name,
    title,
    columns: [
      text('group', 'Kod'),
      text('name', header),
      number('granted', 'Bifall'),
      number('refused', 'Avslag'),
      number('concludedOtherwise', 'Avslutade på annat sätt'),
      number('concluded', 'Avslutade, samtliga'),
      number('ofDecided', 'Bifallsandel av avgjorda, procent'),
      number('ofConcluded', 'Bifallsandel av samtliga, procent'),
    ],
    rows,
    totals: 1,
  };
};

const REASON_COLUMNS = [
  text('why', 'Kod'),
  text('name', 'Utfall'),
  text('reasonCode', 'Orsakskod'),
  text('reason', 'Orsak'),
  number('persons', 'Personer'),
];
const otherwiseTable = (rows: ReportCell[][]): ReportTable => ({
  name: 'concluded-otherwise',
  title: 'Avslutade på annat sätt',
  columns: REASON_COLUMNS,
  rows,
  totals: 1,
});
const attritionTable = (rows: ReportCell[][]): ReportTable => ({
  name: 'attrition',
  title: 'Bortfall mellan bifall och inresa',
  columns: REASON_COLUMNS,
  rows,
  totals: 1,
});

const inWords = ({ why, reasonCode }: ReasonCount, words: Words): ReportCell[] => [
  why,
  words.group(why),
  reasonCode ?? '',
  reasonCode ? words.reason(reasonCode) : '',
];
const listed = (reasons: readonly ReasonCount[], words: Words): ReportCell[][] => [
  ...reasons.map((reason) => [...inWords(reason, words), reason.persons]),
  ['', 'Totalt', '', '', reasons.reduce((sum, { persons }) => sum + persons, 0)],
];
function hiddenSmall(left: readonly Left[], words: Words): ReportCell[][] {
  const reasons = reasonsOf(left).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (reasons.length === 0) return [['', 'Totalt', '', '', HIDDEN]];
  const { cells, total } = suppress([reasons.map(({ persons }) => persons)]);
  return [
    ...reasons.map((reason, index) => [...inWords(reason, words), shownOr(cells[0]![index])]),
    ['', 'Totalt', '', '', shownOr(total)],
  ];
}
/** By name for the public: an order by number would tell of what is hidden. */
const keyOf = ({ why, reasonCode }: ReasonCount): string => `${why} ${reasonCode ?? ''}`;

const STEPS = { toDecision: 'Från registrering till beslut', toArrival: 'Från bifall till inresa' } as const;
const DIMENSION_WORDS = { all: 'Alla', route: 'Väg', priority: 'Prioritet', countryOfAsylum: 'Asylland' } as const;

const durationTable = (rows: ReportCell[][]): ReportTable => ({
  name: 'durations',
  title: 'Tider',
  columns: [
    text('step', 'Kod'),
    text('name', 'Steg'),
    text('by', 'Per'),
    text('group', 'Grupp'),
    number('persons', 'Personer'),
    number('medianDays', 'Median, dagar'),
    number('ninetiethDays', '90:e percentil, dagar'),
  ],
  rows,
});
const timesOf = (step: keyof typeof STEPS, measured: readonly Measured[], words: Words): ReportCell[][] =>
  durationRows(measured).map(({ dimension, group, persons, medianDays, ninetiethDays }) => [
    step,
    STEPS[step],
    DIMENSION_WORDS[dimension],
    group === '' ? '' : words.group(group),
    persons,
    medianDays,
    ninetiethDays,
  ]);
/** Of all together: by group the numbers would overlap with the other tables. */
function publicTimes(step: keyof typeof STEPS, measured: readonly Measured[]): ReportCell[][] {
  const [{ persons, medianDays, ninetiethDays }] = durationRows(measured) as [DurationRow];
  const days = persons < SMALLEST_SHOWN ? [HIDDEN, HIDDEN] : [medianDays, ninetiethDays];
  return [[step, STEPS[step], DIMENSION_WORDS.all, '', HIDDEN, ...days]];
}
