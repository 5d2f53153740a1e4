import { addDays, InvalidInput } from '../kernel/index.js';
import { burnUpPlot } from '../quotas/index.js';
import type { Audience, Report, ReportCell, ReportTable } from './domain/report.js';
import type { Progress, ProgressRow } from './progress-rows.js';
import { progressTables } from './progress-tables.js';
import { EXIT_PHASES, PHASES, ROUTE_WORDS } from './progress-words.js';
import { publicCounts, shownOr, type PublicCounts } from './public-counts.js';

const COUNTED = {
  grant: 'när tillstånd beviljas',
  departure: 'vid avresan',
  arrival: 'vid ankomsten till Sverige',
} as const;

/**
 * The progress as a report, for the unit or for everybody. Throws InvalidInput for a public one that does not end with a month: two
 * whose days differ little would tell of the days between by subtraction.
 */
export function progressReport(progress: Progress, audience: Audience): Report {
  const { periodName, through, asOf, rules } = progress;
  if (audience === 'public' && !addDays(through, 1).endsWith('-01'))
    throw new InvalidInput([
      { pointer: '?through', code: 'monthEndOnly', message: 'For the public: through the last day of a month.' },
    ]);
  return {
    id: 'quota-progress',
    title: 'Kvotläge',
    subject: periodName,
    ...{ through, asOf, audience, ruleVersions: rules },
    tables: audience === 'public' ? publicTables(progress) : progressTables(progress),
    notes: audience === 'public' ? PUBLIC_NOTES : notesOf(progress),
  };
}

/** The arrivals against the plans as an SVG file. */
export const progressPlot = ({ burnUp, periodName, total, unallocated }: Progress): string =>
  burnUpPlot(burnUp, {
    title: `Ankomna mot plan, ${periodName}`,
    places: total.places.allocated + unallocated,
    id: 'quota-progress',
  });

function notesOf({ burnUp, plans, rules, check, total }: Progress): string[] {
  const event = rules.find(({ kind }) => kind === 'counting-event')?.version as keyof typeof COUNTED;
  const early = total.places.reserved + total.places.used - check.placesHeld;
  return [
    `Personer, med ärenden inom parentes; ett ärende räknas i varje steg där någon av dess personer står. En plats blir använd ${COUNTED[event]}.`,
    'Avslag omfattar uteslutanden. Per månad räknas vad som inte tagits tillbaka; den som lämnat programmet räknas i de steg som nåddes.',
    ...(early === 0 ? [] : [`${early} använda platser är ett tidigare år som förts in i sin helhet, utan personer.`]),
    ...(burnUp.before === 0 ? [] : [`${burnUp.before} personer ankom före periodens första dag.`]),
    ...(burnUp.after === 0 ? [] : [`${burnUp.after} personer ankom efter periodens sista dag.`]),
    ...(plans.versions.length === 0
      ? ['Ingen plan är beslutad: utfallet jämförs med en jämn takt över perioden.']
      : []),
    check.everythingAddsUp
      ? `Summorna är avstämda: ${check.personsInTable} personer och ${check.placesAccountedFor} platser återfinns.`
      : 'Summorna stämmer inte: se avstämningen i rapportens JSON.',
  ];
}

const PUBLIC_NOTES = [
  'Antal personer. Antal under 6 visas inte (..), och inte heller antal som skulle röja dem genom subtraktion.',
  'Platser är vad som beslutats för delkvoten. Avslag omfattar uteslutanden.',
];

/** By sub-quota and by route, in the parts of the road: one kind of count, so that the two tables can be made safe together. */
function publicTables({ rows, routes }: Progress): ReportTable[] {
  const routePhases = routes.map(({ stages, exits }) =>
    [...PHASES, ...EXIT_PHASES].map((phase) =>
      [...stages, ...exits].reduce((sum, one) => (isOf(phase.stages, one.stage) ? sum + one.persons : sum), 0),
    ),
  );
  const [bySubQuota, byRoute] = publicCounts([
    rows.map(({ phases }) => phases.map(({ persons }) => persons)),
    routePhases,
  ]);
  return [
    publicTable(
      'by-sub-quota',
      'Per delkvot',
      'Delkvot',
      rows.map(({ name }) => name),
      bySubQuota!,
      rows.map(decided),
    ),
    publicTable(
      'by-route',
      'Per uttagningsform',
      'Uttagningsform',
      routes.map(({ route }) => ROUTE_WORDS[route ?? 'none']),
      byRoute!,
    ),
  ];
}

const isOf = (stages: readonly string[], stage: string): boolean => stages.includes(stage);

/** By decisions alone: places that came or went with persons would tell how many these were. */
const decided = ({ places: { allocated, overrun, carriedIn, carriedOut } }: ProgressRow): number =>
  allocated - overrun - carriedIn + carriedOut;

function publicTable(
  name: string,
  title: string,
  header: string,
  names: readonly string[],
  { cells, rowTotals, columnTotals, total }: PublicCounts,
  places?: readonly number[],
): ReportTable {
  const placesOf = (count: number | undefined): ReportCell[] => (places ? [count ?? 0] : []);
  return {
    name,
    title,
    columns: [
      { key: 'name', header, type: 'text' },
      ...[...PHASES, ...EXIT_PHASES].map((phase) => ({
        key: phase.name,
        header: phase.header,
        type: 'number' as const,
      })),
      { key: 'persons', header: 'Totalt', type: 'number' },
      ...(places ? [{ key: 'places', header: 'Beslutade platser', type: 'number' as const }] : []),
    ],
    rows: [
      ...names.map((words, index) => [
        ...[words, ...(cells[index] ?? []).map(shownOr), shownOr(rowTotals[index])],
        ...placesOf(places?.[index]),
      ]),
      [
        ...['Summa', ...columnTotals.map(shownOr), shownOr(total)],
        ...placesOf(places?.reduce((sum, count) => sum + count, 0)),
      ],
    ],
    totals: 1,
  };
}
