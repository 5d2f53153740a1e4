import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statements } from './portable.js';

/** Refusals are found without reading the whole log; no other entry touches the index. */
export class RefusalsIndexed1735700002800 implements MigrationInterface {
  name = 'RefusalsIndexed1735700002800';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE INDEX "ix_audit_refusals" ON "audit_entries" ("chain", "position") WHERE action = 'access.refuse'`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await statements(runner, [`DROP INDEX "ix_audit_refusals"`]);
  }
}
