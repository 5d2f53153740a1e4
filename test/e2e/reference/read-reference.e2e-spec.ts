import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES } from '../../../src/access/index.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const items = async (path: string): Promise<Record<string, unknown>[]> =>
  (await app.as('coordinator').get(path).expect(200)).body.items;

describe('reference data', () => {
  it('is open to every role and to nobody who is not signed in', async () => {
    for (const role of ROLES) await app.as(role).get('/reference/counties').expect(200);
    await app.nobody.get('/reference/counties').expect(401);
  });

  it('lists the 290 municipalities and 21 counties, Å, Ä and Ö last on either engine', async () => {
    const municipalities = await items('/reference/municipalities');
    expect(municipalities).toHaveLength(290);
    expect(municipalities[0]).toMatchObject({
      code: '1440',
      name: 'Ale',
      officialName: 'Ale kommun',
      countyCode: '14',
    });
    expect(municipalities.at(-1)).toMatchObject({ code: '2518', name: 'Övertorneå' });
    const counties = await items('/reference/counties');
    expect(counties).toHaveLength(21);
    expect(counties.at(-1)).toEqual({ code: '05', name: 'Östergötland', officialName: 'Östergötlands län' });
  });

  it('lists the municipalities of one county, whose code keeps its leading zero', async () => {
    const gotland = await items('/reference/municipalities?countyCode=09');
    expect(gotland.map(({ code }) => code)).toEqual(['0980']);
    expect(await items('/reference/municipalities?countyCode=01')).toHaveLength(26);
  });

  it.each([
    ['a county that does not exist', '/reference/municipalities?countyCode=99', 'countyCode'],
    ['a county code without its zero', '/reference/municipalities?countyCode=9', 'countyCode'],
    ['an unknown parameter', '/reference/municipalities?county=01', 'county'],
  ])('refuses %s and names the parameter', async (_, path, parameter) => {
    const { body } = await app.as('coordinator').get(path).expect(400);
    expect(body.errors.map((error: { pointer: string }) => error.pointer.slice(1))).toEqual([parameter]);
  });

  it('lists the countries by Swedish name, with dated former names', async () => {
    const countries = await items('/reference/countries');
    expect(countries).toHaveLength(249);
    expect(countries.at(-1)).toMatchObject({ code: 'AT', nameSv: 'Österrike' });
    expect(countries.find(({ code }) => code === 'TR')).toEqual({
      code: 'TR',
      nameEn: 'Türkiye',
      nameSv: 'Turkiet',
      formerNames: [{ nameEn: 'Turkey', nameSv: 'Turkiet', until: '2022-05-31' }],
      region: 'mena_and_turkiye',
    });
  });

  it('lists the submission categories and the reason codes of a verb', async () => {
    expect((await items('/reference/submission-categories')).map(({ code }) => code)).toContain('WGR');
    const reasons = await items('/reference/reason-codes?verb=discontinue');
    expect(reasons.map(({ code }) => code)).toEqual(['biometrics_refused', 'consent_withdrawn', 'consent_withheld']);
    expect((await items('/reference/reason-codes')).length).toBeGreaterThan(reasons.length);
    expect(await items('/reference/reason-codes?verb=no_such_verb')).toEqual([]);
  });
});

describe('the dated rules', () => {
  it('are read by the agency, not by municipalities', async () => {
    await app.as('auditor').get('/policy/rules').expect(200);
    await app.as('municipality').get('/policy/rules').expect(403);
    await app.nobody.get('/policy/rules').expect(401);
  });

  it('are found by kind and day, with source and status', async () => {
    const [rule, ...others] = await items('/policy/rules?kind=permit&on=2026-07-11');
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      code: 'permit-2021',
      validFrom: '2021-07-20',
      validTo: '2026-07-11',
      status: 'in_force',
      verified: true,
    });
    expect((await items('/policy/rules?kind=permit&on=2026-07-12')).map(({ code }) => code)).toEqual(['permit-2026']);
    expect(await items('/policy/rules?kind=permit&on=2016-07-19')).toEqual([]);
    expect(await items('/policy/rules?kind=permit-reopening')).toEqual([
      expect.objectContaining({ status: 'proposed' }),
    ]);
  });

  it.each(['/policy/rules?kind=visa', '/policy/rules?on=2025-02-30', '/policy/rules?at=2025-02-28'])(
    'refuses %s',
    async (path) => {
      await app.as('coordinator').get(path).expect(400);
    },
  );
});
