import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExclusionService } from '../../../src/exclusion/index.js';
import { actOn, asked, referred, stated } from '../../factories/cases.js';
import { anAssessment, assessed, codesOf, propose, statusesOf, underExamination } from '../../factories/decisions.js';
import { anRrf } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
});
afterAll(() => app.close());

describe('edge case 12: suspicion of a war crime is no security case', () => {
  it('and makes none: the case stands as it stood, and nothing can be drafted behind the wall', async () => {
    const found = await underExamination(app);
    const personId = found.persons[0]!.id;
    const suspicion = { personId, crime: 'war_crime', suspicion: 'Told of a village that was shelled.' };
    await app.as('exclusion_specialist').post('/duties-to-report', suspicion).expect(202);
    expect(await theCase(app, found.id)).toEqual(found);
    const draft = { personId, proposal: { outcome: 'refused', reasonCode: 'conditions_not_met', reasons: 'Reasons.' } };
    const refused = await app.as('security_unit').post(`/cases/${found.id}/security-case/drafts`, draft);
    expect(refused.status).toBe(422);
  });

  it('nor is an objection a ground for exclusion: it is neither found nor counted as one', async () => {
    const found = await stated(app, await underExamination(app), { outcome: 'objection' });
    const personIds = found.persons.map(({ id }) => id);
    const findings = await asked(app, (tx) => app.server.get(ExclusionService).findings(tx, personIds));
    expect([...findings.values()].some((one) => one.exclusionGroundFound || one.exclusionAssessed)).toBe(false);
  });
});

describe('edge case 13: an emergency hastens the pre-screening and skips nothing', () => {
  it('so that exclusion is assessed after the statement, as in any other case', async () => {
    const rrf = anRrf({ priority: 'emergency', priorityJustification: 'In danger of being returned.' });
    const found = await referred(app, rrf);
    const body = { personIds: [found.persons[0]!.id], ...anAssessment() };
    const assess = () => actOn(app, 'exclusion_specialist', found.id, 'assess-exclusion', body);
    expect([(await assess()).status, (await theCase(app, found.id)).priority]).toEqual([409, 'emergency']);
    await stated(app, found);
    expect((await assess()).status).toBe(200);
  });
});

describe('edge case 16: who withdraws consent or refuses biometrics is discontinued', () => {
  it.each(['consent_withdrawn', 'biometrics_refused'])('for %s: neither refused nor excluded', async (reasonCode) => {
    const found = await underExamination(app);
    const personIds = [found.persons[0]!.id];
    const { status, body } = await actOn(app, 'case_officer', found.id, 'discontinue', { personIds, reasonCode });
    expect([status, statusesOf(body)[0]]).toEqual([200, 'discontinued']);
    const refuse = await actOn(app, 'decision_maker', found.id, 'refuse', { personIds });
    expect([refuse.status, refuse.body.from]).toEqual([409, 'discontinued']);
  });

  it('and neither is a ground: an assessment cannot name it', async () => {
    const found = await underExamination(app);
    const body = { personIds: [found.persons[0]!.id], ...anAssessment('biometrics_refused') };
    const refused = await actOn(app, 'case_officer', found.id, 'assess-exclusion', body);
    expect([refused.status, refused.body.errors[0].code]).toEqual([400, 'unknownReason']);
  });
});

describe('edge case 31: a policy exclusion, article 1F and an objection', () => {
  it('are three: what policy finds is decided as policy and called for no report', async () => {
    const found = await underExamination(app);
    const personIds = [found.persons[0]!.id];
    await assessed(app, found, 'policy_armed_group', personIds);
    const { body } = await app.as('decision_maker').get(`/cases/${found.id}/exclusion-assessments`).expect(200);
    expect(body.items[0]).toMatchObject({
      standard: 'policy_criterion',
      grounds: [{ groundCode: 'policy_armed_group', kind: 'programme_policy', finding: 'met' }],
    });
    const duties = (await app.as('exclusion_specialist').get('/duties-to-report')).body.items as { personId: string }[];
    expect(duties.filter(({ personId }) => personIds.includes(personId))).toEqual([]);
    await propose(app, found, 'grant', { personIds });
    expect(codesOf(await actOn(app, 'decision_maker', found.id, 'grant', { personIds }))).toContain(
      'exclusionGroundFound',
    );
  });
});
