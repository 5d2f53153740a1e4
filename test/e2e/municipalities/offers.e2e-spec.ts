import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeXlsx } from 'hucre/xlsx';
import { XLSX } from '../../../src/platform/index.js';
import { assign, municipalNumber, numberOf, waiting } from '../../factories/assignments.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { codesOf } from '../../support/replies.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2026-01-07' });
});
afterAll(() => app.close());

const AN_OFFER = {
  municipalityCode: OWN_MUNICIPALITY,
  year: 2026,
  months: [0, 5, 5, 5, 5, 5, 0, 5, 5, 5, 5, 0],
  dwellings: [{ size: '3-4', count: 2, accessible: 1, fromOn: '2026-02-01', untilOn: null }],
  medicalPlaces: 1,
  languages: ['ar'],
  occupations: ['nurse'],
  stops: [{ fromOn: '2026-07-01', untilOn: '2026-07-31', reason: 'Nobody at the reception unit.' }],
  source: 'Integration unit, by letter',
};
const offers = async (role: 'placement_officer' | 'municipality') =>
  (await app.as(role).get('/municipal-offers?year=2026').expect(200)).body.items;

describe('what a municipality can take', () => {
  it('is stated whole, by itself or by the placement officer, and the latest statement counts', async () => {
    const { body } = await app.as('municipality').post('/municipal-offers', AN_OFFER).expect(201);
    expect(body).toMatchObject({ ...AN_OFFER, revision: 1, note: null });
    await app
      .as('placement_officer')
      .post('/municipal-offers', { ...AN_OFFER, medicalPlaces: 0 })
      .expect(201);
    expect(await offers('municipality')).toEqual([expect.objectContaining({ revision: 2, medicalPlaces: 0 })]);
  });

  it('is nobody else’s to state or to read for a municipality', async () => {
    const reply = await app.as('municipality').post('/municipal-offers', { ...AN_OFFER, municipalityCode: '0680' });
    expect(reply.status).toBe(403);
    await app
      .as('placement_officer')
      .post('/municipal-offers', { ...AN_OFFER, municipalityCode: '0680' })
      .expect(201);
    expect((await offers('municipality')).map((one: { municipalityCode: string }) => one.municipalityCode)).toEqual([
      OWN_MUNICIPALITY,
    ]);
  });

  it('is refused where it contradicts itself, field by field', async () => {
    const { status, body } = await app.as('placement_officer').post('/municipal-offers', {
      ...AN_OFFER,
      dwellings: [{ size: '7+', count: 1, accessible: 2, fromOn: '2026-02-01', untilOn: '2026-01-01' }],
      stops: [{ fromOn: '2026-07-31', untilOn: '2026-07-01', reason: 'The wrong way round.' }],
    });
    expect(status).toBe(400);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/dwellings/0/accessible',
      '/dwellings/0/untilOn',
      '/stops/0/untilOn',
    ]);
  });

  it('shares its number with other newcomers: their part is no room', async () => {
    const body = { municipalityCode: '0682', year: 2026, places: 5, others: 3, source: 'County board, any decision' };
    await app.as('placement_officer').post('/municipal-numbers', body).expect(201);
    expect(await numberOf(app, '0682', 2026)).toMatchObject({ places: 5, others: 3, assigned: 0, room: 2 });
    const family = await waiting(app);
    const reply = await assign(app, family, { municipalityCode: '0682' });
    expect([reply.status, codesOf(reply)]).toEqual([422, ['municipalNumberUsedUp']]);
    await app
      .as('placement_officer')
      .post('/municipal-numbers', { ...body, others: 2 })
      .expect(201);
    expect((await assign(app, family, { municipalityCode: '0682' })).status).toBe(200);
  });
});

describe("a county board's decision", () => {
  const take = (content: string | Uint8Array, contentType = 'text/csv', more = '') =>
    app
      .as('placement_officer')
      .post(`/municipal-numbers/import?year=2026&source=A%20decision${more}`, content, { contentType });

  it('is taken in from CSV with leading zeros, å, ä and ö and a sum at the end, and again without a change', async () => {
    const csv =
      '\ufeffKommunkod;Kommun;Kommuntal;Varav andra\r\n0684;Sävsjö;12;4\r\n685;Vetlanda;1 020;\r\n;Summa;1032;\r\n';
    const { body } = await take(csv).expect(200);
    expect(body).toMatchObject({ rows: 2, changed: 2, unchanged: 0 });
    expect(body.counties).toEqual([{ countyCode: '06', countyNumber: 358, sum: 1032 }]);
    expect(await numberOf(app, '0684', 2026)).toMatchObject({ places: 12, others: 4 });
    expect(await numberOf(app, '0685', 2026)).toMatchObject({ places: 1020, others: 0 });
    expect((await take(csv).expect(200)).body).toMatchObject({ changed: 0, unchanged: 2 });
    expect((await numberOf(app, '0684', 2026)).revisions).toHaveLength(1);
  });

  it('is taken in from a workbook, and tried without a trace', async () => {
    const workbook = await writeXlsx({
      sheets: [
        {
          name: 'Kommuntal',
          rows: [
            ['kommunkod', 'kommuntal'],
            ['0686', 9],
            [687, 7],
          ],
        },
      ],
    });
    expect((await take(workbook, XLSX, '&dryRun=true').expect(200)).body).toMatchObject({ changed: 2 });
    expect(await numberOf(app, '0686', 2026)).toBeUndefined();
    expect((await take(workbook, XLSX).expect(200)).body).toMatchObject({ changed: 2 });
    expect(await numberOf(app, '0687', 2026)).toMatchObject({ places: 7 });
  });

  it('is refused whole with every wrong cell', async () => {
    const { status, body } = await take('kommunkod,kommuntal\n0880,many\n9999,3\n0686,4\n0686,5\n');
    expect(status).toBe(400);
    expect(body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer}: ${code}`)).toEqual([
      'row 2, kommuntal: format',
      'row 5, kommunkod: duplicate',
      'row 3, kommunkod: unknownMunicipality',
    ]);
    expect(await numberOf(app, '0686', 2026)).toMatchObject({ places: 9 });
    expect((await take('name;persons\n')).status).toBe(400);
  });
});

describe('the county numbers of 2026', () => {
  it('are there, and add up to 8,200', async () => {
    await municipalNumber(app, { code: '0980', places: 51 });
    const { body } = await app.as('placement_officer').get('/municipal-numbers/counties?year=2026').expect(200);
    expect(body.total).toBe(8200);
    expect(body.items).toHaveLength(21);
    expect(body.items).toContainEqual(
      expect.objectContaining({ countyCode: '09', countyName: 'Gotland', places: 51, municipalPlaces: 51 }),
    );
  });
});
