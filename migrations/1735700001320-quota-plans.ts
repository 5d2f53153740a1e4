import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class QuotaPlans1735700001320 implements MigrationInterface {
  name = 'QuotaPlans1735700001320';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "quota_plans" ("id" varchar(36) PRIMARY KEY NOT NULL, "period_id" varchar(36) NOT NULL, "version" integer NOT NULL, "decided_on" varchar(10) NOT NULL, "authority" varchar(300) NOT NULL, "document_reference" varchar(300) NOT NULL, "reason" text, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_quota_plans_reason" CHECK (version = 1 OR reason IS NOT NULL), CONSTRAINT "ck_quota_plans_version" CHECK (version > 0), CONSTRAINT "fk_quota_plans_period" FOREIGN KEY ("period_id") REFERENCES "quota_periods" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_quota_plans_version" ON "quota_plans" ("period_id", "version")`,
      `CREATE TABLE "quota_plan_lines" ("plan_id" varchar(36) NOT NULL, "sub_quota_id" varchar(36) NOT NULL, "month" varchar(7) NOT NULL, "persons" integer NOT NULL, CONSTRAINT "ck_quota_plan_lines_persons" CHECK (persons >= 0), CONSTRAINT "fk_quota_plan_lines_plan" FOREIGN KEY ("plan_id") REFERENCES "quota_plans" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_quota_plan_lines_sub_quota" FOREIGN KEY ("sub_quota_id") REFERENCES "sub_quotas" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("plan_id", "sub_quota_id", "month"))`,
    ]);
    await appendOnly(runner, 'quota_plans');
    await appendOnly(runner, 'quota_plan_lines');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'quota_plans');
    await dropAppendOnly(runner, 'quota_plan_lines');
    await dropTables(runner, ['quota_plan_lines', 'quota_plans']);
  }
}
