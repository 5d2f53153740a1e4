import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

/** Delegations with dates, on which cases they were used, and cases opened by break-glass. */
export class Delegations1735700001825 implements MigrationInterface {
  name = 'Delegations1735700001825';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "delegations" ("id" varchar(36) PRIMARY KEY NOT NULL, "from_account_id" varchar(36) NOT NULL, "to_account_id" varchar(36) NOT NULL, "permissions" text NOT NULL, "reason" text NOT NULL, "valid_from" varchar(24) NOT NULL, "valid_until" varchar(24) NOT NULL, "created_at" varchar(24) NOT NULL, "revoked_at" varchar(24), "revoked_by_name" varchar(300), CONSTRAINT "ck_delegations_revoked" CHECK ((revoked_at IS NULL) = (revoked_by_name IS NULL)), CONSTRAINT "ck_delegations_dates" CHECK (valid_from < valid_until), CONSTRAINT "fk_delegations_from" FOREIGN KEY ("from_account_id") REFERENCES "accounts" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_delegations_to" FOREIGN KEY ("to_account_id") REFERENCES "accounts" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_delegations_from" ON "delegations" ("from_account_id")`,
      `CREATE INDEX "ix_delegations_to" ON "delegations" ("to_account_id")`,
      `CREATE TABLE "delegated_acts" ("id" varchar(36) PRIMARY KEY NOT NULL, "delegation_id" varchar(36) NOT NULL, "case_id" varchar(36) NOT NULL, "acted_at" varchar(24) NOT NULL, CONSTRAINT "fk_delegated_acts_delegation" FOREIGN KEY ("delegation_id") REFERENCES "delegations" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_delegated_acts_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_delegated_acts_case" ON "delegated_acts" ("case_id", "delegation_id")`,
      `CREATE TABLE "break_glass_openings" ("id" varchar(36) PRIMARY KEY NOT NULL, "account_id" varchar(36) NOT NULL, "opened_by_name" varchar(300) NOT NULL, "case_id" varchar(36) NOT NULL, "reason" text NOT NULL, "opened_at" varchar(24) NOT NULL, "expires_at" varchar(24) NOT NULL, "reviewed_at" varchar(24), "reviewed_by_id" varchar(36), "reviewed_by_name" varchar(300), "finding" varchar(40), "review_note" text, CONSTRAINT "ck_break_glass_openings_finding" CHECK (finding IS NULL OR finding IN ('justified', 'not_justified')), CONSTRAINT "ck_break_glass_openings_reviewed" CHECK ((reviewed_at IS NULL) = (finding IS NULL)), CONSTRAINT "ck_break_glass_openings_second" CHECK (reviewed_by_id IS NULL OR reviewed_by_id <> account_id), CONSTRAINT "fk_break_glass_openings_account" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_break_glass_openings_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_break_glass_openings_account" ON "break_glass_openings" ("account_id", "expires_at")`,
    ]);
    await runner.query(ACTED_FOR);
    await appendOnly(runner, 'delegated_acts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW "acted_for"`);
    await dropAppendOnly(runner, 'delegated_acts');
    await dropTables(runner, ['break_glass_openings', 'delegated_acts', 'delegations']);
  }
}

// Who acted for whom on a case, or on one in which somebody of it stood before.
const ACTED_FOR = `CREATE VIEW "acted_for" AS
  SELECT a.case_id AS case_id, d.from_account_id AS one, d.to_account_id AS other
  FROM delegated_acts a JOIN delegations d ON d.id = a.delegation_id
  UNION SELECT p.case_id, d.from_account_id, d.to_account_id FROM persons p JOIN case_moves m ON m.person_id = p.id
    JOIN delegated_acts a ON a.case_id = m.from_case_id JOIN delegations d ON d.id = a.delegation_id`;
