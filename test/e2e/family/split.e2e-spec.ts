import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { answer, ACCEPTANCE, municipalNumber, numberOf } from '../../factories/assignments.js';
import { actOn, asked } from '../../factories/cases.js';
import { granted, underExamination } from '../../factories/decisions.js';
import { booked, departed } from '../../factories/journeys.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { STANDING } from '../../factories/standing.js';
import { theCase } from '../../factories/submissions.js';
import { travellers } from '../../../src/reports/progress-history.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { done } from '../../support/replies.js';
import { heldBy, placesLeft } from '../closures/what-is-held.js';
import { change, codesOf, previewOf, REASON, tryTo } from './families.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  period = await openPeriod(app, { year: 2025, subQuotas: [{ name: 'Any', places: 90 }] });
  await municipalNumber(app);
});
afterAll(() => app.close());

type Person = CaseResponse['persons'][number];
const rowsOf = <Row>(sql: string): Promise<Row[]> => app.dataSource.query<Row[]>(sql);
const ledger = async () => (await rowsOf<{ n: number }>('SELECT count(*) AS n FROM ledger_entries'))[0]!.n;
const spouseAndChild = ({ persons }: CaseResponse): [Person, Person, Person] => persons as [Person, Person, Person];
const timelineOf = async (caseId: string): Promise<{ action: string; text: string; personIds: string[] }[]> =>
  (await app.as('coordinator').get(`/cases/${caseId}/timeline?limit=200`).expect(200)).body.items;

describe('split', () => {
  // domain.md (e) 5: split and merge must keep the person's history, place and assignment; no double count.
  it('edge case 5: history, place, assignment and seat go with the persons, and nothing is counted twice', async () => {
    const before = await booked(app);
    const [, spouse, child] = spouseAndChild(before);
    const held = await Promise.all(before.persons.map(({ id }) => heldBy(app, id)));
    const steps = `SELECT person_id, step, case_id, to_status FROM person_transitions WHERE case_id = '${before.id}' ORDER BY person_id, step`;
    const [history, entries, left] = [await rowsOf(steps), await ledger(), await placesLeft(app, period.id, 'Any')];
    const assigned = (await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned;

    const { body: preview } = await previewOf(app, before.id, 'split', { personIds: [spouse.id] });
    expect(preview.unmet).toEqual([]);
    expect(codesOf(preview)).toEqual([
      ...['newCase', 'papersStay', 'principalChosen', 'historyGoesAlong', 'screeningGoesAlong', 'exclusionGoesAlong'],
      ...['examinationGoesAlong', 'placeGoesAlong', 'permitGoesAlong', 'assignmentGoesAlong', 'journeyGoesAlong'],
      ...['assignmentDivided', 'journeyGroupBroken', 'custodyToCheck'],
    ]);

    const after = await change(app, before.id, 'split', { personIds: [spouse.id] });
    expect(after.effects).toEqual(preview.effects);
    const beside = await theCase(app, after.otherCaseId);
    expect(beside).toMatchObject({
      ...{ parentCaseId: before.id, caseSize: 1, subQuotaId: before.subQuotaId, route: before.route },
      ...{ registeredOn: before.registeredOn, resettlementReferenceNumber: null, status: before.status },
      persons: [{ id: spouse.id, number: 2, status: 'booked', relationToPrincipal: 'principal_applicant' }],
    });
    expect(beside.diaryNumber).not.toBe(before.diaryNumber);
    expect(after).toMatchObject({ caseSize: 2, persons: [{ number: 1 }, { id: child.id, number: 3 }] });

    expect(await Promise.all(before.persons.map(({ id }) => heldBy(app, id)))).toEqual(held);
    expect(await rowsOf(steps)).toEqual(history);
    expect(await ledger()).toBe(entries);
    expect(await placesLeft(app, period.id, 'Any')).toBe(left);
    expect((await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned).toBe(assigned);
    const assignments = await rowsOf<{ case_id: string; status: string }>(
      `SELECT a.case_id, a.status FROM assignment_persons p JOIN assignments a ON a.id = p.assignment_id WHERE p.open AND p.person_id IN ('${spouse.id}', '${child.id}')`,
    );
    expect(assignments.map(({ case_id, status }) => [case_id, status]).sort()).toEqual(
      [
        [before.id, 'accepted'],
        [after.otherCaseId, 'accepted'],
      ].sort(),
    );

    // Each goes on singly: the postponement of the one leaves the other booked.
    done(
      await actOn(app, 'travel_officer', beside.id, 'postpone', {
        reasonCode: 'not_fit_to_travel',
        occurredOn: '2025-02-03',
      }),
    );
    expect((await heldBy(app, spouse.id)).seat).toBe(false);
    expect((await theCase(app, before.id)).persons[1]).toMatchObject({ status: 'booked' });
    const { body: travel } = await app.as('travel_officer').get(`/cases/${beside.id}/travel`);
    expect(JSON.stringify(travel)).toContain('IOM-7QK2PD');
  });

  it('tells the story of the person in the new case, and leaves it in the old one', async () => {
    const before = await granted(app);
    const [, spouse] = spouseAndChild(before);
    const { otherCaseId } = await change(app, before.id, 'split', { personIds: [spouse.id] });
    const here = await timelineOf(otherCaseId);
    expect(here.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'person.list',
        'person.refer',
        'person.grant',
        'person.assess_exclusion',
        'case.create',
        'person.move',
      ]),
    );
    expect(here.filter(({ action }) => action === 'person.grant')).toHaveLength(1);
    expect(here.find(({ action }) => action === 'person.grant')!.text).toContain(`Person 2 (${spouse.givenNames}`);
    const there = await timelineOf(before.id);
    expect(there.filter(({ action }) => action === 'person.grant')).toHaveLength(3);
    expect(there.filter(({ text }) => text.startsWith('Person 2')).length).toBeGreaterThan(3);
    const { diaryNumber } = await theCase(app, otherCaseId);
    expect(there.at(-1)).toMatchObject({ action: 'case.split', text: expect.stringContaining(diaryNumber) });

    const { body: decisions } = await app.as('decision_maker').get(`/cases/${otherCaseId}/decisions`).expect(200);
    expect(decisions.decisions.map(({ personId }: { personId: string }) => personId)).toEqual([spouse.id]);
    expect(decisions.permits).toHaveLength(1);
    const { body: examinations } = await app.as('case_officer').get(`/cases/${otherCaseId}/examinations`).expect(200);
    expect(JSON.stringify(examinations)).toContain(spouse.id);
    const { body: family } = await app.as('case_officer').get(`/cases/${before.id}/family`).expect(200);
    expect(family.goneOn).toMatchObject([{ personId: spouse.id, caseId: otherCaseId }]);
  });

  it('is found by a report of an earlier day where the persons were on that day', async () => {
    const before = await STANDING.cleared(app);
    app.goTo('2025-02-10');
    const [, spouse] = spouseAndChild(before);
    const { otherCaseId } = await change(app, before.id, 'split', { personIds: [spouse.id] });
    const caseOn = async (day: string) =>
      (await asked(app, (tx) => travellers(tx, { through: day, asOf: day }, [before.id]))).find(
        ({ personId }) => personId === spouse.id,
      )!.caseId;
    expect([await caseOn('2025-02-03'), await caseOn('2025-02-10')]).toEqual([before.id, otherCaseId]);
    app.goTo('2025-02-17');
    done(await actOn(app, 'case_officer', otherCaseId, 'choose-route', { route: 'dossier', reason: 'Little to ask.' }));
    done(await actOn(app, 'case_officer', otherCaseId, 'examine'));
    expect(await caseOn('2025-02-17')).toBe(otherCaseId);
    app.goTo('2025-02-03');
  });

  it('brings a proposal along, which is then signed in the new case', async () => {
    const before = await underExamination(app);
    const [principal, spouse] = spouseAndChild(before);
    done(
      await actOn(app, 'case_officer', before.id, 'propose', {
        persons: [
          { personId: spouse.id, outcome: 'refuse', reasons: 'Not a refugee.', reasonCodes: ['conditions_not_met'] },
        ],
      }),
    );
    const { otherCaseId } = await change(app, before.id, 'split', { personIds: [spouse.id] });
    // Edge case 4: one member is refused; the others keep their own path.
    expect((await done(await actOn(app, 'decision_maker', otherCaseId, 'refuse')).body).persons).toMatchObject([
      { status: 'refused' },
    ]);
    expect((await theCase(app, before.id)).persons[0]).toMatchObject({ id: principal.id, status: 'under_examination' });
  });

  it('lets the municipality answer for each household by itself', async () => {
    const before = await STANDING.assigned(app);
    const [, spouse] = spouseAndChild(before);
    const { otherCaseId } = await change(app, before.id, 'split', { personIds: [spouse.id] });
    const [second] = await rowsOf<{ id: string }>(`SELECT id FROM assignments WHERE case_id = '${otherCaseId}'`);
    done(await answer(app, second!.id, 'accept', ACCEPTANCE));
    expect((await theCase(app, otherCaseId)).persons).toMatchObject([{ status: 'accepted' }]);
    expect((await theCase(app, before.id)).persons[0].status).toBe('assigned');
  });

  it('chooses a principal applicant for whoever stays when the present one leaves, and checks the children', async () => {
    const before = await STANDING.listed(app);
    const [principal, spouse, child] = spouseAndChild(before);
    const after = await change(app, before.id, 'split', { personIds: [principal.id] });
    expect(after.persons).toMatchObject([
      { id: spouse.id, relationToPrincipal: 'principal_applicant' },
      { id: child.id, relationToPrincipal: 'son' },
    ]);
    expect(codesOf(await change(app, before.id, 'split', { personIds: [child.id] }))).toContain('childWithoutAdult');
  });

  it('refuses to leave nobody, to move who is on the way, and to guess a relation', async () => {
    const [listed, onTheWay] = [await STANDING.listed(app), await departed(app)];
    const all = await tryTo(app, listed.id, 'split', { personIds: listed.persons.map(({ id }) => id) });
    expect(codesOf(all.body, 'unmet')).toEqual(['everybodyNamed']);
    const left = await tryTo(app, onTheWay.id, 'split', { personIds: [onTheWay.persons[1]!.id] });
    expect(codesOf(left.body, 'unmet')).toEqual(['onTheWay']);
    const [principal, , child] = spouseAndChild(listed);
    const named = await tryTo(app, listed.id, 'split', { personIds: [child.id], principalId: principal.id });
    expect(codesOf(named.body, 'unmet')).toEqual(['principalNotOnRoad']);
    expect((await theCase(app, listed.id)).version).toBe(listed.version);
  });

  it('is refused by the database without the move that leads there, and never rewritten', async () => {
    const before = await STANDING.listed(app);
    const other = await STANDING.listed(app);
    const write = (sql: string) => app.dataSource.query(sql);
    await expect(
      write(`UPDATE persons SET case_id = '${other.id}' WHERE id = '${before.persons[1]!.id}'`),
    ).rejects.toThrow('by a move only');
    const { otherCaseId } = await change(app, before.id, 'split', {
      personIds: [before.persons[1]!.id],
      reason: REASON,
    });
    await expect(
      write(`UPDATE case_moves SET to_case_id = '${before.id}' WHERE to_case_id = '${otherCaseId}'`),
    ).rejects.toThrow('never changed');
    await expect(write(`DELETE FROM case_moves WHERE to_case_id = '${otherCaseId}'`)).rejects.toThrow('never changed');
  });
});
