import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import { accepted, assigned } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { actOn, stated } from '../../factories/cases.js';
import { allPapers, check, papered, readyToTravel } from '../../factories/journeys.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { codesOf, errorsOf } from '../../support/replies.js';

let app: TestApp;
beforeEach(async () => {
  app = await startApp({ today: '2025-03-03' });
  await openPeriod(app);
});
afterEach(() => app.close());

const alone = () => anRrf({ persons: [anRrfPerson()] });
const makeReady = (id: string, body: object = {}) => actOn(app, 'travel_officer', id, 'make-ready', body);
const statuses = async (id: string): Promise<string[]> =>
  (await theCase(app, id)).persons.map(({ status }: { status: string }) => status);

describe('make ready to travel', () => {
  it('takes everybody whose checklist has nothing open', async () => {
    const { id, persons, version } = await papered(app);
    const { status, body, etag } = await makeReady(id);
    expect([status, etag]).toEqual([200, `"${version + 1}"`]);
    expect(body.persons.map((person: { status: string }) => person.status)).toEqual([
      'travel_ready',
      'travel_ready',
      'travel_ready',
    ]);
    expect((await audited(app, id, 'person.make_ready')).map(({ subjectId }) => subjectId)).toEqual(
      persons.map((person) => person.id),
    );
  });

  it('refuses with every open item of every person, in words and with sources, and takes nobody', async () => {
    const found = await accepted(app);
    await check(app, found, allPapers(found.persons[0]!));
    const reply = await makeReady(found.id);
    expect([reply.status, codesOf(reply)]).toEqual([
      422,
      [
        'travelDocumentMissing',
        'exitPermitMissing',
        'permitCardMissing',
        'biometricsMissing',
        'fitToTravelMissing',
        'orientationMissing',
      ],
    ]);
    expect(new Set(reply.body.unmet.map(({ personId }: { personId: string }) => personId))).toEqual(
      new Set([found.persons[1]!.id, found.persons[2]!.id]),
    );
    for (const { detail, source } of reply.body.unmet)
      expect([typeof detail, typeof source]).toEqual(['string', 'string']);
    expect(await statuses(found.id)).toEqual(['accepted', 'accepted', 'accepted']);
    expect((await makeReady(found.id, { personIds: [found.persons[0]!.id] })).status).toBe(200);
    expect(await statuses(found.id)).toEqual(['travel_ready', 'accepted', 'accepted']);
  });

  it('refuses when the clearance has lapsed before the journey: edge case 12', async () => {
    const { id } = await papered(app, alone());
    app.goTo('2026-03-03');
    expect((await makeReady(id)).status).toBe(200);
    const other = await actOn(app, 'travel_officer', id, 'unready', { reasonCode: 'clearance_not_in_force' });
    expect(other.status).toBe(200);
    app.goTo('2026-03-04');
    const reply = await makeReady(id);
    expect([reply.status, codesOf(reply)]).toEqual([422, ['clearanceNotInForce']]);
  });

  it('refuses after a late objection in the same words as after a lapse: edge case 12', async () => {
    const found = await papered(app, alone());
    app.goTo('2025-03-10');
    await stated(app, found, { outcome: 'objection' });
    const late = await makeReady(found.id);
    expect([late.status, codesOf(late)]).toEqual([422, ['clearanceNotInForce']]);
    app.goTo('2026-03-10');
    expect((await makeReady(found.id)).body.unmet).toEqual(late.body.unmet);
  });

  it('refuses persons whom no municipality has accepted, and names what is possible', async () => {
    const { id } = await assigned(app, alone());
    const { status, body } = await makeReady(id);
    expect([status, body.from, body.allowedActions]).toEqual([409, 'assigned', ['record_death', 'lose_contact']]);
  });

  it('is for travel officers alone', async () => {
    const { id } = await papered(app, alone());
    for (const role of ROLES) {
      const { status } = await app.as(role).post(`/cases/${id}/actions/make-ready`, {}, { ifMatch: 999 });
      expect([role, status]).toEqual([
        role,
        (PERMISSIONS['person.make_ready'].roles as readonly Role[]).includes(role) ? 412 : 403,
      ]);
    }
  });
});

describe('unready', () => {
  it('takes the readiness back with a coded reason; the papers stay', async () => {
    const { id, persons } = await readyToTravel(app, alone());
    const { status, body } = await actOn(app, 'travel_officer', id, 'unready', {
      reasonCode: 'reception_not_ready',
      reason: 'The key comes on Monday.',
    });
    expect([status, body.persons[0].status]).toEqual([200, 'accepted']);
    expect(await audited(app, id, 'person.unready')).toEqual([
      {
        subjectId: persons[0]!.id,
        actorName: 'Travel officer',
        reason: 'The municipality cannot receive on the day. The key comes on Monday.',
        payload: expect.objectContaining({ reasonCode: 'reception_not_ready', from: 'travel_ready', to: 'accepted' }),
      },
    ]);
    expect((await makeReady(id)).status).toBe(200);
  });

  it('needs one of its reasons, and somebody who is ready', async () => {
    const { id } = await readyToTravel(app, alone());
    const reply = await actOn(app, 'travel_officer', id, 'unready', { reasonCode: 'transport_cancelled' });
    expect([reply.status, errorsOf(reply)]).toEqual([400, ['/reasonCode unknownReason']]);
    await actOn(app, 'travel_officer', id, 'unready', { reasonCode: 'reception_not_ready' });
    expect((await actOn(app, 'travel_officer', id, 'unready', { reasonCode: 'reception_not_ready' })).status).toBe(409);
  });
});
