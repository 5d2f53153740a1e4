import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, permits, ROLES, type Permission } from '../../../src/access/index.js';
import type { CaseResponse, PersonStatus } from '../../../src/cases/index.js';
import { actOn } from '../../factories/cases.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { STANDING, type Standing } from '../../factories/standing.js';
import { startApp, type TestApp } from '../../support/app.js';
import { auditOf, everythingButReads, heldBy, NOTHING, placesLeft, type PersonResponse } from './what-is-held.js';

export interface Ending {
  /** The path: `lose-contact`. */
  act: string;
  permission: Permission;
  by: 'coordinator' | 'case_officer' | 'decision_maker';
  to: PersonStatus;
  from: readonly Standing[];
  notFrom: readonly Standing[];
  /** The body for these persons, on a day. */
  body(persons: readonly PersonResponse[], day?: string, reason?: string): object;
  /** What the entry of the act says beside from and to. */
  payload: object;
  /** False for a decision, which is always of today. */
  dated?: false;
}

export const BEFORE_ARRIVAL = [
  'listed',
  'in_screening',
  'cleared',
  'under_examination',
  'deferred',
  'granted',
  'assigned',
  'accepted',
  'travel_ready',
  'booked',
  'departed',
] as const;

/** Room for any test, and two that are soon used up. */
const SUB_QUOTAS = [
  { name: 'Any', places: 800 },
  { name: 'Rwanda', places: 3, countriesOfAsylum: ['RW'] },
  { name: 'Chad', places: 1, countriesOfAsylum: ['TD'] },
];

export interface Under {
  app: TestApp;
  period: MadePeriod;
}

/** What every ending before arrival does and refuses; `more` shows what is its own. */
export function anEnding(ending: Ending, more: (under: Under) => void): void {
  const { act, permission, by, to, from, notFrom, body, payload, dated } = ending;
  const under = {} as Under;
  beforeAll(async () => {
    under.app = await startApp({ today: '2025-02-03' });
    under.period = await openPeriod(under.app, { year: 2025, subQuotas: SUB_QUOTAS });
  });
  afterAll(() => under.app.close());

  const end = (theCase: CaseResponse, persons = theCase.persons, day?: string, reason?: string) =>
    actOn(under.app, by, theCase.id, act, body(persons, day, reason));
  const stood = (state: Standing) => STANDING[state](under.app);

  describe('for the whole case', () => {
    it.each(from)('ends the road of persons who are %s, and nothing is held for them any more', async (state) => {
      const { app, period } = under;
      const before = await placesLeft(app, period.id);
      const theCase = await stood(state);
      const { status, body: answer } = await end(theCase);
      expect({ status, code: answer.code }).toEqual({ status: 200, code: undefined });
      expect(answer.persons.map((person: PersonResponse) => [person.status, person.active])).toEqual(
        theCase.persons.map(() => [to, false]),
      );
      expect(answer.version).toBe(theCase.version + 1);
      for (const { id } of theCase.persons) expect(await heldBy(app, id)).toEqual(NOTHING);
      expect(await placesLeft(app, period.id)).toBe(before);
      const [person] = theCase.persons;
      const entry = (await auditOf(app, person!.id)).at(-1);
      expect(entry).toMatchObject({
        action: permission,
        payload: { from: state, to, occurredOn: '2025-02-03', ...payload },
      });
    });
  });

  describe('for one of the case', () => {
    it.each(['granted', 'booked'] as const)('leaves the others, who are %s, what they hold', async (state) => {
      const { app } = under;
      const theCase = await stood(state);
      const [leaving, ...others] = theCase.persons.toReversed();
      const before = await Promise.all(others.map(({ id }) => heldBy(app, id)));
      const { body: answer } = await end(theCase, [leaving!]);
      expect(answer.persons.map((person: PersonResponse) => person.status)).toEqual([
        ...theCase.persons.slice(0, -1).map(() => state),
        to,
      ]);
      expect(await heldBy(app, leaving!.id)).toEqual(NOTHING);
      expect(await Promise.all(others.map(({ id }) => heldBy(app, id)))).toEqual(before);
    });
  });

  if (dated !== false)
    describe('the day', () => {
      it('may be earlier, with a reason when it lies before the last step; the place is free from then on, and not before it was taken', async () => {
        const { app } = under;
        const theCase = await stood('granted');
        app.goTo('2025-02-20');
        const refused = await end(theCase, theCase.persons, '2025-01-31');
        app.goTo('2025-02-03');
        expect(refused.status).toBe(422);
        expect(refused.body.unmet[0].code).toBe('beforeLastStep');
        app.goTo('2025-02-20');
        const { status, body: answer } = await end(theCase, theCase.persons, '2025-01-31', 'The word came late.');
        app.goTo('2025-02-03');
        expect(status).toBe(200);
        expect(answer.persons[0].statusSince).toBe('2025-01-31');
        const released = await app.dataSource.query<{ on: string }[]>(
          `SELECT occurred_on AS "on" FROM ledger_entries WHERE movement = 'release' AND person_id = '${theCase.persons[0]!.id}'`,
        );
        expect(released).toEqual([{ on: '2025-02-03' }]);
      });
    });

  describe('refuses, and leaves everything as it was,', () => {
    const refusal = async (work: () => Promise<{ status: number; body: { code: string } }>) => {
      const before = await everythingButReads(under.app);
      const { status, body: problem } = await work();
      expect(await everythingButReads(under.app)).toEqual(before);
      return { status, code: problem.code, problem };
    };

    it.each(notFrom)('persons who are %s', async (state) => {
      const theCase = await stood(state);
      const found = await refusal(() => Promise.resolve(end(theCase)));
      expect(found).toMatchObject({ status: 409, code: 'transitionRefused', problem: { from: state } });
    });

    it('a case in which not all can', async () => {
      const theCase = await stood('granted');
      await end(theCase, [theCase.persons[2]!]);
      expect(await refusal(() => Promise.resolve(end(theCase)))).toMatchObject({ status: 409 });
    });

    it('a person of another case, an unknown field, a stale version, a missing version', async () => {
      const { app } = under;
      const [theCase, other] = [await stood('listed'), await stood('listed')];
      expect(await refusal(() => Promise.resolve(end(theCase, other.persons)))).toMatchObject({
        status: 400,
        problem: { errors: [{ pointer: '/personIds', code: 'notInCase' }] },
      });
      const send = (content: object, options: object) =>
        app.as(by).post(`/cases/${theCase.id}/actions/${act}`, content, options);
      const right = body(theCase.persons);
      expect(
        await refusal(() => Promise.resolve(send({ ...right, status: to }, { ifMatch: theCase.version }))),
      ).toMatchObject({ status: 400, problem: { errors: [{ pointer: '/status', code: 'unknownField' }] } });
      expect(await refusal(() => Promise.resolve(send(right, { ifMatch: theCase.version + 1 })))).toMatchObject({
        status: 412,
        problem: { currentVersion: theCase.version },
      });
      expect(await refusal(() => Promise.resolve(send(right, {})))).toMatchObject({ status: 428 });
    });

    it('everybody without the permission, whatever the case, the version and the body', async () => {
      const { app } = under;
      for (const role of ROLES.filter((one) => !permits([one], permission))) {
        const { status, body: problem } = await app
          .as(role)
          .post('/cases/00000000-0000-7000-8000-000000000000/actions/' + act, { nonsense: true }, { ifMatch: 1 });
        expect({ role, status, permission: problem.permission }).toEqual({ role, status: 403, permission });
      }
      expect(PERMISSIONS[permission].roles.length).toBeGreaterThan(0);
    });
  });

  it('gives the same answer to the same key, and acts once', async () => {
    const { app } = under;
    const theCase = await stood('granted');
    const send = () =>
      app.as(by).post(`/cases/${theCase.id}/actions/${act}`, body(theCase.persons), {
        ifMatch: theCase.version,
        key: `key-${theCase.id}`,
      });
    const [first, second] = [await send().expect(200), await send().expect(200)];
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect((await auditOf(app, theCase.persons[0]!.id)).filter(({ action }) => action === permission)).toHaveLength(1);
  });

  more(under);
}
