import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { actOn, registered, stated } from '../../factories/cases.js';
import { assessed, examined, granted, propose, readyToGrant, underExamination } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { STANDING } from '../../factories/standing.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf, heldBy, NOTHING, type PersonResponse } from './what-is-held.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 900 });
});
afterAll(() => app.close());

const idsOf = ({ persons }: Pick<CaseResponse, 'persons'>): string[] => persons.map(({ id }) => id);
const reopen = (found: CaseResponse, more: object = {}) =>
  actOn(app, 'case_officer', found.id, 'reopen', { personIds: idsOf(found), reasonCode: 'new_circumstances', ...more });
const withdrawn = async (found: CaseResponse): Promise<CaseResponse> =>
  (await actOn(app, 'coordinator', found.id, 'withdraw', { reasonCode: 'error' })).body as CaseResponse;

/** The ends of the road from which there is a way back. */
const ENDED = {
  withdrawn: async () => withdrawn(await granted(app)),
  lost_contact: async () =>
    (await actOn(app, 'coordinator', (await granted(app)).id, 'lose-contact', { reasonCode: 'no_answer' }))
      .body as CaseResponse,
  discontinued: async () =>
    (await actOn(app, 'coordinator', (await granted(app)).id, 'discontinue', { reasonCode: 'consent_withdrawn' }))
      .body as CaseResponse,
  refused: async () => {
    const found = await underExamination(app);
    await propose(app, found, 'refuse');
    return (await actOn(app, 'decision_maker', found.id, 'refuse')).body as CaseResponse;
  },
};

describe('reopen', () => {
  it.each(Object.keys(ENDED) as (keyof typeof ENDED)[])('lists persons who are %s anew', async (state) => {
    const found = await ENDED[state]();
    const { status, body } = await reopen(found, { reason: 'UNHCR has written.' });
    expect(status).toBe(200);
    expect(body.persons.map((person: PersonResponse) => [person.status, person.active])).toEqual(
      found.persons.map(() => ['listed', true]),
    );
    expect((await auditOf(app, found.persons[0]!.id)).at(-1)).toMatchObject({
      action: 'person.reopen',
      reason: 'New circumstances have come to light. UNHCR has written.',
      payload: { from: state, to: 'listed', reasonCode: 'new_circumstances' },
    });
    expect(await heldBy(app, found.persons[0]!.id)).toEqual(NOTHING);
  });

  it('asks for everything anew: referral, statement, examination, proposal; the earlier decision stays', async () => {
    const found = await withdrawn(await granted(app));
    await reopen(found);
    const decisions = async () => (await app.as('decision_maker').get(`/cases/${found.id}/decisions`).expect(200)).body;
    const before = JSON.stringify(await decisions());

    expect((await actOn(app, 'case_officer', found.id, 'examine')).status).toBe(409);
    await actOn(app, 'case_officer', found.id, 'refer');
    await stated(app, found);
    expect((await actOn(app, 'case_officer', found.id, 'examine')).status).toBe(200);
    const refused = await actOn(app, 'decision_maker', found.id, 'grant');
    expect(refused.status).toBe(422);
    expect(new Set(refused.body.unmet.map(({ code }: { code: string }) => code))).toEqual(
      expect.objectContaining(new Set(['notProposed', 'notExamined'])),
    );
    await assessed(app, found);
    await examined(app, found);
    await propose(app, found, 'grant');
    expect((await actOn(app, 'decision_maker', found.id, 'grant')).status).toBe(200);
    expect(JSON.stringify(await decisions())).not.toBe(before);
    expect(
      await app.dataSource.query(`SELECT outcome FROM decisions WHERE person_id = '${found.persons[0]!.id}'`),
    ).toEqual([{ outcome: 'granted' }, { outcome: 'granted' }]);
  });

  it('does not let an old proposal be signed', async () => {
    const found = await withdrawn(await readyToGrant(app));
    await reopen(found);
    await actOn(app, 'case_officer', found.id, 'refer');
    await stated(app, found);
    await actOn(app, 'case_officer', found.id, 'examine');
    expect((await actOn(app, 'decision_maker', found.id, 'grant')).body.unmet[0].code).toBe('notProposed');
  });

  it('refuses somebody who stands in another case by now', async () => {
    const numbers = { individualNumber: 'SYN-T-REOPEN-1' };
    const first = await withdrawn(await registered(app, anRrf({ persons: [anRrfPerson(numbers)] })));
    await registered(app, anRrf({ persons: [anRrfPerson(numbers)] }));
    const { status, body } = await reopen(first);
    expect({ status, unmet: body.unmet }).toMatchObject({
      status: 422,
      unmet: [{ code: 'personInAnotherCase', personId: first.persons[0]!.id }],
    });
    expect((await theCase(app, first.id)).persons[0].status).toBe('withdrawn');
  });

  it.each(['listed', 'granted', 'arrived'] as const)('refuses persons who are %s', async (state) => {
    const { status, body } = await reopen(await STANDING[state](app));
    expect({ status, from: body.from }).toEqual({ status: 409, from: state });
  });

  it('refuses the dead, who stay where they are', async () => {
    const found = await registered(app);
    await actOn(app, 'case_officer', found.id, 'record-death', { personIds: idsOf(found), diedOn: '2025-02-03' });
    expect((await reopen(found)).body).toMatchObject({ status: 409, from: 'deceased', allowedActions: [] });
  });

  it('refuses an unknown reason, nobody named, and everybody without the permission', async () => {
    const found = await withdrawn(await registered(app));
    expect((await reopen(found, { reasonCode: 'error' })).body).toMatchObject({
      status: 400,
      errors: [{ code: 'unknownReason' }],
    });
    expect((await reopen(found, { personIds: [] })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/personIds' }],
    });
    for (const role of ROLES.filter((one) => !permits([one], 'person.reopen'))) {
      const { status } = await app.as(role).post(`/cases/${found.id}/actions/reopen`, {}, { ifMatch: 1 });
      expect({ role, status }).toEqual({ role, status: 403 });
    }
  });
});
