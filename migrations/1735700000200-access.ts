import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

export class Access1735700000200 implements MigrationInterface {
  name = 'Access1735700000200';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "accounts" ("id" varchar(36) PRIMARY KEY NOT NULL, "username" varchar(100) NOT NULL, "name" varchar(300) NOT NULL, "password_hash" varchar(300) NOT NULL, "roles" text NOT NULL, "municipality_code" varchar(4), "demo" boolean NOT NULL, "created_at" varchar(24) NOT NULL, "closed_at" varchar(24), "version" integer NOT NULL, CONSTRAINT "ck_accounts_municipality" CHECK (municipality_code IS NULL OR length(municipality_code) = 4))`,
      `CREATE UNIQUE INDEX "ux_accounts_username" ON "accounts" ("username")`,
      `CREATE TABLE "sessions" ("id" varchar(36) PRIMARY KEY NOT NULL, "account_id" varchar(36) NOT NULL, "token_hash" varchar(64) NOT NULL, "created_at" varchar(24) NOT NULL, "seen_at" varchar(24) NOT NULL, "expires_at" varchar(24) NOT NULL, CONSTRAINT "fk_sessions_account" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_sessions_account" ON "sessions" ("account_id")`,
      `CREATE UNIQUE INDEX "ux_sessions_token" ON "sessions" ("token_hash")`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['sessions', 'accounts']);
  }
}
