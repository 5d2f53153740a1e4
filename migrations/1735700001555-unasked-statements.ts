import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statements } from './portable.js';

/** The Security Service may state something before anybody asks it: then there is a file behind the wall and no referral. */
export class UnaskedStatements1735700001555 implements MigrationInterface {
  name = 'UnaskedStatements1735700001555';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [`ALTER TABLE "referrals" ADD COLUMN "unasked_on" varchar(10)`]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await statements(runner, [`ALTER TABLE "referrals" DROP COLUMN "unasked_on"`]);
  }
}
