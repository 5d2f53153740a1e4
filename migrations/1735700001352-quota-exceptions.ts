import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class QuotaExceptions1735700001352 implements MigrationInterface {
  name = 'QuotaExceptions1735700001352';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "quota_exceptions" ("id" varchar(36) PRIMARY KEY NOT NULL, "period_id" varchar(36) NOT NULL, "kind" varchar(40) NOT NULL, "valid_from" varchar(10) NOT NULL, "valid_to" varchar(10), "nationalities" text NOT NULL, "countries_of_asylum" text NOT NULL, "ends_id" varchar(36), "decided_on" varchar(10) NOT NULL, "authority" varchar(300) NOT NULL, "document_reference" varchar(300) NOT NULL, "reason" text NOT NULL, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_quota_exceptions_end" CHECK (ends_id IS NULL OR valid_to IS NOT NULL), CONSTRAINT "ck_quota_exceptions_kind" CHECK (kind IN ('third_country_rule')), CONSTRAINT "fk_quota_exceptions_period" FOREIGN KEY ("period_id") REFERENCES "quota_periods" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_quota_exceptions_ends" FOREIGN KEY ("ends_id") REFERENCES "quota_exceptions" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_quota_exceptions_period" ON "quota_exceptions" ("period_id")`,
      `CREATE UNIQUE INDEX "ux_quota_exceptions_ends" ON "quota_exceptions" ("ends_id")`,
    ]);
    await appendOnly(runner, 'quota_exceptions');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'quota_exceptions');
    await dropTables(runner, ['quota_exceptions']);
  }
}
