import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, ConditionsUnmet, Forbidden, InvalidInput } from '../../src/kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../../src/platform/index.js';
import { rebuildLedger } from '../../src/quotas/day-totals.js';
import { accountsOf } from '../../src/quotas/domain/figures.js';
import { balancesOf, DECIDED, reserved, type Account, type Moment } from '../../src/quotas/domain/ledger.js';
import { dayTotalsOf } from '../../src/quotas/domain/ledger-totals.js';
import { QuotasService } from '../../src/quotas/index.js';
import { PlaceHoldings } from '../../src/quotas/place-holdings.js';
import { PlaceLedger } from '../../src/quotas/place-ledger.js';
import { QuotaPeriodRow, SubQuotaRow } from '../../src/quotas/quotas.entities.js';
import { anActor } from '../factories/places.js';
import { openPeriod, type MadePeriod } from '../factories/quotas.js';
import { startApp, type TestApp } from '../support/app.js';
import { BookOfPersons, mayOverrun, type Order, type Outcome, type PlannedPeriod } from '../support/book-of-persons.js';
import { aSequence } from '../support/ledger-commands.js';
import { holding, ledgerIn } from '../support/stored-ledger.js';

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const SEQUENCES = 300;

let app: TestApp;
let template: MadePeriod;
let stored: ReturnType<typeof ledgerIn>;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  template = await openPeriod(app, { places: 1 });
  stored = ledgerIn(app.dataSource);
});
afterAll(() => app.close());

const run = <Result>(work: (tx: Tx) => Promise<Result>, actor = anActor()): Promise<Result> =>
  app.server.get(UnitOfWork).run(actor, work);

/** Two open periods of one's own, without places, with two sub-quotas and with one: as the template, but for ever. */
async function twoPeriods(): Promise<PlannedPeriod[]> {
  const periods = [
    { id: newId(), tolerance: 3, subQuotaIds: [newId(), newId()] },
    { id: newId(), tolerance: 0, subQuotaIds: [newId()] },
  ];
  await run(async (tx) => {
    const period = await tx.manager.findOneByOrFail(QuotaPeriodRow, { id: template.id });
    const subQuota = await tx.manager.findOneByOrFail(SubQuotaRow, { id: template.subQuotaId() });
    for (const { id, tolerance, subQuotaIds } of periods) {
      await tx.manager.insert(QuotaPeriodRow, { ...period, id, tolerance, name: id, endsOn: '2199-12-31' });
      for (const [n, subQuotaId] of subQuotaIds.entries())
        await tx.manager.insert(SubQuotaRow, { ...subQuota, id: subQuotaId, periodId: id, name: `Share ${n}` });
    }
    await app.server.get(PlaceLedger).openAccounts(tx, accountsOfAll(periods));
  });
  return periods;
}

const accountsOfAll = (periods: readonly PlannedPeriod[]): Account[] =>
  accountsOf(
    periods.map(({ id }) => ({ id, name: '' })),
    periods.flatMap(({ id: periodId, subQuotaIds }) =>
      subQuotaIds.map((id) => ({ id, periodId, name: '', scheme: 'resettlement' })),
    ),
  );

const OFFICIALS = [0, 1, 2].map((official) =>
  anActor('decision_maker', ...(mayOverrun(official) ? ['coordinator'] : [])),
);

/** Lets the official do it, in a unit of work, and tells what came of it. */
async function actOut({ at, occurredOn, official, act }: Order): Promise<Outcome> {
  app.clock.set(at);
  const actor = OFFICIALS[official]!;
  const quotas = app.server.get(QuotasService);
  const reason = 'As the official says.';
  try {
    return await run(async (tx) => {
      if (act.verb === 'none') return 'done';
      if (act.verb === 'plan') {
        await app.server.get(PlaceLedger).post(tx, actor, [{ ...act.row, personId: null }]);
        return 'done';
      }
      const persons = { ...act.family, occurredOn };
      if (act.verb === 'carry') return carry(tx, official, persons, act.toSubQuotaId);
      if (act.verb === 'reserve') {
        const overrunReason = act.reason ? reason : undefined;
        await quotas.reserve(tx, actor, { ...persons, subQuotaId: act.subQuotaId, overrunReason });
      } else if (act.verb === 'record') await quotas.recordEvent(tx, actor, 'arrival', persons);
      else if (act.verb === 'reverse') await quotas.reverseEvent(tx, actor, 'arrival', { ...persons, reason });
      else await quotas.release(tx, actor, { ...persons, reason });
      return 'done';
    }, actor);
  } catch (error) {
    if (error instanceof ConditionsUnmet) return error.unmet[0]!.code;
    if (error instanceof InvalidInput) return error.errors[0]!.code;
    if (error instanceof Forbidden) return 'forbidden';
    throw error;
  }
}

/** The movement of a carry-over without the rules of periods about it, which have tests of their own. */
async function carry(
  tx: Tx,
  official: number,
  { caseId, personIds, occurredOn }: { caseId: string; personIds: readonly string[]; occurredOn: string },
  toSubQuotaId: string,
): Promise<Outcome> {
  const places = app.server.get(PlaceHoldings);
  const held = (await places.of(tx, personIds)).filter(({ state }) => state === 'reserved');
  if (held.length === 0 || held.some(({ subQuotaId }) => subQuotaId === toSubQuotaId)) return 'notCarried';
  const rows = held.map(({ personId, subQuotaId, since }) => ({
    movement: 'carry_over' as const,
    fromAccount: reserved(subQuotaId),
    toAccount: reserved(toSubQuotaId),
    places: 1,
    caseId,
    personId,
    occurredOn: occurredOn > since ? occurredOn : since,
  }));
  await app.server.get(PlaceLedger).post(tx, OFFICIALS[official]!, rows);
  return 'done';
}

const standing = (accounts: readonly Account[], moment: Moment): Promise<Record<Account, number>> =>
  app.server
    .get(UnitOfWork)
    .read(async (tx) => holding((await app.server.get(PlaceLedger).standing(tx, accounts, moment)).balances));

describe(`random sequences of commands through the unit of work (seed ${SEED})`, () => {
  it(`${SEQUENCES} of them are answered as the pure core answers, and end with its balances, totals and places`, async () => {
    let [clock, lastRecordedAt] = ['2025-01-07T09:30:00.000Z', ''];
    let commandsDone = 0;
    const sequences = fc.asyncProperty(aSequence, fc.integer({ min: 0, max: 40 }), async (commands, back) => {
      const periods = await twoPeriods();
      const book = new BookOfPersons(newId().slice(0, 30), periods, clock, lastRecordedAt);
      for (const command of commands) {
        const order = book.order(command);
        const expected = book.follow(order);
        expect({ order, outcome: await actOut(order) }).toEqual({ order, outcome: expected });
        commandsDone += Number(expected === 'done');
        clock = order.at;
      }
      lastRecordedAt = book.entries.at(-1)?.recordedAt ?? lastRecordedAt;

      const own = accountsOfAll(periods);
      const balances = await standing(own, {});
      expect({ ...balances, [DECIDED]: undefined }).toEqual({
        ...holding(balancesOf(book.entries)),
        [DECIDED]: undefined,
      });
      const asOf = addDays(clock.slice(0, 10), -1);
      const moment = { asOf, through: addDays(asOf, -back) };
      const ofOwn = [...balancesOf(book.entries, moment)].filter(([account]) => account !== DECIDED);
      expect(await standing(own, moment)).toEqual(holding(new Map(ofOwn)));
      expect(await stored.totals(own)).toEqual(dayTotalsOf(book.entries));
      const subQuotaIds = periods.flatMap((period) => period.subQuotaIds);
      expect(await stored.holdings(subQuotaIds)).toEqual(
        [...book.places.values()]
          .map(({ personId, subQuotaId, state }) => ({ personId, subQuotaId, state }))
          .sort((a, b) => (a.personId < b.personId ? -1 : 1)),
      );
    });
    await fc.assert(sequences, { seed: SEED, numRuns: SEQUENCES, endOnFailure: true });
    expect(commandsDone).toBeGreaterThan(5 * SEQUENCES);
  }, 600_000);

  it('leave the kept balances and totals equal to the fold of all entries, and to what is summed anew', async () => {
    const entries = await stored.entries();
    const [balances, totals] = [await stored.balances(), await stored.totals()];
    expect(holding(balances)).toEqual(holding(balancesOf(entries)));
    expect(totals).toEqual(dayTotalsOf(entries));
    await run((tx) => rebuildLedger(tx));
    expect([await stored.balances(), await stored.totals()]).toEqual([balances, totals]);
  });
});
