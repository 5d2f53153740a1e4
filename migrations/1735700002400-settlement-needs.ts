import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

/** What municipalities and regions are told to arrange, and the columns of exports that officials keep. */
export class SettlementNeeds1735700002400 implements MigrationInterface {
  name = 'SettlementNeeds1735700002400';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "settlement_needs" ("id" varchar(36) PRIMARY KEY NOT NULL, "assignment_id" varchar(36) NOT NULL, "recipient" varchar(40) NOT NULL, "recipient_code" varchar(4) NOT NULL, "needs" text NOT NULL, "disclosed_at" varchar(24) NOT NULL, "disclosed_by" varchar(300) NOT NULL, CONSTRAINT "ck_settlement_needs_recipient" CHECK (recipient IN ('municipality', 'region')), CONSTRAINT "fk_settlement_needs_assignment" FOREIGN KEY ("assignment_id") REFERENCES "assignments" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_settlement_needs_assignment" ON "settlement_needs" ("assignment_id")`,
      `CREATE TABLE "kept_columns" ("id" varchar(36) PRIMARY KEY NOT NULL, "owner_id" varchar(36) NOT NULL, "name" varchar(100) NOT NULL, "columns" text NOT NULL, "kept_at" varchar(24) NOT NULL)`,
      `CREATE UNIQUE INDEX "ux_kept_columns_name" ON "kept_columns" ("owner_id", "name")`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['kept_columns', 'settlement_needs']);
  }
}
