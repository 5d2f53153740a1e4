import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { municipalNumber, numberOf } from '../../factories/assignments.js';
import { actOn, versionOf } from '../../factories/cases.js';
import { granted } from '../../factories/decisions.js';
import { departed } from '../../factories/journeys.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { STANDING } from '../../factories/standing.js';
import { receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { heldBy, placesLeft } from '../closures/what-is-held.js';
import { change, codesOf, merge, previewOf } from './families.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  period = await openPeriod(app, {
    year: 2025,
    subQuotas: [
      { name: 'Rwanda', places: 10, countriesOfAsylum: ['RW'] },
      { name: 'Any', places: 60 },
    ],
  });
  await municipalNumber(app);
});
afterAll(() => app.close());

const personIdsOf = ({ persons }: CaseResponse): string[] => persons.map(({ id }) => id);

describe('merge', () => {
  it('edge case 5: the persons of the other case go on in this one with all that they hold; the other is closed as merged', async () => {
    const [ours, theirs] = [await granted(app), await STANDING.accepted(app)];
    const held = await Promise.all(personIdsOf(theirs).map((id) => heldBy(app, id)));
    const [left, { assigned }] = [await placesLeft(app, period.id, 'Any'), await numberOf(app, OWN_MUNICIPALITY, 2025)];

    const relations = theirs.persons.map(({ id: personId }) => ({ personId, relation: 'other_relative' }));
    const { body: preview } = await previewOf(app, ours.id, 'merge', {
      otherCaseId: theirs.id,
      otherCaseVersion: 1,
      relations,
    });
    expect(preview.unmet).toEqual([]);
    expect(codesOf(preview)).toEqual(
      expect.arrayContaining(['otherCaseCloses', 'placeGoesAlong', 'assignmentGoesAlong']),
    );

    const { status, body: after } = await merge(app, ours.id, theirs);
    expect(status).toBe(200);
    expect(after).toMatchObject({ caseSize: 6, otherCaseId: theirs.id, status: 'decided' });
    expect(after.effects).toEqual(preview.effects);
    expect(personIdsOf(after)).toEqual([...personIdsOf(ours), ...personIdsOf(theirs)]);
    expect(after.persons.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(
      after.persons.filter(
        ({ relationToPrincipal }: { relationToPrincipal: string }) => relationToPrincipal === 'principal_applicant',
      ),
    ).toHaveLength(1);
    expect(await theCase(app, theirs.id)).toMatchObject({ status: 'closed', persons: [] });

    expect(await Promise.all(personIdsOf(theirs).map((id) => heldBy(app, id)))).toEqual(held);
    expect(await placesLeft(app, period.id, 'Any')).toBe(left);
    expect((await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned).toBe(assigned);
    const { body: timeline } = await app.as('coordinator').get(`/cases/${theirs.id}/timeline?limit=200`).expect(200);
    expect(timeline.items.at(-1).text).toBe(`Merged into ${ours.diaryNumber} and closed.`);
    const { body: next } = await app.as('case_officer').get(`/cases/${theirs.id}/next-actions`).expect(200);
    expect(next).toMatchObject({ persons: [], primary: null });
  });

  it('runs the EU clock from the earlier registration', async () => {
    const early = await STANDING.listed(app);
    app.goTo('2025-02-10');
    const late = await STANDING.listed(app);
    const clocksOf = (caseId: string) =>
      app.dataSource.query(
        `SELECT kind, started_on, due_on FROM case_clocks WHERE case_id = '${caseId}' AND kind <> 'priority'`,
      );
    const running = await clocksOf(early.id);
    expect((await merge(app, late.id, early)).body).toMatchObject({ registeredOn: early.registeredOn });
    expect(await clocksOf(late.id)).toEqual(running);
    const split = await change(app, late.id, 'split', { personIds: [late.persons[1]!.id] });
    expect(await clocksOf(split.otherCaseId)).toEqual(running);
    app.goTo('2025-02-03');
  });

  it('is for cases of the same sub-quota only: another is reallocated first', async () => {
    const [any, rwanda] = [await STANDING.listed(app), await STANDING.listed(app)];
    await actOn(app, 'coordinator', rwanda.id, 'place-in-sub-quota', {
      subQuotaId: period.subQuotaId('Rwanda'),
      reason: 'They live there.',
    });
    const refused = await merge(app, any.id, rwanda);
    expect(refused.status).toBe(422);
    expect(codesOf(refused.body, 'unmet')).toEqual(['otherSubQuota']);
  });

  it('lists all that is unmet: an incomplete RRF, a journey under way, relations that nobody told', async () => {
    const ours = await STANDING.listed(app);
    const incomplete = await theCase(
      app,
      (await receiveRrf(app, anRrf({ persons: [anRrfPerson({ signedOn: null })] }))).caseId,
    );
    expect(codesOf((await merge(app, ours.id, incomplete)).body, 'unmet')).toContain('notRegistered');
    const underWay = await departed(app);
    expect(codesOf((await merge(app, ours.id, underWay, { relations: [] })).body, 'unmet')).toEqual([
      ...['onTheWay', 'onTheWay', 'onTheWay', 'relationUnknown', 'relationUnknown', 'relationUnknown'],
    ]);
    expect((await merge(app, ours.id, ours)).body).toMatchObject({ status: 400, errors: [{ code: 'sameCase' }] });
    expect((await theCase(app, ours.id)).version).toBe(ours.version);
  });

  it('needs the version of both cases', async () => {
    const [ours, theirs] = [await STANDING.listed(app), await STANDING.listed(app)];
    expect((await merge(app, ours.id, theirs, { otherCaseVersion: theirs.version + 1 })).status).toBe(412);
    expect((await merge(app, ours.id, theirs)).status).toBe(200);
    expect((await merge(app, ours.id, theirs, { relations: [] })).body.unmet).toMatchObject([{ code: 'caseMerged' }]);
  });

  it('takes the links of the closed case along', async () => {
    const [ours, theirs, third] = [await STANDING.listed(app), await STANDING.listed(app), await STANDING.listed(app)];
    await change(app, theirs.id, 'link', { otherCaseId: third.id });
    await change(app, theirs.id, 'link', { otherCaseId: ours.id });
    expect((await merge(app, ours.id, theirs)).status).toBe(200);
    const { body: family } = await app.as('case_officer').get(`/cases/${ours.id}/family`).expect(200);
    expect(family.linked).toMatchObject([{ caseId: third.id, reason: expect.any(String) }]);
    expect(await versionOf(app, third.id)).toBeGreaterThan(third.version);
  });
});

describe('link', () => {
  it('edge case 4: warns where linked cases are about to settle or travel apart, and bars nothing', async () => {
    const [one, two] = [await STANDING.booked(app), await STANDING.granted(app)];
    await municipalNumber(app, { code: '2580' });
    const linked = await change(app, one.id, 'link', { otherCaseId: two.id });
    expect(linked).toMatchObject({ otherCaseId: two.id, effects: [{ code: 'travelTogether' }] });
    expect(linked.effects[0].detail).toContain(two.diaryNumber);
    const notes = async (caseId: string) =>
      (await app.as('travel_officer').get(`/cases/${caseId}/next-actions`).expect(200)).body.notes.filter(
        ({ code }: { code: string }) => code.startsWith('linked'),
      );
    expect(await notes(two.id)).toEqual([]);
    expect(
      (await actOn(app, 'placement_officer', two.id, 'assign', { municipalityCode: '2580', reason: 'Work there.' }))
        .status,
    ).toBe(200);
    expect(await notes(two.id)).toMatchObject([
      { code: 'linkedElsewhere', detail: expect.stringContaining(one.diaryNumber) },
    ]);
    expect(await notes(one.id)).toHaveLength(1);

    expect(codesOf((await previewOf(app, one.id, 'link', { otherCaseId: two.id })).body, 'unmet')).toEqual([
      'alreadyLinked',
    ]);
    expect(codesOf(await change(app, two.id, 'unlink', { otherCaseId: one.id }))).toEqual(['travelApart']);
    expect(await notes(one.id)).toEqual([]);
    expect(codesOf((await previewOf(app, one.id, 'unlink', { otherCaseId: two.id })).body, 'unmet')).toEqual([
      'notLinked',
    ]);
  });

  it('shows the whole block before it is confirmed: a link reaches further than the two', async () => {
    const [one, two, three] = [await STANDING.listed(app), await STANDING.listed(app), await STANDING.listed(app)];
    await change(app, one.id, 'link', { otherCaseId: two.id });
    const { body: preview } = await previewOf(app, three.id, 'link', { otherCaseId: two.id });
    for (const { diaryNumber } of [one, two, three]) expect(preview.effects[0].detail).toContain(diaryNumber);
    await change(app, three.id, 'link', { otherCaseId: two.id });
    const { body: family } = await app.as('coordinator').get(`/cases/${one.id}/family`).expect(200);
    expect(
      family.linked.map(({ caseId, reason }: { caseId: string; reason: string | null }) => [caseId, reason === null]),
    ).toEqual(
      [
        [two.id, false],
        [three.id, true],
      ].sort(([a], [b]) => String(a).localeCompare(String(b))),
    );
  });
});
