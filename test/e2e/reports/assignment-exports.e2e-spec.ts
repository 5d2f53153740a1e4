import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import { XLSX } from '../../../src/platform/index.js';
import { ACCEPTANCE, answer, assign, assigned, municipalNumber } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { actOn, cleared, stated, walked } from '../../factories/cases.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { hostileStrings, isFormula } from '../../support/hostile-strings.js';
import { unzipped } from '../../support/unzip.js';
import { openCsv } from './open-csv.js';
import { pdfPages } from './open-report.js';

const SEED = Number(process.env.SEED ?? 4711);
const HOSTILE = 1000;
const CANARY = 'CANARY7Q2WALLED9K';
const LIST = '/reports/municipality-assignments';

let app: TestApp;
const names = hostileStrings(HOSTILE, SEED);
/** Assignments with the hostile names: the first accepted. */
const hostile: string[] = [];
let walled: { id: string; assignmentId: string };
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await municipalNumber(app, { places: 5000 });
  await municipalNumber(app, { code: '0680', places: 100 });
  await municipalNumber(app, { code: '0114', places: 100 });
  const one = anRrf({ persons: [anRrfPerson({ familyName: 'Åkesson', givenNames: 'Örjan Ärlig' })] });
  const accepted = await assigned(app, one, { municipalityCode: '0680' });
  await answer(app, accepted.assignmentId, 'accept', ACCEPTANCE, app.as('placement_officer'));
  await assigned(app, undefined, { municipalityCode: '0114' });
  // Behind the wall: a late objection and a new screening, of somebody who is assigned and accepted.
  const granted = await walked(app, (await cleared(app)).id, ['examine', 'grant']);
  const { body } = await assign(app, granted, { municipalityCode: '0114' });
  walled = { id: granted.id, assignmentId: body.assignmentId };
  await answer(app, walled.assignmentId, 'accept', ACCEPTANCE, app.as('placement_officer'));
  const personIds = granted.persons.map(({ id }) => id);
  await actOn(app, 'case_officer', granted.id, 'rescreen', { personIds, reason: `A tip: ${CANARY}` });
  await stated(app, granted, { outcome: 'objection', reference: CANARY });
  for (let start = 0; start < names.length; start += 40) {
    const persons = names.slice(start, start + 40).map((familyName, index) =>
      anRrfPerson({
        familyName,
        givenNames: names[(start + index + 7) % names.length]!,
        relationToPrincipal: index === 0 ? 'principal_applicant' : 'sibling',
      }),
    );
    const found = await assigned(app, anRrf({ countryOfAsylum: 'UG', persons }));
    hostile.push(found.assignmentId);
    if (start === 0) await answer(app, found.assignmentId, 'accept', ACCEPTANCE);
  }
});
afterAll(() => app.close());

const fetchAs = (accept: string, query: string) =>
  app.as('placement_officer').get(`${LIST}${query}`, { accept }).expect(200);
const listed = async (query: string): Promise<Record<string, string | number | null>[]> =>
  (await fetchAs('application/json', query)).body.items;
const sheetsOf = async (query: string) => {
  const { bytes } = await fetchAs(XLSX, query);
  const sheets = await readXlsxFile(bytes);
  return { bytes, sheets: sheets.map(({ sheet, data }) => ({ name: sheet, header: data[0]!, rows: data.slice(1) })) };
};
const as = (cell: unknown): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);

describe('the assignments as a workbook', () => {
  it('have a sheet for each municipality, with as many rows as the list, codes and letters intact', async () => {
    const { sheets } = await sheetsOf('?year=2025');
    const items = await listed('?year=2025');
    expect(sheets.map(({ name }) => name)).toEqual(['0114 Upplands Väsby', '0180 Stockholm', '0680 Jönköping']);
    for (const { name, header, rows } of sheets) {
      const code = name.slice(0, 4);
      const theirs = items.filter(({ municipalityCode }) => municipalityCode === code);
      expect(rows).toHaveLength(theirs.length);
      expect(new Set(rows.map((row) => row[header.indexOf('Municipality code')]))).toEqual(new Set([code]));
    }
    const { header, rows } = sheets[2]!;
    const cell = (column: string) => rows[0]![header.indexOf(column)];
    expect([cell('County code'), cell('Family name'), cell('Given names')]).toEqual(['06', 'Åkesson', 'Örjan Ärlig']);
    expect(as(cell('Assigned on'))).toBe('2025-02-03');
  });

  it('are an empty sheet where nobody is assigned', async () => {
    const { sheets } = await sheetsOf('?year=2025&month=2025-01');
    expect(sheets.map(({ rows }) => rows)).toEqual([[]]);
  });
});

describe('a month, a county, a municipality', () => {
  it('have each as many rows in every form as in the list', async () => {
    for (const query of ['?year=2025&month=2025-02', '?year=2025&countyCode=01', '?year=2025&municipalityCode=0680']) {
      const { length } = await listed(query);
      expect(length).toBeGreaterThan(0);
      const csv = openCsv((await fetchAs('text/csv', `${query}&profile=rfc4180`)).body, ',');
      const { sheets } = await sheetsOf(query);
      expect([query, csv.length, sheets.flatMap(({ rows }) => rows).length]).toEqual([query, length, length]);
    }
    expect(await listed('?year=2025&month=2025-03')).toEqual([]);
  });
});

describe(`${HOSTILE} hostile names (SEED=${SEED})`, () => {
  it.each([
    ['Swedish Excel', '', ';'],
    ['programs', '&profile=rfc4180', ','],
  ] as const)('run as no formula in the CSV for %s, and are all there', async (_, profile, delimiter) => {
    const rows = openCsv((await fetchAs('text/csv', `?year=2025&municipalityCode=0180${profile}`)).body, delimiter);
    expect(rows).toHaveLength(HOSTILE);
    expect(rows.flatMap((row) => Object.values(row)).filter(isFormula)).toEqual([]);
    const shown = new Set(rows.map((row) => row['Family name']!.replace(/^'/, '')));
    expect(names.filter((name) => !shown.has(name) && !shown.has(name.replace(/^'/, '')))).toEqual([]);
  });

  it('are text in the workbook, and no cell of it holds a formula', async () => {
    const { bytes, sheets } = await sheetsOf('?year=2025&municipalityCode=0180');
    const parts = [...unzipped(bytes)];
    expect(parts.filter(([name]) => /externalLink|connections|calcChain|vba/i.test(name))).toEqual([]);
    const cells = parts.filter(([name]) => name.startsWith('xl/worksheets/')).map(([, xml]) => xml);
    expect(cells.length).toBe(1);
    expect(cells[0]).not.toMatch(/<f[ >/]|t="str"|ddeLink/);
    const { header, rows } = sheets[0]!;
    // XML reads every line end as one kind: what matters is that each name is there as text.
    const plain = (text: string): string => text.replace(/\s+/gu, ' ').trim();
    const shown = new Set(rows.map((row) => plain(as(row[header.indexOf('Family name')]))));
    expect(names.filter((name) => !shown.has(plain(name)))).toEqual([]);
  });

  it('are text in the information sheet', async () => {
    const { bytes } = await app
      .as('municipality')
      .get(`/assignments/${hostile[0]}/information-sheet`, { accept: 'application/pdf' })
      .expect(200);
    const text = bytes.toString('latin1');
    expect(text).not.toMatch(/\/(JavaScript|JS|Launch|URI|EmbeddedFile|OpenAction|AA)\b/);
    expect((await pdfPages(bytes)).join(' ').match(/Född/g)).toHaveLength(40);
  });
});

describe('columns', () => {
  it('are chosen, in their order, and kept under a name', async () => {
    const columns = ['givenNames', 'municipalityCode', 'assignedOn'];
    const officer = app.as('placement_officer');
    const { body } = await officer
      .post(`/export-columns`, { name: 'Mottagare', columns: [...columns, 'status'] })
      .expect(201);
    const again = await officer.post(`/export-columns`, { name: 'Mottagare', columns }).expect(201);
    expect(again.body).toMatchObject({ id: body.id, columns });
    expect((await officer.get(`/export-columns`).expect(200)).body.items).toMatchObject([
      { name: 'Mottagare', columns },
    ]);
    expect((await app.as('coordinator').get(`/export-columns`).expect(200)).body.items).toEqual([]);
    const query = `?year=2025&municipalityCode=0680&columns=${columns.join(',')}`;
    expect(openCsv((await fetchAs('text/csv', query)).body, ';')).toEqual([
      { 'Given names': 'Örjan Ärlig', 'Municipality code': '0680', 'Assigned on': '2025-02-03' },
    ]);
    expect((await sheetsOf(query)).sheets[0]!.header).toEqual(['Given names', 'Municipality code', 'Assigned on']);
    await app.as('coordinator').post(`/export-columns/${body.id}/actions/remove`).expect(404);
    await officer.post(`/export-columns/${body.id}/actions/remove`).expect(204);
    for (const wrong of ['health', 'status,status', 'constructor'])
      expect((await officer.get(`${LIST}?year=2025&columns=${wrong}`)).body).toMatchObject({
        status: 400,
        errors: [{ pointer: '?columns', code: 'unknownColumn' }],
      });
  });
});

describe('a list for somebody else', () => {
  it('names to a municipality whom it has accepted, to a county board nobody, and tells neither the case', async () => {
    const forMunicipality = await listed('?year=2025&recipient=municipality');
    expect(
      forMunicipality.filter(({ diaryNumber, personNumber }) => diaryNumber !== null || personNumber !== null),
    ).toEqual([]);
    const named = forMunicipality.filter(({ familyName }) => familyName !== null);
    expect(new Set(named.map(({ status }) => status))).toEqual(new Set(['accepted']));
    expect(named).toHaveLength(1 + 3 + 40);
    const forCounty = await listed('?year=2025&recipient=county');
    expect(forCounty.filter(({ familyName, givenNames }) => familyName !== null || givenNames !== null)).toEqual([]);
    expect(forCounty).toHaveLength((await listed('?year=2025')).length);
    const told = (await audited(app, null, 'report.export_assignments')).map(({ payload }) => payload);
    expect(told.find(({ recipient }) => recipient === 'municipality')).toMatchObject({
      disclosed: [
        { code: '0114', anonymous: 3, identity: 3 },
        { code: '0180', anonymous: HOSTILE - 40, identity: 40 },
        { code: '0680', anonymous: 0, identity: 1 },
      ],
    });
    expect(told.find(({ recipient }) => recipient === 'county')).toMatchObject({
      disclosed: [
        { code: '01', identity: 0 },
        { code: '06', anonymous: 1, identity: 0 },
      ],
    });
  });
});

describe('what lies behind the wall', () => {
  it('is in no file, and no column tells of it', async () => {
    const query = '?year=2025&municipalityCode=0114';
    const csv = (await fetchAs('text/csv', query)).body as string;
    const { bytes, sheets } = await sheetsOf(query);
    const { bytes: sheet } = await app
      .as('placement_officer')
      .get(`/assignments/${walled.assignmentId}/information-sheet`, { accept: 'application/pdf' })
      .expect(200);
    const told = [
      csv,
      ...unzipped(bytes).values(),
      (await pdfPages(sheet)).join(' '),
      JSON.stringify(await listed(query)),
    ];
    for (const text of told) expect(text).not.toMatch(/CANARY|erinran|objection|säkerhet|screening/i);
    // The one of whom something is known there stands beside the one of whom nothing is, and reads alike.
    expect(csv.split('\r\n').filter((line) => line.includes('accepted'))).toHaveLength(3);
    expect(sheets[0]!.header).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/clear|secur|screen|health|religion|ethnic/i)]),
    );
  });
});
