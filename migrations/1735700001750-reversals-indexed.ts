import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statements } from './portable.js';

/** Only reversals stand in the index that lets an entry be reversed once: every other entry is written without touching it. */
export class ReversalsIndexed1735700001750 implements MigrationInterface {
  name = 'ReversalsIndexed1735700001750';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `DROP INDEX "ux_ledger_entries_reverses"`,
      `CREATE UNIQUE INDEX "ux_ledger_entries_reverses" ON "ledger_entries" ("reverses_id") WHERE reverses_id IS NOT NULL`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `DROP INDEX "ux_ledger_entries_reverses"`,
      `CREATE UNIQUE INDEX "ux_ledger_entries_reverses" ON "ledger_entries" ("reverses_id")`,
    ]);
  }
}
