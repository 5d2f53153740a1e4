import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';
import { XLSX } from '../../../src/platform/index.js';
import { actOn, registered } from '../../factories/cases.js';
import { planOf } from '../../factories/planning.js';
import { openPeriod, type WantedSubQuota } from '../../factories/quotas.js';
import { STANDING } from '../../factories/standing.js';
import { startApp, type TestApp } from '../../support/app.js';
import { elementsOf, parseXml, textOf } from '../../support/xml.js';
import { aQuotaYear, TELLING_MS, type QuotaYear } from './a-quota-year.js';
import { formsAgree, pdfPages, reportOf, tableOf, type OpenedReport } from './open-report.js';

let app: TestApp;
let year: QuotaYear;
const DATES = 'through=2025-04-30&asOf=2025-05-05';
const FORMS = ['application/json', 'text/csv', XLSX, 'application/pdf', 'image/svg+xml'];
const path = (query = DATES) => `/reports/quota-progress?periodId=${year.period.id}&${query}`;
const bytes = async (accept: string, of = path()) =>
  (await app.as('coordinator').get(of, { accept }).expect(200)).bytes;
const fonts = createRequire(import.meta.url);

beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  year = await aQuotaYear(app);
  app.goTo('2025-05-05');
}, TELLING_MS);
afterAll(() => app.close());

describe('the files of the quota progress', () => {
  it('tell in a workbook and in CSV what the JSON tells, number for number', async () => {
    const { wrong, pages } = await formsAgree(app.as('statistician'), path(), { sumsPrinted: false });
    expect({ wrong, pages }).toEqual({ wrong: [], pages: 1 });
    const report = await reportOf(app.as('coordinator'), path());
    expect(report.tables.map(({ name }) => name)).toEqual([
      ...['overview', 'by-sub-quota', 'by-route', 'by-month', 'by-period', 'exits', 'plan', 'burn-up'],
    ]);
    expect(report.ruleVersions.map(({ kind, version }) => `${kind} ${version}`)).toEqual([
      ...['counting-event arrival', 'carry-over-mode absorbing', 'tolerance 0', 'arrival-plan 1', 'arrival-plan 2'],
    ]);
  });

  it('print one page with the same numbers and the Swedish letters', async () => {
    const report = await reportOf(app.as('coordinator'), path());
    const pages = await pdfPages(await bytes('application/pdf'));
    expect(pages).toHaveLength(1);
    const [page] = pages as [string];
    for (const words of ['Kvotläge', 'INTERN', 'Nationell kvot 2025', 'Östafrika (Uganda)', 'Södra sjöregionen'])
      expect(page).toContain(words);
    expect(page).toContain('till och med 2025-04-30');
    expect(page).toContain('känt den 2025-05-05');
    expect(page).toContain(report.checksum);
    for (const { source } of report.ruleVersions) expect(page).toContain(source);
    for (const line of printedSubQuotas(report)) expect(page).toContain(line);
    const months = tableOf(report, 'burn-up');
    const across = (key: string): string =>
      months
        .map((row) => row[key])
        .filter((cell) => cell !== null)
        .join(' ');
    expect(page).toContain(`Ankomna ${across('arrived')} `);
    expect(page).toContain(`Ankomna totalt ${across('total')} `);
    expect(page).toContain(`Plan totalt ${across('planned')} `);
    expect(page).toContain(`Omplanering totalt ${across('replanned')} `);
  });

  it('draw the arrivals against both plans: a point for each month that is told, with its number', async () => {
    const svg = (await bytes('image/svg+xml')).toString();
    const months = tableOf(await reportOf(app.as('coordinator'), path()), 'burn-up');
    const told = months.filter(({ total }) => total !== null);
    const points = elementsOf(parseXml(svg), 'circle');
    expect(told.length).toBe(4);
    expect(points.map((point) => textOf(point))).toEqual(
      told.map(
        ({ month, total, planned, replanned }) =>
          expect.stringContaining(
            `${month}: ${total} ankomna totalt, Plan ${planned}, Omplanering ${replanned}`,
          ) as unknown as string,
      ),
    );
    const ttf = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
    const options = { fontFiles: [ttf], loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' };
    const picture = new Resvg(svg, { font: options }).render();
    expect([picture.width, picture.height]).toEqual([760, 440]);
    expect(coloursOf(picture.pixels).get('11,61,145')).toBeGreaterThan(200);
    expect(coloursOf(picture.pixels).size).toBeGreaterThan(20);
  });

  it('have names with both dates', async () => {
    for (const [accept, name] of [
      ['text/csv', 'quota-progress-by-sub-quota-through-2025-04-30-as-of-2025-05-05.csv'],
      [XLSX, 'quota-progress-through-2025-04-30-as-of-2025-05-05.xlsx'],
      ['application/pdf', 'quota-progress-through-2025-04-30-as-of-2025-05-05.pdf'],
      ['image/svg+xml', 'quota-progress-through-2025-04-30-as-of-2025-05-05.svg'],
    ] as const) {
      const { headers } = await app.as('coordinator').get(path(), { accept }).expect(200);
      expect(headers.get('content-type')).toContain(accept);
      expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
    }
  });

  it('have the same bytes next year, whatever happened since and whatever was known late', async () => {
    app.goTo('2025-05-06');
    const all = () => Promise.all(FORMS.map(async (accept) => (await bytes(accept)).toString('base64')));
    const before = await all();
    const late = (await app.as('coordinator').get('/cases?personStatus=listed&limit=200').expect(200)).body.items[0];
    await actOn(app, 'coordinator', late.id, 'withdraw', {
      ...{ reasonCode: 'error', occurredOn: '2025-04-20', reason: 'Känt först i maj.' },
    });
    const moved = await registered(app);
    await actOn(app, 'coordinator', moved.id, 'place-in-sub-quota', {
      ...{ subQuotaId: year.period.subQuotaId('Södra sjöregionen'), reason: 'De har flyttat.' },
    });
    await STANDING.received(app);
    await year.plan({
      ...planOf(year.period, { 'Södra sjöregionen': { '2025-12': 40 } }),
      ...{ decidedOn: '2025-05-06', reason: 'Ännu en plan.' },
    });
    app.goTo('2026-05-06');
    expect(await all()).toEqual(before);
    const today = await reportOf(app.as('coordinator'), path('through=2025-12-31'));
    expect(today.checksum).not.toBe((await reportOf(app.as('coordinator'), path())).checksum);
  });

  it('stay one page for a pledge of two years with many sub-quotas of long names', async () => {
    const pledge = await openPeriod(app, { kind: 'biennial', year: 2026, name: 'Åtagandet 2026–2027', places: 2000 });
    for (const ofYear of [2026, 2027]) {
      const subQuotas = Array.from({ length: 7 }, (_, index): WantedSubQuota => {
        const name = `${index + 1} ${'Vidarebosättning av särskilt utsatta från regionen '.repeat(2)}`.slice(0, 99);
        return { name, places: 100, countriesOfAsylum: ['ZW'] };
      });
      await openPeriod(app, { year: ofYear, name: `Nationell kvot ${ofYear}`, pledge, places: 900, subQuotas });
    }
    const { wrong, pages } = await formsAgree(app.as('coordinator'), `/reports/quota-progress?periodId=${pledge.id}`, {
      sumsPrinted: false,
    });
    expect({ wrong, pages }).toEqual({ wrong: [], pages: 1 });
  });
});

describe('what is public of the quota progress', () => {
  const open = path.bind(null, `${DATES}&audience=public`);

  it('is one table without a number below six, without lists, in every form but the plot', async () => {
    const { wrong } = await formsAgree(app.as('coordinator'), open());
    expect(wrong).toEqual([]);
    const report = await reportOf(app.as('coordinator'), open());
    expect(Object.keys(report).sort()).toEqual([
      ...['asOf', 'audience', 'checksum', 'notes', 'periodId', 'periodName', 'ruleVersions', 'tables', 'through'],
    ]);
    expect(report.tables).toHaveLength(1);
    const rows = tableOf(report, 'by-sub-quota').map(({ subQuota: _, places: __, ...counts }) => Object.values(counts));
    for (const count of rows.flat()) expect(count === '..' || Number(count) >= 6).toBe(true);
    expect(rows.flat()).toContain('..');
    expect(rows.flat().filter((count) => typeof count === 'number').length).toBeGreaterThan(3);
    expect((await pdfPages(await bytes('application/pdf', open()))).join(' ')).toContain('OFFENTLIG');
    expect((await app.as('coordinator').get(open(), { accept: 'image/svg+xml' })).status).toBe(406);
  });

  it('ends with a month, so that two of them do not tell of the days between', async () => {
    const { status, body } = await app.as('coordinator').get(path('through=2025-04-29&audience=public'));
    expect({ status, errors: body.errors }).toMatchObject({
      status: 400,
      errors: [{ pointer: '?through', code: 'monthEndOnly' }],
    });
  });
});

const PHASES = [
  ...[['listed'], ['in_screening'], ['cleared'], ['under_examination', 'deferred'], ['granted']],
  ...[['assigned', 'accepted', 'travel_ready'], ['booked', 'departed'], ['arrived', 'received'], ['refused']],
];

/** The lines of the page as they must read, with the persons of each part of the road; a part of one stage tells its cases too. */
function printedSubQuotas(report: OpenedReport): string[] {
  return tableOf(report, 'by-sub-quota')
    .filter((row) => row.period !== null)
    .flatMap((row) => [
      `${row.places_allocated} ${row.places_reserved} ${row.places_used} ${row.places_available}`,
      ...PHASES.map((stages) => stages.reduce((sum, stage) => sum + Number(row[stage]), 0))
        .filter((persons) => persons > 0)
        .map((persons) => `${persons} (`),
    ]);
}

function coloursOf(pixels: Buffer): Map<string, number> {
  const found = new Map<string, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = `${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`;
    found.set(colour, (found.get(colour) ?? 0) + 1);
  }
  return found;
}
