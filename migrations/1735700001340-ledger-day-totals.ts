import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

export class LedgerDayTotals1735700001340 implements MigrationInterface {
  name = 'LedgerDayTotals1735700001340';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    await statements(runner, [
      // Without a row id SQLite keeps the rows in the order of the key: the totals of an account lie together.
      `CREATE TABLE "ledger_day_totals" ("account" varchar(60) NOT NULL, "movement" varchar(40) NOT NULL, "other_account" varchar(60) NOT NULL, "occurred_on" varchar(10) NOT NULL, "recorded_on" varchar(10) NOT NULL, "places_in" integer NOT NULL, "places_out" integer NOT NULL, CONSTRAINT "ck_ledger_day_totals_places" CHECK (places_in >= 0 AND places_out >= 0 AND places_in + places_out > 0), CONSTRAINT "ck_ledger_day_totals_movement" CHECK (movement IN ('decide', 'open', 'allocate', 'transfer', 'revise', 'carry_over', 'reserve', 'use', 'release', 'reverse', 'overrun')), PRIMARY KEY ("account", "movement", "other_account", "occurred_on", "recorded_on"))${postgres ? '' : ' WITHOUT ROWID'}`,
      `CREATE INDEX "ix_ledger_entries_recorded" ON "ledger_entries" ("recorded_at")`,
    ]);
    await fill(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_ledger_entries_recorded"');
    await dropTables(runner, ['ledger_day_totals']);
  }
}

/** Sums what the ledger holds already, by the day in Stockholm on which it was recorded. */
async function fill(runner: QueryRunner): Promise<void> {
  const recorded = (await runner.query('SELECT DISTINCT substr(recorded_at, 1, 10) AS "day" FROM ledger_entries')) as {
    day: string;
  }[];
  if (recorded.length === 0) return;
  // Swedish midnight falls within a day of UTC: what was recorded after it belongs to the next day.
  const days = recorded.map(({ day }) => `('${day}', '${midnightIn(day)}', '${dayAfter(day)}')`);
  await runner.query(
    `INSERT INTO ledger_day_totals (account, movement, other_account, occurred_on, recorded_on, places_in, places_out)
     WITH days (utc_day, midnight, next_day) AS (VALUES ${days.join(', ')})
     SELECT moved.account, moved.movement, moved.other_account, moved.occurred_on,
            CASE WHEN moved.recorded_at < days.midnight THEN days.utc_day ELSE days.next_day END AS recorded_on,
            sum(moved.places_in), sum(moved.places_out)
     FROM (SELECT to_account AS account, movement, from_account AS other_account, occurred_on, recorded_at, places AS places_in, 0 AS places_out FROM ledger_entries
           UNION ALL SELECT from_account, movement, to_account, occurred_on, recorded_at, 0, places FROM ledger_entries) AS moved
     JOIN days ON days.utc_day = substr(moved.recorded_at, 1, 10)
     GROUP BY 1, 2, 3, 4, 5`,
  );
}

/** The instant within the day of UTC at which the next day begins in Sweden: two hours early in summer, one in winter. */
function midnightIn(utcDay: string): string {
  const hour = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', hourCycle: 'h23' });
  const summer = hour.format(new Date(`${utcDay}T22:30:00.000Z`)) === '00';
  return `${utcDay}T${summer ? 22 : 23}:00:00.000Z`;
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString().slice(0, 10);
