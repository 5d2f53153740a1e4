import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../../src/access/index.js';
import { CasesService } from '../../../src/cases/index.js';
import { PermitsService } from '../../../src/permits/index.js';
import { actOn, asked } from '../../factories/cases.js';
import {
  decisionsOf,
  entriesOf,
  granted,
  propose,
  readyToGrant,
  rolesWithout,
  rowsOf,
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

const inForce = async (personId: string) =>
  (await asked(app, (tx) => app.server.get(PermitsService).permitInForce(tx, [personId]))).get(personId);

describe('reading decisions', () => {
  it('shows proposals, decisions and permits in their order, and logs each read', async () => {
    const found = await underExamination(app);
    expect(await decisionsOf(app, found)).toEqual({ proposals: [], decisions: [], permits: [] });
    await propose(app, found, 'grant');
    expect((await decisionsOf(app, found)).proposals).toHaveLength(3);
    expect(await entriesOf(app, found.id, 'permit.read')).toMatchObject([
      { actorName: 'Coordinator' },
      { actorName: 'Coordinator' },
    ]);
  });

  it('finds no case that does not exist', async () => {
    await app.as('coordinator').get('/cases/0195d3c0-0000-7000-8000-000000000000/decisions').expect(404);
    await app.as('coordinator').get('/cases/17/decisions').expect(400);
    await app.nobody.get('/cases/0195d3c0-0000-7000-8000-000000000000/decisions').expect(401);
  });

  it.each(rolesWithout('permit.read'))('is not for %s', async (role) => {
    await app.as(role).get('/cases/0195d3c0-0000-7000-8000-000000000000/decisions').expect(403);
  });
});

describe('the end of a permit', () => {
  it('lapses with its holder, with the day and the reason, under an entry of its own', async () => {
    const found = await granted(app);
    const [mother] = found.persons;
    app.goTo('2025-03-20');
    const body = { personIds: [mother!.id], diedOn: '2025-03-18', reason: 'UNHCR told us on 20 March.' };
    expect((await actOn(app, 'coordinator', found.id, 'record-death', body)).status).toBe(200);
    const { permits } = await decisionsOf(app, found);
    expect(permits.find((one: { personId: string }) => one.personId === mother!.id)).toMatchObject({
      inForce: false,
      endedOn: '2025-03-18',
      endedWhy: 'lapsed',
    });
    expect(permits.filter((one: { inForce: boolean }) => one.inForce)).toHaveLength(2);
    expect(await inForce(mother!.id)).toBe(false);
    expect(await entriesOf(app, found.id, 'permit.end')).toMatchObject([
      { subjectId: mother!.id, payload: { why: 'lapsed', occurredOn: '2025-03-18' } },
    ]);
    app.goTo('2025-01-07');
  });

  it('comes by withdrawal', async () => {
    const found = await granted(app);
    const body = {
      personIds: [found.persons[0]!.id],
      reasonCode: 'false_information',
      reason: 'The identity is another’s.',
    };
    const { status } = await actOn(app, 'decision_maker', found.id, 'withdraw-permit', body);
    expect(status).toBe(200);
    expect((await decisionsOf(app, found)).permits[0]).toMatchObject({
      inForce: false,
      endedWhy: 'withdrawn',
      endedOn: '2025-01-07',
    });
  });

  it('voids a proposal that nobody signed, so that a reopened person is proposed for anew', async () => {
    const found = await readyToGrant(app);
    const one = { personIds: [found.persons[0]!.id] };
    await actOn(app, 'coordinator', found.id, 'withdraw', { ...one, reasonCode: 'refugees_wish' });
    const { proposals, permits } = await decisionsOf(app, found);
    expect(proposals.map((each: { standing: string }) => each.standing)).toEqual(['lapsed', 'open', 'open']);
    expect(permits).toEqual([]);
    const stored = await rowsOf(app, 'proposals', found.id);
    expect(stored.map(({ closed_because }) => closed_because)).toEqual(['lapsed', null, null]);
    expect(await entriesOf(app, found.id, 'permit.end')).toEqual([]);
  });
});

describe('the facts of a case', () => {
  it('tell of security cases only who may sign in them', async () => {
    const found = await underExamination(app);
    const factsFor = (roles: string[]) =>
      asked(app, async (tx) => {
        const theCase = await app.server.get(CasesService).get(tx, found.id);
        return Object.keys(await app.server.get(PermitsService).facts(tx, { ...systemActor('test'), roles }, theCase));
      });
    expect(await factsFor(['case_officer', 'decision_maker', 'security_liaison'])).toEqual([
      'grant',
      'refuse',
      'exclude',
    ]);
    expect(await factsFor(['security_unit'])).toEqual(['grant', 'refuse', 'exclude', 'decide_security_case']);
  });
});
