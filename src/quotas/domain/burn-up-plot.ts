import { daysBetween, yearOf, type PlainDate } from '../../kernel/index.js';
import { stepMark, stepName, type BurnUp, type BurnUpRow } from './burn-up.js';

export interface BurnUpPlot {
  /** Above the plot, and its name for who listens: `Ankomna mot plan, nationell kvot 2025`. */
  readonly title: string;
  /** Places that the period has: a line across; null for none. */
  readonly places: number | null;
  /** Begins the ids in the file, so that several plots can stand on one page. */
  readonly id?: string;
}

const [WIDTH, HEIGHT] = [760, 440];
const FRAME = { left: 64, right: 744, top: 96, bottom: 376 } as const;
const INK = '#1b1b1b';
const FAINT = '#c8c8c8';
/** Colours of at least 4.5 to 1 on white, and a dash of its own for each line: never colour alone. */
const ARRIVED = { colour: '#0b3d91', width: 3, dash: '' } as const;
const PLANS = [
  { colour: '#595959', width: 2, dash: '8 4' },
  { colour: '#8a4b00', width: 2, dash: '2 3' },
  { colour: '#7a1f5c', width: 2, dash: '12 3 2 3' },
] as const;
const MOST_MARKS = 13;

interface Look {
  readonly colour: string;
  readonly width: number;
  readonly dash: string;
}
type Point = readonly [x: number, y: number];

/**
 * The burn-up plot as an SVG file: running totals of arrivals against the plans. Swedish words; a title and a description for who
 * listens, a text for each point, the same figures as `burnUpTable`. Only presentation attributes, neither style nor script, so a
 * strict content policy shows it; the same figures give the same bytes.
 */
export function burnUpPlot(figures: BurnUp, { title, places, id = 'burn-up' }: BurnUpPlot): string {
  const { startsOn, endsOn, through, rows, planNames, before } = figures;
  const values = rows.flatMap(({ total, planned }) => [total ?? 0, ...planned]);
  const step = tickStep(Math.max(1, before, places ?? 0, ...values));
  const top = step * Math.ceil(Math.max(1, before, places ?? 0, ...values) / step);
  const days = daysBetween(startsOn, endsOn) + 1;
  /** At the end of the day. */
  const x = (day: PlainDate): number =>
    FRAME.left + ((FRAME.right - FRAME.left) * (daysBetween(startsOn, day) + 1)) / days;
  const y = (persons: number): number => FRAME.bottom - ((FRAME.bottom - FRAME.top) * persons) / top;
  const end = (to: PlainDate): PlainDate => (to < through ? to : through);
  const told = rows.filter(({ total }) => total !== null);
  const arrived: Point[] = [[FRAME.left, y(before)], ...told.map(({ to, total }): Point => [x(end(to)), y(total!)])];
  const plans = planNames.map((_, plan): Point[] => [
    [FRAME.left, y(0)],
    ...rows.map(({ to, planned }): Point => [x(to), y(planned[plan]!)]),
  ]);
  const look = (plan: number): Look => PLANS[plan % PLANS.length]!;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${escape(id)}-title ${escape(id)}-desc" xml:lang="sv" lang="sv" font-family="Arial, Helvetica, sans-serif" font-size="13" fill="${INK}">`,
    `<title id="${escape(id)}-title">${escape(title)}</title>`,
    `<desc id="${escape(id)}-desc">${escape(descriptionOf(figures, places))}</desc>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(FRAME.left, 30, title, ' font-size="18" font-weight="bold"'),
    ...legend(['Ankomna', ...planNames], [ARRIVED, ...planNames.map((_, plan) => look(plan))]),
    ...heights(step, top, y),
    ...marks(figures, x),
    ...(places === null ? [] : placesLine(places, y)),
    ...plans.map((points, plan) => line(points, look(plan))),
    line(arrived, ARRIVED),
    ...told.map((row, index) => point(arrived[index + 1]!, wordsOf(figures, row))),
    text(FRAME.left, HEIGHT - 16, `Till och med ${through}. Antal personer.`),
    '</svg>',
    '',
  ].join('\n');
}

/** A step that is not over is compared with what was planned to the last day that is told, not to its end. */
function wordsOf({ step, through, planNames, planned }: BurnUp, row: BurnUpRow): string {
  const isOver = row.to <= through;
  const plans = planNames.map((name, plan) => `, ${name} ${number((isOver ? row.planned : planned)[plan]!)}`).join('');
  const when = isOver ? stepName(row, step) : `${stepName(row, step)}, till och med ${through}`;
  return `${when}: ${number(row.total!)} ankomna totalt${plans}`;
}

function descriptionOf({ total, planNames, planned, through, before, after }: BurnUp, places: number | null): string {
  const outside = [
    before === 0 ? '' : ` ${number(before)} av dem räknades före periodens början.`,
    after === 0 ? '' : ` ${number(after)} av dem räknades efter periodens slut.`,
  ].join('');
  const plans = planNames.map((name, plan) => ` ${name} till samma dag: ${number(planned[plan]!)}.`).join('');
  const all = places === null ? '' : ` Perioden har ${number(places)} platser.`;
  return `Till och med ${through} har ${number(total)} personer ankommit.${outside}${plans}${all}`;
}

function legend(names: readonly string[], looks: readonly Look[]): string[] {
  let [left, top]: Point = [FRAME.left, 56];
  return names.flatMap((name, index) => {
    // Letters are about eight wide at this size.
    const width = 36 + 8 * name.length;
    if (left + width > FRAME.right && left > FRAME.left) [left, top] = [FRAME.left, top + 20];
    const at = left;
    left += width + 20;
    const swatch: Point[] = [
      [at, top],
      [at + 28, top],
    ];
    return [line(swatch, looks[index]!), text(at + 36, top + 4, name)];
  });
}

/** Lines across with their numbers, from nought to the top. */
function heights(step: number, top: number, y: (persons: number) => number): string[] {
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  return ticks.flatMap((tick) => [
    `<line x1="${FRAME.left}" y1="${round(y(tick))}" x2="${FRAME.right}" y2="${round(y(tick))}" stroke="${tick === 0 ? INK : FAINT}"/>`,
    text(FRAME.left - 8, y(tick) + 4, number(tick), ' text-anchor="end"'),
  ]);
}

/** The weeks or months along the foot: as many as can be read. */
function marks({ rows, step, startsOn, endsOn }: BurnUp, x: (day: PlainDate) => number): string[] {
  const each = Math.ceil(rows.length / MOST_MARKS);
  const severalYears = yearOf(startsOn) !== yearOf(endsOn);
  return rows.flatMap((row, index) => {
    if (index % each !== 0) return [];
    const [start, end] = [index === 0 ? FRAME.left : x(rows[index - 1]!.to), x(row.to)];
    const foot = FRAME.bottom;
    return [
      `<line x1="${round(start)}" y1="${foot}" x2="${round(start)}" y2="${foot + 6}" stroke="${INK}"/>`,
      text((start + end) / 2, foot + 22, stepMark(row, step, severalYears), ' text-anchor="middle"'),
    ];
  });
}

const placesLine = (places: number, y: (persons: number) => number): string[] => [
  line(
    [
      [FRAME.left, y(places)],
      [FRAME.right, y(places)],
    ],
    { colour: INK, width: 1, dash: '' },
  ),
  text(FRAME.left + 6, y(places) - 6, `${number(places)} platser`),
];

const line = (points: readonly Point[], { colour, width, dash }: Look): string =>
  `<polyline points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="${width}"${dash && ` stroke-dasharray="${dash}"`}/>`;

const point = ([x, y]: Point, words: string): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="3.5" fill="${ARRIVED.colour}"><title>${escape(words)}</title></circle>`;

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${round(x)}" y="${round(y)}"${more}>${escape(words)}</text>`;

/** 1, 2 or 5 times a power of ten, so that there are at most six lines across. */
function tickStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most / 6 || 1));
  return Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((step) => most / step <= 6)!,
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;
/** Thousands apart by a space that does not break, as Swedish writes them. */
const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '\u00a0');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** What XML cannot hold is left out; the rest cannot end a text or an attribute. */
const escape = (words: string): string =>
  words
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
