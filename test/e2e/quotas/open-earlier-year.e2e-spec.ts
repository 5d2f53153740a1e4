import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOnPeriod, aPeriod, AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf, everything, storedEntries } from './what-is-stored.js';

let app: TestApp;
let pledge: MadePeriod;
let year: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  pledge = await openPeriod(app, { kind: 'biennial', year: 2024, places: 1800 });
  year = await openPeriod(app, { year: 2024, pledge, subQuotas: [{ name: 'All of 2024', places: 900 }] });
});
afterAll(() => app.close());

const open = (body: object) =>
  app.as('coordinator').post(
    `/quota-periods/${year.id}/actions/open-earlier-year`,
    {
      authority: 'Migration Agency',
      documentReference: 'Annual report 2024',
      subQuotaId: year.subQuotaId(),
      occurredOn: '2024-12-31',
      ...body,
    },
    { ifMatch: year.version },
  );

describe('open an earlier year', () => {
  it.each([
    ['more than the sub-quota was given', { places: 901 }, 422],
    ['a day before the places were there', { places: 900, occurredOn: '2023-12-31' }, 422],
    ['no sub-quota', { places: 900, subQuotaId: undefined }, 400],
    ['no source of the figure', { places: 900, documentReference: undefined }, 400],
  ])('refuses %s and writes nothing', async (_, body, status) => {
    const before = await everything(app);
    await open(body).expect(status);
    expect(await everything(app)).toEqual(before);
  });

  it('enters the 900 of 2024 as used, without persons; the pledge has 900 left for 2025', async () => {
    const { body } = await open({ places: 900 }).expect(200);
    expect(body.places).toMatchObject({ decided: 900, available: 0, reserved: 0, used: 900 });
    expect((await storedEntries(app)).at(-1)).toMatchObject({
      movement: 'open',
      places: 900,
      person_id: null,
      occurred_on: '2024-12-31',
      document_reference: 'Annual report 2024',
    });
    expect((await auditOf(app, year.id)).at(-1)).toMatchObject({
      action: 'quota.open_earlier_year',
      payload: { places: 900, subQuota: 'All of 2024' },
    });
    const { body: around } = await app.as('coordinator').get(`/quota-periods/${pledge.id}`).expect(200);
    expect(around.places).toMatchObject({ decided: 1800, pool: 900, used: 900 });
  });

  it('is not done to a period in draft', async () => {
    const draft = await aPeriod(app, { year: 2023 });
    await expect(
      actOnPeriod(app, draft.id, 'actions/open-earlier-year', {
        ...AUTHORITY,
        places: 1,
        subQuotaId: draft.subQuotaId(),
      }),
    ).rejects.toThrow('409');
  });
});
