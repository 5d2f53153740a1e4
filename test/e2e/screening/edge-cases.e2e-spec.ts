import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { ScreeningService } from '../../../src/screening/index.js';
import { actOn, asked, cleared, referred, stated, walked } from '../../factories/cases.js';
import { anRrf } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
});
afterAll(() => app.close());

const clearances = (of: CaseResponse, on = app.clock.today()) =>
  asked(app, async (tx) => {
    const ids = of.persons.map(({ id }) => id);
    const found = await app.server.get(ScreeningService).clearance(tx, ids, on);
    return ids.map((id) => found.get(id));
  });
const walledOf = async ({ id }: CaseResponse) =>
  (await app.as('security_unit').get(`/cases/${id}/screening`).expect(200)).body.items[0];
const codes = (body: { unmet?: { code: string }[] }) => [...new Set((body.unmet ?? []).map(({ code }) => code))];

/** A tip about the first person, presented to the Security Service and answered so. */
async function presented({ id: caseId, persons }: CaseResponse, answer: string): Promise<void> {
  const reference = `T-${caseId.slice(-8)}`;
  const tip = { source: 'public', receivedOn: app.clock.today(), reference, caseId, personId: persons[0]!.id };
  await app.as('case_officer').post('/indications', tip).expect(202);
  const liaison = app.as('security_liaison');
  const { items } = (await liaison.get('/indications?limit=200').expect(200)).body;
  const { id } = items.find((one: { reference: string }) => one.reference === reference);
  const today = app.clock.today();
  await liaison.post(`/indications/${id}/actions/present`, { presentedOn: today, reference: 'F-1' }).expect(202);
  await liaison
    .post(`/indications/${id}/actions/record-answer`, { answer, answeredOn: today, reference: 'S-1' })
    .expect(202);
}

describe('edge case 12: presentation, referral, objection and refusal are four things', () => {
  it('a presentation refers nobody and suspends nothing', async () => {
    const theirs = await cleared(app);
    await presented(theirs, 'guidance');
    expect(await clearances(theirs)).toEqual([true, true, true]);
    expect((await walledOf(theirs)).referrals).toHaveLength(1);
  });

  it('a referral is no objection, and an objection no refusal: the agency decides itself', async () => {
    const theirs = await referred(app);
    expect(await walledOf(theirs)).toMatchObject({ objectionInForce: false, securityCase: null });
    await stated(app, theirs, { outcome: 'objection', recommendation: 'refuse_permit' });
    expect(await walledOf(theirs)).toMatchObject({
      objectionInForce: true,
      securityCase: {
        since: '2025-02-03',
        rule: 'security-case-2024',
        promptHandling: true,
        appeal: 'service_may_appeal',
      },
    });
    expect((await theCase(app, theirs.id)).persons.map((person: { status: string }) => person.status)).toEqual(
      Array(3).fill('in_screening'),
    );
  });

  it('a clearance is of one person, and can lapse before the journey', async () => {
    const theirs = await referred(app);
    await stated(app, theirs, { personIds: [theirs.persons[0]!.id] });
    expect(await clearances(theirs)).toEqual([true, false, false]);
    expect(await clearances(theirs, '2026-02-03')).toEqual([true, false, false]);
    expect(await clearances(theirs, '2026-02-04')).toEqual([false, false, false]);
  });

  it('a new tip after the grant that is to be referred stops the journey at once, as a late objection does', async () => {
    const refusals = [];
    for (const late of [
      (of: CaseResponse) => presented(of, 'refer'),
      async (of: CaseResponse) =>
        void (await stated(app, of, { personIds: [of.persons[0]!.id], outcome: 'objection' })),
    ]) {
      const granted = await walked(app, (await cleared(app)).id, ['examine', 'grant', 'assign', 'accept']);
      await late(granted);
      expect(await clearances(granted)).toEqual([false, true, true]);
      const { status, body } = await actOn(app, 'travel_officer', granted.id, 'make-ready', {
        personIds: [granted.persons[0]!.id],
      });
      refusals.push([status, codes(body)]);
    }
    expect(refusals[0]).toEqual([422, expect.arrayContaining(['clearanceNotInForce'])]);
    expect(refusals[1]).toEqual(refusals[0]);
  });
});

describe('edge case 13: an emergency hastens the statement and skips none', () => {
  it('goes first in the batch, and is not examined before the statement', async () => {
    const normal = await referred(app);
    const emergency = await referred(app, {
      ...anRrf(),
      priority: 'emergency',
      priorityJustification: 'A threat to life.',
    });
    const { items } = (await app.as('security_liaison').get('/screening/queue').expect(200)).body;
    const order = items.map(({ caseId }: { caseId: string }) => caseId);
    expect(order.indexOf(emergency.id)).toBeLessThan(order.indexOf(normal.id));
    const { status, body } = await actOn(app, 'case_officer', emergency.id, 'examine');
    expect([status, body.from]).toEqual([409, 'in_screening']);
  });
});
