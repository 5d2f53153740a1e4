import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, ConditionsUnmet, InvalidInput, StaleVersion } from '../../src/kernel/index.js';
import { UnitOfWork } from '../../src/platform/index.js';
import { isCheckViolation, isUniqueViolation } from '../../src/platform/database/database-errors.js';
import { balancesOf, type Moment } from '../../src/quotas/domain/ledger.js';
import { dayTotalsOf } from '../../src/quotas/domain/ledger-totals.js';
import { PlaceLedger } from '../../src/quotas/place-ledger.js';
import { PlanPlaces } from '../../src/quotas/plan-places.js';
import { anActor, placesOf, somePersons, type PersonsOfCase } from '../factories/places.js';
import { AUTHORITY, openPeriod, type MadePeriod } from '../factories/quotas.js';
import { startApp, type TestApp } from '../support/app.js';
import { holding, ledgerIn } from '../support/stored-ledger.js';

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

let app: TestApp;
let period: MadePeriod;
let stored: ReturnType<typeof ledgerIn>;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  stored = ledgerIn(app.dataSource);
  const subQuotas = ['Uganda', 'Emergency', 'Afghans'].map((name) => ({ name, places: 8 }));
  period = await openPeriod(app, { places: 40, subQuotas, tolerance: 3 });
});
afterAll(() => app.close());

const standing = async (moment: Moment): Promise<Record<string, number>> => {
  const accounts = [...(await stored.balances()).keys()];
  const { balances } = await app.server
    .get(UnitOfWork)
    .read((tx) => app.server.get(PlaceLedger).standing(tx, accounts, moment));
  return holding(balances);
};

describe('the database itself', () => {
  const refusal = (sql: string): Promise<unknown> =>
    app.dataSource.query(sql).then(
      () => 'done',
      (error: unknown) => error,
    );
  const columns =
    'id, position, movement, from_account, to_account, places, person_id, occurred_on, recorded_at, reverses_id';
  const row = (movement: string, from: string, to: string, count: number, person: string | null = null) =>
    `INSERT INTO ledger_entries (${columns}) VALUES ('${randomUUID()}', 1000000, '${movement}', '${from}', '${to}', ${count}, ${
      person === null ? 'NULL' : `'${person}'`
    }, '2025-01-07', '2025-01-07T08:00:00.000Z', NULL)`;

  it('keeps every entry as it was written: none is changed, none deleted', async () => {
    const before = await stored.entries();
    expect(before.length).toBeGreaterThan(3);
    for (const sql of [
      'UPDATE ledger_entries SET places = 1',
      'UPDATE ledger_entries SET reason = NULL',
      'DELETE FROM ledger_entries',
    ])
      expect(isCheckViolation(await refusal(sql))).toBe(true);
    expect(await stored.entries()).toEqual(before);
  });

  it('lets no balance but the source’s fall below zero', async () => {
    const account = `available:${period.subQuotaId('Uganda')}`;
    expect(
      isCheckViolation(await refusal(`UPDATE ledger_balances SET balance = -1 WHERE account = '${account}'`)),
    ).toBe(true);
    expect(
      isCheckViolation(
        await refusal(`UPDATE ledger_balances SET balance = balance - 1000 WHERE account LIKE 'pool:%'`),
      ),
    ).toBe(true);
  });

  it('lets nobody hold two places', async () => {
    const person = somePersons();
    const places = placesOf(app);
    await places.reserve(person, period.subQuotaId('Uganda'));
    const second = await refusal(
      `INSERT INTO place_holdings (person_id, sub_quota_id, state, entry_id)
       SELECT person_id, '${period.subQuotaId('Emergency')}', state, entry_id FROM place_holdings WHERE person_id = '${person.personIds[0]}'`,
    );
    expect(isUniqueViolation(second, 'place_holdings')).toBe(true);
    await places.release(person, 'End of the test.');
  });

  it('moves no place of a person who does not hold it there, gives nobody a second one, and knows only accounts that exist', async () => {
    const [uganda, emergency] = [period.subQuotaId('Uganda'), period.subQuotaId('Emergency')];
    const [holder, stranger] = [somePersons(), randomUUID()];
    await placesOf(app).reserve(holder, uganda);
    const person = holder.personIds[0]!;
    const before = [await stored.entries(), await stored.balances(), await stored.totals()];
    for (const sql of [
      row('use', `reserved:${uganda}`, `used:${uganda}`, 1, stranger),
      row('use', `reserved:${emergency}`, `used:${emergency}`, 1, person),
      row('release', `used:${uganda}`, `available:${uganda}`, 1, person),
      row('reserve', `available:${emergency}`, 'reserved:nowhere', 1, stranger),
      row('allocate', 'pool:nowhere', `available:${uganda}`, 1),
    ])
      expect(isCheckViolation(await refusal(sql))).toBe(true);
    const second = await refusal(row('reserve', `available:${emergency}`, `reserved:${emergency}`, 1, person));
    expect(isUniqueViolation(second, 'place_holdings')).toBe(true);
    expect([await stored.entries(), await stored.balances(), await stored.totals()]).toEqual(before);
    await placesOf(app).release(holder, 'End of the test.');
  });

  it.each([
    ['of no places', () => row('decide', 'decided', 'pool:a', 0)],
    ['from an account to itself', () => row('transfer', 'available:a', 'available:a', 1)],
    ['that no official knows', () => row('borrow', 'decided', 'pool:a', 1)],
    ['of a place that is nobody’s', () => row('use', 'reserved:a', 'used:a', 1)],
    ['of two places for one person', () => row('reserve', 'available:a', 'reserved:a', 2, randomUUID())],
    ['of a person’s planning', () => row('allocate', 'pool:a', 'available:a', 1, randomUUID())],
    ['back that takes back nothing', () => row('reverse', 'used:a', 'reserved:a', 1, randomUUID())],
  ])('takes no movement %s', async (_, sql) => {
    expect(isCheckViolation(await refusal(sql()))).toBe(true);
  });
});

const NAMES = ['Uganda', 'Emergency', 'Afghans'];
const aName = fc.constantFrom(...NAMES);
const anAct = fc.oneof(
  fc.record({ verb: fc.constant('reserve' as const), name: aName, size: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ verb: fc.constantFrom('record' as const, 'reverse' as const, 'release' as const), family: fc.nat() }),
  fc.record({
    verb: fc.constantFrom('allocate' as const, 'up' as const, 'down' as const),
    name: aName,
    places: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({ verb: fc.constant('transfer' as const), name: aName, to: aName, places: fc.integer({ min: 1, max: 6 }) }),
);
const aStep = fc.record({
  act: anAct,
  hoursLater: fc.integer({ min: 0, max: 60 }),
  daysBack: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 })),
});
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never;

/** Officials act by turns, on whole families, for today or for some day before. Resolves to false for what was refused. */
async function takeStep(families: PersonsOfCase[], { act, hoursLater, daysBack }: Step): Promise<boolean> {
  app.clock.set(new Date(Date.parse(app.clock.now()) + hoursLater * 3_600_000).toISOString());
  const day = addDays(app.clock.today(), -daysBack);
  const actor = anActor('decision_maker', 'coordinator');
  const places = placesOf(app, actor);
  const planning = { ...AUTHORITY, occurredOn: day };
  const plan = app.server.get(PlanPlaces);
  const family = 'family' in act ? families[act.family % Math.max(1, families.length)] : undefined;
  const version = async (): Promise<number> =>
    (await app.dataSource.query(`SELECT version FROM quota_periods WHERE id = '${period.id}'`))[0].version;
  try {
    if (act.verb === 'reserve') {
      const wanted = somePersons(act.size);
      await places.reserve(wanted, period.subQuotaId(act.name), { day });
      families.push(wanted);
    } else if ('family' in act) {
      if (!family) return false;
      if (act.verb === 'record') await places.record('arrival', family, day);
      else if (act.verb === 'reverse') await places.reverse('arrival', family, 'Entered wrongly.', day);
      else await places.release(family, 'Withdrawn.', day);
    } else if (act.verb === 'transfer') {
      const [fromSubQuotaId, toSubQuotaId] = [period.subQuotaId(act.name), period.subQuotaId(act.to)];
      await plan.transfer(actor, period.id, await version(), {
        ...planning,
        places: act.places,
        fromSubQuotaId,
        toSubQuotaId,
      });
    } else if (act.verb === 'allocate')
      await plan.allocate(actor, period.id, await version(), {
        ...planning,
        places: act.places,
        subQuotaId: period.subQuotaId(act.name),
      });
    else
      await plan.revise(actor, period.id, await version(), {
        ...planning,
        places: act.places,
        direction: act.verb,
        subQuotaId: act.places % 2 ? period.subQuotaId(act.name) : undefined,
      });
    return true;
  } catch (error) {
    if (error instanceof ConditionsUnmet || error instanceof InvalidInput || error instanceof StaleVersion)
      return false;
    throw error;
  }
}

describe(`random sequences through the unit of work (seed ${SEED})`, () => {
  it('keep the balances equal to the fold of the entries, never short on any day, and every earlier figure as it was', async () => {
    const families: PersonsOfCase[] = [];
    const figures: { moment: Moment; balances: Record<string, number> }[] = [];
    let granted = 0;
    const sequences = fc.asyncProperty(
      fc.array(aStep, { minLength: 10, maxLength: 20, size: 'max' }),
      fc.integer({ min: 0, max: 40 }),
      async (steps, back) => {
        for (const step of steps) granted += Number(await takeStep(families, step));
        const entries = await stored.entries();
        expect(holding(await stored.balances())).toEqual(holding(balancesOf(entries)));
        expect(await stored.totals()).toEqual(dayTotalsOf(entries));

        // Yesterday is over: what is said of it now must be said of it for ever.
        const asOf = addDays(app.clock.today(), -1);
        const moment = { asOf, through: addDays(asOf, -back) };
        const balances = await standing(moment);
        expect(balances).toEqual(holding(balancesOf(entries, moment)));
        expect(Object.entries(balances).filter(([account, balance]) => balance < 0 && account !== 'decided')).toEqual(
          [],
        );
        for (const earlier of figures) expect(await standing(earlier.moment)).toEqual(earlier.balances);
        figures.push({ moment, balances });
      },
    );
    await fc.assert(sequences, { seed: SEED, numRuns: 20, endOnFailure: true });
    expect(granted).toBeGreaterThan(60);
  });

  it('leave each person with at most one place: the fold of the person’s own entries', async () => {
    const entries = await stored.entries();
    const held = await app.dataSource.query<{ person_id: string; sub_quota_id: string; state: string }[]>(
      'SELECT person_id, sub_quota_id, state FROM place_holdings',
    );
    const personIds = [...new Set(entries.flatMap(({ personId }) => personId ?? []))];
    expect(personIds.length).toBeGreaterThan(20);
    for (const id of personIds) {
      const own = balancesOf(entries.filter(({ personId }) => personId === id));
      const places = [...own]
        .filter(([account, balance]) => balance > 0 && !account.startsWith('available'))
        .map(([account]) => account);
      const row = held.find(({ person_id }) => person_id === id);
      expect(places).toEqual(row ? [`${row.state}:${row.sub_quota_id}`] : []);
    }
  });
});
