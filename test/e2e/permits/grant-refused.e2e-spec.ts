import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn, stated } from '../../factories/cases.js';
import {
  actAs,
  assessed,
  codesOf,
  examined,
  granted,
  propose,
  readyToGrant,
  rowsOf,
  statusesOf,
  underExamination,
  unmetOf,
  type Persons,
} from '../../factories/decisions.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';
import { changes, everything } from '../../support/everything.js';

let app: TestApp;
let period: MadePeriod;
let officerAndDecider: Client;
beforeAll(async () => {
  app = await startApp();
  period = await openPeriod(app, {
    subQuotas: [
      { name: 'Uganda', places: 800, countriesOfAsylum: ['UG'] },
      { name: 'Rwanda', places: 2, countriesOfAsylum: ['RW'] },
    ],
  });
  officerAndDecider = await app.newOfficial({ roles: ['case_officer', 'decision_maker'] });
});
afterAll(() => app.close());

const grant = (caseId: string, body: object = {}) => actOn(app, 'decision_maker', caseId, 'grant', body);

/** A case of which everything is done but what is left out. */
async function prepared(leftOut: 'assessment' | 'examination' | 'proposal', countryOfAsylum = 'UG'): Promise<Persons> {
  const found = await underExamination(app, anRrf({ countryOfAsylum }));
  if (leftOut !== 'assessment') await assessed(app, found);
  if (leftOut !== 'examination') await examined(app, found);
  if (leftOut !== 'proposal') await propose(app, found, 'grant');
  return found;
}
const mother = ({ persons }: Persons) => persons[0]!.id;
const child = ({ persons }: Persons) => persons[2]!.id;
const reason = (reasons: string) => (found: Persons) =>
  actOn(app, 'case_officer', found.id, 'propose', {
    persons: found.persons.map(({ id }) => ({ personId: id, outcome: 'grant', reasons })),
  });
const setRule = (status: string) =>
  app.dataSource.query(`UPDATE policy_rules SET status = '${status}' WHERE code = 'permit-2021'`);
const intoUganda = (found: Persons) =>
  actOn(app, 'coordinator', found.id, 'place-in-sub-quota', {
    subQuotaId: period.subQuotaId('Uganda'),
    reason: 'There are places there.',
  });

type Step = (found: Persons) => Promise<unknown>;
/** Each guard: how the case comes to lack the condition, whom the refusal names, and what mends it. */
const GUARDED: [
  code: string,
  made: () => Promise<Persons>,
  spoil: Step,
  who: (found: Persons) => string[],
  mend: Step,
][] = [
  [
    'notProposed',
    () => prepared('proposal'),
    async () => undefined,
    (found) => found.persons.map(({ id }) => id),
    (found) => propose(app, found, 'grant'),
  ],
  [
    'reasonsMissing',
    () => prepared('proposal'),
    reason(' '),
    (found) => found.persons.map(({ id }) => id),
    reason('They are refugees.'),
  ],
  [
    'secondPersonNeeded',
    () => prepared('proposal'),
    (found) =>
      propose(app, found, 'grant', { personIds: [mother(found)], by: officerAndDecider }).then(() =>
        propose(app, found, 'grant', { personIds: found.persons.slice(1).map(({ id }) => id) }),
      ),
    (found) => [mother(found)],
    (found) => propose(app, found, 'grant', { personIds: [mother(found)] }),
  ],
  [
    'clearanceNotInForce',
    () => readyToGrant(app),
    (found) => stated(app, found, { personIds: [mother(found)], outcome: 'objection' }),
    (found) => [mother(found)],
    (found) => stated(app, found, { personIds: [mother(found)] }),
  ],
  [
    'exclusionNotAssessed',
    () => prepared('assessment'),
    async () => undefined,
    (found) => found.persons.slice(0, 2).map(({ id }) => id),
    (found) => assessed(app, found),
  ],
  [
    'exclusionGroundFound',
    () => readyToGrant(app),
    (found) => assessed(app, found, 'article_1f_b', [mother(found)]),
    (found) => [mother(found)],
    (found) => assessed(app, found, undefined, [mother(found)]),
  ],
  [
    'notExamined',
    () => prepared('examination'),
    (found) =>
      examined(
        app,
        found,
        {},
        found.persons.slice(1).map(({ id }) => id),
      ),
    (found) => [mother(found)],
    (found) => examined(app, found, {}, [mother(found)]),
  ],
  [
    'protectionCategoryMissing',
    () => readyToGrant(app),
    (found) => examined(app, found, { inclusion: 'none', recommendation: 'refuse' }, [mother(found)]),
    (found) => [mother(found)],
    (found) => examined(app, found, { inclusion: 'subsidiary' }, [mother(found)]),
  ],
  [
    'childNotHeard',
    () => readyToGrant(app),
    (found) => examined(app, found, { childHeard: false }),
    (found) => [child(found)],
    (found) =>
      examined(app, found, { childHeard: false, childNotHeardReason: 'Has not learned to speak.' }, [child(found)]),
  ],
  [
    // domain.md (e) 17: who may be a child is held to what is owed to children, as well as to what is asked of adults.
    'childNotHeard',
    () => readyToGrant(app),
    async (found) => {
      await app.dataSource.query(
        `UPDATE persons SET birth_date = '2007-01-01', birth_date_precision = 'year' WHERE id = '${mother(found)}'`,
      );
      await examined(app, found, { childHeard: false }, [mother(found)]);
    },
    (found) => [mother(found)],
    (found) => examined(app, found, {}, [mother(found)]),
  ],
  [
    'noPermitRule',
    () => readyToGrant(app),
    () => setRule('proposed'),
    (found) => found.persons.map(({ id }) => id),
    () => setRule('in_force'),
  ],
  [
    'subQuotaNotOpen',
    () => readyToGrant(app, anRrf({ countryOfAsylum: 'KE' })),
    async () => undefined,
    (found) => found.persons.map(({ id }) => id),
    intoUganda,
  ],
  [
    'placesUsedUp',
    () => readyToGrant(app, anRrf({ countryOfAsylum: 'RW' })),
    async () => undefined,
    (found) => found.persons.map(({ id }) => id),
    intoUganda,
  ],
];

describe('a grant is refused', () => {
  it.each(GUARDED)('with %s, and given once that is mended', async (code, made, spoil, who, mend) => {
    const found = await made();
    await spoil(found);
    const by = code === 'secondPersonNeeded' ? officerAndDecider : app.as('decision_maker');
    const refused = await actAs(app, by, found.id, 'grant');
    expect(refused.status).toBe(422);
    expect(unmetOf(refused)).toEqual(who(found).map((personId) => [code, personId]));
    for (const { detail, source } of refused.body.unmet)
      expect([detail, source]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/./)]);
    expect(await rowsOf(app, 'permits', found.id)).toEqual([]);
    await mend(found);
    const given = await actAs(app, by, found.id, 'grant');
    expect([given.status, given.body.persons && statusesOf(given.body)]).toEqual([
      200,
      ['granted', 'granted', 'granted'],
    ]);
  });

  it('with all that is missing for every person, and nothing is half done', async () => {
    const found = await underExamination(app);
    await propose(app, found, 'grant', { personIds: found.persons.slice(1).map(({ id }) => id) });
    await app.as('decision_maker').get('/sessions/current').expect(200);
    const before = await everything(app.dataSource);
    const reply = await app
      .as('decision_maker')
      .post(`/cases/${found.id}/actions/grant`, {}, { ifMatch: found.version + 1 });
    expect(codesOf(reply).sort()).toEqual(['childNotHeard', 'exclusionNotAssessed', 'notExamined', 'notProposed']);
    expect(changes(before, await everything(app.dataSource))).toEqual({});
  });

  it('before the examination and after the decision, with what is possible instead', async () => {
    const found = await granted(app);
    const { status, body } = await grant(found.id);
    expect([status, body.from, body.allowedActions]).toEqual([409, 'granted', ['withdraw_permit']]);
  });

  it('for a family that does not fit, however few are asked for: families are not cut', async () => {
    const found = await readyToGrant(app, anRrf({ countryOfAsylum: 'RW' }));
    const reply = await grant(found.id, { personIds: [mother(found)] });
    expect([reply.status, codesOf(reply)]).toEqual([422, ['placesUsedUp']]);
    expect(reply.body.unmet[0].detail).toMatch(
      /^The sub-quota has 2 places left; 3 are needed\. A family is not cut to fit\./,
    );
  });
});
