import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keptByKey, statements } from './portable.js';

/**
 * The entries of an account are found by when they were recorded, which is the order in which they come: an entry is written to the
 * end of its accounts' part of the index, and no third index by time is needed. Figures of days come from the totals. Two tables that
 * are written at every act are kept by their key on SQLite.
 */
export class LedgerIndexesByAccount1735700002600 implements MigrationInterface {
  name = 'LedgerIndexesByAccount1735700002600';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `DROP INDEX "ix_ledger_entries_recorded"`,
      `DROP INDEX "ix_ledger_entries_from"`,
      `DROP INDEX "ix_ledger_entries_to"`,
      `CREATE INDEX "ix_ledger_entries_from" ON "ledger_entries" ("from_account", "recorded_at")`,
      `CREATE INDEX "ix_ledger_entries_to" ON "ledger_entries" ("to_account", "recorded_at")`,
    ]);
    for (const table of KEPT_BY_KEY) await keptByKey(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of KEPT_BY_KEY) await keptByKey(runner, table, false);
    await statements(runner, [
      `DROP INDEX "ix_ledger_entries_from"`,
      `DROP INDEX "ix_ledger_entries_to"`,
      `CREATE INDEX "ix_ledger_entries_from" ON "ledger_entries" ("from_account", "occurred_on", "recorded_at", "places")`,
      `CREATE INDEX "ix_ledger_entries_to" ON "ledger_entries" ("to_account", "occurred_on", "recorded_at", "places")`,
      `CREATE INDEX "ix_ledger_entries_recorded" ON "ledger_entries" ("recorded_at")`,
    ]);
  }
}

const KEPT_BY_KEY = ['place_holdings', 'audit_payloads'];
