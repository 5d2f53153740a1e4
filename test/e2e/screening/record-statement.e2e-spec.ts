import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { ScreeningService } from '../../../src/screening/index.js';
import { actOn, asked, cleared, referred, registered, stated, walked } from '../../factories/cases.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';
import { changes, everything } from '../../support/everything.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const idsOf = ({ persons }: CaseResponse) => persons.map(({ id }) => id);
const statement = (of: CaseResponse, overrides: object = {}) => ({
  personIds: idsOf(of),
  outcome: 'no_objection',
  statedOn: app.clock.today(),
  reference: 'S-2025-0001',
  ...overrides,
});
const record = (of: CaseResponse, overrides: object = {}) =>
  actOn(app, 'security_liaison', of.id, 'record-statement', statement(of, overrides));
const clearance = (of: CaseResponse, on: string = app.clock.today()) =>
  asked(app, async (tx) => {
    const found = await app.server.get(ScreeningService).clearance(tx, idsOf(of), on);
    return idsOf(of).map((id) => found.get(id));
  });
const behindWall = async (of: CaseResponse) =>
  (await app.as('security_unit').get(`/cases/${of.id}/screening`).expect(200)).body.items;
const openEntries = (caseId: string, action: string) =>
  app.dataSource.query<{ subject_id: string; payload: string }[]>(
    `SELECT e.subject_id, p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
     WHERE e.case_id = '${caseId}' AND e.action = '${action}' AND e.chain = 'open' ORDER BY e.position`,
  );
const statuses = async ({ id }: CaseResponse) =>
  ((await theCase(app, id)) as CaseResponse).persons.map(({ status }) => status);

describe('a statement without objection', () => {
  it('clears those in screening on the day it was stated, with one open entry a person', async () => {
    app.goTo('2025-02-03');
    const theirs = await referred(app);
    app.goTo('2025-02-20');
    const reply = await record(theirs, { statedOn: '2025-02-18' });
    expect(reply.status).toBe(202);
    expect(reply.body).toEqual({ accepted: true });
    const after: CaseResponse = await theCase(app, theirs.id);
    expect(after).toMatchObject({ status: 'in_examination', version: theirs.version + 1 });
    for (const person of after.persons) expect(person).toMatchObject({ status: 'cleared', statusSince: '2025-02-18' });
    const entries = await openEntries(theirs.id, 'person.clear');
    expect(entries.map(({ subject_id }) => subject_id).sort()).toEqual(idsOf(theirs).sort());
    for (const { payload } of entries)
      expect(JSON.parse(payload)).toEqual({ from: 'in_screening', to: 'cleared', occurredOn: '2025-02-18' });
  });

  it('is kept behind the wall with its number, and holds twelve months from the day it was stated', async () => {
    app.goTo('2025-02-03');
    const theirs = await referred(app);
    await record(theirs, { reference: 'S-2025-4711' });
    const [one] = await behindWall(theirs);
    expect(one).toMatchObject({ clearanceInForce: true, clearanceValidUntil: '2026-02-03', objectionInForce: false });
    expect(one.statements).toMatchObject([
      { outcome: 'no_objection', statedOn: '2025-02-03', reference: 'S-2025-4711', recordedByName: 'Security liaison' },
    ]);
    expect(one.statements[0].diaryNumber).toMatch(/^SAK-2025-\d{5}$/);
    expect(await clearance(theirs, '2026-02-03')).toEqual([true, true, true]);
    expect(await clearance(theirs, '2026-02-04')).toEqual([false, false, false]);
  });

  it('clears the named persons alone', async () => {
    const theirs = await referred(app);
    await record(theirs, { personIds: [theirs.persons[0]!.id] });
    expect(await statuses(theirs)).toEqual(['cleared', 'in_screening', 'in_screening']);
    expect(await clearance(theirs)).toEqual([true, false, false]);
  });

  it('after an objection or more time clears all the same', async () => {
    const theirs = await referred(app);
    await record(theirs, { outcome: 'more_time' });
    await record(theirs, { outcome: 'objection' });
    expect(await statuses(theirs)).toEqual(['in_screening', 'in_screening', 'in_screening']);
    await record(theirs);
    expect(await statuses(theirs)).toEqual(['cleared', 'cleared', 'cleared']);
  });

  it('that was made before the objection does not clear', async () => {
    app.goTo('2025-02-03');
    const theirs = await referred(app);
    app.goTo('2025-02-10');
    await record(theirs, { outcome: 'objection', statedOn: '2025-02-10' });
    expect(await record(theirs, { statedOn: '2025-02-09' })).toMatchObject({ status: 202, body: { accepted: true } });
    expect(await statuses(theirs)).toEqual(['in_screening', 'in_screening', 'in_screening']);
    expect(await clearance(theirs)).toEqual([false, false, false]);
  });
});

describe('whatever else is stated', () => {
  const WALLED = [
    'audit_entries',
    'audit_heads',
    'audit_payloads',
    'diary_counters',
    'idempotency_keys',
    'screening_records',
  ];

  /** What the act changed in the whole database: it must be the walled tables, the chain and series behind the wall, and the key. */
  async function walledOnly(act: () => PromiseLike<Reply>): Promise<void> {
    const before = await everything(app.dataSource);
    expect(await act()).toMatchObject({ status: 202, body: { accepted: true } });
    const changed = changes(before, await everything(app.dataSource));
    expect(Object.keys(changed).sort()).toEqual(WALLED);
    expect(new Set(changed.audit_entries!.map(({ chain }) => chain))).toEqual(new Set(['security']));
    expect(changed.audit_heads!.map(({ chain }) => chain)).toEqual(['security']);
    expect(changed.diary_counters!.map(({ series }) => series)).toEqual(['SAK-2025']);
  }
  /** The request itself, without reading the case first: reading leaves entries of its own. */
  async function sent(of: CaseResponse, overrides: object) {
    const body = statement(of, overrides);
    // The session is opened before, as it leaves an entry too.
    await app.as('security_liaison').get('/sessions/current').expect(200);
    return () =>
      app.as('security_liaison').post(`/cases/${of.id}/actions/record-statement`, body, { ifMatch: of.version });
  }

  it.each(['objection', 'more_time'])('%s changes nothing outside the wall', async (outcome) => {
    const theirs = await referred(app);
    await walledOnly(await sent(theirs, { outcome }));
    expect(await theCase(app, theirs.id)).toEqual(theirs);
  });

  it.each(['objection', 'more_time', 'no_objection'])(
    '%s of those who are further on changes nothing outside the wall',
    async (outcome) => {
      const theirs = await cleared(app);
      await walledOnly(await sent(theirs, { outcome }));
      expect(await theCase(app, theirs.id)).toEqual(theirs);
    },
  );

  it('fills the same columns, equally long, whatever it is', async () => {
    const theirs = await referred(app);
    for (const outcome of ['objection', 'more_time', 'no_objection'])
      await record(theirs, { outcome, ...(outcome === 'objection' ? { recommendation: 'refuse_permit' } : {}) });
    await actOn(app, 'case_officer', theirs.id, 'rescreen', {
      personIds: idsOf(theirs),
      reason: 'A document came in.',
    });
    const rows = await app.dataSource.query<Record<string, string>[]>(
      `SELECT s.* FROM screening_records s JOIN persons p ON p.id = s.person_id WHERE p.case_id = '${theirs.id}'`,
    );
    expect(rows).toHaveLength(12);
    const shape = (row: Record<string, string>) => Object.entries(row).map(([column, value]) => [column, value.length]);
    for (const row of rows) expect(shape(row)).toEqual(shape(rows[0]!));
  });
});

describe('a late objection', () => {
  it('ends the clearance at once, and the one word that others see stays', async () => {
    app.goTo('2025-03-03');
    const theirs = await cleared(app);
    const shown = () => app.as('travel_officer').get(`/cases/${theirs.id}/screening-status`);
    const before = (await shown()).body;
    await record(theirs, { outcome: 'objection', recommendation: 'withdraw_permit' });
    expect(await clearance(theirs)).toEqual([false, false, false]);
    expect((await shown()).body).toEqual(before);
    expect((await behindWall(theirs))[0]).toMatchObject({ clearanceInForce: false, objectionInForce: true });
  });

  it('is answered by a later statement, which restores the clearance and lengthens it', async () => {
    app.goTo('2025-03-03');
    const theirs = await cleared(app);
    await record(theirs, { outcome: 'objection' });
    app.goTo('2025-04-01');
    await record(theirs);
    expect(await clearance(theirs, '2026-04-01')).toEqual([true, true, true]);
    expect(await statuses(theirs)).toEqual(['cleared', 'cleared', 'cleared']);
  });
});

describe('the clearance of a reopened person', () => {
  it('is gone: only a statement on the new referral clears', async () => {
    app.goTo('2025-03-03');
    const theirs = await cleared(app);
    await walked(app, theirs.id, ['withdraw', 'reopen']);
    expect(await clearance(theirs)).toEqual([false, false, false]);
    expect((await record(theirs)).status).toBe(409);
    await actOn(app, 'case_officer', theirs.id, 'refer');
    expect(await clearance(theirs)).toEqual([false, false, false]);
    await record(theirs);
    expect(await clearance(theirs)).toEqual([true, true, true]);
  });
});

describe('recording a statement is refused', () => {
  it('for somebody who was not referred', async () => {
    const theirs = await registered(app);
    const { status, body } = await record(theirs);
    expect(status).toBe(409);
    expect(body).toMatchObject({ from: 'listed', refusals: theirs.persons.map(({ id }) => ({ personId: id })) });
  });

  it.each([
    ['a day after today', { statedOn: '2025-05-02' }, '/statedOn', 'afterToday'],
    ['a day before the referral', { statedOn: '2025-04-30' }, '/statedOn', 'beforeReferral'],
    ['a recommendation without objection', { recommendation: 'refuse_permit' }, '/recommendation', 'recommendation'],
    ['an unknown outcome', { outcome: 'refused' }, '/outcome', 'isIn'],
    ['a text where a number is due', { reference: 'He said: <b>no</b>' }, '/reference', 'matches'],
    ['nobody', { personIds: [] }, '/personIds', 'arrayMinSize'],
    ['an unknown field', { grounds: 'secret' }, '/grounds', 'unknownField'],
  ])('with %s', async (_, overrides, pointer, code) => {
    app.goTo('2025-05-01');
    const { status, body } = await record(await referred(app), overrides);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer, code }]);
  });

  it('for persons of another case', async () => {
    const theirs = await referred(app);
    const { status, body } = await record(theirs, { personIds: idsOf(await referred(app)) });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: '/personIds', code: 'notInCase' }]);
  });

  it('without the version, on an old one, or with a used key', async () => {
    const theirs = await referred(app);
    const send = (body: object, options: object) =>
      app.as('security_liaison').post(`/cases/${theirs.id}/actions/record-statement`, body, options);
    await send(statement(theirs), {}).expect(428);
    await send(statement(theirs), { ifMatch: 1 }).expect(412);
    const key = `statement-${theirs.id}`;
    await send(statement(theirs, { outcome: 'objection' }), { ifMatch: theirs.version, key }).expect(202);
    const again = await send(statement(theirs, { outcome: 'objection' }), { ifMatch: theirs.version, key }).expect(202);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await behindWall(theirs))[0].statements).toHaveLength(1);
    await send(statement(theirs), { ifMatch: theirs.version, key }).expect(422);
  });

  it.each(ROLES.filter((role) => !(PERMISSIONS['person.record_statement'].roles as readonly Role[]).includes(role)))(
    'to %s, before anything else is looked at',
    async (role) => {
      const path = '/cases/0195d3c0-0000-7000-8000-000000000000/actions/record-statement';
      await app.as(role).post(path, { nonsense: true }, { key: null }).expect(403);
    },
  );
});

describe('edge case 12: presentation, referral and objection differ; an objection is no refusal; clearance is personal and can lapse', () => {
  it('an objection leaves the person where they are, and those beside them go on', async () => {
    app.goTo('2025-06-02');
    const theirs = await referred(app);
    const [objectedTo, ...others] = idsOf(theirs);
    await stated(app, theirs, { personIds: [objectedTo!], outcome: 'objection' });
    await stated(app, theirs, { personIds: others });
    expect(await statuses(theirs)).toEqual(['in_screening', 'cleared', 'cleared']);
    expect(await clearance(theirs)).toEqual([false, true, true]);
  });

  it('a clearance can lapse on the road, before travel, and is renewed by a new statement', async () => {
    app.goTo('2025-06-02');
    const theirs = await cleared(app);
    await walked(app, theirs.id, ['examine', 'grant', 'assign', 'accept', 'make_ready', 'book']);
    expect(await clearance(theirs, '2026-06-02')).toEqual([true, true, true]);
    app.goTo('2026-06-03');
    expect(await clearance(theirs)).toEqual([false, false, false]);
    await record(await theCase(app, theirs.id));
    expect(await clearance(theirs)).toEqual([true, true, true]);
    expect(await statuses(theirs)).toEqual(['booked', 'booked', 'booked']);
  });

  it('a new tip after the grant stops the journey and leaves the grant', async () => {
    app.goTo('2025-06-02');
    const theirs = await cleared(app);
    await walked(app, theirs.id, ['examine', 'grant']);
    await record(await theCase(app, theirs.id), { outcome: 'objection' });
    expect(await clearance(theirs)).toEqual([false, false, false]);
    expect(await statuses(theirs)).toEqual(['granted', 'granted', 'granted']);
  });
});
