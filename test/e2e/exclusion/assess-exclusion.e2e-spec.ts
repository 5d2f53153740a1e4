import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { ExclusionService } from '../../../src/exclusion/index.js';
import { actOn, asked, cleared, referred, stated, walked } from '../../factories/cases.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
});
afterAll(() => app.close());

const NO_TRIGGER = {
  military: false,
  police: false,
  intelligence: false,
  armedGroup: false,
  prisonService: false,
  officialPost: false,
  checkpointDuty: false,
};
const assessment = (personIds: string[], overrides: object = {}) => ({
  personIds,
  outcome: 'no_ground',
  triggers: NO_TRIGGER,
  reasons: 'No trigger, and nothing in the account points to an excludable act.',
  ...overrides,
});
const GROUND = {
  outcome: 'ground_found',
  groundCode: 'article_1f_a',
  triggers: { ...NO_TRIGGER, armedGroup: true, notes: 'Commander of a checkpoint, 2012.' },
  reasons: 'He ordered the shelling of a village.',
};
const assess = (
  { id }: Pick<CaseResponse, 'id'>,
  personIds: string[],
  overrides: object = {},
  role: Role = 'exclusion_specialist',
) => actOn(app, role, id, 'assess-exclusion', assessment(personIds, overrides));
const adultsOf = ({ persons }: CaseResponse) => persons.slice(0, 2).map(({ id }) => id);
const findings = (personId: string) =>
  asked(app, async (tx) => (await app.server.get(ExclusionService).findings(tx, [personId])).get(personId));
const rows = (caseId: string) =>
  app.dataSource.query<Record<string, unknown>[]>(
    `SELECT * FROM exclusion_assessments WHERE case_id = '${caseId}' ORDER BY recorded_at, id`,
  );
const codes = (body: { unmet: { code: string }[] }) => body.unmet.map(({ code }) => code);

describe('assess exclusion', () => {
  it('gives each adult an assessment of their own and raises the version of the case', async () => {
    const theirs = await cleared(app);
    const { status, body, etag } = await assess(theirs, adultsOf(theirs));
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: theirs.id, version: theirs.version + 1, status: 'in_examination' });
    expect(etag).toBe(`"${theirs.version + 1}"`);
    const kept = await rows(theirs.id);
    expect(kept.map((row) => row.person_id).sort()).toEqual(adultsOf(theirs).sort());
    expect(kept[0]).toMatchObject({
      outcome: 'no_ground',
      ground_code: null,
      instrument: null,
      standard: null,
      assessed_by_name: 'Exclusion specialist',
      assessed_on: '2025-02-03',
    });
    expect(await findings(adultsOf(theirs)[0]!)).toMatchObject({
      exclusionAssessed: true,
      exclusionGroundFound: false,
    });
    expect(await findings(theirs.persons[2]!.id)).toMatchObject({
      exclusionAssessed: false,
      exclusionGroundFound: false,
    });
  });

  it('keeps ground, instrument and standard apart: edge case 31', async () => {
    const theirs = await cleared(app);
    const [one, other] = adultsOf(theirs);
    await assess(theirs, [one!], GROUND);
    await assess(theirs, [other!], { ...GROUND, groundCode: 'policy_armed_group' });
    expect(await rows(theirs.id)).toMatchObject([
      {
        ground_code: 'article_1f_a',
        instrument: expect.stringContaining('article 1F(a)'),
        standard: 'serious_reasons',
      },
      {
        ground_code: 'policy_armed_group',
        instrument: 'Direction of the annual programme',
        standard: 'policy_criterion',
      },
    ]);
    expect(await findings(one!)).toMatchObject({ exclusionAssessed: true, exclusionGroundFound: true });
  });

  it('leaves one entry that names the persons and not what was found', async () => {
    const theirs = await cleared(app);
    await assess(theirs, [adultsOf(theirs)[0]!], GROUND);
    const entries = await app.dataSource.query<{ payload: string; actor_name: string }[]>(
      `SELECT p.payload, e.actor_name FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
       WHERE e.case_id = '${theirs.id}' AND e.action = 'person.assess_exclusion'`,
    );
    expect(entries.map(({ payload, actor_name }) => [actor_name, JSON.parse(payload)])).toEqual([
      ['Exclusion specialist', { personIds: [adultsOf(theirs)[0]] }],
    ]);
  });

  it('can be made anew: the earlier one stays, the latest counts', async () => {
    const theirs = await cleared(app);
    const [one] = adultsOf(theirs);
    await assess(theirs, [one!], GROUND);
    await assess(theirs, [one!]);
    expect(await rows(theirs.id)).toHaveLength(2);
    expect(await findings(one!)).toMatchObject({ exclusionAssessed: true, exclusionGroundFound: false });
    await expect(app.dataSource.query(`UPDATE exclusion_assessments SET outcome = 'no_ground'`)).rejects.toThrow();
  });

  it('of a minor is made from fifteen, when a trigger is noted', async () => {
    const theirs = await cleared(
      app,
      anRrf({
        persons: [
          anRrfPerson(),
          anRrfChild({ birthDate: '2009-02-03', givenNames: 'Eric' }),
          anRrfChild({ birthDate: '2010-02-04', givenNames: 'Luc' }),
        ],
      }),
    );
    const [, fifteen, fourteen] = theirs.persons.map(({ id }) => id);
    const triggers = { ...NO_TRIGGER, checkpointDuty: true };
    const considered = ['article_1f_a', 'subsidiary_international_crime', 'urf_6_1_b_i'].map((groundCode) => ({
      groundCode,
      finding: 'not_met',
      reasons: 'Forced to stand there, at twelve.',
    }));
    expect(codes((await assess(theirs, [fifteen!])).body)).toEqual(['noTriggerNoted']);
    expect((await assess(theirs, [fifteen!], { triggers, considered })).status).toBe(200);
    expect(codes((await assess(theirs, [fourteen!], { triggers, considered })).body)).toEqual(['tooYoungToAssess']);
  });

  it('before a reopening does not count after it', async () => {
    const theirs = await cleared(app);
    const [one] = adultsOf(theirs);
    await assess(theirs, [one!]);
    await walked(app, theirs.id, ['withdraw', 'reopen'], [one!]);
    await actOn(app, 'case_officer', theirs.id, 'refer', { personIds: [one!] });
    await stated(app, theirs, { personIds: [one!] });
    expect(await findings(one!)).toMatchObject({ exclusionAssessed: false, exclusionGroundFound: false });
    await assess(theirs, [one!]);
    expect(await findings(one!)).toMatchObject({ exclusionAssessed: true, exclusionGroundFound: false });
  });
});

describe('assess exclusion is refused', () => {
  it('before the statement of the Security Service', async () => {
    const theirs = await referred(app);
    const { status, body } = await assess(theirs, adultsOf(theirs));
    expect(status).toBe(409);
    expect(body).toMatchObject({ from: 'in_screening', allowedActions: [] });
    expect(await rows(theirs.id)).toEqual([]);
  });

  it('while no clearance is in force, in the one sentence that does not say why', async () => {
    app.goTo('2025-02-03');
    const lapsed = await cleared(app);
    const objected = await stated(app, await cleared(app), { outcome: 'objection' });
    const rescreened = await cleared(app);
    await actOn(app, 'case_officer', rescreened.id, 'rescreen', { personIds: adultsOf(rescreened), reason: 'A tip.' });
    app.goTo('2026-02-04');
    const refusals = [];
    for (const theirs of [lapsed, objected, rescreened]) {
      const { status, body } = await assess(theirs, [adultsOf(theirs)[0]!]);
      refusals.push([status, body.unmet.map(({ personId: _, ...told }: { personId: string }) => told)]);
    }
    expect(refusals[0]).toMatchObject([422, [{ code: 'clearanceNotInForce' }]]);
    expect(refusals[1]).toEqual(refusals[0]);
    expect(refusals[2]).toEqual(refusals[0]);
    app.goTo('2025-02-03');
  });

  it('after arrival', async () => {
    const theirs = await walked(app, (await cleared(app)).id, [
      'examine',
      'grant',
      'assign',
      'accept',
      'make_ready',
      'book',
      'depart',
      'arrive',
    ]);
    expect((await assess(theirs, adultsOf(theirs))).status).toBe(409);
  });

  it.each([
    ['a ground without its code', { ...GROUND, groundCode: undefined }, '/groundCode', 'groundCode'],
    ['a code without a ground', { groundCode: 'article_1f_a' }, '/groundCode', 'groundCode'],
    ['an unknown ground', { ...GROUND, groundCode: 'suspicious' }, '/groundCode', 'unknownReason'],
    ['no reasons', { reasons: '' }, '/reasons', 'length'],
    ['an incomplete questionnaire', { triggers: { military: false } }, '/triggers/police', 'isBoolean'],
    ['an unknown field', { dutyToReport: true }, '/dutyToReport', 'unknownField'],
  ])('with %s', async (_, overrides, pointer, code) => {
    const theirs = await cleared(app);
    const { status, body } = await assess(theirs, [adultsOf(theirs)[0]!], overrides);
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ pointer, code });
  });

  it('without the version or on an old one', async () => {
    const theirs = await cleared(app);
    const send = (options: object) =>
      app
        .as('case_officer')
        .post(`/cases/${theirs.id}/actions/assess-exclusion`, assessment(adultsOf(theirs)), options);
    await send({}).expect(428);
    await send({ ifMatch: 1 }).expect(412);
  });

  it.each(ROLES.filter((role) => !(PERMISSIONS['person.assess_exclusion'].roles as readonly Role[]).includes(role)))(
    'to %s',
    async (role) => {
      await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/assess-exclusion', {}).expect(403);
    },
  );
});

describe('reading the assessments', () => {
  it('gives all of a case, oldest first, says which count, and leaves an entry', async () => {
    const theirs = await cleared(app);
    const [one] = adultsOf(theirs);
    await assess(theirs, [one!], GROUND);
    await assess(theirs, [one!]);
    const { body } = await app.as('decision_maker').get(`/cases/${theirs.id}/exclusion-assessments`).expect(200);
    expect(body.items).toMatchObject([
      { personId: one, outcome: 'ground_found', groundCode: 'article_1f_a', triggers: GROUND.triggers, counts: false },
      { personId: one, outcome: 'no_ground', groundCode: null, triggers: NO_TRIGGER, counts: true },
    ]);
    const [entry] = await app.dataSource.query<unknown[]>(
      `SELECT actor_name FROM audit_entries WHERE case_id = '${theirs.id}' AND action = 'exclusion.read' AND chain = 'open'`,
    );
    expect(entry).toEqual({ actor_name: 'Decision maker' });
  });

  it.each(ROLES.filter((role) => !(PERMISSIONS['exclusion.read'].roles as readonly Role[]).includes(role)))(
    'is not for %s',
    async (role) => {
      await app.as(role).get('/cases/0195d3c0-0000-7000-8000-000000000000/exclusion-assessments').expect(403);
    },
  );
});
