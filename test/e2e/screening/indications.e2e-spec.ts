import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, permits, ROLES, type Role } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { ScreeningService } from '../../../src/screening/index.js';
import { asked, cleared, referred, versionOf, walked } from '../../factories/cases.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { changes, everything } from '../../support/everything.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
});
afterAll(() => app.close());

interface Told {
  id: string;
  reference: string;
  [field: string]: unknown;
}
let reports = 0;
/** Reports an indication; answers its place in the register. */
async function reported(by: Role, wanted: object = {}): Promise<Told> {
  const reference = `T-2025-${(reports += 1)}`;
  const indication = { source: 'public', receivedOn: app.clock.today(), reference, ...wanted };
  expect((await app.as(by).post('/indications', indication).expect(202)).body).toEqual({ accepted: true });
  return (await register()).find((one) => one.reference === reference)!;
}
const register = async (query = ''): Promise<Told[]> =>
  (await app.as('security_unit').get(`/indications?limit=200${query}`).expect(200)).body.items;
const now = async ({ id }: Told) => (await app.as('security_liaison').get(`/indications/${id}`).expect(200)).body;
const act = (by: Role, { id }: Told, verb: string, body: object) =>
  app.as(by).post(`/indications/${id}/actions/${verb}`, body);
const clearance = (of: CaseResponse) =>
  asked(app, async (tx) => [
    ...(
      await app.server.get(ScreeningService).clearance(
        tx,
        of.persons.map(({ id }) => id),
        app.clock.today(),
      )
    ).values(),
  ]);
const PRESENTED = { presentedOn: '2025-02-03', reference: 'F-2025-1' };
const REFER = { answer: 'refer', answeredOn: '2025-02-03', reference: 'S-2025-9' };

describe('an indication', () => {
  it('on an open case goes to the unit that handles it', async () => {
    const { id: caseId, persons } = await referred(app);
    const tip = await reported('case_officer', { source: 'interview', caseId, personId: persons[0]!.id });
    expect(tip).toMatchObject({ source: 'interview', goesTo: 'handling_unit', waitsFor: 'presentation', caseId });
  });

  it('on a closed case goes to the region', async () => {
    const { id: caseId } = await walked(app, (await cleared(app)).id, ['withdraw']);
    expect(await reported('coordinator', { caseId })).toMatchObject({ goesTo: 'region', waitsFor: 'presentation' });
  });

  it('tied to nobody goes to national operations, who try to identify whom it is about', async () => {
    const tip = await reported('case_officer', { source: 'anonymous' });
    expect(tip).toMatchObject({ goesTo: 'national_operations', waitsFor: 'identification', caseId: null });
    const { id: caseId, persons } = await referred(app);
    await act('security_unit', tip, 'identify', { caseId, personId: persons[1]!.id }).expect(202);
    expect(await now(tip)).toMatchObject({
      goesTo: 'handling_unit',
      waitsFor: 'presentation',
      caseId,
      personId: persons[1]!.id,
      papers: [{ kind: 'received' }, { kind: 'identified' }],
    });
    const again = await act('security_unit', tip, 'identify', { caseId }).expect(422);
    expect(again.body.unmet).toMatchObject([{ code: 'indicationIdentified' }]);
  });

  it('is presented to the Security Service, answered and concluded, each with its day and number alone', async () => {
    const { id: caseId } = await referred(app);
    const tip = await reported('travel_officer', { source: 'passport', caseId });
    const early = await act('security_liaison', tip, 'record-answer', REFER).expect(422);
    expect(early.body.unmet).toMatchObject([{ code: 'notPresented' }]);
    await act('security_liaison', tip, 'present', PRESENTED).expect(202);
    await act('security_liaison', tip, 'record-answer', { ...REFER, answer: 'closer_look' }).expect(202);
    expect(await now(tip)).toMatchObject({ answer: 'closer_look', waitsFor: 'answer' });
    await act('security_liaison', tip, 'record-answer', { ...REFER, answer: 'guidance' }).expect(202);
    expect(await now(tip)).toMatchObject({ answer: 'guidance', waitsFor: 'conclusion' });
    await act('security_liaison', tip, 'conclude', { conclusion: 'no_action' }).expect(202);
    const done = await now(tip);
    expect(done).toMatchObject({ waitsFor: null, daysOpen: null, conclusion: 'no_action' });
    expect(done.papers.map(({ kind, reference }: Told) => [kind, reference])).toEqual([
      ['received', tip.reference],
      ['presented', 'F-2025-1'],
      ['answered', 'S-2025-9'],
      ['answered', 'S-2025-9'],
      ['concluded', null],
    ]);
    await act('security_liaison', tip, 'present', PRESENTED).expect(422);
  });

  it('that the Security Service wants referred stops the journey of those cleared at once, and shows nowhere outside', async () => {
    const theirs = await cleared(app);
    const tip = await reported('case_officer', { caseId: theirs.id, personId: theirs.persons[0]!.id });
    await act('security_liaison', tip, 'present', PRESENTED).expect(202);
    await act('security_liaison', tip, 'record-answer', REFER).expect(202);
    expect(await clearance(theirs)).toEqual([false, true, true]);
    const { body } = await app.as('security_unit').get(`/cases/${theirs.id}/screening`).expect(200);
    expect(body.items[0]).toMatchObject({ rescreeningOpen: true, rescreenings: [{ cause: 'tip' }] });
    expect(await theCase(app, theirs.id)).toEqual(theirs);
  });

  it('ages in the register until it is concluded', async () => {
    const tip = await reported('case_officer', { source: 'staff' });
    app.goTo('2025-03-05');
    expect(await now(tip)).toMatchObject({ daysOpen: 30, daysWaiting: 30 });
    await act('security_liaison', tip, 'present', { ...PRESENTED, presentedOn: '2025-03-01' }).expect(202);
    expect(await now(tip)).toMatchObject({ daysOpen: 30, daysWaiting: 4, waitsFor: 'answer' });
    expect((await register('&waitsFor=answer')).map(({ id }) => id)).toContain(tip.id);
    await act('security_unit', tip, 'conclude', { conclusion: 'not_identified' }).expect(202);
    expect((await register('&waitsFor=answer')).map(({ id }) => id)).not.toContain(tip.id);
    app.goTo('2025-02-03');
  });

  it('is paged in the order of the walled series', async () => {
    await reported('case_officer');
    const all = await register();
    const first = await app.as('security_unit').get('/indications?limit=1').expect(200);
    const second = await app
      .as('security_unit')
      .get(`/indications?limit=1&cursor=${first.body.nextCursor}`)
      .expect(200);
    expect([first, second].map(({ body }) => body.items[0].id)).toEqual(all.slice(0, 2).map(({ id }) => id));
  });
});

describe('an indication is behind the wall', () => {
  it('from its report on: nothing outside is written', async () => {
    const { id: caseId } = await referred(app);
    await app.as('case_officer').get('/sessions/current').expect(200);
    const before = await everything(app.dataSource);
    await app
      .as('case_officer')
      .post('/indications', { source: 'document', receivedOn: '2025-02-03', reference: 'T-1', caseId })
      .expect(202);
    const changed = changes(before, await everything(app.dataSource));
    expect(Object.keys(changed).sort()).toEqual([
      'audit_entries',
      'audit_heads',
      'audit_payloads',
      'diary_counters',
      'idempotency_keys',
      'walled_papers',
    ]);
    expect(changed.audit_heads!.map(({ chain }) => chain)).toEqual(['security']);
    expect(changed.diary_counters!.map(({ series }) => series)).toEqual(['SAK-2025']);
  });

  it('but for how it came in, which the official responsible for the open case reads: the same whatever follows', async () => {
    const { id: caseId } = await referred(app);
    const mine = await app.newOfficial({ roles: ['case_officer'] });
    const { id: accountId } = (await mine.get('/sessions/current').expect(200)).body;
    await app
      .as('coordinator')
      .post(
        `/cases/${caseId}/actions/assign-officer`,
        { officerId: accountId },
        { ifMatch: await versionOf(app, caseId) },
      )
      .expect(200);
    const tip = await reported('mission_leader', { caseId });
    const seen = (await mine.get(`/cases/${caseId}/indications`).expect(200)).body;
    const { id, reference, receivedOn, source, personId } = tip;
    expect(seen).toEqual({ items: [{ id, source, receivedOn, reference, personId }] });
    await act('security_liaison', tip, 'present', PRESENTED).expect(202);
    await act('security_liaison', tip, 'record-answer', REFER).expect(202);
    await act('security_liaison', tip, 'conclude', { conclusion: 'no_action' }).expect(202);
    expect((await mine.get(`/cases/${caseId}/indications`).expect(200)).body).toEqual(seen);
    await app.as('case_officer').get(`/cases/${caseId}/indications`).expect(403);
  });
});

describe('an indication is refused', () => {
  it.each([
    ['a day to come', { receivedOn: '2025-02-04' }, '/receivedOn'],
    ['a person without a case', { personId: '0195d3c0-0000-7000-8000-000000000000' }, '/caseId'],
    ['text instead of a number', { reference: 'He said that, on the road, …' }, '/reference'],
  ])('with %s', async (_, wrong, pointer) => {
    const { body } = await app
      .as('case_officer')
      .post('/indications', { source: 'public', receivedOn: '2025-02-03', reference: 'T-1', ...wrong })
      .expect(400);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('with an answer from before the presentation', async () => {
    const tip = await reported('case_officer');
    await act('security_liaison', tip, 'present', PRESENTED).expect(202);
    const { body } = await act('security_liaison', tip, 'record-answer', { ...REFER, answeredOn: '2025-02-02' }).expect(
      400,
    );
    expect(body.errors).toMatchObject([{ pointer: '/answeredOn', code: 'beforeLast' }]);
  });

  it.each(Object.keys(PERMISSIONS).filter((word) => word.startsWith('indication.')) as (keyof typeof PERMISSIONS)[])(
    'to those without %s',
    (permission) => {
      const outsiders = ROLES.filter((role) => !permits([role], permission));
      expect(outsiders).toEqual(expect.arrayContaining(['statistician', 'municipality', 'auditor', 'administrator']));
    },
  );
});
