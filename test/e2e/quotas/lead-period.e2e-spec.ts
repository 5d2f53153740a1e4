import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QuotasService } from '../../../src/quotas/index.js';
import { UnitOfWork } from '../../../src/platform/index.js';
import { systemActor } from '../../../src/access/index.js';
import { aDecidedPeriod, aPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf, everything } from './what-is-stored.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const lead = (period: Pick<MadePeriod, 'id' | 'version'>, step: string, body: object = {}) =>
  app
    .as('coordinator')
    .post(`/quota-periods/${period.id}/actions/${step}`, { ...AUTHORITY, ...body }, { ifMatch: period.version });
const statusOf = async (id: string) =>
  (await app.dataSource.query(`SELECT status FROM quota_periods WHERE id = '${id}'`))[0].status;

describe('consult, open, begin closing, close', () => {
  it('lead a period from draft to closed, each step on an authority, in a document, on a day', async () => {
    let period: { id: string; version: number } = await aPeriod(app);
    period = (await lead(period, 'consult', { occurredOn: '2024-11-28', reason: 'Yearly planning.' }).expect(200)).body;
    expect(await statusOf(period.id)).toBe('consulted');
    period = (await lead(period, 'decide-places', { places: 900 }).expect(200)).body;
    for (const [step, status] of [
      ['open', 'open'],
      ['begin-closing', 'closing'],
      ['close', 'closed'],
    ] as const) {
      const before = period.version;
      const { body, etag } = await lead(period, step).expect(200);
      expect(body).toMatchObject({ status, version: before + 1 });
      expect(etag).toBe(`"${before + 1}"`);
      expect(await statusOf(period.id)).toBe(status);
      period = body;
    }
    const audit = await auditOf(app, period.id);
    expect(audit.map(({ action }) => action)).toEqual([
      'quota.create',
      'quota.add_sub_quota',
      'quota.consult',
      'quota.decide_places',
      'quota.open',
      'quota.begin_closing',
      'quota.close',
    ]);
    expect(audit[2]).toEqual({
      action: 'quota.consult',
      reason: 'Yearly planning.',
      payload: { ...AUTHORITY, occurredOn: '2024-11-28', from: 'draft', to: 'consulted' },
    });
  });

  it.each(['open', 'begin-closing', 'close', 'suspend', 'resume', 'transfer'])(
    'refuse to %s a draft, and write nothing',
    async (step) => {
      const period = await aPeriod(app, {
        subQuotas: [
          { name: 'A', places: 0 },
          { name: 'B', places: 0 },
        ],
      });
      const before = await everything(app);
      const places = { places: 1, fromSubQuotaId: period.subQuotaId('A'), toSubQuotaId: period.subQuotaId('B') };
      const { body } = await lead(period, step, step === 'transfer' ? places : {});
      expect(body.status).toBe(409);
      if (step !== 'resume')
        expect(body).toMatchObject({
          code: 'transitionRefused',
          from: 'draft',
          allowedActions: expect.arrayContaining(['add_sub_quota', 'consult']),
        });
      expect(await everything(app)).toEqual(before);
    },
  );

  it('refuse a step without authority or document, for a day to come, on a stale version, for a period that is not there', async () => {
    const period = await aPeriod(app);
    const before = await everything(app);
    expect(
      (await lead(period, 'consult', { authority: undefined, documentReference: undefined }).expect(400)).body.errors,
    ).toMatchObject([{ pointer: '/authority' }, { pointer: '/documentReference' }]);
    expect((await lead(period, 'consult', { occurredOn: '2025-01-08' }).expect(400)).body.errors).toMatchObject([
      { pointer: '/occurredOn', code: 'afterToday' },
    ]);
    await lead({ ...period, version: 99 }, 'consult').expect(412);
    await lead({ ...period, id: '0197aaaa-0000-7000-8000-000000000001' }, 'consult').expect(404);
    expect(await everything(app)).toEqual(before);
  });

  it('refuse to close while a place is reserved, or a year of the pledge is open', async () => {
    const pledge = await openPeriod(app, { kind: 'biennial', year: 2024, places: 10 });
    const year = await openPeriod(app, { year: 2025, pledge, places: 10 });
    const [personId, caseId] = ['0197aaaa-0000-7000-8000-00000000000a', '0197aaaa-0000-7000-8000-00000000000b'];
    await app.server.get(UnitOfWork).run(systemActor('test'), (tx) =>
      app.server.get(QuotasService).reserve(tx, systemActor('test'), {
        subQuotaId: year.subQuotaId(),
        caseId,
        personIds: [personId],
        occurredOn: '2025-01-07',
      }),
    );
    const closing = (await lead(year, 'begin-closing').expect(200)).body;
    expect((await lead(closing, 'close').expect(422)).body.unmet).toMatchObject([
      { code: 'placesReserved', detail: 'Any still has 1 reserved places.' },
    ]);
    expect(await statusOf(year.id)).toBe('closing');
    const pledgeNow = (await app.as('coordinator').get(`/quota-periods/${pledge.id}`)).body;
    const pledgeClosing = (await lead(pledgeNow, 'begin-closing').expect(200)).body;
    expect((await lead(pledgeClosing, 'close').expect(422)).body.unmet).toMatchObject([
      { code: 'annualPeriodNotClosed' },
    ]);
  });
});

describe('suspend and resume', () => {
  const isSuspended = (subQuotaId: string) =>
    app.server.get(UnitOfWork).read((tx) => app.server.get(QuotasService).isSuspended(tx, subQuotaId));

  it('stop the transfers of a period and let them go on', async () => {
    const period = await openPeriod(app);
    expect(await isSuspended(period.subQuotaId())).toBe(false);
    const stop = {
      authority: 'Migration Agency',
      documentReference: 'Decision of 17 March 2020',
      reason: 'Travel has stopped worldwide.',
    };
    const stopped = (await lead(period, 'suspend', stop).expect(200)).body;
    expect(stopped).toMatchObject({ suspended: true, status: 'open' });
    expect(await isSuspended(period.subQuotaId())).toBe(true);
    expect((await auditOf(app, period.id)).at(-1)).toMatchObject({
      action: 'quota.suspend',
      reason: 'Travel has stopped worldwide.',
    });
    expect((await lead(stopped, 'suspend').expect(409)).body).toMatchObject({
      from: 'suspended',
      allowedActions: ['resume'],
    });
    const running = (await lead(stopped, 'resume').expect(200)).body;
    expect(running.suspended).toBe(false);
    expect(await isSuspended(period.subQuotaId())).toBe(false);
    expect((await lead(running, 'resume').expect(409)).body.from).toBe('running');
  });

  it('of a pledge reach the years within it', async () => {
    const pledge = await openPeriod(app, { kind: 'biennial', year: 2024, places: 10 });
    const year = await openPeriod(app, { year: 2025, pledge, places: 10 });
    const pledgeNow = (await app.as('coordinator').get(`/quota-periods/${pledge.id}`)).body;
    await lead(pledgeNow, 'suspend').expect(200);
    expect(await isSuspended(year.subQuotaId())).toBe(true);
  });

  it('are not known to a period that is not open', async () => {
    await lead(await aDecidedPeriod(app), 'suspend').expect(409);
  });
});
