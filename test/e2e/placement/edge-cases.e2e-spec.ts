import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ACCEPTANCE,
  answer,
  assign,
  assigned,
  municipalNumber,
  numberOf,
  waiting,
} from '../../factories/assignments.js';
import { actOn, versionOf, walked } from '../../factories/cases.js';
import { offer, plan, suggestionsOf } from '../../factories/placement.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { done } from '../../support/replies.js';
import { change, newborn } from '../family/families.js';

// Edge cases of domain.md (e) where they touch municipalities. Others stand with their verbs: 6 (replace), 11 (assign), 8 and 9 (numbers).

const [TOWN, VILLAGE] = ['0680', '0980'];
let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2026-03-02' });
  await municipalNumber(app, { code: TOWN, places: 40 });
  await municipalNumber(app, { code: VILLAGE, places: 4 });
});
afterAll(() => app.close());

describe('edge case 20: an unaccompanied child', () => {
  it('is planned and assigned as everybody: the settlement law applies because the permit is a resettlement permit', async () => {
    const { id, persons } = await waiting(
      app,
      anRrf({ persons: [anRrfChild({ relationToPrincipal: 'principal_applicant' })] }),
    );
    expect(persons).toHaveLength(1);
    const made = await plan(app, { month: '2026-04' });
    const { municipalityCode } = (await suggestionsOf(app, made.id)).get(id)!;
    const before = (await numberOf(app, municipalityCode, 2026)).assigned;
    const { body } = done(await assign(app, { id }, { municipalityCode }));
    expect(body.persons[0].status).toBe('assigned');
    expect((await numberOf(app, municipalityCode, 2026)).assigned).toBe(before + 1);
  });
});

describe('edge case 21: spouses in cases of their own that are linked', () => {
  it('go where the linked case goes, in one plan and after it', async () => {
    const [husband, wife] = [
      await waiting(app, anRrf({ persons: [anRrfPerson({ sex: 'male' })] })),
      await waiting(app, anRrf({ persons: [anRrfPerson()] })),
    ];
    const link = { otherCaseId: wife.id, reason: 'A polygamous marriage: two cases that travel together.' };
    done(await actOn(app, 'case_officer', husband.id, 'link', link));
    const together = await suggestionsOf(app, (await plan(app, { month: '2026-04' })).id);
    expect(together.get(wife.id)!.municipalityCode).toBe(together.get(husband.id)!.municipalityCode);
    done(await assign(app, husband, { municipalityCode: VILLAGE }));
    const after = await suggestionsOf(app, (await plan(app, { month: '2026-04' })).id);
    expect(after.get(wife.id)!.municipalityCode).toBe(VILLAGE);
    done(await assign(app, wife, { municipalityCode: VILLAGE }));
  });
});

describe('edge case 26: a family that has grown out of its dwelling', () => {
  it('leaves the municipality, which has its room back, and is planned as large as it is now', async () => {
    const dwellings = [{ size: '3-4', count: 1, accessible: 0, fromOn: '2026-01-01', untilOn: null }];
    await municipalNumber(app, { code: '1283', places: 40 });
    await offer(app, '1283', { dwellings });
    const four = [
      anRrfPerson(),
      anRrfPerson({ relationToPrincipal: 'spouse' }),
      anRrfChild(),
      anRrfChild({ givenNames: 'Neema' }),
    ];
    const family = await assigned(app, anRrf({ persons: four }), { municipalityCode: '1283' });
    done(await answer(app, family.assignmentId, 'accept', ACCEPTANCE, app.as('placement_officer')));

    const grown = await change(app, family.id, 'add-member', newborn(family.persons[0]!.id, '2026-03-01'));
    const child = grown.persons[4].id;
    await walked(app, family.id, ['refer', 'clear', 'examine', 'grant'], [child]);
    const personIds = family.persons.map(({ id }) => id);
    done(await actOn(app, 'placement_officer', family.id, 'unassign', { personIds, reasonCode: 'household_changed' }));
    expect(await numberOf(app, '1283', 2026)).toMatchObject({ assigned: 0 });

    const made = await plan(app, { month: '2026-04' });
    const officer = app.as('placement_officer');
    const { body } = await officer.get(`/placement-plans/${made.id}/cases/${family.id}`).expect(200);
    expect(body.stopped).toContainEqual(expect.objectContaining({ municipalityCode: '1283', rule: 'noDwelling' }));
    const { municipalityCode } = (await suggestionsOf(app, made.id)).get(family.id)!;
    expect(municipalityCode).toBe(TOWN);
    const again = done(await assign(app, family, { municipalityCode, personIds: [...personIds, child] })).body;
    expect(again.version).toBe(await versionOf(app, family.id));
    expect((await theCase(app, family.id)).persons.map(({ status }: { status: string }) => status)).toEqual(
      Array.from({ length: 5 }, () => 'assigned'),
    );
  });
});
