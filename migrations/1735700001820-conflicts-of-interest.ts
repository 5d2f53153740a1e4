import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

/**
 * Declared conflicts of interest, the cases that they bar, and which case each record belongs to. No entry of the audit log, and so
 * neither act nor read, is taken of an official about a case with which they have a conflict.
 */
export class ConflictsOfInterest1735700001820 implements MigrationInterface {
  name = 'ConflictsOfInterest1735700001820';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "conflicts_of_interest" ("id" varchar(36) PRIMARY KEY NOT NULL, "account_id" varchar(36) NOT NULL, "official" varchar(140) NOT NULL, "declared_by_name" varchar(300) NOT NULL, "case_id" varchar(36) NOT NULL, "person_id" varchar(36), "reason" text NOT NULL, "behind_wall" boolean NOT NULL, "declared_at" varchar(24) NOT NULL, "withdrawn_at" varchar(24), "withdrawn_by_id" varchar(36), "withdrawn_by_name" varchar(300), "withdraw_reason" text, CONSTRAINT "ck_conflicts_of_interest_second" CHECK (withdrawn_by_id IS NULL OR withdrawn_by_id <> account_id), CONSTRAINT "ck_conflicts_of_interest_withdrawn" CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)), CONSTRAINT "fk_conflicts_of_interest_account" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_conflicts_of_interest_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_conflicts_of_interest_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_conflicts_of_interest_open" ON "conflicts_of_interest" ("official", "case_id") WHERE withdrawn_at IS NULL`,
      `CREATE INDEX "ix_conflicts_of_interest_official" ON "conflicts_of_interest" ("official")`,
      BARRED_CASES,
      CASE_OBJECTS,
      ...(isPostgres(runner) ? REFUSED_BY_POSTGRES : [REFUSED_BY_SQLITE]),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      isPostgres(runner)
        ? `DROP TRIGGER audit_entries_no_conflict ON "audit_entries"`
        : `DROP TRIGGER audit_entries_no_conflict`,
      ...(isPostgres(runner) ? [`DROP FUNCTION audit_entries_no_conflict()`] : []),
      `DROP VIEW "case_objects"`,
      `DROP VIEW "barred_cases"`,
    ]);
    await dropTables(runner, ['conflicts_of_interest']);
  }
}

const isPostgres = (runner: QueryRunner): boolean => runner.connection.options.type === 'postgres';

// The case itself; where the person is now; and, if the whole case is meant, where those are now who left it.
const BARRED_CASES = `CREATE VIEW "barred_cases" AS
  SELECT k.official AS official, k.case_id AS case_id FROM conflicts_of_interest k WHERE k.withdrawn_at IS NULL
  UNION ALL SELECT k.official, p.case_id FROM conflicts_of_interest k JOIN persons p ON p.id = k.person_id WHERE k.withdrawn_at IS NULL
  UNION ALL SELECT k.official, p.case_id FROM conflicts_of_interest k JOIN case_moves m ON m.from_case_id = k.case_id
    JOIN persons p ON p.id = m.person_id WHERE k.withdrawn_at IS NULL AND k.person_id IS NULL`;

const CASE_OBJECTS = `CREATE VIEW "case_objects" AS
  SELECT id AS object_id, id AS case_id FROM cases
  UNION ALL SELECT id, case_id FROM persons
  UNION ALL SELECT id, case_id FROM submissions
  UNION ALL SELECT id, case_id FROM documents
  UNION ALL SELECT id, case_id FROM filed_documents
  UNION ALL SELECT id, case_id FROM assignments
  UNION ALL SELECT id, case_id FROM record_releases
  UNION ALL SELECT s.id, p.case_id FROM duplicate_suspicions s JOIN persons p ON p.id = s.first_person_id
  UNION ALL SELECT s.id, p.case_id FROM duplicate_suspicions s JOIN persons p ON p.id = s.second_person_id`;

// The declaration is the last entry of an official about the case.
const ABOUT_BARRED = `EXISTS (SELECT 1 FROM accounts a JOIN barred_cases b ON b.official = coalesce('staff:' || a.staff_number, a.id)
    WHERE a.id = NEW.actor_id AND b.case_id = NEW.case_id)`;
// Most officials have declared nothing: then nothing more is asked.
const HAS_DECLARED = `EXISTS (SELECT 1 FROM accounts a JOIN conflicts_of_interest k
    ON k.official = coalesce('staff:' || a.staff_number, a.id) WHERE a.id = NEW.actor_id AND k.withdrawn_at IS NULL)`;
const ASKED = `NEW.case_id IS NOT NULL AND NEW.action <> 'conflict.declare'`;

const REFUSED_BY_SQLITE = `CREATE TRIGGER audit_entries_no_conflict BEFORE INSERT ON "audit_entries" WHEN ${ASKED}
  BEGIN SELECT RAISE(ABORT, 'CHECK: conflict of interest') WHERE ${HAS_DECLARED} AND ${ABOUT_BARRED}; END`;
const REFUSED_BY_POSTGRES = [
  `CREATE FUNCTION audit_entries_no_conflict() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NOT (${ASKED}) THEN RETURN NEW; END IF;
     IF NOT ${HAS_DECLARED} THEN RETURN NEW; END IF;
     IF ${ABOUT_BARRED} THEN RAISE EXCEPTION 'conflict of interest' USING ERRCODE = '23514'; END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER audit_entries_no_conflict BEFORE INSERT ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION audit_entries_no_conflict()`,
];
