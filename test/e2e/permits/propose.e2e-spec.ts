import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn, versionOf } from '../../factories/cases.js';
import {
  codesOf,
  decisionsOf,
  entriesOf,
  propose,
  readyToGrant,
  rolesWithout,
  routed,
  rowsOf,
  statusesOf,
  underExamination,
} from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await openPeriod(app);
});
afterAll(() => app.close());

const send = (caseId: string, persons: object[]) => actOn(app, 'case_officer', caseId, 'propose', { persons });
const grantOf = (personId: string, more: object = {}) => ({
  personId,
  outcome: 'grant',
  reasons: 'Is a refugee.',
  ...more,
});

describe('propose', () => {
  it('is the first signature of a decision for each person, and changes nobody’s state', async () => {
    const found = await underExamination(app);
    const [mother, father, child] = found.persons.map(({ id }) => id);
    const { status, body } = await send(found.id, [
      grantOf(mother!),
      {
        personId: father,
        outcome: 'refuse',
        reasons: 'No need for protection.',
        reasonCodes: ['protection_need_not_established'],
      },
      grantOf(child!),
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ version: found.version + 1, persons: found.persons });
    const { proposals, decisions, permits } = await decisionsOf(app, found);
    expect(proposals).toEqual([
      expect.objectContaining({
        personId: mother,
        outcome: 'grant',
        reasons: 'Is a refugee.',
        proposedByName: 'Case officer',
        standing: 'open',
      }),
      expect.objectContaining({
        personId: father,
        outcome: 'refuse',
        reasonCodes: ['protection_need_not_established'],
        proposedOn: '2025-01-07',
      }),
      expect.objectContaining({ personId: child, outcome: 'grant', reasonCodes: [] }),
    ]);
    expect([decisions, permits]).toEqual([[], []]);
    const [entry] = await entriesOf(app, found.id, 'person.propose');
    expect(entry!.payload).toEqual({
      proposals: proposals.map(({ id, personId, outcome }: { id: string; personId: string; outcome: string }) => ({
        personId,
        proposalId: id,
        outcome,
      })),
    });
  });

  it('replaces the former proposal, which stays in the history', async () => {
    const found = await underExamination(app);
    await propose(app, found, 'grant');
    await propose(app, found, 'refuse', { personIds: [found.persons[0]!.id] });
    const { proposals } = await decisionsOf(app, found);
    const ofFirst = proposals.filter((one: { personId: string }) => one.personId === found.persons[0]!.id);
    expect(ofFirst.map((one: { outcome: string; standing: string }) => [one.outcome, one.standing])).toEqual([
      ['grant', 'replaced'],
      ['refuse', 'open'],
    ]);
  });

  it('can be made under examination only', async () => {
    const cleared = await routed(app);
    const early = await propose(app, cleared, 'grant');
    expect([early.status, early.body.from, early.body.refusals.length]).toEqual([409, 'cleared', 3]);
    expect(early.body.allowedActions).toContain('examine');
    const decided = await readyToGrant(app);
    await actOn(app, 'decision_maker', decided.id, 'grant');
    const late = await propose(app, decided, 'refuse');
    expect([late.status, late.body.from]).toEqual([409, 'granted']);
  });

  it('does not outlast a deferral: a decision then needs a new one', async () => {
    const found = await readyToGrant(app);
    await actOn(app, 'case_officer', found.id, 'defer', {
      reasonCode: 'identity_clarification',
      askedOfUnhcr: 'A birth certificate.',
    });
    app.goTo('2025-01-20');
    await actOn(app, 'case_officer', found.id, 'resume', { reasonCode: 'information_received' });
    const refused = await actOn(app, 'decision_maker', found.id, 'grant');
    expect([refused.status, codesOf(refused)]).toEqual([422, ['notProposed']]);
    expect((await decisionsOf(app, found)).proposals.map((one: { standing: string }) => one.standing)).toEqual([
      'lapsed',
      'lapsed',
      'lapsed',
    ]);
    await propose(app, found, 'grant');
    const { body } = await actOn(app, 'decision_maker', found.id, 'grant');
    expect(statusesOf(body)).toEqual(['granted', 'granted', 'granted']);
    app.goTo('2025-01-07');
  });

  it.each([
    [
      'a reason of another verb',
      (id: string) => [grantOf(id, { outcome: 'refuse', reasonCodes: ['article_1f_a'] })],
      '/persons/0/reasonCodes/0',
    ],
    [
      'a code for a grant, which has none',
      (id: string) => [grantOf(id, { reasonCodes: ['conditions_not_met'] })],
      '/persons/0/reasonCodes/0',
    ],
    ['one person twice', (id: string) => [grantOf(id), grantOf(id)], '/persons/1/personId'],
    [
      'an outcome that only the security unit drafts',
      (id: string) => [grantOf(id, { outcome: 'discontinue' })],
      '/persons/0/outcome',
    ],
    ['nobody', () => [], '/persons'],
    ['no reasons', (id: string) => [grantOf(id, { reasons: '' })], '/persons/0/reasons'],
  ] as const)('refuses %s and names the field', async (_, persons, pointer) => {
    const found = await underExamination(app);
    const { status, body } = await send(found.id, [...persons(found.persons[0]!.id)]);
    expect([status, body.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([400, [pointer]]);
    expect(await rowsOf(app, 'proposals', found.id)).toEqual([]);
  });

  it('acts once for one key', async () => {
    const found = await underExamination(app);
    const body = { persons: [grantOf(found.persons[0]!.id)] };
    const act = () =>
      app
        .as('case_officer')
        .post(`/cases/${found.id}/actions/propose`, body, { ifMatch: found.version, key: `propose-${found.id}` });
    expect((await act().expect(200)).body).toEqual((await act().expect(200)).body);
    expect(await rowsOf(app, 'proposals', found.id)).toHaveLength(1);
    expect(await versionOf(app, found.id)).toBe(found.version + 1);
  });

  it('is open once a person, by the database itself', async () => {
    const found = await underExamination(app);
    await propose(app, found, 'grant');
    await propose(app, found, 'refuse');
    const reopened = `UPDATE proposals SET closed_at = NULL, closed_because = NULL WHERE case_id = '${found.id}'`;
    await expect(app.dataSource.query(reopened)).rejects.toThrow(/unique/i);
  });

  it.each(rolesWithout('person.propose'))('is not for %s', async (role) => {
    await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/propose', {}).expect(403);
  });
});
