import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

export class RetentionRuns1735700002200 implements MigrationInterface {
  name = 'RetentionRuns1735700002200';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "retention_runs" ("id" varchar(36) PRIMARY KEY NOT NULL, "state" varchar(40) NOT NULL, "version" integer NOT NULL, "rule_code" varchar(60) NOT NULL, "due_on" varchar(10) NOT NULL, "case_ids" text NOT NULL, "reason" text NOT NULL, "proposed_by_id" varchar(36) NOT NULL, "proposed_by_name" varchar(300) NOT NULL, "proposed_at" varchar(24) NOT NULL, "decided_by_id" varchar(36), "decided_by_name" varchar(300), "decided_at" varchar(24), "note" text, "seen_to" integer NOT NULL, "spared" integer NOT NULL, "payloads" integer NOT NULL, "digest" varchar(64), "chain_position" integer, "done_at" varchar(24), CONSTRAINT "ck_retention_runs_decided" CHECK (state IN ('proposed', 'rejected') OR decided_by_id IS NOT NULL), CONSTRAINT "ck_retention_runs_second" CHECK (decided_by_id IS NULL OR decided_by_id <> proposed_by_id), CONSTRAINT "ck_retention_runs_state" CHECK (state IN ('proposed', 'rejected', 'decided', 'done')))`,
      `CREATE INDEX "ix_retention_runs_state" ON "retention_runs" ("state")`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['retention_runs']);
  }
}
