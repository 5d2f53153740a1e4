import type { PersonStatus } from '../cases/index.js';
import { burnUpTable, type PlanLine } from '../quotas/index.js';
import type { Count, StageCount, Staged } from './domain/progress.js';
import type { ReportCell, ReportColumn, ReportTable } from './domain/report.js';
import type { Places, Progress } from './progress-rows.js';
import { EVENT_WORDS, PLACE_WORDS, ROUTE_WORDS, SCHEME_WORDS, STAGE_WORDS } from './progress-words.js';

export const PROGRESS_TABLES = [
  'overview',
  'by-sub-quota',
  'by-route',
  'by-month',
  'by-period',
  'exits',
  'plan',
  'burn-up',
] as const;

type PlaceKey = keyof Places;
const PLACES = Object.keys(PLACE_WORDS) as PlaceKey[];
const textColumn = (key: string, header: string): ReportColumn => ({ key, header, type: 'text' });
const numberColumn = (key: string, header: string): ReportColumn => ({ key, header, type: 'number' });

/** Persons, and cases beside them, in a column each. */
const pair = (key: string, header: string): ReportColumn[] => [
  numberColumn(key, `${header}, personer`),
  numberColumn(`${key}_cases`, `${header}, ärenden`),
];
const stageWord = (stage: string): string => STAGE_WORDS[stage as Exclude<PersonStatus, 'excluded'>];
const stageColumns = ({ stages, exits }: Staged): ReportColumn[] => [
  ...pair('persons', 'Totalt'),
  ...[...stages, ...exits].flatMap(({ stage }) => pair(stage, stageWord(stage))),
];
const counts = ({ persons, cases }: Count): ReportCell[] => [persons, cases];
const stageCells = (of: Staged): ReportCell[] => [of, ...of.stages, ...of.exits].flatMap(counts);
const placeColumns = PLACES.map((key) => numberColumn(`places_${key}`, PLACE_WORDS[key]));
const placeCells = (places: Places | null): ReportCell[] => PLACES.map((key) => places?.[key] ?? null);

/** The report as tables: the same figures in every form of it. */
export const progressTables = (progress: Progress): ReportTable[] => [
  overview(progress),
  bySubQuota(progress),
  byRoute(progress),
  byMonth(progress),
  byPeriod(progress),
  exits(progress),
  plan(progress),
  burnUpRows(progress),
];

function overview({ total, unallocated }: Progress): ReportTable {
  const staged = (kind: string, found: readonly StageCount[]): ReportCell[][] =>
    found.map(({ stage, persons, cases }) => [kind, stageWord(stage), persons, cases]);
  return {
    name: 'overview',
    title: 'Översikt',
    columns: [
      textColumn('part', 'Del'),
      textColumn('figure', 'Uppgift'),
      numberColumn('count', 'Antal'),
      numberColumn('cases', 'Ärenden'),
    ],
    rows: [
      ['Personer', 'Totalt', total.persons, total.cases],
      ...staged('På vägen', total.stages),
      ...staged('Utträden', total.exits),
      ...PLACES.map((key): ReportCell[] => ['Platser', PLACE_WORDS[key], total.places[key], null]),
      ['Platser', 'Beslutade, ej tilldelade', unallocated, null],
    ],
  };
}

function bySubQuota({ rows, total, periodName, withoutSubQuota }: Progress): ReportTable {
  return {
    name: 'by-sub-quota',
    title: 'Per delkvot',
    columns: [
      textColumn('period', 'Period'),
      textColumn('subQuota', 'Delkvot'),
      textColumn('scheme', 'Form'),
      ...stageColumns(total),
      ...placeColumns,
    ],
    rows: [
      ...rows.map((row): ReportCell[] => [
        ...[row.periodName, row.name, SCHEME_WORDS[row.scheme] ?? row.scheme],
        ...[...stageCells(row), ...placeCells(row.places)],
      ]),
      [periodName, 'Summa', null, ...stageCells(total), ...placeCells(total.places)],
      [null, 'Utan delkvot', null, ...stageCells(withoutSubQuota), ...placeCells(null)],
    ],
    totals: 2,
  };
}

function byRoute({ routes, total }: Progress): ReportTable {
  const sum = (of: 'reserved' | 'used'): number => routes.reduce((all, row) => all + row[of], 0);
  return {
    name: 'by-route',
    title: 'Per uttagningsform',
    columns: [
      textColumn('route', 'Uttagningsform'),
      ...stageColumns(total),
      numberColumn('reserved', PLACE_WORDS.reserved),
      numberColumn('used', PLACE_WORDS.used),
    ],
    rows: [
      ...routes.map((row): ReportCell[] => [
        ROUTE_WORDS[row.route ?? 'none'],
        ...stageCells(row),
        row.reserved,
        row.used,
      ]),
      ['Summa', ...stageCells(total), sum('reserved'), sum('used')],
    ],
    totals: 1,
  };
}

function byMonth({ months, total }: Progress): ReportTable {
  const [first] = months;
  const sums = (of: (row: (typeof months)[number]) => readonly StageCount[]): ReportCell[] =>
    of(first!).flatMap((_, index) => [months.reduce((all, row) => all + of(row)[index]!.persons, 0), null]);
  const planned = (of: 'original' | 'inForce'): number => months.reduce((all, row) => all + row.planned[of], 0);
  return {
    name: 'by-month',
    title: 'Per månad',
    columns: [
      textColumn('month', 'Månad'),
      ...first!.events.flatMap(({ stage }) => pair(stage, EVENT_WORDS[stage as keyof typeof EVENT_WORDS])),
      ...first!.exits.flatMap(({ stage }) => pair(stage, stageWord(stage))),
      numberColumn('reserved', `${PLACE_WORDS.reserved} vid månadens slut`),
      numberColumn('used', `${PLACE_WORDS.used} vid månadens slut`),
      numberColumn('available', `${PLACE_WORDS.available} vid månadens slut`),
      numberColumn('planned_original', 'Planerade ankomster, första planen'),
      numberColumn('planned', 'Planerade ankomster, gällande plan'),
    ],
    rows: [
      ...months.map(({ month, told, events, exits, places, planned }): ReportCell[] => [
        month,
        ...[...events, ...exits].flatMap((one) => (told ? counts(one) : [null, null])),
        ...(['reserved', 'used', 'available'] as const).map((key) => (told ? places[key] : null)),
        ...[planned.original, planned.inForce],
      ]),
      [
        ...['Summa', ...sums(({ events }) => events), ...sums(({ exits }) => exits)],
        ...[total.places.reserved, total.places.used, total.places.available],
        ...[planned('original'), planned('inForce')],
      ],
    ],
    totals: 1,
  };
}

function byPeriod({ periods }: Progress): ReportTable {
  const kinds: Readonly<Record<string, string>> = { annual: 'Årlig', biennial: 'Tvåårigt åtagande' };
  return {
    name: 'by-period',
    title: 'Per period och åtagande',
    columns: [
      textColumn('period', 'Period'),
      textColumn('kind', 'Slag'),
      ...pair('persons', 'Totalt'),
      numberColumn('unallocated', 'Beslutade, ej tilldelade'),
      ...placeColumns,
    ],
    rows: periods.map(({ name, kind, persons, unallocated, places }) => [
      ...[name, kinds[kind] ?? kind],
      ...(persons ? counts(persons) : [null, null]),
      ...[unallocated, ...placeCells(places)],
    ]),
  };
}

const exits = ({ exitReasons }: Progress): ReportTable => ({
  name: 'exits',
  title: 'Utträden efter skäl',
  columns: [
    textColumn('exit', 'Utträde'),
    textColumn('reasonCode', 'Skäl'),
    numberColumn('persons', 'Personer'),
    numberColumn('cases', 'Ärenden'),
  ],
  rows: exitReasons.map(({ exit, reasonCode, persons, cases }) => [stageWord(exit), reasonCode, persons, cases]),
});

/** Planned and actual arrivals by sub-quota and month. */
function plan({ plans, rows, arrivals }: Progress): ReportTable {
  const key = (line: Pick<PlanLine, 'subQuotaId' | 'month'>): string => `${line.subQuotaId} ${line.month}`;
  const sums = (lines: readonly PlanLine[]) => new Map(lines.map((line) => [key(line), line.persons]));
  const [original, inForce, actual] = [sums(plans.original), sums(plans.inForce), sums(arrivals)];
  const months = [...new Set([...plans.original, ...plans.inForce, ...arrivals].map(({ month }) => month))].sort();
  return {
    name: 'plan',
    title: 'Plan och utfall',
    columns: [
      textColumn('subQuota', 'Delkvot'),
      textColumn('month', 'Månad'),
      numberColumn('original', 'Första planen'),
      numberColumn('inForce', 'Gällande plan'),
      numberColumn('arrived', 'Ankomna'),
    ],
    rows: rows.flatMap(({ subQuotaId, name }) =>
      months.flatMap((month): ReportCell[][] => {
        const at = key({ subQuotaId, month });
        if (![original, inForce, actual].some((lines) => lines.has(at))) return [];
        return [[name, month, original.get(at) ?? 0, inForce.get(at) ?? 0, actual.get(at) ?? 0]];
      }),
    ),
  };
}

function burnUpRows({ burnUp }: Progress): ReportTable {
  const { header, rows } = burnUpTable(burnUp);
  const keys = ['month', 'from', 'to', 'arrived', 'total', 'planned', 'replanned'];
  return {
    name: 'burn-up',
    title: 'Ankomster mot plan',
    columns: header.map((words, index): ReportColumn => ({
      key: keys[index] ?? `planned_${index - 4}`,
      header: words,
      type: index === 0 ? 'text' : index < 3 ? 'date' : 'number',
    })),
    rows,
  };
}
