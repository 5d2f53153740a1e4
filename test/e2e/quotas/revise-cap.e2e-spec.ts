import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { placesOf, somePersons } from '../../factories/places.js';
import { actOnPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Exchange } from '../../support/client.js';
import { auditOf, everything } from './what-is-stored.js';

let app: TestApp;
let year: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2021-03-01' });
});
afterAll(() => app.close());

const GOVERNMENT = { authority: 'Government', documentReference: 'Ju2021/03001', reason: 'Evacuation.' };
const aCappedYear = () =>
  openPeriod(app, {
    places: 1200,
    subQuotas: [
      { name: 'Region', places: 600 },
      { name: 'Emergency', places: 450, scheme: 'emergency', cap: 500 },
    ],
  });
beforeEach(async () => {
  app.goTo('2021-03-01');
  year = await aCappedYear();
});
const read = async (query = '') =>
  (await app.as('coordinator').get(`/quota-periods/${year.id}${query}`).expect(200)).body;
const emergency = async (query = '') =>
  (await read(query)).subQuotas.find(({ name }: { name: string }) => name === 'Emergency');
const act = async (verb: string, body: object): Promise<ReturnType<Exchange['expect']>> => {
  const { version } = await read();
  return app
    .as('coordinator')
    .post(`/quota-periods/${year.id}/actions/${verb}`, { ...GOVERNMENT, ...body }, { ifMatch: version })
    .then((reply) => reply);
};
const revise = (cap: number | null, effectiveOn: string, subQuotaId = year.subQuotaId('Emergency')) =>
  act('revise-cap', { subQuotaId, cap, effectiveOn });
const codes = ({ body }: { body: { unmet: { code: string }[] } }) => body.unmet.map(({ code }) => code);

describe('the cap of a sub-quota', () => {
  it('leaves room up to itself; one place more is refused, and it says what to do', async () => {
    const subQuotaId = year.subQuotaId('Emergency');
    expect((await act('allocate', { places: 50, subQuotaId })).status).toBe(200);
    const before = await everything(app);
    const refused = await act('allocate', { places: 1, subQuotaId });
    expect([refused.status, codes(refused)]).toEqual([422, ['capExceeded']]);
    expect(refused.body.unmet[0].detail).toContain('Emergency has 500 places and a cap of 500: 1 more would be 501.');
    expect(await everything(app)).toEqual(before);
  });

  it('holds for transfers and revisions alike, and not for what a sub-quota gives away', async () => {
    const [region, subQuotaId] = [year.subQuotaId('Region'), year.subQuotaId('Emergency')];
    expect(codes(await act('transfer', { places: 51, fromSubQuotaId: region, toSubQuotaId: subQuotaId }))).toEqual([
      'capExceeded',
    ]);
    expect(codes(await act('revise', { places: 51, direction: 'up', subQuotaId }))).toEqual(['capExceeded']);
    expect((await act('revise', { places: 10, direction: 'down', subQuotaId })).status).toBe(200);
    expect((await act('transfer', { places: 60, fromSubQuotaId: region, toSubQuotaId: subQuotaId })).status).toBe(200);
  });

  it('holds for those carried over too', async () => {
    const last = await openPeriod(app, { year: 2020, places: 60, carryOverMode: 'additive' });
    await placesOf(app).reserve(somePersons(51), last.subQuotaId(), { day: '2020-11-02' });
    const { version } = (await app.as('coordinator').get(`/quota-periods/${last.id}`).expect(200)).body;
    const body = { ...GOVERNMENT, toPeriodId: year.id, subQuotaId: year.subQuotaId('Emergency') };
    const path = `/quota-periods/${last.id}/actions/carry-over`;
    expect(codes(await app.as('coordinator').post(path, body, { ifMatch: version }))).toEqual(['capExceeded']);
  });

  it('counts persons who hold a place as well as places to be had', async () => {
    const subQuotaId = year.subQuotaId('Emergency');
    await placesOf(app).reserve(somePersons(3), subQuotaId);
    expect(codes(await act('allocate', { places: 51, subQuotaId }))).toEqual(['capExceeded']);
  });
});

describe('revise the cap', () => {
  it('lifts it from a day on: 550 places beside a limit of 500, by a decision that stays on record', async () => {
    app.goTo('2021-08-20');
    expect((await revise(null, '2021-08-17')).status).toBe(200);
    expect(await emergency()).toMatchObject({ cap: null });
    expect((await act('allocate', { places: 100, subQuotaId: year.subQuotaId('Emergency') })).status).toBe(200);
    expect(await emergency()).toMatchObject({ decided: 550, cap: null });
    expect((await auditOf(app, year.id)).map(({ action }) => action)).toContain('quota.revise_cap');
    expect((await app.as('auditor').get(`/quota-periods/${year.id}/caps`).expect(200)).body).toMatchObject({
      items: [
        {
          subQuota: 'Emergency',
          initial: 500,
          inForce: null,
          revisions: [{ version: 1, cap: null, effectiveOn: '2021-08-17', ...GOVERNMENT, recordedBy: 'Coordinator' }],
        },
      ],
    });
  });

  it('leaves what was in force before: by the day, and by what was known', async () => {
    app.goTo('2021-08-20');
    await revise(null, '2021-08-17');
    app.goTo('2021-10-01');
    await revise(800, '2021-10-01');
    const cap = async (query: string) => (await emergency(query)).cap;
    expect(await cap('?through=2021-08-16')).toBe(500);
    expect(await cap('?through=2021-09-30')).toBeNull();
    expect(await cap('')).toBe(800);
    expect(await cap('?asOf=2021-08-19')).toBe(500);
    expect(await cap('?asOf=2021-09-30')).toBeNull();
    app.goTo('2021-08-20');
    const late = { places: 100, subQuotaId: year.subQuotaId('Emergency'), occurredOn: '2021-08-16' };
    expect(codes(await act('allocate', late))).toEqual(['capExceeded']);
  });

  it('below what is allocated is recorded, and takes nothing away', async () => {
    expect((await revise(400, '2021-03-01')).status).toBe(200);
    expect(await emergency()).toMatchObject({ decided: 450, cap: 400 });
    expect(codes(await act('allocate', { places: 1, subQuotaId: year.subQuotaId('Emergency') }))).toEqual([
      'capExceeded',
    ]);
  });

  it('gives a cap to a sub-quota that had none', async () => {
    expect((await revise(600, '2021-03-01', year.subQuotaId('Region'))).status).toBe(200);
    expect(codes(await act('allocate', { places: 1, subQuotaId: year.subQuotaId('Region') }))).toEqual(['capExceeded']);
  });

  it.each([
    ['a sub-quota of another period', () => ({ subQuotaId: year.id }), '/subQuotaId'],
    ['no reason', () => ({ reason: undefined }), '/reason'],
    ['no document', () => ({ documentReference: undefined }), '/documentReference'],
    ['no cap at all', () => ({ cap: undefined }), '/cap'],
    ['no day', () => ({ effectiveOn: undefined }), '/effectiveOn'],
  ])('refuses %s', async (_, wrong, pointer) => {
    const body = { subQuotaId: year.subQuotaId('Emergency'), cap: null, effectiveOn: '2021-03-01', ...wrong() };
    const reply = await act('revise-cap', body);
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('is for coordinators, on the version that was read, while the period is not closed', async () => {
    const path = `/quota-periods/${year.id}/actions/revise-cap`;
    const body = { ...GOVERNMENT, subQuotaId: year.subQuotaId('Emergency'), cap: null, effectiveOn: '2021-03-01' };
    await app.as('decision_maker').post(path, body, { ifMatch: 1 }).expect(403);
    await app.as('coordinator').post(path, body, { ifMatch: 1 }).expect(412);
    await actOnPeriod(app, year.id, 'actions/begin-closing', AUTHORITY);
    await actOnPeriod(app, year.id, 'actions/close', AUTHORITY);
    expect((await revise(null, '2021-03-01')).status).toBe(409);
  });

  it('leaves rows that nobody can change or delete', async () => {
    await revise(700, '2021-03-01');
    for (const act of ['DELETE FROM sub_quota_caps', 'UPDATE sub_quota_caps SET cap = 1'])
      await expect(app.dataSource.query(act)).rejects.toThrow('never changed or deleted');
  });
});
