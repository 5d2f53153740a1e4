import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { assigned, municipalNumber, numberOf } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const DECISION = {
  municipalityCode: '0680',
  year: 2025,
  places: 54,
  source: 'County Administrative Board of Jönköping, 2024-11-20',
  decidedOn: '2024-11-20',
};
const set = (body: object) => app.as('placement_officer').post('/municipal-numbers', body);

describe('set a municipal number', () => {
  it('holds for the municipality and the calendar year, with its source', async () => {
    const { body } = await set(DECISION).expect(201);
    expect(body).toMatchObject({
      municipalityCode: '0680',
      municipalityName: 'Jönköping',
      countyCode: '06',
      year: 2025,
      places: 54,
      assigned: 0,
      room: 54,
      warnings: [],
    });
    expect(body.revisions).toEqual([
      expect.objectContaining({
        revision: 1,
        places: 54,
        source: DECISION.source,
        decidedOn: '2024-11-20',
        recordedBy: 'Placement officer',
      }),
    ]);
    expect((await audited(app, null, 'municipality.number')).at(-1)!.payload).toMatchObject({
      municipalityCode: '0680',
      year: 2025,
      places: 54,
      before: null,
    });
  });

  it('is revised in the middle of the year, and the history remains: edge case 9', async () => {
    const decision = { ...DECISION, municipalityCode: '0682' };
    await set(decision).expect(201);
    await set({ ...decision, places: 40, source: 'Revision in June', decidedOn: undefined }).expect(201);
    await set({ ...decision, places: 61, source: 'Revision in September' }).expect(201);
    const now = await numberOf(app, '0682', 2025);
    expect(now.places).toBe(61);
    expect(
      now.revisions.map(({ revision, places, decidedOn }: { revision: number; places: number; decidedOn: string }) => [
        revision,
        places,
        decidedOn,
      ]),
    ).toEqual([
      [1, 54, '2024-11-20'],
      [2, 40, '2025-01-07'],
      [3, 61, '2024-11-20'],
    ]);
    await expect(app.dataSource.query(`UPDATE municipal_number_revisions SET places = 1`)).rejects.toThrow(
      /never changed/,
    );
    await expect(app.dataSource.query(`DELETE FROM municipal_number_revisions`)).rejects.toThrow(/never changed/);
  });

  it('may be revised below what is assigned already: recorded, and warned of', async () => {
    await assigned(app);
    const below = await municipalNumber(app, { places: 2 });
    expect(below).toMatchObject({ places: 2, assigned: 3, room: -1 });
    expect(below.warnings).toEqual([
      { code: 'belowAssigned', detail: '3 persons are assigned already, 1 more than the number of 2.' },
    ]);
  });

  it('is listed by year and county, the Swedish way sorted', async () => {
    for (const municipalityCode of ['0662', '0665']) await set({ ...DECISION, municipalityCode }).expect(201);
    const { body } = await app.as('statistician').get('/municipal-numbers?year=2025&countyCode=06').expect(200);
    expect(body.items.map(({ municipalityName }: { municipalityName: string }) => municipalityName)).toEqual([
      'Gislaved',
      'Jönköping',
      'Nässjö',
      'Vaggeryd',
    ]);
    expect((await app.as('statistician').get('/municipal-numbers?year=2026').expect(200)).body.items).toEqual([]);
  });

  it.each([
    ['a municipality that does not exist', { municipalityCode: '9999' }, '/municipalityCode'],
    ['a code without its leading zero', { municipalityCode: '680' }, '/municipalityCode'],
    ['places below zero', { places: -1 }, '/places'],
    ['a year before the Settlement Act', { year: 2015 }, '/year'],
    ['no source', { source: '' }, '/source'],
    ['a decision after today', { decidedOn: '2025-01-08' }, '/decidedOn'],
    ['an unknown field', { assigned: 0 }, '/assigned'],
  ])('refuses %s and names the field', async (_, overrides, pointer) => {
    const { body } = await set({ ...DECISION, ...overrides }).expect(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it('counts no decision twice when the request is repeated', async () => {
    const decision = { ...DECISION, municipalityCode: '0683' };
    const key = 'a-number-decided-once';
    await app.as('placement_officer').post('/municipal-numbers', decision, { key }).expect(201);
    await app.as('placement_officer').post('/municipal-numbers', decision, { key }).expect(201);
    expect((await numberOf(app, '0683', 2025)).revisions).toHaveLength(1);
  });

  it('keeps both of two decisions that come at once, one after the other', async () => {
    const decision = { ...DECISION, municipalityCode: '0684' };
    await Promise.all([10, 20, 30, 40].map((places) => set({ ...decision, places }).expect(201)));
    const { places, revisions } = await numberOf(app, '0684', 2025);
    expect(revisions.map(({ revision }: { revision: number }) => revision)).toEqual([1, 2, 3, 4]);
    expect(revisions.at(-1).places).toBe(places);
  });

  it('is for placement officers and coordinators alone', async () => {
    for (const role of ROLES) {
      const { status } = await app.as(role).post('/municipal-numbers', { ...DECISION, municipalityCode: '9999' });
      expect([role, status]).toEqual([
        role,
        (PERMISSIONS['municipality.number'].roles as readonly Role[]).includes(role) ? 400 : 403,
      ]);
    }
    await app.nobody.post('/municipal-numbers', DECISION).expect(401);
  });
});
