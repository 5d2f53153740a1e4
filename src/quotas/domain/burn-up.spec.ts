import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { elementsOf, parseXml, textOf, type XmlElement } from '../../../test/support/xml.js';
import { addDays, daysBetween } from '../../kernel/index.js';
import { burnUpPlot } from './burn-up-plot.js';
import { burnUp, burnUpTable, BURN_UP_STEPS, inMonth, isoWeekOf, stepMark, type ArrivalsAndPlans } from './burn-up.js';

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

const REPLANNED = [40, 40, 60, 80, 80, 100, 60, 60, 100, 100, 100, 80];
const month = (index: number): string => `2025-${String(index + 1).padStart(2, '0')}`;

/** 900 places, arrivals to the middle of August, one reversed, four before the new year. */
const YEAR: ArrivalsAndPlans = {
  startsOn: '2025-01-01',
  endsOn: '2025-12-31',
  through: '2025-08-14',
  step: 'month',
  arrivals: [
    { on: '2024-12-30', persons: 4 },
    ...[30, 41, 66, 80, 75, 110, 90, 40].map((persons, index) => ({ on: `${month(index)}-10`, persons })),
    { on: '2025-03-10', persons: -2 },
    { on: '2025-08-15', persons: 25 },
  ],
  plans: [
    { name: 'Plan', spans: [{ from: '2025-01-01', to: '2025-12-31', persons: 900 }] },
    { name: 'Omplanering 2', spans: REPLANNED.map((persons, index) => inMonth(month(index), persons)) },
  ],
};
const PLOT = { title: 'Ankomna mot plan, nationell kvot 2025', places: 900 };
const GOLDEN = new URL('../../../test/golden/burn-up-2025.svg', import.meta.url);

const everyElement = (element: XmlElement): XmlElement[] => [
  element,
  ...element.children.flatMap((child) => (typeof child === 'string' ? [] : everyElement(child))),
];

describe('the burn-up of a year', () => {
  it('runs up month by month, to the last day that is told', () => {
    const { rows, before, after, total, planned } = burnUp(YEAR);
    expect(rows.map((row) => row.total)).toEqual([34, 75, 139, 219, 294, 404, 494, 534, null, null, null, null]);
    expect(rows.map(({ arrived }) => arrived).slice(0, 9)).toEqual([30, 41, 64, 80, 75, 110, 90, 40, null]);
    expect([before, after, total]).toEqual([4, 0, 534]);
    expect(planned).toEqual([557, 487]);
  });

  it('holds plan and re-plan beside each other: 75 a month make 900 a year', () => {
    const { rows } = burnUp({ ...YEAR, plans: [...YEAR.plans, { name: 'Nothing', spans: [] }] });
    expect(rows.map(({ planned }) => planned)[5]).toEqual([446, 400, 0]);
    expect(rows.at(-1)!.planned).toEqual([900, 900, 0]);
  });

  it('goes by ISO weeks, the first and last cut short by the year', () => {
    const { rows } = burnUp({ ...YEAR, step: 'week', through: '2025-12-31' });
    expect(rows).toHaveLength(53);
    expect([rows[0], rows[1], rows.at(-1)].map((row) => [row!.from, row!.to])).toEqual([
      ['2025-01-01', '2025-01-05'],
      ['2025-01-06', '2025-01-12'],
      ['2025-12-29', '2025-12-31'],
    ]);
    expect(rows.at(-1)!.planned).toEqual([900, 900]);
  });

  it('tells who was counted after its last day, and draws none of them', () => {
    const later = { ...YEAR, through: '2026-02-01', arrivals: [...YEAR.arrivals, { on: '2026-01-03', persons: 7 }] };
    const figures = burnUp(later);
    expect([figures.rows.at(-1)!.total, figures.after, figures.total]).toEqual([559, 7, 566]);
    expect(burnUpTable(figures).rows.at(-1)).toEqual([
      'Efter perioden',
      '2026-01-01',
      '2026-02-01',
      7,
      566,
      null,
      null,
    ]);
  });

  it.each([
    ['a year that ends before it begins', { endsOn: '2024-12-31' }],
    ['a span that does', { plans: [{ name: 'Plan', spans: [{ from: '2025-02-01', to: '2025-01-31', persons: 1 }] }] }],
    ['half a person', { arrivals: [{ on: '2025-01-07', persons: 0.5 }] }],
  ])('is not made of %s', (_, wrong) => {
    expect(() => burnUp({ ...YEAR, ...wrong })).toThrow(RangeError);
  });

  it.each([
    ['2024-12-30', 2025, 1],
    ['2025-12-28', 2025, 52],
    ['2025-12-29', 2026, 1],
    ['2026-12-31', 2026, 53],
    ['2027-01-03', 2026, 53],
    ['2027-01-04', 2027, 1],
  ])('%s lies in the week %d-%d', (day, year, week) => {
    expect(isoWeekOf(day)).toEqual({ year, week });
  });

  it('marks steps in Swedish', () => {
    expect([0, 2, 5, 6, 7].map((index) => stepMark({ from: `${month(index)}-01` }, 'month', false))).toEqual([
      'jan',
      'mars',
      'juni',
      'juli',
      'aug',
    ]);
    expect(stepMark({ from: '2025-12-29' }, 'week', true)).toBe('v. 1 26');
  });

  it(`adds up whatever happened, in steps without a gap (seed ${SEED})`, () => {
    const aDay = fc.integer({ min: -40, max: 800 }).map((days) => addDays('2024-01-01', days));
    const arrivals = fc.array(fc.record({ on: aDay, persons: fc.integer({ min: -3, max: 9 }) }), { maxLength: 60 });
    const given = fc.record({
      from: aDay,
      length: fc.nat({ max: 730 }),
      through: aDay,
      step: fc.constantFrom(...BURN_UP_STEPS),
      arrivals,
    });
    fc.assert(
      fc.property(given, ({ from, length, through, step, arrivals: counted }) => {
        const endsOn = addDays(from, length);
        const plans = [{ name: 'Plan', spans: [{ from, to: endsOn, persons: 900 }] }];
        const figures = burnUp({ startsOn: from, endsOn, through, step, arrivals: counted, plans });
        const sum = counted.filter(({ on }) => on <= through).reduce((total, { persons }) => total + persons, 0);
        expect(figures.total).toBe(sum);
        expect(
          figures.before + figures.rows.reduce((total, row) => total + (row.arrived ?? 0), 0) + figures.after,
        ).toBe(sum);
        expect(figures.rows.reduce((days, row) => days + daysBetween(row.from, row.to) + 1, 0)).toBe(length + 1);
        expect(figures.rows.at(-1)).toMatchObject({ to: endsOn, planned: [900] });
        parseXml(burnUpPlot(figures, { title: 'x', places: null }));
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('the plot', () => {
  const figures = burnUp(YEAR);
  const svg = burnUpPlot(figures, PLOT);
  const root = parseXml(svg);
  const numbers = (element: XmlElement, ...names: string[]): number[] =>
    names.map((name) => Number(element.attributes[name]));

  it('is the golden file, byte by byte (GOLDEN=write makes it anew)', () => {
    if (process.env.GOLDEN === 'write') writeFileSync(GOLDEN, svg);
    expect(svg).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('has a name and a description for who listens, in Swedish', () => {
    const { attributes } = root;
    expect(attributes).toMatchObject({ role: 'img', lang: 'sv', xmlns: 'http://www.w3.org/2000/svg' });
    const named = attributes['aria-labelledby']!.split(' ').map((id) =>
      [...elementsOf(root, 'title'), ...elementsOf(root, 'desc')].find((one) => one.attributes.id === id)!,
    );
    expect(named.map(textOf)).toEqual([
      PLOT.title,
      'Till och med 2025-08-14 har 534 personer ankommit. 4 av dem räknades före periodens början. Plan till samma dag: 557. Omplanering 2 till samma dag: 487. Perioden har 900 platser.',
    ]);
  });

  it('tells the figures of the table, point by point', () => {
    const words = elementsOf(root, 'circle').map(textOf);
    const told = burnUpTable(figures).rows.filter(([, from, , arrived]) => from !== null && arrived !== null);
    expect(words.slice(0, -1)).toEqual(
      told
        .slice(0, -1)
        .map(
          ([name, , , , total, plan, replan]) =>
            `${name}: ${total} ankomna totalt, Plan ${plan}, Omplanering 2 ${replan}`,
        ),
    );
    expect(words.at(-1)).toBe('augusti 2025, till och med 2025-08-14: 534 ankomna totalt, Plan 557, Omplanering 2 487');
  });

  it('draws them to scale: heights read off the plot are the persons', () => {
    const ticks = elementsOf(root, 'text').filter((one) => one.attributes['text-anchor'] === 'end');
    const lines = elementsOf(root, 'line').filter((one) => one.attributes.x1 !== one.attributes.x2);
    const [nought, top] = [lines[0]!, lines.at(-1)!].map((one) => Number(one.attributes.y1)) as [number, number];
    const most = Number(textOf(ticks.at(-1)!).replace('\u00a0', ''));
    const read = elementsOf(root, 'circle').map((one) => ((nought - numbers(one, 'cy')[0]!) / (nought - top)) * most);
    read.forEach((persons, index) =>
      expect(Math.abs(persons - figures.rows[index]!.total!)).toBeLessThan(0.2 + most / 2000),
    );
  });

  it('stays within its frame', () => {
    const [width, height] = numbers(root, 'width', 'height') as [number, number];
    const points = elementsOf(root, 'polyline').flatMap((one) =>
      one.attributes.points!.split(' ').map((point) => point.split(',').map(Number) as [number, number]),
    );
    expect(points.filter(([x, y]) => !(x >= 0 && x <= width && y >= 0 && y <= height))).toEqual([]);
  });

  it('tells its lines apart without colour', () => {
    const dashes = elementsOf(root, 'polyline').map((one) => one.attributes['stroke-dasharray'] ?? 'none');
    expect(new Set(dashes.slice(0, 3)).size).toBe(3);
  });

  it('has neither style nor script, and cannot be broken out of by a name', () => {
    const hostile = burnUpPlot(burnUp({ ...YEAR, plans: [{ name: '</text><script>"\'&\u0000', spans: [] }] }), {
      title: '<b onload="x">&',
      places: null,
      id: '"x',
    });
    const parsed = parseXml(hostile);
    for (const name of ['script', 'style', 'b', 'foreignObject']) expect(elementsOf(parsed, name)).toEqual([]);
    expect(
      everyElement(parsed)
        .flatMap(({ attributes }) => Object.keys(attributes))
        .filter((name) => /^(style|on.*|.*href)$/.test(name)),
    ).toEqual([]);
    expect(textOf(elementsOf(parsed, 'title')[0]!)).toBe('<b onload="x">&');
  });

  it('puts plots of several periods on one page without a clash', () => {
    expect(burnUpPlot(figures, { ...PLOT, id: 'pledge' })).toContain('aria-labelledby="pledge-title pledge-desc"');
  });

  it('can be drawn before anybody has arrived and without a plan', () => {
    const empty = burnUp({ ...YEAR, arrivals: [], plans: [], through: '2024-12-01' });
    const drawn = parseXml(burnUpPlot(empty, { title: 'Ankomna', places: null }));
    expect(elementsOf(drawn, 'circle')).toEqual([]);
    expect(textOf(elementsOf(drawn, 'desc')[0]!)).toBe('Till och med 2024-12-01 har 0 personer ankommit.');
  });

  it('writes thousands the Swedish way', () => {
    const many = burnUp({ ...YEAR, arrivals: [{ on: '2025-01-07', persons: 6411 }] });
    const drawn = parseXml(burnUpPlot(many, { ...PLOT, places: 6401 }));
    expect(textOf(elementsOf(drawn, 'desc')[0]!)).toContain('6\u00a0411 personer');
  });
});

describe('the table beside the plot', () => {
  it('has a Swedish header and the same figures, those before the period first', () => {
    const { header, rows } = burnUpTable(burnUp(YEAR));
    expect(header).toEqual([
      'Månad',
      'Från',
      'Till',
      'Ankomna',
      'Ankomna totalt',
      'Plan totalt',
      'Omplanering 2 totalt',
    ]);
    expect(rows.slice(0, 2)).toEqual([
      ['Före perioden', null, '2024-12-31', 4, 4, null, null],
      ['januari 2025', '2025-01-01', '2025-01-31', 30, 34, 76, 40],
    ]);
    expect(rows).toHaveLength(13);
    expect(burnUpTable(burnUp({ ...YEAR, step: 'week' })).rows[1]![0]).toBe('vecka 1 2025');
  });
});
