import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn, registered } from '../../factories/cases.js';
import { entriesOf, rolesWithout } from '../../factories/decisions.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const adviceOf = async (caseId: string) =>
  (await app.as('case_officer').get(`/cases/${caseId}/route-advice`).expect(200)).body;
const received = async (overrides: Parameters<typeof anRrf>[0]): Promise<string> =>
  (
    await app
      .as('case_officer')
      .post('/submissions', anRrf({ routeWish: null, ...overrides }))
      .expect(201)
  ).body.caseId;
const say = (countryCode: string, situation: string, since: string) =>
  app
    .as('coordinator')
    .post('/country-situations', { countryCode, situation, since, source: 'Ministry for Foreign Affairs' });

describe('the advice on the route', () => {
  it('tells every rule with what it saw, and which one decides', async () => {
    const caseId = await received({});
    const advice = await adviceOf(caseId);
    expect(advice).toMatchObject({ advises: 'dossier', decidedBy: 'plain', policyRule: 'route-advice-default' });
    expect(advice.rules).toHaveLength(13);
    expect(advice.rules.find(({ code }: { code: string }) => code === 'large_family')).toMatchObject({
      speaks: false,
      saw: [{ fact: 'persons', value: 3 }],
    });
  });

  it('reads the form: considerations of exclusion and a child alone call for a mission', async () => {
    const person = anRrfPerson();
    const considered = await received({
      persons: [person],
      claims: [
        { about: [person.individualNumber], text: 'He served.', exclusionConsiderations: 'An officer until 2012.' },
      ],
    });
    expect(await adviceOf(considered)).toMatchObject({ advises: 'mission', decidedBy: 'exclusion_considered' });
    const alone = await received({
      persons: [
        anRrfChild({
          relationToPrincipal: 'principal_applicant',
          specificNeeds: ['unaccompanied_child'],
          bestInterestsOn: '2024-10-01',
        }),
      ],
    });
    expect(await adviceOf(alone)).toMatchObject({ advises: 'mission', decidedBy: 'unaccompanied_child' });
  });

  it('follows what was said of the country of asylum, on the day, and keeps what was said before', async () => {
    const caseId = await received({ countryOfAsylum: 'NE' });
    await say('NE', 'no_access', '2024-12-01').expect(201);
    expect(await adviceOf(caseId)).toMatchObject({ advises: 'dossier_with_information', decidedBy: 'no_access' });
    await say('NE', 'stable', '2025-01-02').expect(201);
    expect(await adviceOf(caseId)).toMatchObject({ decidedBy: 'plain' });
    const { body } = await app.as('mission_leader').get('/country-situations').expect(200);
    const ofNiger = body.items.filter(({ countryCode }: { countryCode: string }) => countryCode === 'NE');
    expect(ofNiger).toMatchObject([
      { situation: 'stable', since: '2025-01-02' },
      { situation: 'no_access', since: '2024-12-01' },
    ]);
  });

  it('is kept beside the choice, which may be another', async () => {
    const { id } = await registered(app);
    await actOn(app, 'case_officer', id, 'choose-route', { route: 'dossier', reason: 'The claim is plain.' });
    const [entry] = await entriesOf(app, id, 'case.choose_route');
    expect(entry).toMatchObject({ payload: { route: 'dossier', advised: 'mission', advisedBy: 'wish_of_unhcr' } });
  });

  it('refuses a situation of a country that is none, and one that begins tomorrow', async () => {
    expect((await say('XX', 'stable', '2025-01-02')).status).toBe(400);
    const { status, body } = await say('UG', 'stable', '2099-01-01');
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, '/since']);
  });

  it('cannot be rewritten in the database', async () => {
    await expect(app.dataSource.query(`UPDATE country_situations SET situation = 'stable'`)).rejects.toThrow();
  });

  it.each(rolesWithout('case.read_route_advice'))('is not for %s', async (role) => {
    const { id } = await registered(app);
    expect([403, 404]).toContain((await app.as(role).get(`/cases/${id}/route-advice`)).status);
  });
});
