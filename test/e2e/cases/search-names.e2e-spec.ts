import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { registered } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { found, whyOf } from './search-acts.js';

let app: TestApp;
let mulugeta: CaseResponse;
let hussein: CaseResponse;
let mohamed: CaseResponse;
let plain: CaseResponse;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  await openPeriod(app);
  const person = (givenNames: string, familyName: string, otherNames: string[] = []) =>
    registered(app, anRrf({ persons: [anRrfPerson({ givenNames, familyName, otherNames })] }));
  mulugeta = await person('ሙሉጌታ', 'ተስፋይ ኪዳነ');
  hussein = await person('Hussein', 'Al-Masri', ['Abu Ali']);
  mohamed = await person('محمد', 'عبد الرحمن');
  plain = await registered(app);
});
afterAll(() => app.close());

describe('a coordinator who knows a name', () => {
  it.each([
    'Mulugeta',
    'mulgeta',
    'MULUGETA',
    'ሙሉጌታ',
    'ሙሉ',
    'mulu',
    'Tesfay Mulugeta',
    'Mulugeta Tesfai',
    'Kidane mulu',
  ])('finds Mulugeta by %s', async (text) => {
    expect(await found(app, { text })).toEqual([mulugeta.id]);
  });

  it.each(['Hussein', 'Xuseen', 'حسين', 'masri hussein', 'Husseyn Al Masri', 'Abu Ali', 'Almasri'])(
    'finds Hussein by %s',
    async (text) => {
      expect(await found(app, { text })).toEqual([hussein.id]);
    },
  );

  it.each(['Mohammed', 'Maxamed', 'moham', 'መሐመድ', 'Abdurrahman Mohamed', 'Abdul Rahman', 'Rahman'])(
    'finds Mohamed by %s',
    async (text) => {
      expect(await found(app, { text })).toContain(mohamed.id);
    },
  );

  it('is told why, in the letters of the name', async () => {
    const why = await whyOf(app, 'mulugeta');
    expect(why).toEqual([
      { by: 'name', personId: mulugeta.persons[0]!.id, words: 'name of person 1: "ሙሉጌታ" read as mulugeta' },
    ]);
    expect((await whyOf(app, 'Xuseen'))[0]!.words).toBe('name of person 1: "Hussein" which sounds like xuseen');
    expect((await whyOf(app, 'hussein'))[0]!.words).toBe('name of person 1: "Hussein"');
  });

  it('finds the whole family once, whoever of it was meant, and nobody by the names of two of them', async () => {
    expect(await found(app, { text: 'Mugisha' })).toEqual([plain.id]);
    expect((await whyOf(app, 'Mugisha')).length).toBe(3);
    expect(await found(app, { text: 'Aline Patrice' })).toEqual([]);
    expect(await found(app, { text: 'Patrice Mugisha' })).toEqual([plain.id]);
  });

  it('has the nearest first', async () => {
    const near = await registered(
      app,
      anRrf({ persons: [anRrfPerson({ givenNames: 'Tesfayesus', familyName: 'Gal' })] }),
    );
    expect(await found(app, { text: 'tesfay' })).toEqual([mulugeta.id, near.id]);
  });

  it('finds nothing by what only punctuation is, and takes signs for themselves', async () => {
    for (const text of ['%%', '__', '.*+?[](){}|^$', "';--"]) expect(await found(app, { text })).toEqual([]);
  });
});

describe('a name that changes', () => {
  it('is found as it is, and no longer as it was', async () => {
    const rrf = anRrf({ persons: [anRrfPerson({ givenNames: 'Zebenay', familyName: 'Worku' })] });
    const { id } = await registered(app, rrf);
    expect(await found(app, { text: 'Zebenay' })).toEqual([id]);
    const newer = {
      ...rrf,
      submittedOn: '2025-01-06',
      rrfDate: '2025-01-02',
      persons: [{ ...rrf.persons[0]!, givenNames: 'Fikirte' }],
    };
    const { version } = (await app.as('case_officer').get(`/cases/${id}`)).body as CaseResponse;
    await app.as('case_officer').post(`/cases/${id}/actions/update-rrf`, newer, { ifMatch: version }).expect(200);
    expect(await found(app, { text: 'Fikirte Worku' })).toEqual([id]);
    expect(await found(app, { text: 'Zebenay' })).toEqual([]);
  });
});
