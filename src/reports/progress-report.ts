import { addDays, InvalidInput } from '../kernel/index.js';
import { burnUpPlot, suppress, type PublicTable } from '../quotas/index.js';
import type { Audience, Report, ReportCell, ReportTable } from './domain/report.js';
import type { Progress, ProgressRow } from './progress-rows.js';
import { progressTables } from './progress-tables.js';
import { shownOr } from './public-counts.js';

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
    tables: audience === 'public' ? [publicTable(progress)] : progressTables(progress),
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

/**
 * One table, since others would count the same persons anew and could be subtracted from it: by sub-quota, in few parts, so that
 * little must be hidden.
 */
function publicTable({ rows }: Progress): ReportTable {
  const counts = rows.map(({ phases }) =>
    PUBLIC_PHASES.map(({ of }) =>
      phases.reduce((sum, { stage, persons }) => (of.includes(stage) ? sum + persons : sum), 0),
    ),
  );
  const { cells, rowTotals, columnTotals, total } = counts.length > 0 ? suppress(counts) : NOBODY;
  const number = (key: string, header: string) => ({ key, header, type: 'number' as const });
  return {
    name: 'by-sub-quota',
    title: 'Per delkvot',
    columns: [
      { key: 'subQuota', header: 'Delkvot', type: 'text' },
      ...PUBLIC_PHASES.map(({ name, header }) => number(name, header)),
      ...[number('persons', 'Totalt'), number('places', 'Beslutade platser')],
    ],
    rows: [
      ...rows.map((row, index): ReportCell[] => [
        ...[row.name, ...cells[index]!.map(shownOr), shownOr(rowTotals[index])],
        decided(row),
      ]),
      ['Summa', ...columnTotals.map(shownOr), shownOr(total), rows.reduce((sum, row) => sum + decided(row), 0)],
    ],
    totals: 1,
  };
}

const PUBLIC_PHASES = [
  { name: 'undecided', header: 'Före beslut', of: ['submitted', 'in_screening', 'cleared', 'under_examination'] },
  { name: 'granted', header: 'Beviljade, ej ankomna', of: ['granted', 'assigned', 'booked'] },
  { name: 'arrived', header: 'Ankomna', of: ['arrived'] },
  { name: 'refused', header: 'Avslag', of: ['refused'] },
  { name: 'left', header: 'Övriga utträden', of: ['left'] },
];
const NOBODY: PublicTable = { cells: [], rowTotals: [], columnTotals: PUBLIC_PHASES.map(() => null), total: null };

/** By decisions alone: places that came or went with persons would tell how many these were. */
const decided = ({ places: { allocated, overrun, carriedIn, carriedOut } }: ProgressRow): number =>
  allocated - overrun - carriedIn + carriedOut;
