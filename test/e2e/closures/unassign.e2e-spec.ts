import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { accepted, assign, numberOf } from '../../factories/assignments.js';
import { actOn } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { STANDING } from '../../factories/standing.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { auditOf, everythingButReads, heldBy, type PersonResponse } from './what-is-held.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 900 });
});
afterAll(() => app.close());

const unassign = (found: CaseResponse, more: object = {}) =>
  actOn(app, 'placement_officer', found.id, 'unassign', { reasonCode: 'housing_lost', ...more });

describe('unassign', () => {
  it.each(['assigned', 'accepted', 'travel_ready'] as const)(
    'takes persons who are %s back to granted, with permit and place',
    async (state) => {
      const found = await STANDING[state](app);
      const before = (await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned;
      const { status, body } = await unassign(found, { reason: 'The house burnt down.' });
      expect(status).toBe(200);
      expect(body.persons.map((person: PersonResponse) => person.status)).toEqual(['granted', 'granted', 'granted']);
      for (const { id } of found.persons)
        expect(await heldBy(app, id)).toEqual({
          place: 'reserved',
          permit: true,
          proposal: false,
          municipality: null,
          seat: false,
        });
      expect((await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned).toBe(before - 3);
      expect((await auditOf(app, found.persons[0]!.id)).at(-1)).toMatchObject({
        action: 'person.unassign',
        reason: 'The housing is no longer available. The house burnt down.',
        payload: { from: state, to: 'granted', reasonCode: 'housing_lost', occurredOn: '2025-02-03' },
      });
    },
  );

  it('is for some of the case alone when they are named, and they can be assigned anew', async () => {
    const found = await accepted(app);
    const [leaving, ...others] = found.persons;
    const { body } = await unassign(found, { personIds: [leaving!.id], reasonCode: 'family_tie_elsewhere' });
    expect(body.persons.map((person: PersonResponse) => person.status)).toEqual(['granted', 'accepted', 'accepted']);
    for (const { id } of others) expect(await heldBy(app, id)).toMatchObject({ municipality: OWN_MUNICIPALITY });
    expect((await assign(app, found, { personIds: [leaving!.id] })).status).toBe(200);
  });

  it.each(['granted', 'booked', 'arrived'] as const)('refuses persons who are %s', async (state) => {
    const found = await STANDING[state](app);
    const before = await everythingButReads(app);
    const { status, body } = await unassign(found);
    expect({ status, code: body.code, from: body.from }).toEqual({
      status: 409,
      code: 'transitionRefused',
      from: state,
    });
    expect(await everythingButReads(app)).toEqual(before);
  });

  it('refuses an unknown reason, a day after today, and everybody without the permission', async () => {
    const found = await accepted(app);
    expect((await unassign(found, { reasonCode: 'no_answer' })).body).toMatchObject({
      status: 400,
      errors: [{ code: 'unknownReason' }],
    });
    expect((await unassign(found, { occurredOn: '2025-02-04' })).body).toMatchObject({
      status: 400,
      errors: [{ code: 'afterToday' }],
    });
    for (const role of ROLES.filter((one) => !permits([one], 'person.unassign'))) {
      const { status } = await app
        .as(role)
        .post(`/cases/${found.id}/actions/unassign`, { reasonCode: 'housing_lost' }, { ifMatch: 1 });
      expect({ role, status }).toEqual({ role, status: 403 });
    }
  });
});
