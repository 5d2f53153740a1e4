import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCEPTANCE, answer, assign, municipalNumber } from '../../factories/assignments.js';
import { actOn } from '../../factories/cases.js';
import { assessed, examined, propose, underExamination } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { heldBy, NOTHING, type PersonResponse } from './what-is-held.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 900 });
  await municipalNumber(app);
});
afterAll(() => app.close());

// domain.md (e) 4: a split decision; one member refused, others keep their own path.
describe('edge case 4: a split decision', () => {
  it('refuses one, grants the others, and each goes on alone', async () => {
    const found = await underExamination(app);
    const [principal, spouse, child] = found.persons as [PersonResponse, PersonResponse, PersonResponse];
    await assessed(app, found);
    await examined(app, found);
    await propose(app, found, 'refuse', { personIds: [spouse.id] });
    await propose(app, found, 'grant', { personIds: [principal.id, child.id] });
    expect((await actOn(app, 'decision_maker', found.id, 'refuse', { personIds: [spouse.id] })).status).toBe(200);
    expect(
      (await actOn(app, 'decision_maker', found.id, 'grant', { personIds: [principal.id, child.id] })).status,
    ).toBe(200);

    const { body } = await assign(app, found, { personIds: [principal.id, child.id] });
    await answer(app, body.assignmentId, 'accept', ACCEPTANCE);
    expect((await theCase(app, found.id)).persons.map((person: PersonResponse) => person.status)).toEqual([
      'accepted',
      'refused',
      'accepted',
    ]);
    expect(await heldBy(app, spouse.id)).toEqual(NOTHING);

    const { body: reopened } = await actOn(app, 'case_officer', found.id, 'reopen', {
      personIds: [spouse.id],
      reasonCode: 'new_circumstances',
    });
    expect(reopened.persons.map((person: PersonResponse) => person.status)).toEqual(['accepted', 'listed', 'accepted']);

    const { body: left } = await actOn(app, 'case_officer', found.id, 'withdraw', {
      personIds: [principal.id],
      reasonCode: 'refugees_wish',
    });
    expect(left.persons.map((person: PersonResponse) => person.status)).toEqual(['withdrawn', 'listed', 'accepted']);
    expect(left.notices).toMatchObject([{ code: 'principalApplicantLeft' }]);
    expect(await heldBy(app, child.id)).toMatchObject({ place: 'reserved', permit: true, municipality: '0180' });
  });
});
