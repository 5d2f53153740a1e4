import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn, registered } from '../../factories/cases.js';
import { entriesOf, rolesWithout, routed, rowsOf } from '../../factories/decisions.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { done } from '../../support/replies.js';
import { change } from '../family/families.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const KAMPALA = {
  place: 'Kampala',
  countryCode: 'UG',
  startsOn: '2025-03-10',
  endsOn: '2025-03-28',
  leaderName: 'Åsa Lind',
  team: ['Case officer', 'Interpreter, Swahili'],
};
const plan = (wanted: object = {}) => app.as('mission_leader').post('/missions', { ...KAMPALA, ...wanted });
const addCases = (mission: { id: string; version: number }, caseIds: string[]) =>
  app.as('mission_leader').post(`/missions/${mission.id}/actions/add-cases`, { caseIds }, { ifMatch: mission.version });
const forMission = () => routed(app, undefined, 'mission');

describe('planning a mission', () => {
  it('keeps place, days and team, and leaves an entry', async () => {
    const { body, etag } = await plan().expect(201);
    expect(body).toMatchObject({ ...KAMPALA, caseIds: [], version: 1, changedBy: 'Mission leader' });
    expect(etag).toBe('"1"');
    expect((await app.as('case_officer').get(`/missions/${body.id}`).expect(200)).body).toEqual(body);
    const [entry] = await app.dataSource.query<{ action: string }[]>(
      `SELECT action FROM audit_entries WHERE subject_id = '${body.id}'`,
    );
    expect(entry).toEqual({ action: 'mission.plan' });
  });

  it.each([
    ['a country that does not exist', { countryCode: 'XX' }, '/countryCode', 'unknownCountry'],
    ['a last day before the first', { endsOn: '2025-03-09' }, '/endsOn', 'beforeStart'],
    ['a day that does not exist', { startsOn: '2025-02-30' }, '/startsOn', 'date'],
    ['no place', { place: '' }, '/place', 'length'],
  ])('refuses %s', async (_, wanted, pointer, code) => {
    const { body } = await plan(wanted).expect(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it('acts once for one key', async () => {
    const options = { key: 'plan-nairobi-2025' };
    const body = { ...KAMPALA, place: 'Nairobi', countryCode: 'KE' };
    const first = await app.as('mission_leader').post('/missions', body, options).expect(201);
    const again = await app.as('mission_leader').post('/missions', body, options).expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const places = (await app.as('coordinator').get('/missions')).body.items.map((one: { place: string }) => one.place);
    expect(places.filter((place: string) => place === 'Nairobi')).toHaveLength(1);
    await app.as('mission_leader').post('/missions', KAMPALA, options).expect(422);
  });
});

describe('the list of missions', () => {
  it('begins with the latest and goes on page by page', async () => {
    await plan({ place: 'Dar es Salaam', countryCode: 'TZ', startsOn: '2026-01-12', endsOn: '2026-01-30' }).expect(201);
    await plan({ place: 'Kigali', countryCode: 'RW', startsOn: '2026-01-12', endsOn: '2026-01-23' }).expect(201);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await app
        .as('coordinator')
        .get(`/missions?limit=1${cursor ? `&cursor=${cursor}` : ''}`)
        .expect(200);
      expect(body.items).toHaveLength(1);
      seen.push(body.items[0].place);
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen.slice(0, 2)).toEqual(['Kigali', 'Dar es Salaam']);
    const all = (await app.as('coordinator').get('/missions?limit=200')).body.items;
    expect(seen).toEqual(all.map((one: { place: string }) => one.place));
  });

  it('refuses an unknown parameter and a mission that does not exist', async () => {
    await app.as('coordinator').get('/missions?place=Kampala').expect(400);
    await app.as('coordinator').get('/missions/0195d3c0-0000-7000-8000-000000000000').expect(404);
  });

  it.each(rolesWithout('mission.read'))('is not for %s', async (role) => {
    await app.as(role).get('/missions').expect(403);
  });
});

describe('putting cases on a mission', () => {
  it('takes cases whose route is mission, and tells it in each case', async () => {
    const [one, other] = [await forMission(), await forMission()];
    const mission = (await plan()).body;
    const { body, etag } = await addCases(mission, [one.id, other.id]).expect(200);
    expect(body.caseIds.sort()).toEqual([one.id, other.id].sort());
    expect(etag).toBe('"2"');
    for (const { id, version } of [one, other]) {
      expect((await theCase(app, id)).version).toBe(version + 1);
      const [entry] = await entriesOf(app, id, 'case.add_to_mission');
      expect(entry).toMatchObject({
        actorName: 'Mission leader',
        payload: { missionId: mission.id, place: 'Kampala' },
      });
    }
  });

  it('is refused for every case that does not fit, and then puts none', async () => {
    const fits = await forMission();
    const dossier = await routed(app);
    const unrouted = await registered(app);
    const elsewhere = await forMission();
    await addCases((await plan()).body, [elsewhere.id]).expect(200);
    const mission = (await plan()).body;
    const { body } = await addCases(mission, [fits.id, dossier.id, unrouted.id, elsewhere.id]).expect(422);
    const found = body.unmet.map(({ code, detail }: { code: string; detail: string }) => [code, detail.split(' ')[0]]);
    expect(found.sort()).toEqual(
      [
        ['routeNotMission', dossier.diaryNumber],
        ['routeNotMission', unrouted.diaryNumber],
        ['onMissionAlready', elsewhere.diaryNumber],
      ].sort(),
    );
    expect((await app.as('mission_leader').get(`/missions/${mission.id}`)).body).toEqual(mission);
    expect(await rowsOf(app, 'mission_cases', fits.id)).toEqual([]);
  });

  it('is refused for a mission that is over, a case that does not exist and an old version', async () => {
    const { id } = await forMission();
    const past = (await plan({ startsOn: '2024-11-04', endsOn: '2024-11-22' })).body;
    expect((await addCases(past, [id]).expect(422)).body.unmet).toMatchObject([{ code: 'missionOver' }]);
    const mission = (await plan()).body;
    await addCases(mission, ['0195d3c0-0000-7000-8000-000000000000']).expect(404);
    await addCases({ ...mission, version: 4 }, [id]).expect(412);
    await app
      .as('mission_leader')
      .post(`/missions/${mission.id}/actions/add-cases`, { caseIds: [id] })
      .expect(428);
    await addCases(mission, []).expect(400);
  });

  it('is kept to one mission by the database itself', async () => {
    const { id } = await forMission();
    await addCases((await plan()).body, [id]).expect(200);
    const [row] = await rowsOf(app, 'mission_cases', id);
    const again = `INSERT INTO mission_cases (id, mission_id, case_id, added_at, added_by, active)
      VALUES ('0195d3c0-0000-7000-8000-000000000001', '${row.mission_id}', '${id}', '${row.added_at}', 'x', true)`;
    await expect(app.dataSource.query(again)).rejects.toThrow(/unique/i);
  });

  it('ends when all have gone, whether they withdrew or went on in another case; that it stood there is kept', async () => {
    const [gone, divided] = [await forMission(), await forMission()];
    const mission = (await plan()).body;
    await addCases(mission, [gone.id, divided.id]).expect(200);
    const standing = async (): Promise<string[]> =>
      (await app.as('case_officer').get(`/missions/${mission.id}`).expect(200)).body.caseIds;
    const withdraw = async (caseId: string, personIds: string[]) =>
      done(await actOn(app, 'coordinator', caseId, 'withdraw', { personIds, reasonCode: 'refugees_wish' }));

    const [first, ...others] = gone.persons.map(({ id }) => id);
    await withdraw(gone.id, [first!]);
    expect(await standing()).toEqual([gone.id, divided.id]);
    await withdraw(gone.id, others);
    expect(await standing()).toEqual([divided.id]);
    expect(await rowsOf(app, 'mission_cases', gone.id)).toHaveLength(1);

    const [leaving, ...staying] = divided.persons.map(({ id }) => id);
    await withdraw(divided.id, staying);
    const { otherCaseId } = await change(app, divided.id, 'split', { personIds: [leaving] });
    expect(await standing()).toEqual([otherCaseId]);
  });

  it('lets the case be examined', async () => {
    const { id } = await forMission();
    const refused = await actOn(app, 'case_officer', id, 'examine');
    expect(refused.status).toBe(422);
    await addCases((await plan()).body, [id]).expect(200);
    expect((await actOn(app, 'case_officer', id, 'examine')).status).toBe(200);
  });

  it.each(rolesWithout('mission.plan'))('is not for %s, nor is planning', async (role) => {
    await app.as(role).post('/missions', KAMPALA).expect(403);
    await app.as(role).post('/missions/0195d3c0-0000-7000-8000-000000000000/actions/add-cases', {}).expect(403);
  });
});
