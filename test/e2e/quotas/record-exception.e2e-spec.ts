import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { actOn } from '../../factories/cases.js';
import { codesOf, readyToGrant, rolesWithout } from '../../factories/decisions.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Exchange } from '../../support/client.js';
import { auditOf } from './what-is-stored.js';

let app: TestApp;
let year: MadePeriod;
// A server for each: cases of all tests would else stand in the sub-quota of the first.
beforeEach(async () => {
  app = await startApp({ today: '2025-01-07' });
  year = await openPeriod(app);
});
afterEach(() => app.close());

const EXCEPTION = {
  kind: 'third_country_rule',
  validFrom: '2025-01-01',
  validTo: '2025-12-31',
  nationalities: ['AF'],
  countriesOfAsylum: ['AF'],
  decidedOn: '2025-01-02',
  authority: 'Government',
  documentReference: 'Ju2025/00777',
  reason: 'People are to be evacuated from inside the country.',
};
const END = {
  lastDay: '2025-01-06',
  decidedOn: '2025-01-07',
  authority: 'Government',
  documentReference: 'Ju2025/00999',
  reason: 'The airport is closed.',
};
const read = async () => (await app.as('auditor').get(`/quota-periods/${year.id}/exceptions`).expect(200)).body;
const post = async (path: string, body: object): Promise<ReturnType<Exchange['expect']>> =>
  app
    .as('coordinator')
    .post(`/quota-periods/${year.id}/exceptions${path}`, body, { ifMatch: (await read()).version })
    .then((reply) => reply);
const record = (body: object = {}) => post('', { ...EXCEPTION, ...body });
/** Everything is done that a grant needs, but that the person is in the country of her nationality. */
const anAfghanInAfghanistan = () =>
  readyToGrant(
    app,
    anRrf({ countryOfAsylum: 'AF', persons: [anRrfPerson({ nationality: 'AF', countryOfBirth: 'AF' })] }),
  );
const grant = (caseId: string) => actOn(app, 'decision_maker', caseId, 'grant');

describe('edge case 22: persons not outside their home country', () => {
  it('are granted nothing without an exception of the Government, and next actions say so', async () => {
    const { id } = await anAfghanInAfghanistan();
    const refused = await grant(id);
    expect([refused.status, codesOf(refused)]).toEqual([422, ['insideHomeCountry']]);
    expect(refused.body.unmet[0].source).toContain('Government assignment on resettlement');
    const { body } = await app.as('decision_maker').get(`/cases/${id}/next-actions`).expect(200);
    expect(JSON.stringify(body)).toContain('insideHomeCountry');

    await record();
    expect((await grant(id)).status).toBe(200);
  });

  it('are others than whom the exception is for', async () => {
    const { id } = await anAfghanInAfghanistan();
    await record({ nationalities: ['SY'], countriesOfAsylum: [] });
    await record({ nationalities: [], countriesOfAsylum: ['SY'] });
    await record({ validFrom: '2025-01-08' });
    expect(codesOf(await grant(id))).toEqual(['insideHomeCountry']);
    await record({ nationalities: [], countriesOfAsylum: [] });
    expect((await grant(id)).status).toBe(200);
  });

  it('are no more excepted once it was ended', async () => {
    const { id } = await anAfghanInAfghanistan();
    const { body } = await record();
    await post(`/${body.items[0].id}/actions/end`, END);
    expect(codesOf(await grant(id))).toEqual(['insideHomeCountry']);
  });

  it('are excepted by the pledge around their year too', async () => {
    const pledge = await openPeriod(app, { kind: 'biennial', year: 2025, places: 20 });
    const { version } = (await app.as('coordinator').get(`/quota-periods/${pledge.id}`).expect(200)).body;
    await app
      .as('coordinator')
      .post(`/quota-periods/${pledge.id}/exceptions`, EXCEPTION, { ifMatch: version })
      .expect(201);
    const within = await openPeriod(app, {
      pledge,
      subQuotas: [{ name: 'Kabul', places: 20, countriesOfAsylum: ['AF'], nationalities: ['AF'] }],
    });
    const { id } = await anAfghanInAfghanistan();
    const theCase = (await app.as('coordinator').get(`/cases/${id}`).expect(200)).body;
    if (theCase.subQuotaId !== within.subQuotaId())
      await actOn(app, 'coordinator', id, 'reallocate', {
        subQuotaId: within.subQuotaId(),
        authority: 'Government',
        documentReference: 'Ju2025/00777',
        reason: 'Evacuation.',
      });
    expect((await grant(id)).status).toBe(200);
  });
});

describe('record an exception', () => {
  it('keeps who decided, when, where and for whom', async () => {
    const { status, body, etag } = await record();
    expect([status, etag]).toEqual([201, `"${body.version}"`]);
    expect(body.items).toMatchObject([{ ...EXCEPTION, endedBy: null, recordedBy: 'Coordinator' }]);
    expect(body.inForce).toEqual(body.items);
    expect(await read()).toEqual(body);
    expect((await auditOf(app, year.id)).at(-1)).toMatchObject({
      action: 'quota.record_exception',
      reason: EXCEPTION.reason,
      payload: { kind: 'third_country_rule', nationalities: ['AF'], authority: 'Government', decidedOn: '2025-01-02' },
    });
  });

  it.each<[string, object, string, string]>([
    ['a decision to come', { decidedOn: '2025-01-08' }, '/decidedOn', 'afterToday'],
    ['an end before the beginning', { validTo: '2024-12-31' }, '/validTo', 'beforeFirstDay'],
    ['a rule that cannot be excepted from', { kind: 'security_screening' }, '/kind', 'isIn'],
    ['a country that does not exist', { nationalities: ['AF', 'XX'] }, '/nationalities/1', 'unknownCountry'],
    ['no document', { documentReference: undefined }, '/documentReference', 'isString'],
  ])('refuses %s', async (_, wrong, pointer, code) => {
    const { status, body } = await record(wrong);
    expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([400, pointer, code]);
  });

  it('is for coordinators, on the version that was read', async () => {
    const path = `/quota-periods/${year.id}/exceptions`;
    for (const role of rolesWithout('quota.plan')) await app.as(role).post(path, {}, { ifMatch: 1 }).expect(403);
    await app.as('coordinator').post(path, EXCEPTION).expect(428);
    await app.as('coordinator').post(path, EXCEPTION, { ifMatch: 1 }).expect(412);
  });
});

describe('end an exception', () => {
  it('leaves it on record, with the decision that ended it', async () => {
    const { id } = (await record()).body.items[0];
    const { status, body } = await post(`/${id}/actions/end`, END);
    const { lastDay, ...decided } = END;
    expect([status, body.inForce]).toEqual([200, []]);
    expect(body.items).toMatchObject([{ id, validTo: '2025-12-31', endedBy: { lastDay, ...decided } }]);
    const again = await post(`/${id}/actions/end`, END);
    expect([again.status, codesOf(again)]).toEqual([422, ['exceptionEnded']]);
  });

  it.each([
    ['before it began', { lastDay: '2024-12-31' }, 'beforeFirstDay'],
    ['after it is over anyway', { lastDay: '2026-01-01' }, 'afterLastDay'],
  ])('refuses a last day %s', async (_, wrong, code) => {
    const { id } = (await record()).body.items[0];
    const { status, body } = await post(`/${id}/actions/end`, { ...END, ...wrong });
    expect([status, body.errors]).toMatchObject([400, [{ pointer: '/lastDay', code }]]);
  });

  it('knows none but those of the period, and lets nobody change or delete a row', async () => {
    expect((await post('/0195d3c0-0000-7000-8000-000000000000/actions/end', END)).status).toBe(404);
    await record();
    for (const act of ['DELETE FROM quota_exceptions', `UPDATE quota_exceptions SET valid_to = '2030-01-01'`])
      await expect(app.dataSource.query(act)).rejects.toThrow('never changed or deleted');
  });
});
