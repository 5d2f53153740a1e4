import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

/** Caps of sub-quotas, with every decision on them. */
export class Caps1735700001350 implements MigrationInterface {
  name = 'Caps1735700001350';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `ALTER TABLE "sub_quotas" ADD COLUMN "cap" integer CONSTRAINT "ck_sub_quotas_cap" CHECK (cap IS NULL OR cap >= 0)`,
      `CREATE TABLE "sub_quota_caps" ("id" varchar(36) PRIMARY KEY NOT NULL, "sub_quota_id" varchar(36) NOT NULL, "version" integer NOT NULL, "cap" integer, "effective_on" varchar(10) NOT NULL, "authority" varchar(300) NOT NULL, "document_reference" varchar(300) NOT NULL, "reason" text NOT NULL, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_sub_quota_caps_cap" CHECK (cap IS NULL OR cap >= 0), CONSTRAINT "ck_sub_quota_caps_version" CHECK (version > 0), CONSTRAINT "fk_sub_quota_caps_sub_quota" FOREIGN KEY ("sub_quota_id") REFERENCES "sub_quotas" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_sub_quota_caps_version" ON "sub_quota_caps" ("sub_quota_id", "version")`,
    ]);
    await appendOnly(runner, 'sub_quota_caps');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'sub_quota_caps');
    await dropTables(runner, ['sub_quota_caps']);
    await statements(runner, [`ALTER TABLE "sub_quotas" DROP COLUMN "cap"`]);
  }
}
