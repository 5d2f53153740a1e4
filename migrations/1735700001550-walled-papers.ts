import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

/** Papers behind the wall that belong to no single referral: indications and what follows them, batches and their receipts. */
export class WalledPapers1735700001550 implements MigrationInterface {
  name = 'WalledPapers1735700001550';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "walled_papers" ("id" varchar(36) PRIMARY KEY NOT NULL, "thread_id" varchar(36) NOT NULL, "diary_number" varchar(40) NOT NULL, "recorded_at" varchar(24) NOT NULL, "sealed" text NOT NULL)`,
      `CREATE INDEX "ix_walled_papers_thread" ON "walled_papers" ("thread_id")`,
      `CREATE UNIQUE INDEX "ux_walled_papers_number" ON "walled_papers" ("diary_number")`,
    ]);
    await appendOnly(runner, 'walled_papers');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'walled_papers');
    await dropTables(runner, ['walled_papers']);
  }
}
