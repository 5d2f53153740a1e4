import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class Rrf1735700001370 implements MigrationInterface {
  name = 'Rrf1735700001370';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `ALTER TABLE "persons" ADD COLUMN "birth_date_estimated" boolean`,
      `ALTER TABLE "submissions" ADD COLUMN "medical_form_until" varchar(10)`,
      `ALTER TABLE "decisions" ADD COLUMN "rrf_version" integer`,
      `CREATE TABLE "rrf_requirements" ("id" varchar(60) PRIMARY KEY NOT NULL, "position" integer NOT NULL, "code" varchar(40) NOT NULL, "text" varchar(300) NOT NULL, "source" varchar(300) NOT NULL, "valid_from" varchar(10) NOT NULL, "valid_to" varchar(10), "verified" boolean NOT NULL, "sources" text NOT NULL, "categories" text, "priorities" text, "required_of" varchar(40) NOT NULL, "fields" text NOT NULL, "topics" text NOT NULL, "attachments" text NOT NULL, "note" text)`,
      `CREATE INDEX "ix_rrf_requirements_code" ON "rrf_requirements" ("code")`,
      `CREATE TABLE "case_clocks" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "kind" varchar(40) NOT NULL, "started_on" varchar(10) NOT NULL, "due_on" varchar(10) NOT NULL, "rule_code" varchar(60) NOT NULL, "extended_by_months" integer, "extended_on" varchar(10), "extension_reason" text, CONSTRAINT "ck_case_clocks_extended" CHECK ((extended_on IS NULL) = (extended_by_months IS NULL)), CONSTRAINT "ck_case_clocks_kind" CHECK (kind IN ('eu_conclusion', 'eu_emergency', 'priority')), CONSTRAINT "fk_case_clocks_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_case_clocks_rule" FOREIGN KEY ("rule_code") REFERENCES "policy_rules" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_case_clocks_due" ON "case_clocks" ("due_on", "id")`,
      `CREATE UNIQUE INDEX "ux_case_clocks_kind" ON "case_clocks" ("case_id", "kind")`,
      `CREATE TABLE "member_differences" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "submission_id" varchar(36) NOT NULL, "rrf_version" integer NOT NULL, "kind" varchar(40) NOT NULL, "individual_number" varchar(60) NOT NULL, "person_id" varchar(36), "recorded_at" varchar(24) NOT NULL, "settled_at" varchar(24), "settled_how" varchar(40), "settled_by" varchar(300), CONSTRAINT "ck_member_differences_how" CHECK (settled_how IS NULL OR settled_how IN ('applied', 'dismissed', 'superseded')), CONSTRAINT "ck_member_differences_settled" CHECK ((settled_at IS NULL) = (settled_how IS NULL)), CONSTRAINT "ck_member_differences_kind" CHECK (kind IN ('added', 'removed')), CONSTRAINT "fk_member_differences_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_member_differences_submission" FOREIGN KEY ("submission_id") REFERENCES "submissions" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_member_differences_open" ON "member_differences" ("case_id", "individual_number") WHERE settled_at IS NULL`,
      `CREATE TABLE "letters" ("document_id" varchar(36) PRIMARY KEY NOT NULL, "text" text NOT NULL, CONSTRAINT "fk_letters_document" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
    ]);
    await appendOnly(runner, 'letters');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'letters');
    await dropTables(runner, ['letters', 'member_differences', 'case_clocks', 'rrf_requirements']);
    await statements(runner, [
      `ALTER TABLE "decisions" DROP COLUMN "rrf_version"`,
      `ALTER TABLE "submissions" DROP COLUMN "medical_form_until"`,
      `ALTER TABLE "persons" DROP COLUMN "birth_date_estimated"`,
    ]);
  }
}
