import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PermitsService } from '../../../src/permits/index.js';
import { actOn, asked, walked } from '../../factories/cases.js';
import {
  assessed,
  decisionsOf,
  examined,
  placesOf,
  propose,
  statusesOf,
  underExamination,
} from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('edge case 4: a split decision within a family', () => {
  it('excludes one, grants the others, and lets each go their own way', async () => {
    const period = await openPeriod(app, { subQuotas: [{ name: 'Uganda', places: 2, countriesOfAsylum: ['UG'] }] });
    const family = await underExamination(app);
    const [mother, father, child] = family.persons.map(({ id }) => id) as [string, string, string];
    await assessed(app, family, 'article_1f_a', [father]);
    await assessed(app, family, undefined, [mother]);
    await examined(app, family, {}, [mother, child]);
    await propose(app, family, 'grant', { personIds: [mother, child] });
    await propose(app, family, 'exclude', { personIds: [father] });

    // Two places suffice for the two who are granted; the one who is excluded wants none.
    const granted = await actOn(app, 'decision_maker', family.id, 'grant', { personIds: [mother, child] });
    expect(statusesOf(granted.body)).toEqual(['granted', 'under_examination', 'granted']);
    expect(granted.body.status).toBe('in_examination');
    const excluded = await actOn(app, 'decision_maker', family.id, 'exclude', { personIds: [father] });
    expect(statusesOf(excluded.body)).toEqual(['granted', 'excluded', 'granted']);
    expect(excluded.body.status).toBe('decided');
    expect(await placesOf(app, period.id, period.subQuotaId())).toEqual({ available: 0, reserved: 2, used: 0 });

    const { decisions, permits } = await decisionsOf(app, family);
    expect(decisions.map((one: { personId: string; outcome: string }) => [one.personId, one.outcome])).toEqual([
      [mother, 'granted'],
      [child, 'granted'],
      [father, 'excluded'],
    ]);
    expect(permits.map((one: { personId: string }) => one.personId)).toEqual([mother, child]);
    const inForce = await asked(app, (tx) => app.server.get(PermitsService).permitInForce(tx, [mother, father, child]));
    expect([...inForce]).toEqual([
      [mother, true],
      [father, false],
      [child, true],
    ]);

    const travelled = await walked(
      app,
      family.id,
      ['assign', 'accept', 'make_ready', 'book', 'depart', 'arrive'],
      [mother, child],
    );
    expect(statusesOf(travelled)).toEqual(['arrived', 'excluded', 'arrived']);
    expect(travelled.status).toBe('travelling');
    const reopened = await walked(app, family.id, ['reopen'], [father]);
    expect(statusesOf(reopened)).toEqual(['arrived', 'listed', 'arrived']);
    expect((await decisionsOf(app, family)).decisions).toHaveLength(3);
  });
});
