import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class Municipalities1735700001100 implements MigrationInterface {
  name = 'Municipalities1735700001100';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "municipal_numbers" ("id" varchar(36) PRIMARY KEY NOT NULL, "municipality_code" varchar(4) NOT NULL, "year" integer NOT NULL, "places" integer NOT NULL, "assigned" integer NOT NULL, "revision" integer NOT NULL, CONSTRAINT "ck_municipal_numbers_assigned" CHECK (assigned >= 0), CONSTRAINT "ck_municipal_numbers_places" CHECK (places >= 0), CONSTRAINT "fk_municipal_numbers_municipality" FOREIGN KEY ("municipality_code") REFERENCES "municipalities" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_municipal_numbers_year" ON "municipal_numbers" ("municipality_code", "year")`,
      `CREATE TABLE "municipal_number_revisions" ("id" varchar(36) PRIMARY KEY NOT NULL, "municipal_number_id" varchar(36) NOT NULL, "revision" integer NOT NULL, "places" integer NOT NULL, "decided_on" varchar(10) NOT NULL, "source" varchar(300) NOT NULL, "recorded_at" varchar(24) NOT NULL, "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_municipal_number_revisions_places" CHECK (places >= 0), CONSTRAINT "fk_municipal_number_revisions_number" FOREIGN KEY ("municipal_number_id") REFERENCES "municipal_numbers" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_municipal_number_revisions" ON "municipal_number_revisions" ("municipal_number_id", "revision")`,
      `CREATE TABLE "assignments" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "municipality_code" varchar(4) NOT NULL, "municipal_number_id" varchar(36) NOT NULL, "year" integer NOT NULL, "status" varchar(40) NOT NULL, "assigned_on" varchar(10) NOT NULL, "latest_reception_on" varchar(10) NOT NULL, "reason" text NOT NULL, "over_assigned" integer NOT NULL, "over_assignment_reason" text, "replaces_id" varchar(36), "freed" integer NOT NULL, "replaced" integer NOT NULL, "dwelling_confirmed" boolean NOT NULL, "contact" varchar(300), "answered_on" varchar(10), "answered_by" varchar(300), "decline_reason_code" varchar(40), "comment" text, "version" integer NOT NULL, "changed_by" varchar(300) NOT NULL, "changed_at" varchar(24) NOT NULL, CONSTRAINT "ck_assignments_replaced" CHECK (replaced >= 0 AND replaced <= freed), CONSTRAINT "ck_assignments_over" CHECK (over_assigned >= 0), CONSTRAINT "ck_assignments_status" CHECK (status IN ('assigned', 'accepted', 'declined', 'ended')), CONSTRAINT "fk_assignments_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_assignments_municipality" FOREIGN KEY ("municipality_code") REFERENCES "municipalities" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_assignments_number" FOREIGN KEY ("municipal_number_id") REFERENCES "municipal_numbers" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_assignments_replaces" FOREIGN KEY ("replaces_id") REFERENCES "assignments" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_assignments_case" ON "assignments" ("case_id")`,
      `CREATE INDEX "ix_assignments_municipality" ON "assignments" ("municipality_code", "year")`,
      `CREATE TABLE "assignment_persons" ("assignment_id" varchar(36) NOT NULL, "person_id" varchar(36) NOT NULL, "open" boolean NOT NULL, "received_on" varchar(10), "ended_on" varchar(10), "ended_why" varchar(40), CONSTRAINT "fk_assignment_persons_assignment" FOREIGN KEY ("assignment_id") REFERENCES "assignments" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_assignment_persons_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("assignment_id", "person_id"))`,
      `CREATE UNIQUE INDEX "ux_assignment_persons_open" ON "assignment_persons" ("person_id") WHERE open`,
    ]);
    await appendOnly(runner, 'municipal_number_revisions');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'municipal_number_revisions');
    await dropTables(runner, ['assignment_persons', 'assignments', 'municipal_number_revisions', 'municipal_numbers']);
  }
}
