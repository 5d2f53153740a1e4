import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AUTHORITY, openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf, everything, storedBalances, storedEntries } from './what-is-stored.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-06-02' });
  period = await openPeriod(app, {
    subQuotas: [
      { name: 'Lebanon', places: 350 },
      { name: 'Emergency', places: 50, scheme: 'emergency' },
    ],
  });
});
afterAll(() => app.close());

const transfer = (body: object, ifMatch = period.version) =>
  app
    .as('coordinator')
    .post(
      `/quota-periods/${period.id}/actions/transfer`,
      { ...AUTHORITY, reason: 'The region delivers less than planned.', ...body },
      { ifMatch },
    );
const fromLebanon = (places: number) => ({
  places,
  fromSubQuotaId: period.subQuotaId('Lebanon'),
  toSubQuotaId: period.subQuotaId('Emergency'),
});

describe('transfer places', () => {
  it.each([
    [
      'more than the sub-quota has left',
      () => fromLebanon(351),
      422,
      { unmet: [{ code: 'notEnoughPlaces', detail: 'Lebanon has 350 places left; 351 are needed.' }] },
    ],
    [
      'a sub-quota to itself',
      () => ({ ...fromLebanon(1), toSubQuotaId: period.subQuotaId('Lebanon') }),
      400,
      { errors: [{ pointer: '/toSubQuotaId', code: 'sameSubQuota' }] },
    ],
    [
      'a sub-quota that is not there',
      () => ({ ...fromLebanon(1), toSubQuotaId: period.id }),
      400,
      { errors: [{ pointer: '/toSubQuotaId', code: 'notInPeriod' }] },
    ],
    [
      'a missing document',
      () => ({ ...fromLebanon(1), documentReference: undefined }),
      400,
      { errors: [{ pointer: '/documentReference' }] },
    ],
  ])('refuses %s and writes nothing', async (_, body, status, problem) => {
    const before = await everything(app);
    expect((await transfer(body()).expect(status)).body).toMatchObject(problem);
    expect(await everything(app)).toEqual(before);
  });

  it('moves them from one sub-quota to another; the period’s total stays', async () => {
    const { body } = await transfer(fromLebanon(100)).expect(200);
    expect(body.places).toMatchObject({ decided: 400, available: 400, pool: 0 });
    expect(body.subQuotas).toMatchObject([
      { name: 'Emergency', decided: 150 },
      { name: 'Lebanon', decided: 250 },
    ]);
    const [from, to] = ['Lebanon', 'Emergency'].map((name) => `available:${period.subQuotaId(name)}`);
    expect((await storedEntries(app)).at(-1)).toMatchObject({
      movement: 'transfer',
      from_account: from,
      to_account: to,
      places: 100,
      authority: 'Government',
    });
    expect(await storedBalances(app)).toMatchObject({ [from!]: 250, [to!]: 150 });
    expect((await auditOf(app, period.id)).at(-1)).toMatchObject({
      action: 'quota.transfer',
      reason: 'The region delivers less than planned.',
      payload: { places: 100, fromSubQuota: 'Lebanon', toSubQuota: 'Emergency' },
    });
  });

  it('refuses the version before it', async () => {
    expect((await transfer(fromLebanon(1)).expect(412)).body.currentVersion).toBe(period.version + 1);
  });
});
