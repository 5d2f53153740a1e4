import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statements } from './portable.js';

/**
 * What an indication looked like after it was presented or concluded was stored in clear as the result of the act. All that these acts
 * ever answer is that they were accepted: the results go, the keys stay.
 */
export class WalledResultsForgotten1735700002100 implements MigrationInterface {
  name = 'WalledResultsForgotten1735700002100';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `UPDATE "idempotency_keys" SET "result" = 'null' WHERE "result" LIKE '%"goesTo":%' AND "result" LIKE '%"waitsFor":%'`,
    ]);
  }

  /** Nothing to take back. */
  async down(): Promise<void> {
    await Promise.resolve();
  }
}
