import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PermitsService } from '../../../src/permits/index.js';
import { actOn, asked, walked } from '../../factories/cases.js';
import { codesOf, decisionsOf, examined, granted, readyToGrant, type Persons } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2026-06-01' });
  await openPeriod(app);
});
afterAll(() => app.close());

const permitsOf = async (found: Persons) => (await decisionsOf(app, found)).permits;
const inForce = ({ persons }: Persons) =>
  asked(app, async (tx) => [
    ...(
      await app.server.get(PermitsService).permitInForce(
        tx,
        persons.map(({ id }) => id),
      )
    ).values(),
  ]);

const PERMANENT = {
  permitType: 'permanent',
  months: null,
  validFrom: '2026-07-11',
  validUntil: null,
  legalBasis: 'Aliens Act (2005:716), ch. 5 s. 2 (2021:765)',
  ruleCode: 'permit-2021',
};

describe('edge case 24: the permit goes by the date of the decision', () => {
  it('on the last day of the old rule is permanent, and stays so though the journey comes after the switch', async () => {
    app.goTo('2026-07-11');
    const found = await granted(app);
    for (const permit of await permitsOf(found)) expect(permit).toMatchObject(PERMANENT);
    app.goTo('2026-08-20');
    await walked(app, found.id, ['assign', 'accept', 'make_ready', 'book', 'depart', 'arrive', 'receive']);
    for (const permit of await permitsOf(found)) expect(permit).toMatchObject({ ...PERMANENT, inForce: true });
  });

  it('on the first day of the new rule is time-limited, by category, also for a case proposed before', async () => {
    app.goTo('2026-07-11');
    const found = await readyToGrant(app);
    await examined(app, found, { inclusion: 'subsidiary' }, [found.persons[1]!.id]);
    app.goTo('2026-07-12');
    expect((await actOn(app, 'decision_maker', found.id, 'grant')).status).toBe(200);
    const rule = { permitType: 'time_limited', validFrom: '2026-07-12', ruleCode: 'permit-2026' };
    expect(await permitsOf(found)).toEqual([
      expect.objectContaining({ ...rule, protectionCategory: 'refugee', months: 36, validUntil: '2029-07-12' }),
      expect.objectContaining({ ...rule, protectionCategory: 'subsidiary', months: 13, validUntil: '2027-08-12' }),
      expect.objectContaining({ ...rule, protectionCategory: 'refugee', months: 36, validUntil: '2029-07-12' }),
    ]);
    expect((await permitsOf(found))[0].legalBasis).toContain('ch. 5 s. 1 a');
    expect(await inForce(found)).toEqual([true, true, true]);
    app.goTo('2027-08-12');
    expect(await inForce(found)).toEqual([true, true, true]);
    app.goTo('2027-08-13');
    expect(await inForce(found)).toEqual([true, false, true]);
  });

  it('is never permanent by default: without a rule for the day nothing is granted', async () => {
    app.goTo('2026-07-12');
    const found = await readyToGrant(app);
    await app.dataSource.query(`UPDATE policy_rules SET valid_from = '2026-07-13' WHERE code = 'permit-2026'`);
    const reply = await actOn(app, 'decision_maker', found.id, 'grant');
    expect([reply.status, codesOf(reply)]).toEqual([422, ['noPermitRule']]);
    await app.dataSource.query(`UPDATE policy_rules SET valid_from = '2026-07-12' WHERE code = 'permit-2026'`);
    expect((await actOn(app, 'decision_maker', found.id, 'grant')).status).toBe(200);
  });

  it('given before 2027 may be opened again from 2027: shown as information, never applied while it is proposed', async () => {
    app.goTo('2026-07-11');
    const permanent = await granted(app);
    app.goTo('2026-07-12');
    const limited = await granted(app);
    const opened = { mayBeReopenedFrom: '2027-01-01', reopeningRule: 'permit-reopening-2027' };
    const closed = { mayBeReopenedFrom: null, reopeningRule: null };
    for (const day of ['2026-07-12', '2026-12-31', '2027-01-01', '2027-06-30']) {
      app.goTo(day);
      for (const permit of await permitsOf(permanent))
        expect([day, permit]).toEqual([day, expect.objectContaining({ ...PERMANENT, ...opened, inForce: true })]);
      for (const permit of await permitsOf(limited))
        expect([day, permit]).toEqual([day, expect.objectContaining({ ...closed, inForce: true })]);
    }
  });
});
