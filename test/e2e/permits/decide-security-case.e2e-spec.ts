import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { ScreeningService } from '../../../src/screening/index.js';
import { actOn, asked, referred, stated, versionOf } from '../../factories/cases.js';
import {
  actAs,
  anAssessment,
  anExamination,
  assessed,
  codesOf,
  decisionsOf,
  entriesOf,
  placesOf,
  propose,
  routed,
  rowsOf,
  statusesOf,
  underExamination,
  unmetOf,
  type Persons,
} from '../../factories/decisions.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';

let app: TestApp;
let period: MadePeriod;
let second: Client;
beforeAll(async () => {
  app = await startApp();
  period = await openPeriod(app, {
    subQuotas: [
      { name: 'Uganda', places: 500, countriesOfAsylum: ['UG'] },
      { name: 'Rwanda', places: 0, countriesOfAsylum: ['RW'] },
    ],
  });
  second = await app.newOfficial({ roles: ['security_unit'], name: 'Second of the unit' });
});
afterAll(() => app.close());

const idAt = ({ persons }: Persons, index = 0) => persons[index]!.id;
const places = () => placesOf(app, period.id, period.subQuotaId('Uganda'));

/** An objection to one person of the case, the first unless said otherwise. */
const objected = (found: Persons, index = 0): Promise<CaseResponse> =>
  stated(app, found, { personIds: [idAt(found, index)], outcome: 'objection' });

const proposal = (outcome: string, reasonCode?: string) => ({
  outcome,
  reasons: 'The agency has weighed the objection against the need for protection.',
  ...(reasonCode && { reasonCode }),
});
const WHOLE = { exclusion: anAssessment(), examination: anExamination(), proposal: proposal('granted') };
const draft = (found: Persons, drafts: object = WHOLE, index = 0) =>
  app
    .as('security_unit')
    .post(`/cases/${found.id}/security-case/drafts`, { personId: idAt(found, index), ...drafts })
    .expect(202);
const decide = (found: Persons, index = 0, by = second) =>
  actAs(app, by, found.id, 'decide-security-case', { personIds: [idAt(found, index)] });

const STATES: [state: string, made: () => Promise<Persons>][] = [
  ['in_screening', () => referred(app)],
  ['cleared', () => routed(app)],
  ['under_examination', () => underExamination(app)],
  [
    'deferred',
    async () => {
      const found = await underExamination(app);
      await actOn(app, 'case_officer', found.id, 'defer', {
        reasonCode: 'best_interests',
        askedOfUnhcr: 'The best interests report.',
      });
      return found;
    },
  ],
];

describe('a security case', () => {
  it.each(STATES)(
    'of a person who is %s can be granted by the unit itself: the grant stands in for the clearance',
    async (state, made) => {
      const before = await places();
      const found = await objected(await made());
      await draft(found);
      const { status, body, etag } = await decide(found);
      expect([status, body]).toEqual([200, expect.objectContaining({ version: found.version + 1 })]);
      expect(etag).toBe(`"${found.version + 1}"`);
      expect(statusesOf(body)).toEqual(['granted', state, state]);

      const { decisions, permits, proposals } = await decisionsOf(app, found);
      expect(proposals).toMatchObject([
        { outcome: 'grant', proposedByName: 'Security unit', proposedOn: '2025-01-07', standing: 'decided' },
      ]);
      expect(decisions).toMatchObject([
        {
          outcome: 'granted',
          proposedByName: 'Security unit',
          decidedByName: 'Second of the unit',
          decidedOn: '2025-01-07',
        },
      ]);
      expect(permits).toMatchObject([
        { personId: idAt(found), protectionCategory: 'refugee', ruleCode: 'permit-2021', inForce: true },
      ]);
      expect(await places()).toEqual({ ...before, available: before.available! - 1, reserved: before.reserved! + 1 });

      const clearance = await asked(app, (tx) =>
        app.server.get(ScreeningService).clearance(tx, [idAt(found)], '2025-12-31'),
      );
      expect(clearance.get(idAt(found))).toBe(true);
    },
  );

  it.each([
    ['refused', proposal('refused', 'conditions_not_met'), {}],
    ['excluded', proposal('excluded', 'article_1f_c'), { exclusion: anAssessment('article_1f_c') }],
    ['discontinued', proposal('discontinued', 'consent_withdrawn'), {}],
  ])('can be %s; the open record then shows a decision like any other', async (outcome, proposed, more) => {
    const found = await objected(await referred(app));
    await draft(found, { proposal: proposed, ...more });
    const { status, body } = await decide(found);
    expect([status, body.persons && statusesOf(body)]).toEqual([200, [outcome, 'in_screening', 'in_screening']]);
    const { decisions, permits } = await decisionsOf(app, found);
    expect([decisions, permits]).toMatchObject([
      [{ outcome, reasonCodes: [proposed.reasonCode], decidedOn: '2025-01-07' }],
      [],
    ]);
    expect(await app.dataSource.query(`SELECT * FROM place_holdings WHERE person_id = '${idAt(found)}'`)).toEqual([]);
  });

  it('is decided with everything that was drafted copied out, under the name of who drafted it', async () => {
    const found = await objected(await referred(app));
    await draft(found);
    await decide(found);
    const examinations = (await app.as('decision_maker').get(`/cases/${found.id}/examinations`)).body.items;
    expect(examinations).toMatchObject([
      { personId: idAt(found), inclusion: 'refugee', recordedBy: 'Security unit', current: true },
    ]);
    const assessments = await rowsOf(app, 'exclusion_assessments', found.id);
    expect(assessments).toMatchObject([
      { person_id: idAt(found), assessed_by_name: 'Security unit', assessed_on: '2025-01-07' },
    ]);
    const papers = (await app.as('case_officer').get(`/cases/${found.id}/diary`)).body.items;
    expect(papers.at(-1)).toMatchObject({ kind: 'decision', title: 'Decision on a residence permit' });

    // The open record keeps it under the word of any other decision; the walled chain knows it as a security case.
    expect(await entriesOf(app, found.id, 'person.decide_security_case')).toEqual([]);
    const [entry] = await entriesOf(app, found.id, 'person.grant');
    expect(entry).toMatchObject({
      subjectId: idAt(found),
      actorName: 'Second of the unit',
      reason: null,
      payload: { from: 'in_screening', to: 'granted' },
    });
    for (const action of ['person.assess_exclusion', 'person.record_examination', 'person.propose'])
      expect([action, await entriesOf(app, found.id, action)]).toEqual([
        action,
        [expect.objectContaining({ actorName: 'Second of the unit' })],
      ]);
  });

  it('after the open work had begun rests on what was found there, unless the unit drafts anew', async () => {
    const found = await underExamination(app);
    await assessed(app, found);
    await propose(app, found, 'refuse', { personIds: [idAt(found)] });
    await objected(found);
    await draft(found, { examination: WHOLE.examination, proposal: WHOLE.proposal });
    expect((await decide(found)).status).toBe(200);
    const { proposals } = await decisionsOf(app, found);
    expect(proposals.map((one: { outcome: string; standing: string }) => [one.outcome, one.standing])).toEqual([
      ['refuse', 'replaced'],
      ['grant', 'decided'],
    ]);
    expect(await rowsOf(app, 'exclusion_assessments', found.id)).toHaveLength(2);
  });

  it('can be decided for several persons with different outcomes at once', async () => {
    const made = await referred(app);
    await objected(made);
    const found = await objected(made, 1);
    await draft(found);
    await draft(found, { proposal: proposal('refused', 'conditions_not_met') }, 1);
    const personIds = [idAt(found), idAt(found, 1)];
    const { body } = await actAs(app, second, found.id, 'decide-security-case', { personIds });
    expect(statusesOf(body)).toEqual(['granted', 'refused', 'in_screening']);
  });
});

describe('the second signature of the security unit is refused', () => {
  it('without an objection in force', async () => {
    const found = await referred(app);
    const reply = await decide(found);
    expect([reply.status, unmetOf(reply)]).toEqual([
      422,
      [
        ['noObjection', idAt(found)],
        ['draftIncomplete', idAt(found)],
      ],
    ]);
  });

  it('without a proposal in the sealed file', async () => {
    const found = await objected(await referred(app));
    await draft(found, { exclusion: WHOLE.exclusion });
    const reply = await decide(found);
    expect([reply.status, codesOf(reply)]).toEqual([422, ['draftIncomplete']]);
    await draft(found, { examination: WHOLE.examination, proposal: WHOLE.proposal });
    expect((await decide(found)).status).toBe(200);
  });

  it('by who drafted the proposal', async () => {
    const found = await objected(await referred(app));
    await draft(found);
    const reply = await decide(found, 0, app.as('security_unit'));
    expect([reply.status, codesOf(reply)]).toEqual([422, ['secondPersonNeeded']]);
    expect((await decide(found)).status).toBe(200);
  });

  it.each([
    [
      'an exclusion assessment of an adult',
      0,
      { examination: WHOLE.examination, proposal: WHOLE.proposal },
      'exclusionNotAssessed',
    ],
    ['an examination', 0, { exclusion: WHOLE.exclusion, proposal: WHOLE.proposal }, 'notExamined'],
    [
      'a protection category',
      0,
      { ...WHOLE, examination: anExamination({ inclusion: 'none', recommendation: 'refuse' }) },
      'protectionCategoryMissing',
    ],
    [
      'the child heard, or why not',
      2,
      { ...WHOLE, examination: anExamination({ childHeard: false }) },
      'childNotHeard',
    ],
    [
      'an assessment without a ground',
      0,
      { ...WHOLE, exclusion: anAssessment('article_1f_a') },
      'exclusionGroundFound',
    ],
    [
      'a ground, to exclude',
      0,
      { exclusion: WHOLE.exclusion, proposal: proposal('excluded', 'article_1f_a') },
      'noExclusionGround',
    ],
    ['a reason code, to refuse', 0, { proposal: proposal('refused') }, 'reasonsMissing'],
  ])('when the outcome lacks %s, and given once it is there', async (_, index, drafts, code) => {
    const found = await objected(await referred(app), index);
    await draft(found, drafts, index);
    const reply = await decide(found, index);
    expect([reply.status, unmetOf(reply)]).toEqual([
      422,
      [
        ['draftIncomplete', idAt(found, index)],
        [code, idAt(found, index)],
      ],
    ]);
    expect(await rowsOf(app, 'proposals', found.id)).toEqual([]);
    await draft(found, WHOLE, index);
    expect((await decide(found, index)).status).toBe(200);
  });

  it('for a grant without places, or without a rule for the day', async () => {
    const found = await objected(await referred(app, anRrf({ countryOfAsylum: 'RW' })));
    await draft(found);
    await app.dataSource.query(`UPDATE policy_rules SET status = 'proposed' WHERE code = 'permit-2021'`);
    expect(codesOf(await decide(found))).toEqual(['draftIncomplete', 'noPermitRule', 'placesUsedUp']);
    await app.dataSource.query(`UPDATE policy_rules SET status = 'in_force' WHERE code = 'permit-2021'`);
    expect(codesOf(await decide(found))).toEqual(['draftIncomplete', 'placesUsedUp']);
    await draft(found, { proposal: proposal('refused', 'outside_programme') });
    expect((await decide(found)).status).toBe(200);
  });

  it('a second time, and acts once for one key', async () => {
    const found = await objected(await referred(app));
    await draft(found);
    const body = { personIds: [idAt(found)] };
    const options = { ifMatch: await versionOf(app, found.id), key: `security-${found.id}` };
    const act = () => second.post(`/cases/${found.id}/actions/decide-security-case`, body, options).expect(200);
    expect((await act()).body).toEqual((await act()).body);
    expect(await rowsOf(app, 'decisions', found.id)).toHaveLength(1);
    const again = await decide(found);
    expect([again.status, again.body.from]).toEqual([409, 'granted']);
    await second.post(`/cases/${found.id}/actions/decide-security-case`, body).expect(428);
  });
});

describe('the wall around a security case', () => {
  const others = ROLES.filter((role) => role !== 'security_unit');
  const masked = ({ requestId: _, instance: __, ...told }: Record<string, unknown>) => told;

  it('refuses every other role alike, whether there is a security case or a case at all', async () => {
    const plain = await referred(app);
    const secret = await objected(await referred(app));
    await draft(secret);
    for (const role of others) {
      const answers = [];
      for (const id of [plain.id, secret.id, '0195d3c0-0000-7000-8000-000000000000']) {
        const { status, body } = await app
          .as(role)
          .post(`/cases/${id}/actions/decide-security-case`, { nonsense: true });
        answers.push([role, status, masked(body)]);
      }
      expect(answers[0]!.slice(0, 2)).toEqual([role, 403]);
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
    }
  });

  it('shows nothing of the drafts before they are signed: to nobody, in nothing', async () => {
    const plain = await referred(app);
    const secret = await objected(await referred(app));
    await draft(secret);
    await draft(secret, { proposal: proposal('refused', 'outside_programme') });
    for (const role of ['case_officer', 'decision_maker', 'security_unit', 'auditor'] as const) {
      const seen = async (path: string) =>
        (await Promise.all([plain, secret].map(({ id }) => app.as(role).get(`/cases/${id}/${path}`)))).map(
          ({ status, body }) => [status, masked(body)],
        );
      for (const path of ['decisions', 'examinations', 'interviews']) {
        const [ofPlain, ofSecret] = await seen(path);
        expect([role, path, ofSecret]).toEqual([role, path, ofPlain]);
      }
    }
    expect((await theCase(app, secret.id)).version).toBe((await theCase(app, plain.id)).version);
  });

  it('lets the others of the case go on singly', async () => {
    const found = await objected(await referred(app));
    await draft(found);
    const rest = found.persons.slice(1).map(({ id }) => id);
    const body = await stated(app, found, { personIds: rest });
    expect(statusesOf(body)).toEqual(['in_screening', 'cleared', 'cleared']);
    expect((await decide(found)).status).toBe(200);
    expect(statusesOf(await theCase(app, found.id))).toEqual(['granted', 'cleared', 'cleared']);
  });
});
