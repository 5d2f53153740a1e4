import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPeriod } from '../../factories/quotas.js';
import { STANDING } from '../../factories/standing.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 900 });
});
afterAll(() => app.close());

const SPOKEN = { en: 'en-GB,sv;q=0.5', sv: 'sv-SE,sv;q=0.9,en;q=0.8' };
const CHOICE = { route: 'dossier', reason: 'Short road.' };

interface Blocked {
  unmet: { code: string; detail: string; source: string }[];
}

describe('Accept-Language', () => {
  it('chooses the words of what stands against a verb, before it is tried and after; the codes stay', async () => {
    const { id } = await STANDING.under_examination(app);
    const told = async (language: keyof typeof SPOKEN) => {
      const officer = app.as('decision_maker');
      const headers = { 'accept-language': SPOKEN[language] };
      const { body } = await officer.get(`/cases/${id}/next-actions`, { headers }).expect(200);
      const persons = body.persons as { blocked: Blocked[] }[];
      const unmet = persons.flatMap(({ blocked }) => blocked).flatMap((one) => one.unmet);
      return { codes: unmet.map(({ code }) => code), words: unmet.map(({ detail }) => detail) };
    };
    const [english, swedish] = [await told('en'), await told('sv')];
    expect(english.codes.length).toBeGreaterThan(0);
    expect(swedish.codes).toEqual(english.codes);
    expect(swedish.words.filter((words) => english.words.includes(words))).toEqual([]);
  });

  it('chooses the words of a refusal, and the answer says in which language it is', async () => {
    const asked = (language: keyof typeof SPOKEN) =>
      app.as('coordinator').post('/cases/0190a1b2-0000-7000-8000-000000000000/actions/choose-route', CHOICE, {
        ifMatch: '"1"',
        headers: { 'accept-language': SPOKEN[language] },
      });
    const english = await asked('en').expect(404);
    const swedish = await asked('sv').expect(404);
    expect(english.body).toMatchObject({ code: 'notFound', title: 'Not found' });
    expect(swedish.body).toMatchObject({
      code: 'notFound',
      title: 'Finns inte',
      detail: 'Det finns inte, eller så får du inte se det.',
    });
    expect([english, swedish].map(({ headers }) => headers.get('content-language'))).toEqual(['en', 'sv']);
  });

  it('chooses the words of a wrong field, its pointer and code as they are', async () => {
    const { id, version } = await STANDING.under_examination(app);
    const asked = async (language: keyof typeof SPOKEN) => {
      const { body } = await app
        .as('coordinator')
        .post(
          `/cases/${id}/actions/choose-route`,
          { route: 'dossier', reason: 'x', more: true },
          { ifMatch: `"${version}"`, headers: { 'accept-language': SPOKEN[language] } },
        )
        .expect(400);
      return body.errors as { pointer: string; code: string; message: string }[];
    };
    const [english, swedish] = [await asked('en'), await asked('sv')];
    expect(english.length).toBeGreaterThan(1);
    expect(swedish.map(({ pointer, code }) => [pointer, code])).toEqual(english.map((one) => [one.pointer, one.code]));
    expect(swedish.filter(({ message }) => english.some((one) => one.message === message))).toEqual([]);
  });

  it('chooses the words of the story of a case', async () => {
    const { id } = await STANDING.under_examination(app);
    const asked = async (language: keyof typeof SPOKEN) => {
      const headers = { 'accept-language': SPOKEN[language] };
      const { body } = await app.as('case_officer').get(`/cases/${id}/timeline`, { headers }).expect(200);
      return body.items as { action: string; text: string }[];
    };
    const [english, swedish] = [await asked('en'), await asked('sv')];
    expect(swedish.map(({ action }) => action)).toEqual(english.map(({ action }) => action));
    expect(swedish.filter(({ text }) => english.some((one) => one.text === text))).toEqual([]);
    expect(swedish.at(-1)!.text).toMatch(/: utredningen inledd\.$/);
  });
});
