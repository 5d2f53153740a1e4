import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationInterface } from 'typeorm';
import { isCheckViolation } from '../../src/platform/database/database-errors.js';
import { UnitOfWork } from '../../src/platform/index.js';
import { movementsOf, rebuildLedger } from '../../src/quotas/day-totals.js';
import { accountsOf } from '../../src/quotas/domain/figures.js';
import { balancesOf, isWithin, reserved, used, type Moment } from '../../src/quotas/domain/ledger.js';
import { dayTotalsOf } from '../../src/quotas/domain/ledger-totals.js';
import { QuotasService } from '../../src/quotas/index.js';
import { PlaceLedger } from '../../src/quotas/place-ledger.js';
import { anActor, placesOf, somePersons } from '../factories/places.js';
import { openPeriod, type MadePeriod } from '../factories/quotas.js';
import { startApp, type TestApp } from '../support/app.js';
import { holding, ledgerIn } from '../support/stored-ledger.js';

let app: TestApp;
let ledger: ReturnType<typeof ledgerIn>;
let pledge: MadePeriod;
let year: MadePeriod;
let accounts: string[];

const SUB_QUOTAS = ['Uganda', 'Emergency'].map((name) => ({ name, places: 10 }));

/** A pledge with a year; people granted, counted, turned back and withdrawn, some of it around midnight and some of it entered late. */
beforeAll(async () => {
  app = await startApp({ today: '2025-03-28' });
  ledger = ledgerIn(app.dataSource);
  pledge = await openPeriod(app, { kind: 'biennial', year: 2025, places: 60 });
  year = await openPeriod(app, { year: 2025, pledge, subQuotas: SUB_QUOTAS, tolerance: 2 });
  accounts = accountsOf(
    [pledge, year].map(({ id }) => ({ id, name: '' })),
    SUB_QUOTAS.map(({ name }) => ({ id: year.subQuotaId(name), periodId: year.id, name, scheme: '' })),
  );
  const places = placesOf(app);
  const families = [3, 1, 4, 2].map((size) => somePersons(size));
  const at = async (instant: string, act: () => Promise<unknown>): Promise<void> => {
    app.clock.set(instant);
    await act();
  };
  // The clocks go forward on 30 March 2025: midnight in Sweden is 23:00 UTC before that night and 22:00 after it.
  await at('2025-03-28T22:59:00.000Z', () => places.reserve(families[0]!, year.subQuotaId('Uganda')));
  await at('2025-03-28T23:00:00.000Z', () => places.reserve(families[1]!, year.subQuotaId('Uganda')));
  await at('2025-03-31T21:59:00.000Z', () => places.reserve(families[2]!, year.subQuotaId('Uganda')));
  await at('2025-03-31T22:00:00.000Z', () => places.record('arrival', families[0]!, '2025-03-30'));
  await at('2025-04-01T10:00:00.000Z', () => places.reserve(families[3]!, year.subQuotaId('Emergency')));
  await at('2025-04-02T10:00:00.000Z', () => places.reverse('arrival', families[0]!, 'Another family.', '2025-04-02'));
  await at('2025-04-02T11:00:00.000Z', () => places.release(families[1]!, 'Withdrawn.', '2025-04-01'));
  await at('2025-04-03T10:00:00.000Z', () => places.reserve(somePersons(4), year.subQuotaId('Uganda')));
});
afterAll(() => app.close());

const rebuild = (): Promise<void> =>
  app.server.get(UnitOfWork).run(anActor(), async (tx) => {
    await rebuildLedger(tx);
  });
const standing = (moment: Moment): Promise<Record<string, number>> =>
  app.server
    .get(UnitOfWork)
    .read(async (tx) => holding((await app.server.get(PlaceLedger).standing(tx, accounts, moment)).balances));

describe('the totals by day', () => {
  it('are the fold of the entries by account, movement, day of happening and Stockholm day of recording', async () => {
    const totals = await ledger.totals();
    expect(totals).toEqual(dayTotalsOf(await ledger.entries()));
    const [night] = totals.filter(
      ({ recordedOn, occurredOn }) => recordedOn === '2025-04-01' && occurredOn < '2025-04-01',
    );
    expect(night).toMatchObject({ movement: 'use', occurredOn: '2025-03-30', placesOut: 3 });
  });

  it('come out the same when they are thrown away and summed anew', async () => {
    const before = await ledger.totals();
    await rebuild();
    expect(await ledger.totals()).toEqual(before);
  });

  it('are summed by the migration from the entries that are there', async () => {
    const before = await ledger.totals();
    const [totals, indexes] = ['LedgerDayTotals', 'LedgerIndexesByAccount'].map((start) =>
      app.dataSource.migrations.find(({ name }) => name?.startsWith(start))!,
    ) as [MigrationInterface, MigrationInterface];
    const runner = app.dataSource.createQueryRunner();
    await runner.startTransaction();
    // As `migrateUp` does: triggers go on naming a table that is made anew.
    if (ENGINE === 'sqlite') await runner.query('PRAGMA legacy_alter_table = ON');
    for (const migration of [indexes, totals]) await migration.down(runner);
    for (const migration of [totals, indexes]) await migration.up(runner);
    if (ENGINE === 'sqlite') await runner.query('PRAGMA legacy_alter_table = OFF');
    await runner.commitTransaction();
    await runner.release();
    expect(await ledger.totals()).toEqual(before);
  });

  it.each([
    ['of nothing', `UPDATE ledger_day_totals SET places_in = 0, places_out = 0`],
    ['below zero', `UPDATE ledger_day_totals SET places_in = -1`],
    ['of a movement that no official knows', `UPDATE ledger_day_totals SET movement = 'borrow'`],
  ])('cannot be %s', async (_, sql) => {
    const refused = await app.dataSource.query(sql).then(
      () => 'done',
      (error: unknown) => error,
    );
    expect(isCheckViolation(refused)).toBe(true);
  });
});

describe('a figure', () => {
  it('is the fold of the entries at each moment: days, instants within a day, and both dates together', async () => {
    const entries = await ledger.entries();
    const known = [
      undefined,
      '2025-03-28',
      '2025-03-29',
      '2025-03-31',
      '2025-04-01',
      ...entries.map((one) => one.recordedAt),
    ];
    const instants = ['2025-03-31T22:30:00.000Z', '2025-04-02T10:30:00.000Z', '2025-04-02T23:59:59.999Z'];
    for (const asOf of [...known, ...instants])
      for (const through of [undefined, '2025-01-01', '2025-03-30', '2025-04-01', '2026-01-01']) {
        const moment = { asOf, through };
        const own = [...balancesOf(entries, moment)].filter(([account]) => accounts.includes(account));
        expect({ moment, balances: await standing(moment) }).toEqual({ moment, balances: holding(new Map(own)) });
      }
  });

  it('shows the overrun of a period at any moment', async () => {
    const quotas = app.server.get(QuotasService);
    const overrun = (moment: Moment): Promise<number> =>
      app.server.get(UnitOfWork).read(async (tx) => (await quotas.balances(tx, pledge.id, moment)).overrun);
    expect([await overrun({}), await overrun({ asOf: '2025-04-02' }), await overrun({ asOf: '2025-04-03' })]).toEqual([
      1, 0, 1,
    ]);
  });
});

describe('the movements of a period', () => {
  const movements = (periodId: string, moment: Moment = {}) =>
    app.server.get(UnitOfWork).read((tx) => app.server.get(QuotasService).movements(tx, periodId, moment));

  it('are summed by account, kind and month in which they happened', async () => {
    const uganda = year.subQuotaId('Uganda');
    const used_ = (await movements(year.id)).filter(({ account }) => account === used(uganda));
    expect(used_).toEqual([
      { account: used(uganda), movement: 'reverse', month: '2025-03', placesIn: 0, placesOut: 3 },
      { account: used(uganda), movement: 'use', month: '2025-03', placesIn: 3, placesOut: 0 },
    ]);
    const waiting = (await movements(year.id, { through: '2025-03-31' })).filter(
      ({ account, movement }) => account === reserved(uganda) && movement === 'reserve',
    );
    expect(waiting).toEqual([
      { account: reserved(uganda), movement: 'reserve', month: '2025-03', placesIn: 8, placesOut: 0 },
    ]);
  });

  it('of a pledge hold those of its annual periods, and end where the balances stand', async () => {
    for (const moment of [{}, { asOf: '2025-04-01' }, { through: '2025-03-30', asOf: '2025-04-02' }]) {
      const sums = new Map<string, number>();
      for (const { account, placesIn, placesOut } of await movements(pledge.id, moment))
        sums.set(account, (sums.get(account) ?? 0) + placesIn - placesOut);
      expect(holding(sums)).toEqual(await standing(moment));
    }
  });

  it('of no account are none', async () => {
    expect(await app.server.get(UnitOfWork).read((tx) => movementsOf(tx, []))).toEqual([]);
  });

  it('counts each entry that the moment includes on both its sides', async () => {
    const moment = { through: '2025-04-01', asOf: '2025-04-02' };
    const entries = (await ledger.entries()).filter((entry) => isWithin(entry, moment));
    const sides = entries.flatMap(({ fromAccount, toAccount, places }) => [
      ...(accounts.includes(fromAccount) ? [places] : []),
      ...(accounts.includes(toAccount) ? [places] : []),
    ]);
    const moved = await movements(pledge.id, moment);
    const sum = (counts: number[]) => counts.reduce((total, one) => total + one, 0);
    expect(sum(moved.map(({ placesIn, placesOut }) => placesIn + placesOut))).toBe(sum(sides));
  });
});
