import type { PlainDate } from '../../kernel/index.js';

export interface FanWeek {
  /** Last day of the week. */
  readonly to: PlainDate;
  /** Persons counted in all by then: with those who were on the day of the forecast. */
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

export interface Fan {
  readonly title: string;
  readonly through: PlainDate;
  /** Persons counted by the day of the forecast. */
  readonly counted: number;
  readonly places: number;
  readonly weeks: readonly FanWeek[];
  /** Says that figures rest on assumptions, if they do. */
  readonly caution: string | null;
}

const [WIDTH, HEIGHT] = [760, 440];
const FRAME = { left: 64, right: 744, top: 96, bottom: 376 } as const;
const [INK, FAINT, LINE, BAND] = ['#1b1b1b', '#c8c8c8', '#0b3d91', '#c9d8f2'];
const MOST_MARKS = 7;

type Point = readonly [x: number, y: number];

/**
 * The fan chart as an SVG file: eight of ten outcomes lie in the band, half of them below the line. Swedish words, a title and a
 * description for who listens, the figures of the table as a text at each week; neither style nor script.
 */
export function fanPlot({ title, through, counted, places, weeks, caution }: Fan): string {
  const most = Math.max(1, places, counted, ...weeks.map(({ high }) => high));
  const step = tickStep(most);
  const top = step * Math.ceil(most / step);
  const x = (week: number): number =>
    FRAME.left + ((FRAME.right - FRAME.left) * (week + 1)) / Math.max(1, weeks.length);
  const y = (persons: number): number => FRAME.bottom - ((FRAME.bottom - FRAME.top) * persons) / top;
  const start: Point = [FRAME.left, y(counted)];
  const along = (of: (week: FanWeek) => number): Point[] => [
    start,
    ...weeks.map((week, index): Point => [x(index), y(of(week))]),
  ];
  const likely = along((week) => week.likely);
  const band = [...along(({ high }) => high), ...along(({ low }) => low).reverse()];
  const end = weeks.at(-1);
  const description = end
    ? `Den ${end.to} väntas ${end.likely} personer ha räknats; åtta av tio utfall ligger mellan ${end.low} och ${end.high}. Perioden har ${places} platser.`
    : `Perioden är slut: ${counted} personer har räknats på ${places} platser.`;
  const each = Math.max(1, Math.ceil(weeks.length / MOST_MARKS));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="fan-title fan-desc" xml:lang="sv" lang="sv" font-family="Arial, Helvetica, sans-serif" font-size="13" fill="${INK}">`,
    `<title id="fan-title">${escape(title)}</title>`,
    `<desc id="fan-desc">${escape(description)}</desc>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(FRAME.left, 30, title, ' font-size="18" font-weight="bold"'),
    text(FRAME.left, 56, 'Linjen: trolig summa. Bandet: åtta av tio utfall.'),
    ...(caution === null ? [] : [text(FRAME.left, 76, caution)]),
    ...Array.from({ length: Math.round(top / step) + 1 }, (_, tick) => tick * step).flatMap((tick) => [
      `<line x1="${FRAME.left}" y1="${round(y(tick))}" x2="${FRAME.right}" y2="${round(y(tick))}" stroke="${tick === 0 ? INK : FAINT}"/>`,
      text(FRAME.left - 8, y(tick) + 4, String(tick), ' text-anchor="end"'),
    ]),
    `<polygon points="${points(band)}" fill="${BAND}"/>`,
    `<line x1="${FRAME.left}" y1="${round(y(places))}" x2="${FRAME.right}" y2="${round(y(places))}" stroke="${INK}" stroke-dasharray="6 4"/>`,
    text(FRAME.left + 6, y(places) - 6, `${places} platser`),
    `<polyline points="${points(likely)}" fill="none" stroke="${LINE}" stroke-width="3"/>`,
    ...weeks.map(
      (week, index) =>
        `<circle cx="${round(x(index))}" cy="${round(y(week.likely))}" r="3" fill="${LINE}"><title>${escape(`${week.to}: ${week.likely}, mellan ${week.low} och ${week.high}`)}</title></circle>`,
    ),
    ...weeks.flatMap((week, index) =>
      index % each === each - 1 ? [text(x(index), FRAME.bottom + 22, week.to, ' text-anchor="end"')] : [],
    ),
    text(FRAME.left, HEIGHT - 16, `Prognos från ${through}. Antal personer.`),
    '</svg>',
    '',
  ].join('\n');
}

const points = (all: readonly Point[]): string => all.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
const round = (value: number): number => Math.round(value * 10) / 10;

/** 1, 2 or 5 times a power of ten, so that there are at most six lines across. */
function tickStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most / 6 || 1));
  return Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((step) => most / step <= 6)!,
  );
}

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${round(x)}" y="${round(y)}"${more}>${escape(words)}</text>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML cannot hold is left out. */
const escape = (words: string): string =>
  words
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);
