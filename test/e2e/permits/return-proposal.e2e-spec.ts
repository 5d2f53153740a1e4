import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn } from '../../factories/cases.js';
import {
  codesOf,
  decisionsOf,
  entriesOf,
  propose,
  readyToGrant,
  rolesWithout,
  statusesOf,
  underExamination,
} from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';

const REASON = 'The identity of the child must be shown.';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await openPeriod(app);
});
afterAll(() => app.close());

const sendBack = (caseId: string, body: object = {}) =>
  actOn(app, 'decision_maker', caseId, 'return-proposal', { reason: REASON, ...body });
const standingsOf = async (found: { id: string }): Promise<Map<string, string>> => {
  const { proposals } = (await decisionsOf(app, found)) as { proposals: { personId: string; standing: string }[] };
  return new Map(proposals.map(({ personId, standing }) => [personId, standing]));
};

describe('return_proposal', () => {
  it('sends every standing proposal back with the reason: nobody can sign it, and nobody’s state changes', async () => {
    const found = await readyToGrant(app);
    const { status, body } = await sendBack(found.id);
    expect([status, body.version]).toEqual([200, found.version + 1]);
    expect(statusesOf(body)).toEqual(statusesOf(found));
    expect([...(await standingsOf(found)).values()]).toEqual(found.persons.map(() => 'returned'));
    const { proposals } = await decisionsOf(app, found);
    expect(proposals[0].returned).toEqual({
      reason: REASON,
      returnedByName: 'Decision maker',
      returnedOn: '2025-01-07',
    });
    expect(codesOf(await actOn(app, 'decision_maker', found.id, 'grant'))).toContain('notProposed');
    expect(await entriesOf(app, found.id, 'person.return_proposal')).toMatchObject([{ reason: REASON }]);
  });

  it('leaves those who are not named as they stand, and a new proposal can be signed', async () => {
    const found = await readyToGrant(app);
    const [first, ...others] = found.persons.map(({ id }) => id);
    await sendBack(found.id, { personIds: [first] });
    const standings = await standingsOf(found);
    expect([first, ...others].map((id) => standings.get(id!))).toEqual(['returned', ...others.map(() => 'open')]);
    await propose(app, found, 'grant', { personIds: [first!] });
    expect((await actOn(app, 'decision_maker', found.id, 'grant')).status).toBe(200);
  });

  it('tells of everybody for whom there is nothing to send back', async () => {
    const found = await underExamination(app);
    const reply = await sendBack(found.id);
    expect([reply.status, reply.body.unmet.length]).toEqual([422, found.persons.length]);
  });

  it('is only for whoever may sign', async () => {
    const found = await readyToGrant(app);
    for (const role of rolesWithout('person.return_proposal'))
      expect([role, (await actOn(app, role, found.id, 'return-proposal', { reason: REASON })).status]).toEqual([
        role,
        403,
      ]);
  });
});
