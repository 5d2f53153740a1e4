import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission, Role } from '../../../src/access/index.js';
import { actOn } from '../../factories/cases.js';
import { actAs, codesOf, propose, readyToGrant, underExamination } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';

interface Colleague {
  client: Client;
  id: string;
}

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await openPeriod(app, { subQuotas: [{ name: 'Uganda', places: 800, countriesOfAsylum: ['UG'] }] });
});
afterAll(() => app.close());

const HOUR = 3_600_000;
const after = (hours: number): string => new Date(Date.parse(app.clock.now()) + hours * HOUR).toISOString();
async function official(...roles: Role[]): Promise<Colleague> {
  const client = await app.newOfficial({ roles });
  return { client, id: (await client.get('/sessions/current').expect(200)).body.id as string };
}
const give = (from: Colleague, to: Colleague, permissions: Permission[], dates: object = {}) =>
  from.client.post('/delegations', {
    toAccountId: to.id,
    permissions,
    validFrom: after(-1),
    validUntil: after(48),
    reason: 'On leave',
    ...dates,
  });
const codes = async (answer: PromiseLike<{ body: { errors?: { code: string }[] } }>): Promise<string[]> =>
  ((await answer).body.errors ?? []).map(({ code }) => code);

describe('a delegation', () => {
  it('lets a colleague act from its first instant to its last, and stands in the log with whom it was for', async () => {
    const [giver, taker] = [await official('decision_maker'), await official('placement_officer')];
    const found = await readyToGrant(app);
    const grant = () => actAs(app, taker.client, found.id, 'grant');
    expect((await grant()).status).toBe(403);
    const { id } = (await give(giver, taker, ['person.grant'], { validFrom: after(2) }).expect(201)).body;
    expect((await grant()).status).toBe(403);
    const before = app.clock.now();
    app.clock.set(after(3));
    expect((await grant()).status).toBe(200);
    const entries: { payload: string }[] = await app.dataSource.query(
      `SELECT p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id WHERE e.action = 'person.grant' AND e.case_id = '${found.id}'`,
    );
    expect(JSON.parse(entries[0]!.payload)).toMatchObject({ delegationId: id, onBehalfOf: giver.id });
    app.clock.set(after(48));
    const another = await underExamination(app);
    expect((await actAs(app, taker.client, another.id, 'refuse')).status).toBe(403);
    app.clock.set(before);
  });

  it('ends at once when it is taken back, when its giver loses the role, and when the account is closed', async () => {
    const [giver, taker] = [await official('statistician', 'coordinator'), await official('mission_leader')];
    const reads = async (): Promise<number> => (await taker.client.get('/deadlines')).status;
    const { id } = (await give(giver, taker, ['deadline.read']).expect(201)).body;
    expect(await reads()).toBe(200);
    await giver.client.post(`/delegations/${id}/actions/revoke`).expect(204);
    expect(await reads()).toBe(403);
    expect((await giver.client.post(`/delegations/${id}/actions/revoke`)).status).toBe(404);
    await give(giver, taker, ['deadline.read']).expect(201);
    expect(await reads()).toBe(200);
    await app.dataSource.query(`UPDATE accounts SET roles = '["statistician"]' WHERE id = '${giver.id}'`);
    expect(await reads()).toBe(403);
    await app.dataSource.query(`UPDATE accounts SET roles = '["coordinator"]' WHERE id = '${giver.id}'`);
    expect(await reads()).toBe(200);
    await app.as('administrator').post(`/accounts/${giver.id}/actions/close`).expect(204);
    expect(await reads()).toBe(403);
  });

  it('is given of what one’s own roles hold alone, never on, and never of the wall or the duty to report', async () => {
    const [giver, taker] = [
      await official('case_officer', 'security_unit', 'exclusion_specialist'),
      await official('travel_officer'),
    ];
    expect(await codes(give(giver, taker, ['person.grant', 'account.manage']))).toEqual(['notHeld', 'notHeld']);
    expect(await codes(give(giver, taker, ['duty.read', 'duty.report', 'conflict.withdraw']))).toEqual(
      Array(3).fill('neverDelegated'),
    );
    const walled: Permission[] = ['screening.read', 'indication.read', 'person.decide_security_case'];
    expect(await codes(give(giver, taker, walled))).toEqual(Array(3).fill('behindWall'));
    await give(giver, taker, ['person.propose', 'delegation.give']).expect(400);
    await give(giver, taker, ['person.propose']).expect(201);
    const third = await official('placement_officer');
    expect(await codes(give(taker, third, ['person.propose']))).toEqual(['notHeld']);
    const municipality = await app.as('municipality').get('/sessions/current').expect(200);
    expect(await codes(give(giver, { client: third.client, id: municipality.body.id }, ['case.read']))).toEqual([
      'noColleague',
    ]);
    expect(await codes(give(giver, giver, ['case.read']))).toEqual(['noColleague']);
    expect(await codes(give(giver, third, ['case.read'], { validUntil: after(-2) }))).toEqual(['dates']);
  });

  it('does not open to a colleague what is barred to who gave it', async () => {
    const [giver, taker] = [await official('case_officer'), await official('travel_officer')];
    const found = await underExamination(app);
    await give(giver, taker, ['examination.read']).expect(201);
    const reads = async (): Promise<unknown> => {
      const { status, body } = await taker.client.get(`/cases/${found.id}/examinations`);
      return [status, body.code];
    };
    expect(await reads()).toEqual([200, undefined]);
    await giver.client.post(`/cases/${found.id}/conflicts-of-interest`, { reason: 'A cousin' }).expect(201);
    expect(await reads()).toEqual([403, 'conflictOfInterest']);
  });
});

describe('two people stay two people', () => {
  const second = async (by: Colleague, caseId: string): Promise<unknown> => {
    const reply = await actAs(app, by.client, caseId, 'grant');
    return [reply.status, reply.status === 200 ? [] : codesOf(reply)];
  };
  const REFUSED = [422, ['secondPersonNeeded']];

  it('when who proposed decides in the place of a decision maker', async () => {
    const [officer, decider] = [await official('case_officer'), await official('decision_maker')];
    const found = await readyToGrant(app);
    await propose(app, found, 'grant', { by: officer.client });
    await give(decider, officer, ['person.grant']).expect(201);
    expect(await second(officer, found.id)).toEqual(REFUSED);
    expect(await second({ client: app.as('decision_maker'), id: '' }, found.id)).toEqual([200, []]);
  });

  it('when a colleague proposed in the place of who decides, also after it was taken back', async () => {
    const both = await official('case_officer', 'decision_maker');
    const colleague = await official('placement_officer');
    const { id } = (await give(both, colleague, ['person.propose']).expect(201)).body;
    const found = await readyToGrant(app);
    expect((await propose(app, found, 'grant', { by: colleague.client })).status).toBe(200);
    expect(await second(both, found.id)).toEqual(REFUSED);
    await both.client.post(`/delegations/${id}/actions/revoke`).expect(204);
    expect(await second(both, found.id)).toEqual(REFUSED);
  });

  it('when two colleagues sign, each in the place of the same third', async () => {
    const both = await official('case_officer', 'decision_maker');
    const [one, other] = [await official('placement_officer'), await official('travel_officer')];
    await give(both, one, ['person.propose']).expect(201);
    await give(both, other, ['person.grant']).expect(201);
    const found = await readyToGrant(app);
    expect((await propose(app, found, 'grant', { by: one.client })).status).toBe(200);
    expect(await second(other, found.id)).toEqual(REFUSED);
  });

  it('when the persons have gone on in another case since', async () => {
    const both = await official('case_officer', 'decision_maker');
    const colleague = await official('placement_officer');
    await give(both, colleague, ['person.propose']).expect(201);
    const rrf = anRrf({ persons: [anRrfPerson(), anRrfPerson({ relationToPrincipal: 'sibling' })] });
    const found = await readyToGrant(app, rrf);
    expect((await propose(app, found, 'grant', { by: colleague.client })).status).toBe(200);
    const split = await actOn(app, 'case_officer', found.id, 'split', {
      personIds: [found.persons[1]!.id],
      reason: 'Apart',
    });
    const besides = split.body.otherCaseId as string;
    const [status, unmet] = (await second(both, besides)) as [number, string[]];
    expect([status, unmet.length > 0]).toEqual([422, true]);
    expect(
      unmet.some((code) => code === 'secondPersonNeeded' || code === 'notProposed' || code === 'proposalNeeded'),
    ).toBe(true);
  });
});
