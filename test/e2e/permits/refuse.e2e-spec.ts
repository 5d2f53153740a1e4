import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn } from '../../factories/cases.js';
import {
  actAs,
  assessed,
  codesOf,
  decisionsOf,
  entriesOf,
  propose,
  rolesWithout,
  rowsOf,
  statusesOf,
  underExamination,
  unmetOf,
} from '../../factories/decisions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** What refuse and exclude have in common: the second signature on a proposal of their own kind. */
describe.each([
  { verb: 'refuse', to: 'refused', code: 'conditions_not_met', ground: undefined },
  { verb: 'exclude', to: 'excluded', code: 'article_1f_a', ground: 'article_1f_a' },
] as const)('$verb', ({ verb, to, code, ground }) => {
  const ready = async () => {
    const found = await underExamination(app);
    await assessed(app, found, ground);
    return { ...found, personIds: [found.persons[0]!.id] };
  };
  const decide = (caseId: string, personIds: string[]) => actOn(app, 'decision_maker', caseId, verb, { personIds });

  it('decides on one person, and leaves the others where they are', async () => {
    const { personIds, ...found } = await ready();
    await propose(app, found, verb, { personIds });
    const { status, body } = await decide(found.id, personIds);
    expect(status).toBe(200);
    expect(statusesOf(body)).toEqual([to, 'under_examination', 'under_examination']);
    expect(body.persons[0]).toMatchObject({ active: false });
    const { decisions, permits } = await decisionsOf(app, found);
    expect(decisions).toEqual([
      expect.objectContaining({
        personId: personIds[0],
        outcome: to,
        reasonCodes: [code],
        reasons: `Reasons to ${verb}.`,
        decidedByName: 'Decision maker',
      }),
    ]);
    expect(permits).toEqual([]);
    const [entry] = await entriesOf(app, found.id, `person.${verb}`);
    expect(entry).toMatchObject({
      subjectId: personIds[0],
      payload: {
        from: 'under_examination',
        to,
        decisions: [{ personId: personIds[0], diaryNumber: decisions[0].diaryNumber }],
      },
    });
    expect(await app.dataSource.query(`SELECT * FROM place_holdings WHERE person_id = '${personIds[0]}'`)).toEqual([]);
  });

  it('is refused when nobody proposed it, when something else was proposed, and without reasons', async () => {
    const { personIds, ...found } = await ready();
    const nobody = await decide(found.id, personIds);
    expect([nobody.status, unmetOf(nobody)]).toEqual([422, [['notProposed', personIds[0]]]]);
    await propose(app, found, 'grant', { personIds });
    expect(codesOf(await decide(found.id, personIds))).toEqual(['notProposed']);
    await actOn(app, 'case_officer', found.id, 'propose', {
      persons: [{ personId: personIds[0], outcome: verb, reasons: 'Plainly.' }],
    });
    expect(codesOf(await decide(found.id, personIds))).toEqual(['reasonsMissing']);
    expect(await rowsOf(app, 'decisions', found.id)).toEqual([]);
    await propose(app, found, verb, { personIds });
    expect((await decide(found.id, personIds)).status).toBe(200);
  });

  it('needs a second person', async () => {
    const { personIds, ...found } = await ready();
    const both = await app.newOfficial({ roles: ['case_officer', 'decision_maker'] });
    await propose(app, found, verb, { personIds, by: both });
    const reply = await actAs(app, both, found.id, verb, { personIds });
    expect([reply.status, codesOf(reply)]).toEqual([422, ['secondPersonNeeded']]);
    expect((await decide(found.id, personIds)).status).toBe(200);
  });

  it('acts once for one key, and not twice without it', async () => {
    const { personIds, ...found } = await ready();
    const proposed = await propose(app, found, verb, { personIds });
    const options = { ifMatch: proposed.body.version, key: `${verb}-${found.id}` };
    const act = () => app.as('decision_maker').post(`/cases/${found.id}/actions/${verb}`, { personIds }, options);
    expect((await act().expect(200)).body).toEqual((await act().expect(200)).body);
    expect(await rowsOf(app, 'decisions', found.id)).toHaveLength(1);
    const again = await decide(found.id, personIds);
    expect([again.status, again.body.from]).toEqual([409, to]);
  });

  it.each(rolesWithout(`person.${verb}`))('is not for %s', async (role) => {
    await app.as(role).post(`/cases/0195d3c0-0000-7000-8000-000000000000/actions/${verb}`, {}).expect(403);
  });
});

describe('exclude', () => {
  it('needs an assessment of the adult that found a ground', async () => {
    const found = await underExamination(app);
    const personIds = [found.persons[0]!.id];
    await propose(app, found, 'exclude', { personIds });
    const exclude = () => actOn(app, 'decision_maker', found.id, 'exclude', { personIds });
    expect(codesOf(await exclude())).toEqual(['exclusionNotAssessed', 'noExclusionGround']);
    await assessed(app, found, undefined, personIds);
    expect(codesOf(await exclude())).toEqual(['noExclusionGround']);
    await assessed(app, found, 'article_1f_b', personIds);
    expect((await exclude()).status).toBe(200);
  });

  it('shows in no list: there, excluded counts as refused', async () => {
    const { body } = await app.as('case_officer').get('/cases?personStatus=excluded');
    expect(body.errors[0].pointer).toContain('personStatus');
    const listed = await app.as('case_officer').get('/cases?personStatus=refused').expect(200);
    expect(listed.body.items.length).toBeGreaterThan(0);
  });
});
