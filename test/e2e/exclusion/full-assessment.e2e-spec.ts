import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { ExclusionService } from '../../../src/exclusion/index.js';
import { actOn, asked, cleared, versionOf } from '../../factories/cases.js';
import {
  anAssessment,
  assessed,
  codesOf,
  examined,
  propose,
  readyToGrant,
  rolesWithout,
  rowsOf,
  secondLooked,
  statusesOf,
  underExamination,
} from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 60 });
});
afterAll(() => app.close());

const first = ({ persons }: Pick<CaseResponse, 'persons'>) => persons[0]!.id;
const assess = (found: Pick<CaseResponse, 'id'>, personIds: string[], overrides: object = {}) =>
  actOn(app, 'case_officer', found.id, 'assess-exclusion', { personIds, ...anAssessment(), ...overrides });
const reviewAs = async (by: Client, { id }: Pick<CaseResponse, 'id'>, personId: string, review: object = {}) =>
  by.post(
    `/cases/${id}/actions/review-exclusion`,
    { personId, kind: 'second_look', agrees: true, reasons: 'Looked at.', ...review },
    { ifMatch: await versionOf(app, id) },
  );
const weighed = (...codes: string[]) =>
  codes.map((groundCode) => ({ groundCode, finding: 'not_met', reasons: 'Not by this standard.' }));
const listed = async ({ id }: Pick<CaseResponse, 'id'>) =>
  (await app.as('decision_maker').get(`/cases/${id}/exclusion-assessments`).expect(200)).body.items;

describe('a full assessment', () => {
  const triggers = { ...anAssessment().triggers, military: true };

  it('is required where a question is answered with yes and no ground is found', async () => {
    const found = await cleared(app);
    const refused = await assess(found, [first(found)], { triggers, considered: weighed('article_1f_a') });
    expect([refused.status, codesOf(refused)]).toEqual([422, ['fullAssessmentRequired']]);
    expect(refused.body.unmet[0].detail).toContain('subsidiary_international_crime, urf_6_1_b_i');
    expect(await rowsOf(app, 'exclusion_assessments', found.id)).toEqual([]);
  });

  it('keeps ground, standard and instrument of each ground apart: edge case 31', async () => {
    const found = await cleared(app);
    const considered = weighed('article_1f_a', 'subsidiary_international_crime', 'urf_6_1_b_i', 'policy_armed_group');
    expect((await assess(found, [first(found)], { triggers, considered })).status).toBe(200);
    const [assessment] = await listed(found);
    expect(
      assessment.grounds.map((one: Record<string, string>) => [one.groundCode, one.kind, one.standard, one.finding]),
    ).toEqual([
      ['article_1f_a', 'article_1f', 'serious_reasons', 'not_met'],
      ['subsidiary_international_crime', 'subsidiary_protection', 'serious_reasons', 'not_met'],
      ['urf_6_1_b_i', 'union_framework', 'reasonable_grounds', 'not_met'],
      ['policy_armed_group', 'programme_policy', 'policy_criterion', 'not_met'],
    ]);
    expect(new Set(assessment.grounds.map((one: { instrument: string }) => one.instrument)).size).toBe(4);
    await expect(app.dataSource.query(`UPDATE exclusion_considerations SET finding = 'met'`)).rejects.toThrow();
  });

  it.each([
    ['an unknown ground', { considered: weighed('suspicious') }, '/considered/0/groundCode'],
    ['an objection as a ground', { considered: weighed('security_objection') }, '/considered/0/groundCode'],
    [
      'a ground that is met beside no ground found',
      { considered: [{ ...weighed('article_1f_c')[0], finding: 'met' }] },
      '/considered/0/finding',
    ],
  ])('is refused with %s', async (_, overrides, pointer) => {
    const found = await cleared(app);
    const { status, body } = await assess(found, [first(found)], overrides);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('has its questions and grounds declared, with their sources', async () => {
    const { body } = await app.as('case_officer').get('/exclusion-questionnaire').expect(200);
    expect(body.questions).toHaveLength(8);
    expect(body.questions[0]).toMatchObject({ code: 'military', opens: expect.arrayContaining(['article_1f_a']) });
    expect(body.grounds).toContainEqual({ code: 'article_1f_a', kind: 'article_1f', toBeReported: true });
  });

  it('made anew is a newer version beside the old one', async () => {
    const found = await cleared(app);
    await assessed(app, found, 'article_1f_c', [first(found)]);
    await assess(found, [first(found)]);
    expect((await listed(found)).map((one: Record<string, unknown>) => [one.version, one.outcome, one.counts])).toEqual(
      [
        [1, 'ground_found', false],
        [2, 'no_ground', true],
      ],
    );
  });
});

describe('a finding about one of a family', () => {
  it('is never made about two at once, and never spreads', async () => {
    const found = await underExamination(app);
    const [one, other] = found.persons.map(({ id }) => id) as [string, string];
    const both = await assess(found, [one, other], anAssessment('article_1f_a'));
    expect([both.status, both.body.errors[0]]).toMatchObject([
      400,
      { pointer: '/personIds', code: 'onePersonAtATime' },
    ]);

    await assessed(app, found, 'article_1f_a', [one]);
    const findings = await asked(app, (tx) => app.server.get(ExclusionService).findings(tx, [one, other]));
    expect(findings.get(one)).toMatchObject({ exclusionAssessed: true, exclusionGroundFound: true });
    expect(findings.get(other)).toMatchObject({ exclusionAssessed: false, exclusionGroundFound: false });

    // The other is assessed on an account of their own, and granted.
    await assessed(app, found, undefined, [other]);
    await examined(app, found, {}, [other]);
    await propose(app, found, 'grant', { personIds: [other] });
    const { body } = await actOn(app, 'decision_maker', found.id, 'grant', { personIds: [other] });
    expect(statusesOf(body).slice(0, 2)).toEqual(['under_examination', 'granted']);
  });
});

describe('a second look', () => {
  it('is what an exclusion rests on: by another specialist, who agrees', async () => {
    const found = await underExamination(app);
    const person = first(found);
    const exclude = () => actOn(app, 'decision_maker', found.id, 'exclude', { personIds: [person] });
    await assess(found, [person], anAssessment('article_1f_a'));
    await propose(app, found, 'exclude', { personIds: [person] });
    expect(codesOf(await exclude())).toEqual(['secondLookMissing']);

    const specialist = await app.newOfficial({ roles: ['exclusion_specialist'] });
    expect((await reviewAs(specialist, found, person, { kind: 'opinion' })).status).toBe(200);
    expect(codesOf(await exclude())).toEqual(['secondLookMissing']);
    expect(codesOf(await reviewAs(specialist, found, person))).toEqual(['anotherOfficialNeeded']);
    await secondLooked(app, found, person);
    expect((await exclude()).status).toBe(200);
    expect((await listed(found))[0].reviews).toMatchObject([
      { kind: 'opinion', agrees: true },
      { kind: 'second_look', agrees: true, reviewedByName: 'Exclusion specialist' },
    ]);
  });

  it('that disagrees confirms nothing: the person is assessed anew', async () => {
    const found = await underExamination(app);
    const person = first(found);
    await assess(found, [person], anAssessment('article_1f_b'));
    const specialist = app.as('exclusion_specialist');
    expect((await reviewAs(specialist, found, person, { agrees: false })).status).toBe(200);
    const third = await app.newOfficial({ roles: ['exclusion_specialist'] });
    expect(codesOf(await reviewAs(third, found, person))).toEqual(['secondLookTaken']);
    await propose(app, found, 'exclude', { personIds: [person] });
    expect(codesOf(await actOn(app, 'decision_maker', found.id, 'exclude', { personIds: [person] }))).toEqual([
      'secondLookMissing',
    ]);
  });

  it('cannot be taken through a second account of who assessed', async () => {
    const found = await cleared(app);
    const staffNumber = 'MV-1717';
    const assessor = await app.newOfficial({ roles: ['case_officer'], staffNumber });
    const again = await app.newOfficial({ roles: ['exclusion_specialist'], staffNumber });
    const body = { personIds: [first(found)], ...anAssessment('article_1f_a') };
    const ifMatch = await versionOf(app, found.id);
    await assessor.post(`/cases/${found.id}/actions/assess-exclusion`, body, { ifMatch }).expect(200);
    expect(codesOf(await reviewAs(again, found, first(found)))).toEqual(['anotherOfficialNeeded']);
  });

  it('cannot be taken by who assessed, nor of nothing', async () => {
    const found = await cleared(app);
    const both = await app.newOfficial({ roles: ['case_officer', 'exclusion_specialist'] });
    expect(codesOf(await reviewAs(both, found, first(found)))).toEqual(['exclusionNotAssessed']);
    const body = { personIds: [first(found)], ...anAssessment('article_1f_a') };
    await both
      .post(`/cases/${found.id}/actions/assess-exclusion`, body, { ifMatch: await versionOf(app, found.id) })
      .expect(200);
    expect(codesOf(await reviewAs(both, found, first(found)))).toEqual(['anotherOfficialNeeded']);
  });

  it.each(rolesWithout('person.review_exclusion'))('is not for %s', async (role) => {
    await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/review-exclusion', {}).expect(403);
  });
});

describe('edge case 15: refused by another member state in the last three years', () => {
  it('bars a grant until three years have passed, so that a long wait cures it', async () => {
    const found = await readyToGrant(app);
    const refusal = { groundCode: 'urf_6_1_f', finding: 'met', reasons: 'Told by Germany.', memberState: 'DE' };
    const considered = [{ ...refusal, refusedOn: '2022-02-05' }];
    await assess(found, [first(found)], { considered });
    expect((await listed(found)).at(-1)).toMatchObject({
      outcome: 'no_ground',
      grounds: [{ kind: 'union_framework', standard: 'established', memberState: 'DE', refusedOn: '2022-02-05' }],
    });
    const grant = () => actOn(app, 'decision_maker', found.id, 'grant');
    expect(codesOf(await grant())).toEqual(['refusedByMemberState']);
    app.goTo('2025-02-05');
    expect((await grant()).status).toBe(200);
    app.goTo('2025-02-03');
  });
});
