import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { municipalNumber, numberOf } from '../../factories/assignments.js';
import { actOn, registered } from '../../factories/cases.js';
import { granted } from '../../factories/decisions.js';
import { arrived, booked } from '../../factories/journeys.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { STANDING } from '../../factories/standing.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { done } from '../../support/replies.js';
import { heldBy, NOTHING, placesLeft } from '../closures/what-is-held.js';
import { change, codesOf, newborn, previewOf, relative, standing, tryTo } from './families.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  period = await openPeriod(app, { year: 2025, subQuotas: [{ name: 'Any', places: 60 }] });
  await municipalNumber(app);
});
afterAll(() => app.close());

describe('add_member', () => {
  // domain.md (e) 2: a newborn after the grant has no permit, no screening record, no place and no unit of the municipal number.
  it('edge case 2: a newborn after the grant is listed, holds nothing, and changes nothing of the others', async () => {
    const before = await booked(app);
    const [principal] = before.persons;
    const held = await Promise.all(before.persons.map(({ id }) => heldBy(app, id)));
    const [left, number] = [
      await placesLeft(app, period.id, 'Any'),
      (await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned,
    ];

    const { body: preview } = await previewOf(app, before.id, 'add-member', newborn(principal!.id, '2025-02-01'));
    expect(preview.unmet).toEqual([]);
    expect(codesOf(preview)).toEqual([
      ...['ownReferral', 'noExclusionAssessment', 'ownExamination', 'onePlaceMore'],
      ...['noPermit', 'householdGrows', 'journeyGroupBroken', 'stateStays', 'stateStays', 'stateStays', 'caseWaits'],
    ]);
    expect((await theCase(app, before.id)).version).toBe(before.version);

    const after = await change(app, before.id, 'add-member', newborn(principal!.id, '2025-02-01'));
    expect(after.effects).toEqual(preview.effects);
    expect(after).toMatchObject({ caseSize: 4, status: 'registered', otherCaseId: null });
    const child = after.persons[3];
    expect(child).toMatchObject({ number: 4, status: 'listed', statusSince: '2025-02-03', relationToPrincipal: 'son' });
    expect(await heldBy(app, child.id)).toEqual(NOTHING);
    expect(standing({ ...after, persons: after.persons.slice(0, 3) })).toEqual(standing(before));
    expect(await Promise.all(before.persons.map(({ id }) => heldBy(app, id)))).toEqual(held);
    expect(await placesLeft(app, period.id, 'Any')).toBe(left);
    expect((await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned).toBe(number);
    const referrals = await app.dataSource.query<unknown[]>(`SELECT id FROM referrals WHERE person_id = '${child.id}'`);
    expect(referrals).toEqual([]);

    // The fast track of its own: only the newborn is referred.
    expect(
      (await actOn(app, 'case_officer', before.id, 'refer', { personIds: [child.id] })).body.persons[3].status,
    ).toBe('in_screening');
  });

  it('edge case 2: a child born after the arrival is no arrival of the quota', async () => {
    const family = await arrived(app);
    const [principal] = family.persons;
    const body = newborn(principal!.id, '2025-02-03');
    const { body: preview } = await previewOf(app, family.id, 'add-member', body);
    expect(codesOf(preview, 'unmet')).toEqual(['bornAfterArrival']);
    const refused = await tryTo(app, family.id, 'add-member', body);
    expect(refused).toMatchObject({
      status: 422,
      body: { unmet: preview.unmet.map(({ code }: { code: string }) => ({ code })) },
    });
    expect(refused.body.unmet[0].detail).toContain('ordinary rules');
    expect((await theCase(app, family.id)).persons).toHaveLength(3);
    expect((await tryTo(app, family.id, 'add-member', relative())).body.unmet).toMatchObject([
      { code: 'everybodyArrived' },
    ]);
  });

  it('takes a found relative who must be assessed like any adult', async () => {
    const family = await granted(app);
    const { body } = await previewOf(app, family.id, 'add-member', relative());
    expect(codesOf(body)).toEqual(expect.arrayContaining(['ownExclusionAssessment', 'noPermit', 'onePlaceMore']));
    expect((await change(app, family.id, 'add-member', relative())).persons[3]).toMatchObject({
      status: 'listed',
      number: 4,
    });
  });

  it('refuses a newborn of a year, without a parent in the case, and somebody who stands in another case', async () => {
    const [family, other] = [await STANDING.listed(app), await STANDING.listed(app)];
    const known = (other as CaseResponse).persons[1]!.individualNumber;
    const old = await tryTo(
      app,
      family.id,
      'add-member',
      newborn(family.persons[0]!.id, '2024-02-03', { individualNumber: known }),
    );
    expect(codesOf(old.body, 'unmet')).toEqual(['personInAnotherCase', 'notNewborn']);
    expect(
      codesOf(
        (await tryTo(app, family.id, 'add-member', { ...newborn('', '2025-02-01'), parentId: undefined })).body,
        'unmet',
      ),
    ).toEqual(['parentMissing']);
    expect((await tryTo(app, family.id, 'add-member', newborn(other.persons[0]!.id, '2025-02-01'))).body).toMatchObject(
      {
        status: 400,
        errors: [{ code: 'notInCase' }],
      },
    );
  });

  it('makes the case agree with a newer RRF that lists one more, and nothing is added before', async () => {
    const rrf = anRrf();
    const family = await registered(app, rrf);
    const found = anRrfPerson({ givenNames: 'Found', relationToPrincipal: 'sibling' });
    const newer = { ...rrf, caseSize: 4, persons: [...rrf.persons, found] };
    done(await actOn(app, 'case_officer', family.id, 'update-rrf', newer));
    const notes = async () =>
      (await app.as('case_officer').get(`/cases/${family.id}/family`).expect(200)).body.notes.map(
        ({ code }: { code: string }) => code,
      );
    expect((await theCase(app, family.id)).persons).toHaveLength(3);
    expect(await notes()).toEqual(['rrfListsMore']);
    const added = relative({ individualNumber: found.individualNumber });
    expect((await change(app, family.id, 'add-member', added)).caseSize).toBe(4);
    expect(await notes()).toEqual([]);
  });

  it('is for those who keep the case, and needs the version that was decided on', async () => {
    const family = await STANDING.listed(app);
    const body = { ...relative(), reason: 'Found by UNHCR.' };
    expect(
      (await app.as('travel_officer').post(`/cases/${family.id}/actions/add-member`, body, { ifMatch: 1 })).status,
    ).toBe(403);
    expect((await app.as('travel_officer').post(`/cases/${family.id}/previews/add-member`, body)).status).toBe(403);
    expect(
      (await app.as('coordinator').post(`/cases/${family.id}/actions/add-member`, body, { ifMatch: 99 })).status,
    ).toBe(412);
  });
});
