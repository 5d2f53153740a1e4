import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES, type Role } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { municipalNumber } from '../../factories/assignments.js';
import { actOn, referred, registered, stated } from '../../factories/cases.js';
import { assessed, examined, propose, underExamination } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { STANDING } from '../../factories/standing.js';
import { receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { done } from '../../support/replies.js';
import { change } from '../family/families.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, places: 900 });
  await municipalNumber(app);
});
afterAll(() => app.close());

const READERS = ROLES.filter((role) => permits([role], 'case.read'));
const nextFor = async (role: Role, { id }: { id: string }) =>
  (await app.as(role).get(`/cases/${id}/next-actions`).expect(200)).body;
const LEAVE = ['discontinue', 'withdraw', 'record_death', 'lose_contact', 'resettle_elsewhere'];

describe('next-actions', () => {
  it('lists what the official may do with each person and with the case, and leads to the next step', async () => {
    const found = await registered(app);
    expect(await nextFor('case_officer', found)).toEqual({
      caseId: found.id,
      caseVersion: found.version,
      primary: { verb: 'refer', personIds: found.persons.map(({ id }) => id) },
      theCase: {
        available: [
          ...['update_rrf', 'assign_officer', 'place_in_sub_quota', 'choose_route', 'choose_principal', 'add_member'],
          ...['record_marriage', 'record_separation', 'split', 'merge', 'link'],
        ],
        blocked: [
          ...['return_incomplete', 'resubmit'].map((verb) => ({
            verb,
            unmet: [
              {
                code: 'alreadyRegistered',
                detail: 'The RRF is complete and the case is registered: nothing is left to complete.',
                source: 'UNHCR Resettlement Handbook 4.6',
              },
            ],
          })),
          { verb: 'unlink', unmet: [expect.objectContaining({ code: 'notLinked' })] },
          { verb: 'dismiss_difference', unmet: [expect.objectContaining({ code: 'differenceNotOpen' })] },
        ],
      },
      notes: [],
      persons: found.persons.map(({ id, number }) => ({
        personId: id,
        number,
        status: 'listed',
        available: ['refer', ...LEAVE],
        blocked: [],
      })),
    });
  });

  it('says what blocks the rest, all at once, with its source', async () => {
    const found = await underExamination(app);
    await propose(app, found, 'grant', { personIds: [found.persons[0]!.id] });
    const [adult, other] = (await nextFor('decision_maker', found)).persons;
    expect(adult.available).toEqual([]);
    expect(
      adult.blocked.map(({ verb, unmet }: { verb: string; unmet: { code: string }[] }) => [
        verb,
        unmet.map(({ code }) => code),
      ]),
    ).toEqual([
      ['grant', ['exclusionNotAssessed', 'notExamined']],
      ['refuse', ['notProposed']],
      ['exclude', ['notProposed', 'exclusionNotAssessed', 'noExclusionGround']],
    ]);
    expect(other.blocked[0].unmet[0]).toEqual({
      code: 'notProposed',
      detail: 'Nobody has proposed to grant.',
      source: expect.any(String),
    });

    await assessed(app, found);
    await examined(app, found);
    const next = await nextFor('decision_maker', found);
    expect(next.persons[0].available).toEqual(['grant']);
    expect(next.primary).toEqual({ verb: 'grant', personIds: [found.persons[0]!.id] });
  });

  it('never offers the second signature to who gave the first', async () => {
    const both = await app.newOfficial({ roles: ['case_officer', 'decision_maker'] });
    const found = await underExamination(app);
    await assessed(app, found);
    await examined(app, found);
    await propose(app, found, 'grant', { by: both });
    const { body } = await both.get(`/cases/${found.id}/next-actions`).expect(200);
    expect(body.persons[0].blocked.find(({ verb }: { verb: string }) => verb === 'grant').unmet).toMatchObject([
      { code: 'secondPersonNeeded' },
    ]);
    expect((await nextFor('decision_maker', found)).primary).toMatchObject({ verb: 'grant' });
  });

  it.each([
    ['listed', 'security_liaison', 'refer'],
    ['in_screening', 'security_liaison', 'record_statement'],
    ['in_screening', 'coordinator', 'choose_route'],
    ['deferred', 'mission_leader', 'resume'],
    ['granted', 'placement_officer', 'assign'],
    ['assigned', 'placement_officer', 'accept'],
    ['booked', 'travel_officer', 'depart'],
    ['departed', 'travel_officer', 'arrive'],
    ['arrived', 'travel_officer', 'receive'],
    ['received', 'travel_officer', null],
    ['granted', 'auditor', null],
    ['granted', 'exclusion_specialist', null],
  ] as const)('leads, when persons are %s, the %s to %s', async (state, role, verb) => {
    const { primary } = await nextFor(role, await STANDING[state](app));
    expect(primary?.verb ?? null).toBe(verb);
  });

  it('leads from an incomplete RRF to its return and from there to its next version', async () => {
    const { caseId } = await receiveRrf(app, anRrf({ persons: [anRrfPerson({ signedOn: null })] }));
    expect((await nextFor('coordinator', { id: caseId })).primary).toEqual({
      verb: 'return_incomplete',
      personIds: [],
    });
    await actOn(app, 'coordinator', caseId, 'return-incomplete', {
      reasonCodes: ['categories_missing'],
      answerDueOn: '2025-03-03',
    });
    const next = await nextFor('coordinator', { id: caseId });
    expect(next.primary).toEqual({ verb: 'resubmit', personIds: [] });
    expect(next.theCase.blocked).toMatchObject([
      { verb: 'return_incomplete', unmet: [{ code: 'alreadyReturned' }] },
      { verb: 'update_rrf', unmet: [{ code: 'notRegistered' }] },
      { verb: 'extend_clock', unmet: [{ code: 'noClock' }] },
      { verb: 'unmark_special_importance', unmet: [{ code: 'notSpecial' }] },
      { verb: 'consult', unmet: [{ code: 'notSpecial' }] },
      { verb: 'choose_principal', unmet: [{ code: 'nobodyGoesOn' }] },
      { verb: 'record_marriage', unmet: [{ code: 'notTwo' }] },
      { verb: 'record_separation', unmet: [{ code: 'notTwo' }] },
      { verb: 'split', unmet: [{ code: 'notRegistered' }, { code: 'nobodyToSplit' }] },
      { verb: 'merge', unmet: [{ code: 'notRegistered' }] },
      { verb: 'unlink', unmet: [{ code: 'notLinked' }] },
      { verb: 'dismiss_difference', unmet: [{ code: 'differenceNotOpen' }] },
    ]);
  });

  it('names what else may be done with the case, each with what blocks it now', async () => {
    const [found, other] = [await registered(app), await registered(app)];
    const standing = async (verb: string) => {
      const { available, blocked } = (await nextFor('coordinator', found)).theCase;
      const unmet = blocked.find((one: { verb: string }) => one.verb === verb)?.unmet;
      return available.includes(verb) ? 'available' : unmet?.map(({ code }: { code: string }) => code);
    };
    expect([await standing('consult'), await standing('mark_special_importance')]).toEqual([
      ['notSpecial'],
      'available',
    ]);
    done(await actOn(app, 'coordinator', found.id, 'mark-special-importance', { reason: 'A question of principle.' }));
    expect([await standing('consult'), await standing('mark_special_importance')]).toEqual([
      'available',
      ['alreadySpecial'],
    ]);
    expect(await standing('extend_clock')).toBe('available');
    done(await actOn(app, 'coordinator', found.id, 'extend-clock', { months: 2, reason: 'Complex.' }));
    expect(await standing('extend_clock')).toEqual(['clockExtended']);
    await change(app, found.id, 'link', { otherCaseId: other.id });
    expect(await standing('unlink')).toBe('available');
    done(await actOn(app, 'coordinator', found.id, 'withdraw', { reasonCode: 'refugees_wish' }));
    expect([await standing('merge'), await standing('link'), await standing('record_marriage')]).toEqual([
      ['nobodyGoesOn'],
      ['nobodyGoesOn'],
      ['notTwo'],
    ]);
  });

  it('tells nobody without need to know what stands behind the wall, and offers the statement alike', async () => {
    const worlds: CaseResponse[] = [await referred(app), await referred(app), await referred(app)];
    await stated(app, worlds[1]!, { outcome: 'more_time' });
    await stated(app, worlds[2]!, { outcome: 'objection' });
    for (const role of READERS.filter((one) => one !== 'security_unit')) {
      const answers = [];
      for (const world of worlds) answers.push(masked(await nextFor(role, world), world));
      expect({ role, answer: answers[1] }).toEqual({ role, answer: answers[0] });
      expect({ role, answer: answers[2] }).toEqual({ role, answer: answers[0] });
    }
    expect((await nextFor('security_liaison', worlds[2]!)).persons[0]).toMatchObject({
      available: ['record_statement'],
      blocked: [],
    });
    expect((await nextFor('security_unit', worlds[2]!)).persons[0]).toEqual({
      personId: worlds[2]!.persons[0]!.id,
      number: 1,
      status: 'in_screening',
      available: [],
      blocked: [{ verb: 'decide_security_case', unmet: [expect.objectContaining({ code: 'draftIncomplete' })] }],
    });
    expect(
      (await nextFor('security_unit', worlds[0]!)).persons[0].blocked[0].unmet.map(
        ({ code }: { code: string }) => code,
      ),
    ).toEqual(['noObjection', 'draftIncomplete']);
  });

  it('tells a late objection from a re-screening by nothing, either', async () => {
    const worlds = [await STANDING.travel_ready(app), await STANDING.travel_ready(app)] as const;
    await actOn(app, 'case_officer', worlds[0].id, 'rescreen', {
      personIds: worlds[0].persons.map(({ id }) => id),
      reason: 'A new tip.',
    });
    await stated(app, worlds[1], { outcome: 'objection' });
    for (const role of READERS.filter((one) => one !== 'security_unit')) {
      const answers = [];
      for (const world of worlds) answers.push(masked(await nextFor(role, world), world));
      expect({ role, answer: answers[1] }).toEqual({ role, answer: answers[0] });
    }
    expect((await nextFor('travel_officer', worlds[1])).persons[0].blocked).toMatchObject([
      { verb: 'book', unmet: [{ code: 'clearanceNotInForce' }] },
    ]);
  });

  it("is not for others, and every read is logged before it is answered; the security unit's behind the wall", async () => {
    const found = await registered(app);
    for (const role of ROLES.filter((one) => !READERS.includes(one))) {
      const { status, body } = await app.as(role).get(`/cases/${found.id}/next-actions`);
      expect({ role, status, permission: body.permission }).toEqual({ role, status: 403, permission: 'case.read' });
    }
    expect((await app.as('auditor').get('/cases/00000000-0000-7000-8000-000000000000/next-actions')).status).toBe(404);
    await nextFor('auditor', found);
    await nextFor('security_unit', found);
    const reads = await app.dataSource.query<{ chain: string; actor_name: string }[]>(
      `SELECT chain, actor_name FROM audit_entries WHERE action = 'case.read' AND case_id = '${found.id}' AND actor_name IN ('Auditor', 'Security unit') ORDER BY chain`,
    );
    expect(reads).toEqual([
      { chain: 'open', actor_name: 'Auditor' },
      { chain: 'security', actor_name: 'Security unit' },
    ]);
    expect((await theCase(app, found.id)).version).toBe(found.version);
  });
});

/** Ids by their place, so that two cases can be compared. */
function masked(answer: object, { id, persons }: CaseResponse): string {
  const text = persons.reduce(
    (sofar, person) => sofar.replaceAll(person.id, `person ${person.number}`),
    JSON.stringify(answer),
  );
  return text.replaceAll(id, 'the case');
}
