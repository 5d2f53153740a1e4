import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { actOn, cleared, referred, registered, stated, walked } from '../../factories/cases.js';
import { anRrf } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { changes, everything } from '../../support/everything.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
});
afterAll(() => app.close());

interface Asked {
  id: string;
  caseId: string;
  kind: string;
  answeredOn: string | null;
}
const get = async (path: string) => (await app.as('security_liaison').get(`/screening/${path}`).expect(200)).body;
const queue = async (): Promise<Asked[]> => (await get('queue')).items;
const send = (body: object = {}) => app.as('security_liaison').post('/screening/batches', body);
/** Sends a batch; answers it as it then reads. */
async function sent(body: object = {}) {
  expect((await send(body).expect(202)).body).toEqual({ accepted: true });
  return get(`batches/${(await get('batches')).items.at(-1).id}`);
}
const casesOf = (requests: Asked[]) => [...new Set(requests.map(({ caseId }) => caseId))];
const withPriority = (priority: 'emergency' | 'urgent' | 'normal'): Promise<CaseResponse> =>
  referred(app, {
    ...anRrf(),
    priority,
    ...(priority === 'normal' ? {} : { priorityJustification: 'A threat to life.' }),
  });

describe('a batch to the Security Service', () => {
  it('takes what waits, emergencies first and the longest asked before others, and no more than asked for', async () => {
    const [normal, urgent, emergency] = [
      await withPriority('normal'),
      await withPriority('urgent'),
      await withPriority('emergency'),
    ];
    expect(casesOf(await queue())).toEqual([emergency.id, urgent.id, normal.id]);
    const first = await sent({ atMost: 4 });
    expect(first).toMatchObject({ sentOn: '2025-02-03', size: 4, answered: 0, receivedOn: null, reference: null });
    expect(casesOf(first.requests)).toEqual([emergency.id, urgent.id]);
    const second = await sent();
    expect(casesOf(second.requests)).toEqual([urgent.id, normal.id]);
    expect(await queue()).toEqual([]);
    const { body } = await send().expect(422);
    expect(body.unmet).toMatchObject([{ code: 'nothingToSend' }]);
  });

  it('takes those to be hastened before others of their priority, and shows when the Service was reminded', async () => {
    const [first, second] = [await withPriority('normal'), await withPriority('normal')];
    const of = ({ persons }: CaseResponse) => ({ personIds: persons.map(({ id }) => id) });
    const hasten = { ...of(second), reason: 'The child needs care.' };
    expect((await actOn(app, 'case_officer', second.id, 'hasten', hasten)).status).toBe(202);
    expect((await actOn(app, 'security_liaison', first.id, 'remind', of(first))).status).toBe(202);
    expect(casesOf(await queue())).toEqual([second.id, first.id]);
    expect((await sent()).requests).toMatchObject([
      ...second.persons.map(() => ({ hastenedOn: '2025-02-03', remindedOn: null })),
      ...first.persons.map(() => ({ hastenedOn: null, remindedOn: '2025-02-03' })),
    ]);
    // A person not referred yet is awaited from nobody.
    const listed = await registered(app);
    expect((await actOn(app, 'case_officer', listed.id, 'remind', of(listed))).status).toBe(409);
  });

  it('gets its receipt and reference number once', async () => {
    await withPriority('normal');
    const { id } = await sent();
    const receipt = (body: object) =>
      app.as('security_liaison').post(`/screening/batches/${id}/actions/record-receipt`, body);
    await receipt({ receivedOn: '2025-02-02', reference: 'S-2025-7' }).expect(400);
    await receipt({ receivedOn: '2025-02-03', reference: 'S-2025-7' }).expect(202);
    expect(await get(`batches/${id}`)).toMatchObject({ receivedOn: '2025-02-03', reference: 'S-2025-7' });
    const { body } = await receipt({ receivedOn: '2025-02-03', reference: 'S-2025-8' }).expect(422);
    expect(body.unmet).toMatchObject([{ code: 'receipted' }]);
  });

  it('takes a re-screening too, but none of persons who left the road', async () => {
    const [theirs, gone] = [await cleared(app), await referred(app)];
    await walked(app, gone.id, ['withdraw']);
    expect(casesOf(await queue())).toEqual([]);
    const personIds = [theirs.persons[0]!.id];
    await actOn(app, 'case_officer', theirs.id, 'rescreen', {
      personIds,
      reason: 'A longer wait.',
      cause: 'validity_lapses',
    });
    expect(await queue()).toMatchObject([{ kind: 'rescreening', caseId: theirs.id, personId: personIds[0] }]);
    const { requests } = await sent();
    expect(requests).toHaveLength(1);
    await stated(app, theirs, { personIds });
    expect(await get('batches')).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ answered: 1 })]),
    });
  });

  it('is sent behind the wall alone', async () => {
    await withPriority('normal');
    await app.as('security_liaison').get('/sessions/current').expect(200);
    const before = await everything(app.dataSource);
    await send().expect(202);
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
  });

  it('measures the days outside the agency, from sending to the statement', async () => {
    const measured = async () => (await get('days-outside')).items[0];
    const before = await measured();
    const theirs = await withPriority('emergency');
    app.goTo('2025-02-10');
    await sent();
    app.goTo('2025-03-10');
    expect(await measured()).toMatchObject({ priority: 'emergency', awaited: before.awaited + 3, toSend: 0 });
    await stated(app, theirs, { outcome: 'more_time' });
    expect((await measured()).answered).toBe(before.answered);
    await stated(app, theirs);
    expect(await measured()).toMatchObject({ answered: before.answered + 3, medianDays: 28, awaited: before.awaited });
    app.goTo('2025-02-03');
  });
});

describe("the Security Service's own initiative", () => {
  it('is taken for a person who was not referred, behind the wall, and counts once they are', async () => {
    const fresh = await registered(app);
    const objects = { outcome: 'objection', unasked: true, recommendation: 'refuse_permit' };
    const asked = await stated(app, fresh, objects);
    expect(asked.persons.map(({ status }) => status)).toEqual(['listed', 'listed', 'listed']);
    const open = (await app.as('case_officer').get(`/cases/${fresh.id}/screening-status`).expect(200)).body;
    expect(open.items.map(({ status }: { status: string }) => status)).toEqual(Array(3).fill('not_referred'));
    await actOn(app, 'case_officer', fresh.id, 'refer').then(({ status }) => expect(status).toBe(200));
    const walled = (await app.as('security_unit').get(`/cases/${fresh.id}/screening`).expect(200)).body;
    expect(walled.items[0]).toMatchObject({ objectionInForce: true, clearanceInForce: false });
    expect(walled.items[0].referrals.map(({ unaskedOn }: { unaskedOn: string | null }) => unaskedOn)).toEqual([
      '2025-02-03',
      null,
    ]);
    await stated(app, fresh);
    const after = (await app.as('security_unit').get(`/cases/${fresh.id}/screening`).expect(200)).body;
    expect(after.items[0]).toMatchObject({ objectionInForce: false, clearanceInForce: true });
  });

  it('clears nobody who was not referred', async () => {
    const { id } = await referred(app);
    const listed = await walked(app, id, ['withdraw', 'reopen']);
    await stated(app, listed, { unasked: true });
    expect((await app.as('security_unit').get(`/cases/${id}/screening`)).body.items[0]).toMatchObject({
      clearanceInForce: false,
      objectionInForce: false,
    });
  });
});
