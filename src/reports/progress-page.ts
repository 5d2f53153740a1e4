import { yearOf } from '../kernel/index.js';
import { PRINT_FONT, type Content } from '../platform/index.js';
import type { StageCount } from './domain/progress.js';
import type { ReportCell } from './domain/report.js';
import { heading, printedNumber, printedTable } from './printed-report.js';
import { progressPlot } from './progress-report.js';
import type { Places, Progress } from './progress-rows.js';
import { EXIT_PHASES, PHASES } from './progress-words.js';

const MOST_ROWS = 10;
const LONGEST_NAME = 48;
const MONTHS_ACROSS = 12;
const [INK, FAINT, SHADE] = ['#1b1b1b', '#4d4d4d', '#eef1f6'];

/** What a unit head forwards, on one page: key figures, the sub-quotas, plan and outcome by month, and the plot. */
export const progressPage = (progress: Progress): Content[] => [
  keyFigures(progress),
  heading('Läget per delkvot: personer (ärenden) och platser'),
  subQuotas(progress),
  heading('Ankomster per månad: plan och utfall'),
  ...months(progress),
  {
    svg: progressPlot(progress),
    font: PRINT_FONT,
    width: plotWidth(progress),
    alignment: 'center',
    margin: [0, 8, 0, 0],
  },
];

/** As large as the tables leave room for: the page stays one. */
const plotWidth = ({ rows, burnUp }: Progress): number =>
  Math.max(
    250,
    460 - 20 * Math.max(0, Math.min(rows.length, MOST_ROWS) - 3) - (burnUp.rows.length > MONTHS_ACROSS ? 90 : 0),
  );

/** Names are told in full in the workbook. */
const shortened = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);

function keyFigures({ total, unallocated, burnUp }: Progress): Content {
  const { allocated, reserved, used, available, carriedIn, carriedOut } = total.places;
  const waiting = total.stages.reduce((sum, { persons }) => sum + persons, 0) - burnUp.total;
  const figures: [figure: number, words: string, more: string][] = [
    [allocated + unallocated, 'platser', `${printedNumber(unallocated)} ej tilldelade`],
    [used, 'använda', `${percent(used, allocated + unallocated)} av platserna`],
    [reserved, 'reserverade', 'för beviljade personer'],
    [available, 'återstår', 'i delkvoterna'],
    [burnUp.total, 'ankomna', `${printedNumber(burnUp.planned.at(-1) ?? 0)} enligt plan`],
    [waiting, 'på vägen', 'ännu ej ankomna'],
    [carriedIn, 'medförda in', `${printedNumber(carriedOut)} medförda ut`],
  ];
  return {
    margin: [0, 8, 0, 2],
    table: {
      widths: figures.map(() => '*'),
      body: [
        figures.map(([figure, words, more]) => ({
          fillColor: SHADE,
          stack: [
            { text: printedNumber(figure), bold: true, fontSize: 15, color: INK },
            { text: words, bold: true, fontSize: 8 },
            { text: more, fontSize: 6.5, color: FAINT },
          ],
        })),
      ],
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (line) => (line === 0 || line === figures.length ? 0 : 4),
      vLineColor: () => '#ffffff',
      paddingTop: () => 4,
      paddingBottom: () => 4,
    },
  };
}

const percent = (part: number, whole: number): string =>
  whole <= 0 ? '–' : `${Math.round((100 * part) / whole)}\u00a0%`;

/** Persons, with cases in parentheses. */
const inParentheses = ({ persons, cases }: StageCount): ReportCell =>
  persons === 0 ? '–' : `${printedNumber(persons)}\u00a0(${printedNumber(cases)})`;

function subQuotas({ rows, total, withoutSubQuota }: Progress): Content {
  const line = (name: string, phases: readonly StageCount[], { allocated, reserved, used, available }: Places) => [
    ...[name, ...phases.map(inParentheses)],
    ...[allocated, reserved, used, available],
  ];
  const shown = rows.length > MOST_ROWS ? rows.slice(0, MOST_ROWS - 1) : rows;
  const left = rows.length - shown.length;
  const header = [
    ...['Delkvot', ...[...PHASES, ...EXIT_PHASES].map(({ header }) => header)],
    ...['Platser', 'Reserv.', 'Använda', 'Återstår'],
  ];
  return {
    stack: [
      printedTable({
        header,
        rows: [
          ...shown.map(({ name, phases, places }) => line(shortened(name), phases, places)),
          line('Summa', total.phases, total.places),
        ],
        numeric: header.map((_, column) => column > 0),
        totals: 1,
        fontSize: 6.2,
      }),
      {
        text: [
          left > 0 ? `Ytterligare ${left} delkvoter ingår i summan och står i kalkylbladet. ` : '',
          `Utan delkvot: ${inParentheses({ stage: '', ...withoutSubQuota })}.`,
        ],
        fontSize: 6.5,
        color: FAINT,
        margin: [0, 2, 0, 0],
      },
    ],
  };
}

const SHORT_MONTHS = ['jan', 'feb', 'mars', 'apr', 'maj', 'juni', 'juli', 'aug', 'sep', 'okt', 'nov', 'dec'];

/** A pledge of two years takes two tables, one below the other. */
function months({ burnUp }: Progress): Content[] {
  const { rows, planNames } = burnUp;
  const all = rows.map((row, index) => ({
    ...row,
    plannedHere: row.planned.map((planned, plan) => planned - (rows[index - 1]?.planned[plan] ?? 0)),
  }));
  const parts = Array.from({ length: Math.ceil(all.length / MONTHS_ACROSS) }, (_, part) =>
    all.slice(part * MONTHS_ACROSS, (part + 1) * MONTHS_ACROSS),
  );
  return parts.slice(-2).map((part) =>
    printedTable({
      header: [String(yearOf(part[0]!.from)), ...part.map(({ from }) => SHORT_MONTHS[Number(from.slice(5, 7)) - 1]!)],
      rows: [
        ...planNames.map((name, plan): ReportCell[] => [name, ...part.map(({ plannedHere }) => plannedHere[plan]!)]),
        ['Ankomna', ...part.map(({ arrived }) => arrived)],
        ...planNames.map((name, plan): ReportCell[] => [
          `${name} totalt`,
          ...part.map(({ planned }) => planned[plan]!),
        ]),
        ['Ankomna totalt', ...part.map(({ total }) => total)],
      ],
      numeric: [false, ...part.map(() => true)],
      fontSize: 6.5,
      firstWidth: 90,
    }),
  );
}
