import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '../../../src/placement/engine.js';
import { problemOf } from '../../../src/placement/domain/scoring.js';
import { PlacementPlan } from '../../../src/placement/placement.entities.js';
import { answer, municipalNumber, numberOf, waiting } from '../../factories/assignments.js';
import { audited } from '../../factories/audit.js';
import { choose, condition, offer, plan, suggestionsOf } from '../../factories/placement.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { codesOf } from '../../support/replies.js';

// Three municipalities with a number: the town has room for all, the village one dwelling, the island little.
const [TOWN, VILLAGE, ISLAND] = [OWN_MUNICIPALITY, '0680', '0980'];

let app: TestApp;
let cases: { id: string; diaryNumber: string }[];
beforeAll(async () => {
  app = await startApp({ today: '2026-03-02' });
  await municipalNumber(app, { code: TOWN, places: 30 });
  await municipalNumber(app, { code: VILLAGE, places: 12 });
  await municipalNumber(app, { code: ISLAND, places: 4 });
  await offer(app, VILLAGE, {
    dwellings: [{ size: '3-4', count: 1, accessible: 0, fromOn: '2026-01-01', untilOn: null }],
    languages: ['sw'],
    stops: [{ fromOn: '2026-05-01', untilOn: '2026-05-31', reason: 'Nobody in May.' }],
  });
  const single = () => waiting(app, anRrf({ persons: [anRrfPerson()] }));
  cases = [await waiting(app), await waiting(app), await single(), await single()];
});
afterAll(() => app.close());

const stored = (id: string) => app.dataSource.manager.findOneByOrFail(PlacementPlan, { id });
const explained = async (planId: string, caseId: string) =>
  (await app.as('placement_officer').get(`/placement-plans/${planId}/cases/${caseId}`).expect(200)).body;

describe('a plan of a month', () => {
  it('places everybody for whom there is room, verified, with bound, seed, rules and the hash of its input', async () => {
    const made = await plan(app, { month: '2026-04', seed: 7 });
    expect(made.figures).toMatchObject({
      placedPersons: 8,
      waitingPersons: 8,
      ruleVersion: 'placement-weights-default',
    });
    expect(made.figures.objective).toBeLessThanOrEqual(made.figures.bound);
    expect(made).toMatchObject({ seed: 7, month: '2026-04', status: 'done', askedBy: 'Placement officer' });
    const row = await stored(made.id);
    expect(verify(problemOf(row.input), row.result.plan).findings).toEqual([]);
    const suggestions = [...(await suggestionsOf(app, made.id)).values()];
    expect(suggestions.map(({ caseId }) => caseId).toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
    for (const { parts, score } of suggestions)
      expect(Object.values<number>(parts).reduce((sum, one) => sum + one, 0)).toBe(score);
  });

  it('is the same again for the same input and seed, and both say so by their hash', async () => {
    const [one, two] = [await plan(app, { month: '2026-04' }), await plan(app, { month: '2026-04' })];
    expect(two.figures.inputHash).toBe(one.figures.inputHash);
    expect((await stored(two.id)).result).toEqual((await stored(one.id)).result);
  });

  it('can be read, and never changed', async () => {
    const { id } = await plan(app, { month: '2026-04' });
    await expect(app.dataSource.query(`UPDATE placement_plans SET objective = 0 WHERE id = '${id}'`)).rejects.toThrow(
      'never changed',
    );
    await expect(app.dataSource.query(`DELETE FROM placement_suggestions WHERE plan_id = '${id}'`)).rejects.toThrow(
      'never changed',
    );
    const { body } = await app.as('coordinator').get('/placement-plans').expect(200);
    expect(body.items[0]).toMatchObject({ id, figures: { placedPersons: 8 } });
    expect((await app.as('case_officer').get(`/placement-plans/${id}`)).status).toBe(403);
  });

  it('of the rest of the year spreads everybody over its months, and a month with a stop gets nobody there', async () => {
    const may = await plan(app, { month: '2026-05' });
    const { stopped } = await explained(may.id, cases[0]!.id);
    expect(stopped).toContainEqual(expect.objectContaining({ municipalityCode: VILLAGE, rule: 'stopped' }));
    const year = await plan(app);
    expect(new Set((await stored(year.id)).input.households.map(({ month }) => month)).size).toBeGreaterThan(1);
  });
});

describe('why', () => {
  it('a case goes where it goes: every municipality is ranked with its factors or stopped by a rule', async () => {
    const { id } = await plan(app, { month: '2026-04' });
    const { suggested, choices, stopped } = await explained(id, cases[0]!.id);
    expect(choices.length + stopped.length).toBe(290);
    expect(choices.map(({ municipalityCode }: { municipalityCode: string }) => municipalityCode)).toContain(suggested);
    const there = choices.find((one: { municipalityCode: string }) => one.municipalityCode === VILLAGE);
    expect(there.parts).toMatchObject({ placed: 600, language: 180, dwelling: 180 });
    expect(stopped).toContainEqual(expect.objectContaining({ municipalityCode: '0114', rule: 'noNumber' }));
  });

  it('not another: who could come, what an override costs, and whom it moves', async () => {
    const { id } = await plan(app, { month: '2026-04' });
    const officer = app.as('placement_officer');
    const suggestions = await suggestionsOf(app, id);
    const inVillage = [...suggestions.values()].find(({ municipalityCode }) => municipalityCode === VILLAGE);
    const elsewhere = cases.map((one) => suggestions.get(one.id)).find((one) => one.municipalityCode !== VILLAGE);
    const { body: candidates } = await officer
      .get(`/placement-plans/${id}/candidates?municipalityCode=${VILLAGE}`)
      .expect(200);
    expect(candidates.items.map(({ caseId }: { caseId: string }) => caseId)).toContain(elsewhere.caseId);
    const { body } = await officer
      .post(
        `/placement-plans/${id}/previews/choose`,
        { caseId: elsewhere.caseId, municipalityCode: VILLAGE },
        { key: null },
      )
      .expect(200);
    expect(body.points).toBeGreaterThanOrEqual(0);
    // The village has one dwelling: whoever was to have it makes way.
    expect(body.moves).toContainEqual(expect.objectContaining({ caseId: inVillage.caseId, from: VILLAGE }));
  });

  it('and where: all municipalities with their centre, number and use', async () => {
    const { id } = await plan(app, { month: '2026-04' });
    const { body } = await app.as('coordinator').get(`/placement-plans/${id}/municipalities`).expect(200);
    expect(body.items).toHaveLength(290);
    const sum = body.items.reduce((all: number, one: { suggested: number }) => all + one.suggested, 0);
    expect(sum).toBe(8);
    expect(body.items.find((one: { code: string }) => one.code === TOWN)).toMatchObject({
      places: 30,
      name: 'Stockholm',
    });
  });
});

describe('what officials know', () => {
  it('pins, forbids and keeps apart, from the next plan on until it ends', async () => {
    const [first, second, third] = cases.map(({ id }) => id) as [string, string, string];
    const pinned = await condition(app, first, { kind: 'pin', municipalityCode: ISLAND });
    expect(pinned.status).toBe(201);
    expect((await condition(app, second, { kind: 'forbid', municipalityCode: VILLAGE })).status).toBe(201);
    expect((await condition(app, third, { kind: 'apart', otherCaseId: second })).status).toBe(201);
    const found = await suggestionsOf(app, (await plan(app, { month: '2026-04' })).id);
    expect(found.get(first).municipalityCode).toBe(ISLAND);
    expect(found.get(second).municipalityCode).toBe(TOWN);
    expect(found.get(third).municipalityCode).not.toBe(TOWN);
    await app.as('placement_officer').post(`/placement-conditions/${pinned.body.id}/end`).expect(200);
    const again = await app.as('placement_officer').post(`/placement-conditions/${pinned.body.id}/end`);
    expect([again.status, codesOf(again)]).toEqual([422, ['conditionEnded']]);
    const { body } = await app.as('placement_officer').get(`/cases/${first}/placement-conditions`).expect(200);
    expect(body.items).toEqual([]);
  });

  it('has the fields of its kind', async () => {
    const { status, body } = (await condition(app, cases[0]!.id, { kind: 'pin', places: 2 })) as never as {
      status: number;
      body: { errors: { pointer: string }[] };
    };
    expect([status, body.errors.map(({ pointer }) => pointer)]).toEqual([400, ['/municipalityCode', '/places']]);
  });
});

describe('a person decides', () => {
  it('as suggested, or otherwise with a reason; a declined one is placed again; what stands is kept by the next plan', async () => {
    const { id } = await plan(app, { month: '2026-04' });
    const found = await suggestionsOf(app, id);
    const [first, second] = cases.map((one) => found.get(one.id));
    const accepted = await choose(app, first);
    expect(accepted.status).toBe(200);
    const other = [TOWN, VILLAGE, ISLAND].find((code) => code !== second.municipalityCode);
    const refused = await choose(app, second, { municipalityCode: other });
    expect([refused.status, codesOf(refused)]).toEqual([422, ['overrideWithoutReason']]);
    expect((await choose(app, second, { municipalityCode: other, reason: 'A sister.' })).status).toBe(200);
    const after = await suggestionsOf(app, id);
    expect(after.get(first.caseId)).toMatchObject({ open: false, choices: [{ kind: 'accepted' }] });
    expect(after.get(second.caseId).choices).toEqual([
      expect.objectContaining({ kind: 'overridden', municipalityCode: other, reason: 'A sister.' }),
    ]);
    expect((await audited(app, first.caseId, 'placement.choose')).at(-1)).toMatchObject({
      payload: { kind: 'accepted', assignmentId: accepted.body.assignmentId },
    });

    const before = (await numberOf(app, first.municipalityCode, 2026)).assigned;
    const declined = { reasonCode: 'no_suitable_housing', comment: 'The dwelling is gone.' };
    await answer(app, accepted.body.assignmentId, 'decline', declined, app.as('placement_officer'));
    expect((await numberOf(app, first.municipalityCode, 2026)).assigned).toBe(before - 3);
    const replan = await plan(app, { month: '2026-04', replanOf: id });
    const anew = await suggestionsOf(app, replan.id);
    // Who was assigned no longer waits; the others are where they were.
    expect(anew.has(second.caseId)).toBe(false);
    for (const suggestion of [cases[2]!, cases[3]!].map((one) => found.get(one.id)))
      expect(anew.get(suggestion.caseId).municipalityCode).toBe(suggestion.municipalityCode);
    expect((await choose(app, anew.get(first.caseId))).status).toBe(200);
    expect((await theCase(app, first.caseId)).persons.map((one: { status: string }) => one.status)).toEqual(
      Array.from({ length: 3 }, () => 'assigned'),
    );
  });

  it('refuses to choose twice, and a suggestion that is not there', async () => {
    const { id } = await plan(app, { month: '2026-04' });
    const [suggestion] = [...(await suggestionsOf(app, id)).values()];
    expect((await choose(app, suggestion)).status).toBe(200);
    expect((await choose(app, suggestion)).status).toBe(409);
    expect((await choose(app, { ...suggestion, id: suggestion.caseId })).status).toBe(404);
  });
});

describe('a plan in the making', () => {
  it('can be called off and leaves nothing; one that is made cannot', async () => {
    const officer = app.as('placement_officer');
    const { body } = await officer.post('/placement-plans', { year: 2026, moves: 100_000_000 }).expect(202);
    await officer.post(`/placement-plans/${body.id}/cancel`).expect(200);
    expect((await officer.get(`/placement-plans/${body.id}`).expect(200)).body).toMatchObject({
      status: 'cancelled',
      figures: null,
    });
    const { id } = await plan(app, { month: '2026-04' });
    expect((await officer.post(`/placement-plans/${id}/cancel`)).status).toBe(422);
    expect((await officer.get(`/placement-plans/${cases[0]!.id}`)).status).toBe(404);
  });

  it('keeps places for those to come when it draws futures', async () => {
    const made = await plan(app, { month: '2026-04', futures: 3 });
    const row = await stored(made.id);
    expect(row.futures).toBe(3);
    expect(row.input.past.length).toBeGreaterThan(0);
    expect(verify(problemOf(row.input), row.result.plan).findings).toEqual([]);
  });

  it('tells what floors and caps cost', async () => {
    const made = await plan(app, { month: '2026-04', demandingCap: 0 });
    expect(made.figures.fairnessCost).toBeGreaterThanOrEqual(0);
  });
});
