import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import type { CaseResponse, PersonAction } from '../../../src/cases/index.js';
import { ScreeningService } from '../../../src/screening/index.js';
import { asked, cleared, referred, stated, versionOf, walked } from '../../factories/cases.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';
import { changes, everything } from '../../support/everything.js';

let app: TestApp;
let second: Client;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  second = await app.newOfficial({ roles: ['security_unit'], name: 'Second of the unit' });
});
afterAll(() => app.close());

const EXCLUSION = {
  outcome: 'no_ground',
  triggers: {
    military: false,
    police: true,
    intelligence: false,
    armedGroup: false,
    prisonService: false,
    officialPost: false,
    checkpointDuty: false,
    notes: 'Traffic police in Goma, 2009 to 2011.',
  },
  reasons: 'The service gives no reason to consider an excludable act.',
};
const EXAMINATION = {
  inclusion: 'refugee',
  identityBasis: "UNHCR's identity assessment.",
  credibility: 'Coherent.',
  recommendation: 'grant',
  notes: 'The agency has made an assessment of its own.',
};
const proposing = (outcome: string, more: object = {}) => ({
  proposal: { outcome, reasons: 'The agency decides on its own.', ...more },
});

/** A case with an objection to its first person, standing where the verbs lead from `cleared`; in screening without any. */
async function securityCase(...actions: PersonAction[]): Promise<CaseResponse> {
  const made = actions.length > 0 ? await walked(app, (await cleared(app)).id, actions) : await referred(app);
  return stated(app, made, { personIds: [made.persons[0]!.id], outcome: 'objection' });
}
const draft = ({ id, persons }: CaseResponse, drafts: object, by: Client = app.as('security_unit')) =>
  by.post(`/cases/${id}/security-case/drafts`, { personId: persons[0]!.id, ...drafts });
const uphold = async ({ id, persons }: CaseResponse, by: Client = second) =>
  by.post(`/cases/${id}/actions/uphold`, { personIds: [persons[0]!.id] }, { ifMatch: await versionOf(app, id) });
const first = async ({ id }: CaseResponse) => (await second.get(`/cases/${id}/screening`).expect(200)).body.items[0];
const inForce = (of: CaseResponse, on = app.clock.today()) =>
  asked(app, async (tx) =>
    (await app.server.get(ScreeningService).clearance(tx, [of.persons[0]!.id], on)).get(of.persons[0]!.id),
  );
const fileOf = (of: CaseResponse) => asked(app, (tx) => app.server.get(ScreeningService).drafts(tx, of.persons[0]!.id));

describe('the sealed file of a security case', () => {
  it('takes drafts of each kind and gives them to the unit, with who wrote them', async () => {
    const theirs = await securityCase();
    const { body } = await draft(theirs, {
      exclusion: EXCLUSION,
      examination: EXAMINATION,
      ...proposing('granted'),
    }).expect(202);
    expect(body).toEqual({ accepted: true });
    const { drafts } = await first(theirs);
    expect(drafts).toMatchObject([
      { kind: 'exclusion', exclusion: EXCLUSION, recordedByName: 'Security unit' },
      { kind: 'examination', examination: EXAMINATION },
      { kind: 'proposal', proposal: { outcome: 'granted' } },
    ]);
    expect(await fileOf(theirs)).toMatchObject({
      exclusion: { content: EXCLUSION, draftedByName: 'Security unit' },
      examination: { content: EXAMINATION },
      proposal: { content: { outcome: 'granted' } },
    });
  });

  it('keeps what was drafted before and counts the latest of each kind', async () => {
    const theirs = await securityCase();
    await draft(theirs, proposing('granted')).expect(202);
    await draft(theirs, proposing('refused', { reasonCode: 'conditions_not_met' }), second).expect(202);
    expect((await first(theirs)).drafts).toHaveLength(2);
    expect(await fileOf(theirs)).toMatchObject({
      proposal: {
        content: { outcome: 'refused', reasonCode: 'conditions_not_met' },
        draftedByName: 'Second of the unit',
      },
    });
  });

  it('closes with the objection', async () => {
    const theirs = await securityCase();
    await draft(theirs, proposing('granted')).expect(202);
    await stated(app, theirs, { personIds: [theirs.persons[0]!.id] });
    expect(await fileOf(theirs)).toEqual({});
    const { body } = await draft(theirs, proposing('granted')).expect(422);
    expect(body.unmet).toMatchObject([{ code: 'noObjection', personId: theirs.persons[0]!.id }]);
  });

  it('changes nothing outside the wall', async () => {
    const theirs = await securityCase();
    await app.as('security_unit').get('/sessions/current').expect(200);
    const before = await everything(app.dataSource);
    await draft(theirs, { exclusion: EXCLUSION }).expect(202);
    const changed = changes(before, await everything(app.dataSource));
    expect(changed.audit_heads!.map(({ chain }) => chain)).toEqual(['security']);
    expect(Object.keys(changed)).toEqual(
      expect.not.arrayContaining(['cases', 'persons', 'documents', 'person_transitions', 'exclusion_assessments']),
    );
    expect(await theCase(app, theirs.id)).toEqual(theirs);
  });

  it.each([
    ['nothing', {}, '', 'nothingDrafted'],
    [
      'a ground without its code',
      { exclusion: { ...EXCLUSION, outcome: 'ground_found' } },
      '/exclusion/groundCode',
      'groundCode',
    ],
    [
      'a code without a ground',
      { exclusion: { ...EXCLUSION, groundCode: 'article_1f_a' } },
      '/exclusion/groundCode',
      'groundCode',
    ],
    [
      'an unknown ground',
      { exclusion: { ...EXCLUSION, outcome: 'ground_found', groundCode: 'x' } },
      '/exclusion/groundCode',
      'unknownReason',
    ],
    [
      'a reason of another verb',
      proposing('refused', { reasonCode: 'article_1f_a' }),
      '/proposal/reasonCode',
      'unknownReason',
    ],
    ['the upholding of a permit that nobody has', proposing('upheld'), '/proposal/outcome', 'outcome'],
    [
      'an incomplete questionnaire',
      { exclusion: { ...EXCLUSION, triggers: { military: true } } },
      '/exclusion/triggers/police',
      'isBoolean',
    ],
  ])('refuses %s', async (_, drafts, pointer, code) => {
    const { body } = await draft(await securityCase(), drafts).expect(400);
    expect(body.errors[0]).toMatchObject({ pointer, code });
  });

  it('is not opened for those who are through or gone', async () => {
    const theirs = await securityCase('examine', 'grant', 'assign', 'accept', 'make_ready', 'book', 'depart', 'arrive');
    await draft(theirs, proposing('upheld')).expect(409);
  });

  it.each(ROLES.filter((role) => !(PERMISSIONS['person.draft_security_case'].roles as readonly Role[]).includes(role)))(
    'is not for %s',
    async (role) => {
      await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/security-case/drafts', {}).expect(403);
    },
  );
});

describe('upholding a permit after a late objection', () => {
  it('takes two of the unit, happens behind the wall alone, and clears from that day', async () => {
    const theirs = await securityCase('examine', 'grant');
    expect(await inForce(theirs)).toBe(false);
    await draft(theirs, proposing('upheld')).expect(202);
    app.goTo('2025-03-10');
    await second.get('/sessions/current').expect(200);
    const before = await everything(app.dataSource);
    await second
      .post(`/cases/${theirs.id}/actions/uphold`, { personIds: [theirs.persons[0]!.id] }, { ifMatch: theirs.version })
      .expect(202);
    const changed = changes(before, await everything(app.dataSource));
    expect(changed.audit_heads!.map(({ chain }) => chain)).toEqual(['security']);
    expect(changed).not.toHaveProperty('cases');
    expect(await theCase(app, theirs.id)).toEqual(theirs);
    expect(await inForce(theirs, '2026-03-10')).toBe(true);
    expect(await inForce(theirs, '2026-03-11')).toBe(false);
    expect(await first(theirs)).toMatchObject({
      objectionInForce: false,
      decisions: [{ outcome: 'upheld', decidedOn: '2025-03-10' }],
    });
    app.goTo('2025-02-03');
  });

  it('is refused to the one who proposed', async () => {
    const theirs = await securityCase('examine', 'grant');
    await draft(theirs, proposing('upheld')).expect(202);
    const { status, body } = await uphold(theirs, app.as('security_unit'));
    expect(status).toBe(422);
    expect(body.unmet).toMatchObject([{ code: 'secondPersonNeeded' }]);
  });

  it('is refused without an objection, without a proposal, and with another proposal', async () => {
    const granted = await walked(app, (await cleared(app)).id, ['examine', 'grant']);
    const codes = async (of: CaseResponse) => (await uphold(of)).body.unmet.map(({ code }: { code: string }) => code);
    expect(await codes(granted)).toEqual(['noObjection', 'draftIncomplete']);
    const theirs = await securityCase('examine', 'grant');
    expect(await codes(theirs)).toEqual(['draftIncomplete']);
    await draft(theirs, proposing('permit_withdrawn', { reasonCode: 'special_reasons_before_entry' })).expect(202);
    expect(await codes(theirs)).toEqual(['draftIncomplete']);
  });

  it('is refused for those without a permit', async () => {
    expect((await uphold(await securityCase())).status).toBe(409);
  });

  it.each(
    ROLES.filter((role) => !(PERMISSIONS['person.decide_security_case'].roles as readonly Role[]).includes(role)),
  )('is not for %s', async (role) => {
    await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/uphold', {}).expect(403);
  });
});
