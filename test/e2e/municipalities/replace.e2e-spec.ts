import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accepted, assign, assigned, municipalNumber, numberOf, waiting } from '../../factories/assignments.js';
import { actOn } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { codesOf } from '../../support/replies.js';

let app: TestApp;
beforeEach(async () => {
  app = await startApp({ today: '2025-11-17' });
  await openPeriod(app, { year: 2025 });
  await openPeriod(app, { year: 2026 });
  await municipalNumber(app, { places: 3 });
});
afterEach(() => app.close());

const single = () => waiting(app, anRrf({ persons: [anRrfPerson()] }));
const assignedIn = async (year: number): Promise<number> => (await numberOf(app, OWN_MUNICIPALITY, year)).assigned;
const of = async (id: string) => (await app.as('placement_officer').get(`/assignments/${id}`).expect(200)).body;

describe('the municipal unit of an assignment that is not used: edge case 6', () => {
  it('is free again when persons leave it, each for itself', async () => {
    const { id, persons, assignmentId } = await accepted(app);
    expect(await assignedIn(2025)).toBe(3);
    await actOn(app, 'decision_maker', id, 'withdraw-permit', {
      personIds: [persons[1]!.id],
      reasonCode: 'special_reasons_before_entry',
      reason: 'Found in Sweden already.',
    });
    expect(await assignedIn(2025)).toBe(2);
    expect(await of(assignmentId)).toMatchObject({ status: 'accepted', replaceable: 1, version: 3 });
    await actOn(app, 'placement_officer', id, 'unassign', {
      personIds: [persons[0]!.id, persons[2]!.id],
      reasonCode: 'assignment_not_used',
    });
    expect(await assignedIn(2025)).toBe(0);
    expect(await of(assignmentId)).toMatchObject({ status: 'ended', replaceable: 3 });
  });

  it('may be replaced under the same number until the end of the following year', async () => {
    const first = await assigned(app);
    await actOn(app, 'placement_officer', first.id, 'unassign', { reasonCode: 'assignment_not_used' });
    app.goTo('2026-12-31');
    const { body } = await assign(app, await single(), { replacesId: first.assignmentId });
    expect(await of(body.assignmentId)).toMatchObject({
      year: 2025,
      assignedOn: '2026-12-31',
      replacesId: first.assignmentId,
    });
    expect(await of(first.assignmentId)).toMatchObject({ replaceable: 2 });
    expect(await assignedIn(2025)).toBe(1);
    app.goTo('2027-01-01');
    await openPeriod(app, { year: 2027 });
    const late = await assign(app, await single(), { replacesId: first.assignmentId });
    expect([late.status, codesOf(late)]).toEqual([422, ['notReplaceable']]);
    expect(late.body.unmet[0]).toMatchObject({
      source: 'Ordinance (2016:39), s. 10 a',
      detail: expect.stringContaining('2026'),
    });
  });

  it('is not replaced by more persons than left it, nor in another municipality', async () => {
    const first = await assigned(app);
    await actOn(app, 'placement_officer', first.id, 'unassign', {
      personIds: [first.persons[0]!.id],
      reasonCode: 'assignment_not_used',
    });
    app.goTo('2026-02-02');
    expect(codesOf(await assign(app, await waiting(app), { replacesId: first.assignmentId }))).toEqual([
      'municipalNumberUsedUp',
      'notReplaceable',
    ]);
    await municipalNumber(app, { code: '0380', year: 2026 });
    const elsewhere = await assign(app, await single(), { municipalityCode: '0380', replacesId: first.assignmentId });
    expect([elsewhere.status, codesOf(elsewhere)]).toEqual([422, ['notReplaceable']]);
  });
});

describe('the year of the municipal number', () => {
  it('is the year of the assignment, not of the arrival, and begins at midnight in Stockholm: edge case 8', async () => {
    app.clock.set('2025-12-31T22:59:00.000Z');
    expect((await of((await assigned(app)).assignmentId)).year).toBe(2025);
    expect(await assignedIn(2025)).toBe(3);
    app.clock.set('2025-12-31T23:00:00.000Z');
    const next = await single();
    expect(codesOf(await assign(app, next))).toEqual(['noMunicipalNumber']);
    await municipalNumber(app, { year: 2026 });
    expect(await of((await assign(app, next)).body.assignmentId)).toMatchObject({
      year: 2026,
      assignedOn: '2026-01-01',
      latestReceptionOn: '2026-05-01',
    });
    expect([await assignedIn(2025), await assignedIn(2026)]).toEqual([3, 1]);
  });
});
