import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnitOfWork } from '../../src/platform/index.js';
import { QuotasService } from '../../src/quotas/index.js';
import { anActor, placesOf, somePersons } from '../factories/places.js';
import { openPeriod } from '../factories/quotas.js';
import { startApp, type TestApp } from '../support/app.js';
import { startPostgres, stopPostgres } from '../support/postgres-server.mjs';
import { atLeast, atMost, median, time, type Figure } from './measure.js';
import { FIRST_DAY, tenYears, type TenYears } from './ten-years.js';

interface Filled {
  app: TestApp;
  years: TenYears;
}

const ROUNDS = 31;
const FEW = 10_000;
const MOMENT = { through: '2029-09-15', asOf: '2029-10-01' };

/** The figures of this engine, with so many entries against ten thousand. PostgreSQL keeps what it has committed, as in production. */
export async function ledgerFigures(many: number): Promise<Figure[]> {
  process.env.VIDAR_TEST_FOLDER = mkdtempSync(join(tmpdir(), 'vidar-bench-'));
  if (ENGINE === 'postgres') await startPostgres({ durable: true });
  const sizes: Filled[] = [];
  for (const entries of [FEW, many]) {
    const app = await startApp({ today: FIRST_DAY });
    sizes.push({ app, years: await tenYears(app, entries) });
  }
  const [few, full] = sizes as [Filled, Filled];
  const progress = await ratio(full, few, (filled) => reading(filled, 2034, {}));
  const asOf = await ratio(full, few, (filled) => reading(filled, 2029, MOMENT));
  const reservations = await reservationsToBareUpdates(full.app);
  for (const { app } of sizes) await app.close();
  if (ENGINE === 'postgres') await stopPostgres();
  rmSync(process.env.VIDAR_TEST_FOLDER, { recursive: true, force: true });
  return [
    atMost(`progress-many-to-few-entries-${ENGINE}`, progress, 2),
    atMost(`as-of-many-to-few-entries-${ENGINE}`, asOf, 2),
    atLeast(`reservations-to-bare-updates-${ENGINE}`, reservations, 0.4),
  ];
}

/** What the progress of a period asks of the ledger: its figures, and the movements behind them by month. */
function reading(
  { app, years }: Filled,
  year: number,
  moment: typeof MOMENT | Record<string, never>,
): Promise<unknown> {
  const quotas = app.server.get(QuotasService);
  const { id } = years.period(year);
  return app.server.get(UnitOfWork).read(async (tx) => {
    await quotas.balances(tx, id, moment);
    await quotas.movements(tx, id, moment);
  });
}

/** How many times as long it takes there as here; measured in turn, the medians compared. */
async function ratio(there: Filled, here: Filled, work: (filled: Filled) => Promise<unknown>): Promise<number> {
  const times: Record<'there' | 'here', number[]> = { there: [], here: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.there.push(await time(() => work(there)));
    times.here.push(await time(() => work(here)));
  }
  return median(times.there) / median(times.here);
}

/**
 * Reservations a second against conditional updates a second: one person a reservation, each in a unit of work of its own, one
 * after the other; and the bare update of one balance in its own unit of work, on the same database, in turn.
 */
async function reservationsToBareUpdates(app: TestApp): Promise<number> {
  app.goTo('2035-01-10');
  const id = (await openPeriod(app, { year: 2035, places: 100_000 })).subQuotaId();
  await app.dataSource.query(`INSERT INTO ledger_balances (account, balance) VALUES ('available:bare', 1000000)`);
  const [places, unitOfWork, actor] = [placesOf(app), app.server.get(UnitOfWork), anActor('decision_maker')];
  const reserve = () => places.reserve(somePersons(), id);
  const bare = () =>
    unitOfWork.run(actor, async (tx) => {
      await tx.manager.query(
        `UPDATE ledger_balances SET balance = balance - 1 WHERE account = 'available:bare' AND balance >= 1`,
      );
    });
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [bareUpdates, reservations] = [await time(bare, 200), await time(reserve, 100)];
    // The first rounds warm the program and the database up.
    if (round >= 5) ratios.push(100 / reservations / (200 / bareUpdates));
  }
  return median(ratios);
}
