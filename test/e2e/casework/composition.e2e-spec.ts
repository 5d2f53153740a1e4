import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { actOn, registered } from '../../factories/cases.js';
import { granted } from '../../factories/decisions.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';

const WOMEN = {
  ...{ name: 'Women and girls', counters: ['women_and_girls'], minShare: { part: 2, of: 3 }, decidedOn: '2025-01-02' },
  ...{ authority: 'Ministry of Justice', documentReference: 'Ju2025/00123' },
};

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

/** A case of so many women and girls, and so many men and boys. */
function ofBoth(countryOfAsylum: string, female: number, male: number): Rrf {
  const persons = [
    anRrfPerson(),
    ...Array.from({ length: female - 1 }, () => anRrfChild({ sex: 'female', relationToPrincipal: 'daughter' })),
    ...Array.from({ length: male }, () => anRrfChild()),
  ];
  return anRrf({ countryOfAsylum, persons });
}
const periodFor = (country: string, places: number): Promise<MadePeriod> =>
  openPeriod(app, {
    name: `Quota ${country}`,
    subQuotas: [{ name: country, places, countriesOfAsylum: [country] }],
  });
const setTarget = (period: MadePeriod, target: object = WOMEN) =>
  app.as('coordinator').post(`/quota-periods/${period.id}/composition-targets`, target, { ifMatch: 0 }).expect(201);
const read = async (period: MadePeriod, role: 'coordinator' | 'statistician' = 'coordinator') =>
  (await app.as(role).get(`/quota-periods/${period.id}/composition`).expect(200)).body;
const codes = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code);

describe('the composition of a period against its targets', () => {
  it('tells the share so far, what the places left must bring, and what those who wait will bring', async () => {
    const period = await periodFor('UG', 36);
    await setTarget(period);
    await granted(app, ofBoth('UG', 6, 6));
    await registered(app, ofBoth('UG', 8, 6));
    const { targets } = await read(period);
    expect(targets).toEqual([
      {
        ...{ name: 'Women and girls', minShare: { part: 2, of: 3 }, maxShare: null },
        ...{ standing: 'at_risk', reachable: true, hidden: false },
        ...{ persons: 12, counted: 6, share: 0.5, remaining: 24, needed: 18, shareNeeded: 0.75 },
        ...{ waiting: 14, waitingCounted: 8, shareExpected: 0.5385 },
        warnings: [expect.objectContaining({ code: 'at_risk' }), expect.objectContaining({ code: 'too_few_waiting' })],
      },
    ]);
  });

  it('tells which missions and which round of dossiers can still change it, and for how many persons', async () => {
    const period = await periodFor('RW', 60);
    await setTarget(period);
    const mission = await app
      .as('mission_leader')
      .post('/missions', {
        ...{ place: 'Kigali', countryCode: 'RW', startsOn: '2025-03-03', endsOn: '2025-03-14' },
        ...{ leaderName: 'Leader', team: ['Anna'] },
      })
      .expect(201);
    const [onMission, forMission, onDossier] = [
      await registered(app, ofBoth('RW', 2, 1)),
      await registered(app, ofBoth('RW', 1, 1)),
      await registered(app, ofBoth('RW', 3, 1)),
    ];
    await registered(app, ofBoth('RW', 1, 0));
    for (const [theCase, route] of [
      [onMission, 'mission'],
      [forMission, 'mission'],
      [onDossier, 'dossier'],
    ] as const)
      await actOn(app, 'case_officer', theCase.id, 'choose-route', { route, reason: 'So it is best.' });
    await app
      .as('mission_leader')
      .post(`/missions/${mission.body.id}/actions/add-cases`, { caseIds: [onMission.id] }, { ifMatch: mission.etag! })
      .expect(200);

    const { missions, ...ways } = (await read(period)).stillOpen;
    expect(ways).toEqual({ onMissions: 3, withoutMission: 2, onDossier: 4, routeNotChosen: 1, persons: 10 });
    expect(missions).toEqual([
      {
        ...{ missionId: mission.body.id, place: 'Kigali', countryCode: 'RW', persons: 3 },
        ...{ startsOn: '2025-03-03', endsOn: '2025-03-14' },
      },
    ]);
    expect((await read(period, 'statistician')).stillOpen.missions).toBeNull();

    app.goTo('2025-03-15');
    expect((await read(period)).stillOpen).toMatchObject({ missions: [], onMissions: 0, withoutMission: 5 });
    app.goTo('2025-01-07');
  });

  it('does not tell numbers that would tell of single persons, and names nobody', async () => {
    const period = await periodFor('TZ', 20);
    await setTarget(period);
    const found = await granted(app, ofBoth('TZ', 2, 1));
    const body = await read(period);
    expect(body.targets).toMatchObject([
      {
        ...{ hidden: true, persons: 3, counted: null, share: null, needed: null, shareNeeded: null },
        ...{ waiting: 0, waitingCounted: 0, shareExpected: null, standing: 'met' },
      },
    ]);
    const text = JSON.stringify(body);
    for (const { id, familyName, individualNumber } of found.persons)
      for (const word of [id, familyName, individualNumber!, found.id, found.diaryNumber])
        expect(text).not.toContain(word);
  });

  it('says when a target cannot be met any more, and is silent when all is well', async () => {
    const period = await periodFor('BI', 13);
    await setTarget(period);
    await granted(app, ofBoth('BI', 1, 11));
    const [target] = (await read(period)).targets;
    expect([target.standing, target.reachable, codes(target)]).toEqual(['missed', false, ['missed']]);

    const other = await periodFor('MW', 20);
    await setTarget(other);
    await granted(app, ofBoth('MW', 12, 0));
    await registered(app, ofBoth('MW', 8, 0));
    const [well] = (await read(other)).targets;
    expect([well.standing, codes(well), well.shareExpected]).toEqual(['met', [], 1]);
  });

  it('counts children and priority groups by the same rule as the target', async () => {
    const period = await periodFor('KE', 20);
    await setTarget(period, { ...WOMEN, name: 'Children', counters: ['under_18'], minShare: { part: 1, of: 2 } });
    await granted(app, ofBoth('KE', 6, 6));
    expect((await read(period)).targets).toMatchObject([
      { name: 'Children', persons: 12, counted: null, hidden: true },
    ]);
  });

  it('is read by those who read the quota', async () => {
    const period = await periodFor('SS', 5);
    for (const role of ROLES)
      await app
        .as(role)
        .get(`/quota-periods/${period.id}/composition`)
        .expect(permits([role], 'quota.read') ? 200 : 403);
    expect(await read(period)).toMatchObject({ targets: [], stillOpen: { persons: 0 } });
    await app.as('coordinator').get('/quota-periods/0197aaaa-0000-7000-8000-000000000001/composition').expect(404);
  });
});
