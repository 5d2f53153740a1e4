import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class UnionPlan1735700001395 implements MigrationInterface {
  name = 'UnionPlan1735700001395';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "union_plan_marks" ("id" varchar(36) PRIMARY KEY NOT NULL, "period_id" varchar(36) NOT NULL, "version" integer NOT NULL, "within_union_plan" boolean NOT NULL, "decided_on" varchar(10) NOT NULL, "authority" varchar(300) NOT NULL, "document_reference" varchar(300) NOT NULL, "reason" text, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_union_plan_marks_version" CHECK (version > 0), CONSTRAINT "fk_union_plan_marks_period" FOREIGN KEY ("period_id") REFERENCES "quota_periods" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_union_plan_marks_version" ON "union_plan_marks" ("period_id", "version")`,
    ]);
    await appendOnly(runner, 'union_plan_marks');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'union_plan_marks');
    await dropTables(runner, ['union_plan_marks']);
  }
}
