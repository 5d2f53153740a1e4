import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { actOn, registered } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { done } from '../../support/replies.js';
import { change, codesOf, previewOf, REASON, standing, tryTo } from './families.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 60 });
});
afterAll(() => app.close());

type Rrf = ReturnType<typeof anRrf>;
const update = async (family: CaseResponse, rrf: Rrf): Promise<void> =>
  void done(await actOn(app, 'case_officer', family.id, 'update-rrf', rrf));
/** The form without its last person. */
const without = (rrf: Rrf, needsSummary: string): Rrf => ({
  ...rrf,
  needsSummary,
  caseSize: rrf.persons.length - 1,
  persons: rrf.persons.slice(0, -1),
});
const familyOf = async ({ id }: { id: string }) =>
  (await app.as('case_officer').get(`/cases/${id}/family`).expect(200)).body;
const offered = async ({ id }: { id: string }): Promise<string[]> =>
  (await app.as('case_officer').get(`/cases/${id}/next-actions`).expect(200)).body.theCase.available;

describe('dismiss_difference', () => {
  it('leaves a member in the case whom the newest RRF lists no longer, with a reason, and says so before', async () => {
    const rrf = anRrf();
    const family = await registered(app, rrf);
    expect(await offered(family)).not.toContain('dismiss_difference');
    await update(family, without(rrf, 'The youngest is left out.'));
    const { differences, notes } = await familyOf(family);
    const [, , child] = family.persons;
    expect(codesOf({ effects: notes })).toEqual(['rrfListsFewer']);
    expect(differences).toEqual([
      {
        ...{ id: expect.any(String), kind: 'removed', individualNumber: child!.individualNumber },
        ...{ personId: child!.id, rrfVersion: 2, recordedAt: expect.stringMatching(/^2025-02-03T/) },
      },
    ]);
    expect(await offered(family)).toContain('dismiss_difference');

    const before = await theCase(app, family.id);
    const wish = { differenceId: differences[0].id };
    const { body: preview } = await previewOf(app, family.id, 'dismiss-difference', wish);
    expect([codesOf(preview), codesOf(preview, 'unmet')]).toEqual([['staysInCase', 'toldAnew'], []]);
    expect(preview.effects[0]).toMatchObject({ personId: child!.id, kind: 'stays' });
    expect((await familyOf(family)).differences).toEqual(differences);

    const after = await change(app, family.id, 'dismiss-difference', wish);
    expect(after.effects).toEqual(preview.effects);
    expect(after).toMatchObject({ version: before.version + 1, caseSize: 3, otherCaseId: null });
    expect(standing(after)).toEqual(standing(before));
    expect(await familyOf(family)).toMatchObject({ differences: [], notes: [] });
    const [kept] = await app.dataSource.query<object[]>(
      `SELECT settled_how, settled_by FROM member_differences WHERE id = '${differences[0].id}'`,
    );
    expect(kept).toEqual({ settled_how: 'dismissed', settled_by: 'Case officer' });

    const { body: audit } = await app.as('auditor').get(`/audit/entries?caseId=${family.id}&limit=200`).expect(200);
    expect(audit.items.filter(({ action }: { action: string }) => action === 'case.dismiss_difference')).toEqual([
      expect.objectContaining({
        reason: REASON,
        payload: expect.objectContaining({ ...wish, personId: child!.id, kind: 'removed', rrfVersion: 2 }),
      }),
    ]);
    const { body: story } = await app.as('case_officer').get(`/cases/${family.id}/timeline`).expect(200);
    expect(JSON.stringify(story.items.at(-1))).toContain('stays in the case, though version 2 of the RRF');
  });

  it('is told anew by a newer RRF that differs so once more, and leaves out whom it does not take in', async () => {
    const rrf = anRrf();
    const family = await registered(app, rrf);
    const another = anRrfPerson({ givenNames: 'Found', relationToPrincipal: 'sibling' });
    await update(family, { ...rrf, caseSize: 4, persons: [...rrf.persons, another] });
    const [added] = (await familyOf(family)).differences;
    expect(added).toMatchObject({ kind: 'added', individualNumber: another.individualNumber, personId: null });
    const refused = await change(app, family.id, 'dismiss-difference', { differenceId: added.id });
    expect(codesOf(refused)).toEqual(['notAdded', 'toldAnew']);
    expect(refused.persons).toHaveLength(3);
    expect((await familyOf(family)).differences).toEqual([]);

    await update(family, without(rrf, 'The youngest is left out.'));
    const [removed] = (await familyOf(family)).differences;
    await change(app, family.id, 'dismiss-difference', { differenceId: removed.id });
    await update(family, without(rrf, 'And still is.'));
    expect((await familyOf(family)).differences).toMatchObject([{ kind: 'removed', rrfVersion: 4 }]);
  });

  it('is refused of what does not wait: of another case, settled, or of somebody who was withdrawn meanwhile', async () => {
    const [rrf, otherRrf] = [anRrf(), anRrf()];
    const [family, other] = [await registered(app, rrf), await registered(app, otherRrf)];
    await update(family, without(rrf, 'The youngest is left out.'));
    const [{ id: differenceId }] = (await familyOf(family)).differences;
    const refusedOf = async ({ id }: { id: string }): Promise<string[]> => {
      const { status, body } = await tryTo(app, id, 'dismiss-difference', { differenceId });
      expect(status).toBe(422);
      return codesOf(body, 'unmet');
    };
    expect(await refusedOf(other)).toEqual(['differenceNotOpen']);
    const { body: preview } = await previewOf(app, other.id, 'dismiss-difference', { differenceId });
    expect(codesOf(preview, 'unmet')).toEqual(['differenceNotOpen']);

    const personIds = [family.persons[2]!.id];
    done(await actOn(app, 'case_officer', family.id, 'withdraw', { personIds, reasonCode: 'refugees_wish' }));
    expect((await familyOf(family)).differences).toEqual([]);
    expect(await refusedOf(family)).toEqual(['differenceNotOpen']);

    await update(other, without(otherRrf, 'The youngest is left out.'));
    const wish = { differenceId: (await familyOf(other)).differences[0].id };
    await change(app, other.id, 'dismiss-difference', wish);
    expect((await tryTo(app, other.id, 'dismiss-difference', wish)).status).toBe(422);
  });

  it('needs a reason, the version that was decided on, and who keeps the case', async () => {
    const rrf = anRrf();
    const family = await registered(app, rrf);
    await update(family, without(rrf, 'The youngest is left out.'));
    const wish = { differenceId: (await familyOf(family)).differences[0].id, reason: REASON };
    const post = (role: 'coordinator' | 'travel_officer', body: object, ifMatch: number) =>
      app.as(role).post(`/cases/${family.id}/actions/dismiss-difference`, body, { ifMatch });
    expect((await post('coordinator', { differenceId: wish.differenceId }, 2)).status).toBe(400);
    expect((await post('coordinator', wish, 99)).status).toBe(412);
    expect((await post('travel_officer', wish, 2)).status).toBe(403);
    expect((await familyOf(family)).differences).toHaveLength(1);
  });
});
