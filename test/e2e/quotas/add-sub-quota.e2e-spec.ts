import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOnPeriod, aPeriod, AUTHORITY, openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf, everything } from './what-is-stored.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const AFGHANS = {
  name: 'Afghan women and girls',
  scheme: 'resettlement',
  regions: ['europe'],
  countriesOfAsylum: ['TR'],
  nationalities: ['AF'],
  priority: 'normal',
};

describe('add a sub-quota', () => {
  it('gives the period a share for the cases that its rule declares, without places', async () => {
    const { id } = await aPeriod(app, { subQuotas: [] });
    const { body, etag } = await app
      .as('coordinator')
      .post(`/quota-periods/${id}/sub-quotas`, AFGHANS, { ifMatch: 1 })
      .expect(201);
    expect(etag).toBe('"2"');
    expect(body.subQuotas).toEqual([
      expect.objectContaining({ ...AFGHANS, id: expect.any(String), decided: 0, overrun: 0, available: 0, used: 0 }),
    ]);
    const stored = await app.dataSource.query<{ name: string; nationalities: string }[]>(
      `SELECT name, nationalities FROM sub_quotas WHERE period_id = '${id}'`,
    );
    expect(stored).toEqual([{ name: AFGHANS.name, nationalities: '["AF"]' }]);
    expect(await auditOf(app, id)).toEqual([
      expect.objectContaining({ action: 'quota.create' }),
      { action: 'quota.add_sub_quota', reason: null, payload: expect.objectContaining(AFGHANS) },
    ]);
  });

  it('needs no rule: then any case fits', async () => {
    const { id } = await aPeriod(app, { subQuotas: [] });
    const { subQuotas } = await actOnPeriod(app, id, 'sub-quotas', { name: 'Any', scheme: 'resettlement' });
    expect(subQuotas).toMatchObject([{ regions: [], countriesOfAsylum: [], nationalities: [], priority: null }]);
  });

  it.each([
    ['an unknown country', { countriesOfAsylum: ['TR', 'XX'] }, '/countriesOfAsylum/1', 'unknownCountry'],
    ['an unknown region', { regions: ['the_moon'] }, '/regions', 'isIn'],
    ['an unknown nationality', { nationalities: ['ZZ'] }, '/nationalities/0', 'unknownCountry'],
    ['an unknown scheme', { scheme: 'lottery' }, '/scheme', 'isIn'],
    ['an unknown priority', { priority: 'high' }, '/priority', 'isIn'],
    ['no name', { name: '' }, '/name', 'length'],
  ])('refuses %s, names the field and leaves nothing behind', async (_, wrong, pointer, code) => {
    const { id } = await aPeriod(app, { subQuotas: [] });
    const before = await everything(app);
    const { body } = await app
      .as('coordinator')
      .post(`/quota-periods/${id}/sub-quotas`, { ...AFGHANS, ...wrong }, { ifMatch: 1 })
      .expect(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer, code })]);
    expect(await everything(app)).toEqual(before);
  });

  it('refuses a second one of the same name, though another period may have it', async () => {
    const { id, version } = await aPeriod(app, { subQuotas: [{ name: AFGHANS.name, places: 0 }] });
    const before = await everything(app);
    const { body } = await app
      .as('coordinator')
      .post(`/quota-periods/${id}/sub-quotas`, AFGHANS, { ifMatch: version })
      .expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/name', code: 'taken' }]);
    expect(await everything(app)).toEqual(before);
  });

  it('refuses a stale version, a missing one, and a period that closes', async () => {
    const { id, version } = await openPeriod(app);
    const path = `/quota-periods/${id}/sub-quotas`;
    const { body } = await app
      .as('coordinator')
      .post(path, AFGHANS, { ifMatch: version - 1 })
      .expect(412);
    expect(body).toMatchObject({ code: 'staleVersion', currentVersion: version, changedBy: 'Coordinator' });
    await app.as('coordinator').post(path, AFGHANS).expect(428);
    await actOnPeriod(app, id, 'actions/begin-closing', AUTHORITY);
    const refused = await app
      .as('coordinator')
      .post(path, AFGHANS, { ifMatch: version + 1 })
      .expect(409);
    expect(refused.body).toMatchObject({ code: 'transitionRefused', from: 'closing' });
    expect(refused.body.allowedActions).toContain('close');
  });

  it('refuses a period that does not exist', async () => {
    await app
      .as('coordinator')
      .post('/quota-periods/0197aaaa-0000-7000-8000-000000000001/sub-quotas', AFGHANS, { ifMatch: 1 })
      .expect(404);
    await app.as('coordinator').post('/quota-periods/first/sub-quotas', AFGHANS, { ifMatch: 1 }).expect(400);
  });
});
