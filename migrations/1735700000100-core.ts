import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class Core1735700000100 implements MigrationInterface {
  name = 'Core1735700000100';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "idempotency_keys" ("account_id" varchar(36) NOT NULL, "idempotency_key" varchar(128) NOT NULL, "fingerprint" varchar(64) NOT NULL, "result" text NOT NULL, "created_at" varchar(24) NOT NULL, PRIMARY KEY ("account_id", "idempotency_key"))`,
      `CREATE TABLE "jobs" ("id" varchar(36) PRIMARY KEY NOT NULL, "kind" varchar(40) NOT NULL, "payload" text NOT NULL, "status" varchar(40) NOT NULL, "attempts" integer NOT NULL, "done" integer NOT NULL, "total" integer, "leased_until" varchar(24) NOT NULL, "leased_by" varchar(60) NOT NULL, "error" text, "created_at" varchar(24) NOT NULL, "ended_at" varchar(24), CONSTRAINT "ck_jobs_status" CHECK (status IN ('waiting', 'running', 'done', 'failed', 'cancelled')))`,
      `CREATE INDEX "ix_jobs_due" ON "jobs" ("status", "leased_until")`,
      `CREATE TABLE "audit_entries" ("id" varchar(36) PRIMARY KEY NOT NULL, "chain" varchar(40) NOT NULL, "position" integer NOT NULL, "occurred_at" varchar(24) NOT NULL, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "actor_name" varchar(300) NOT NULL, "roles" text NOT NULL, "request_id" varchar(300) NOT NULL, "action" varchar(60) NOT NULL, "subject_type" varchar(40) NOT NULL, "subject_id" varchar(36), "case_id" varchar(36), "reason" text, "payload_hash" varchar(64) NOT NULL, "previous_hash" varchar(64) NOT NULL, "hash" varchar(64) NOT NULL, CONSTRAINT "ck_audit_chain" CHECK (chain IN ('open', 'security')))`,
      `CREATE INDEX "ix_audit_case" ON "audit_entries" ("chain", "case_id")`,
      `CREATE INDEX "ix_audit_subject" ON "audit_entries" ("chain", "subject_id")`,
      `CREATE UNIQUE INDEX "ux_audit_chain_position" ON "audit_entries" ("chain", "position")`,
      `CREATE TABLE "audit_payloads" ("entry_id" varchar(36) PRIMARY KEY NOT NULL, "salt" varchar(64) NOT NULL, "payload" text NOT NULL)`,
      `CREATE TABLE "audit_heads" ("chain" varchar(40) PRIMARY KEY NOT NULL, "position" integer NOT NULL, "hash" varchar(64) NOT NULL)`,
    ]);
    await appendOnly(runner, 'audit_entries');
    for (const chain of ['open', 'security'])
      await runner.query(`INSERT INTO audit_heads (chain, position, hash) VALUES ('${chain}', 0, '${'0'.repeat(64)}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'audit_entries');
    await dropTables(runner, ['audit_heads', 'audit_payloads', 'audit_entries', 'jobs', 'idempotency_keys']);
  }
}
