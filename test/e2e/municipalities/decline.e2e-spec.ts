import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ACCEPTANCE,
  answer,
  assign,
  assigned,
  municipalNumber,
  numberOf,
  underAssignment,
} from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { granted } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  await openPeriod(app);
  await municipalNumber(app);
});
afterAll(() => app.close());

const DECLINE = { reasonCode: 'no_suitable_housing', comment: 'No dwelling for three before May.' };

describe('decline an assignment', () => {
  it('lets the persons wait for another municipality, with permit and place, and gives the number its room back', async () => {
    const before = (await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned;
    const { id, persons, assignmentId } = await underAssignment(app, await granted(app));
    const { status, body } = await answer(app, assignmentId, 'decline', DECLINE);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'declined',
      declineReasonCode: 'no_suitable_housing',
      comment: DECLINE.comment,
      answeredBy: 'Municipality',
      persons: null,
    });
    expect((await theCase(app, id)).persons.map(({ status: now }: { status: string }) => now)).toEqual(
      persons.map(() => 'granted'),
    );
    expect((await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned).toBe(before);
    const held = await app.dataSource.query<{ n: number }[]>(
      `SELECT count(*) AS n FROM place_holdings WHERE person_id IN (${persons.map((person) => `'${person.id}'`).join()})`,
    );
    expect(Number(held[0]!.n)).toBe(3);
    const entries = await audited(app, id, 'person.decline');
    expect(entries).toHaveLength(3);
    expect(entries[0]).toMatchObject({
      reason: `No suitable housing. ${DECLINE.comment}`,
      payload: { reasonCode: 'no_suitable_housing', assignmentId, from: 'assigned', to: 'granted' },
    });
  });

  it('lets another municipality be assigned, and keeps the first assignment to be read', async () => {
    const first = await assigned(app);
    await answer(app, first.assignmentId, 'decline', DECLINE);
    await municipalNumber(app, { code: '1440' });
    const { body } = await assign(app, first, { municipalityCode: '1440' });
    expect(body.assignmentId).not.toBe(first.assignmentId);
    const { items } = (await app.as('placement_officer').get(`/assignments?caseId=${first.id}`).expect(200)).body;
    expect(
      items.map(({ municipalityName, status }: { municipalityName: string; status: string }) => [
        municipalityName,
        status,
      ]),
    ).toEqual([
      ['Ale', 'assigned'],
      ['Stockholm', 'declined'],
    ]);
  });

  it('needs one of the reasons and a comment', async () => {
    const { id, version, assignmentId } = await assigned(app);
    const unknown = await answer(app, assignmentId, 'decline', { ...DECLINE, reasonCode: 'do_not_want' });
    expect([unknown.status, unknown.body.errors[0]]).toEqual([
      400,
      expect.objectContaining({ pointer: '/reasonCode', code: 'unknownReason' }),
    ]);
    expect((await answer(app, assignmentId, 'decline', { reasonCode: 'no_suitable_housing' })).status).toBe(400);
    expect((await theCase(app, id)).version).toBe(version);
  });

  it('is refused after the municipality has accepted: then the agency takes the assignment back', async () => {
    const { assignmentId } = await assigned(app);
    await answer(app, assignmentId, 'accept', ACCEPTANCE);
    const { status, body } = await answer(app, assignmentId, 'decline', DECLINE);
    expect([status, body.from, body.allowedActions]).toEqual([409, 'accepted', []]);
  });
});
