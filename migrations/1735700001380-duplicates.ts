import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class Duplicates1735700001380 implements MigrationInterface {
  name = 'Duplicates1735700001380';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "duplicate_keys" ("key" varchar(22) NOT NULL, "person_id" varchar(36) NOT NULL, CONSTRAINT "fk_duplicate_keys_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("key", "person_id"))`,
      `CREATE INDEX "ix_duplicate_keys_person" ON "duplicate_keys" ("person_id")`,
      `CREATE TABLE "duplicate_profiles" ("person_id" varchar(36) PRIMARY KEY NOT NULL, "profile" text NOT NULL, CONSTRAINT "fk_duplicate_profiles_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE TABLE "duplicate_name_counts" ("key" varchar(22) PRIMARY KEY NOT NULL, "persons" integer NOT NULL)`,
      `CREATE TABLE "duplicate_suspicions" ("id" varchar(36) PRIMARY KEY NOT NULL, "first_person_id" varchar(36) NOT NULL, "second_person_id" varchar(36) NOT NULL, "strength" varchar(40) NOT NULL, "score" integer NOT NULL, "evidence" text NOT NULL, "found_at" varchar(24) NOT NULL, "version" integer NOT NULL, "verdict" varchar(40), "judged_by" varchar(300), "judged_at" varchar(24), "reason" text, CONSTRAINT "ck_duplicate_suspicions_judged" CHECK ((verdict IS NULL) = (judged_at IS NULL) AND (verdict IS NULL) = (judged_by IS NULL) AND (verdict IS NULL) = (reason IS NULL)), CONSTRAINT "ck_duplicate_suspicions_verdict" CHECK (verdict IS NULL OR verdict IN ('same_person', 'different_persons')), CONSTRAINT "ck_duplicate_suspicions_strength" CHECK (strength IN ('exact', 'likely', 'possible')), CONSTRAINT "fk_duplicate_suspicions_first" FOREIGN KEY ("first_person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_duplicate_suspicions_second" FOREIGN KEY ("second_person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_duplicate_suspicions_open" ON "duplicate_suspicions" ("score", "id") WHERE verdict IS NULL`,
      `CREATE INDEX "ix_duplicate_suspicions_second" ON "duplicate_suspicions" ("second_person_id")`,
      `CREATE UNIQUE INDEX "ux_duplicate_suspicions_pair" ON "duplicate_suspicions" ("first_person_id", "second_person_id")`,
      `CREATE TABLE "duplicate_verdicts" ("id" varchar(36) PRIMARY KEY NOT NULL, "suspicion_id" varchar(36) NOT NULL, "number" integer NOT NULL, "verdict" varchar(40) NOT NULL, "reason" text NOT NULL, "judged_by_id" varchar(36) NOT NULL, "judged_by" varchar(300) NOT NULL, "judged_at" varchar(24) NOT NULL, CONSTRAINT "ck_duplicate_verdicts_verdict" CHECK (verdict IN ('same_person', 'different_persons')), CONSTRAINT "fk_duplicate_verdicts_suspicion" FOREIGN KEY ("suspicion_id") REFERENCES "duplicate_suspicions" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_duplicate_verdicts_number" ON "duplicate_verdicts" ("suspicion_id", "number")`,
      `CREATE TABLE "parallel_procedures" ("id" varchar(36) PRIMARY KEY NOT NULL, "person_id" varchar(36) NOT NULL, "kind" varchar(40) NOT NULL, "country_code" varchar(2), "source" varchar(300) NOT NULL, "noted_on" varchar(10) NOT NULL, "reference" varchar(300), "recorded_by" varchar(300) NOT NULL, "recorded_at" varchar(24) NOT NULL, "ended_on" varchar(10), "end_reason" text, CONSTRAINT "ck_parallel_procedures_days" CHECK (ended_on IS NULL OR ended_on >= noted_on), CONSTRAINT "ck_parallel_procedures_end" CHECK ((ended_on IS NULL) = (end_reason IS NULL)), CONSTRAINT "ck_parallel_procedures_kind" CHECK (kind IN ('dual_submission', 'family_reunification')), CONSTRAINT "fk_parallel_procedures_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_parallel_procedures_person" ON "parallel_procedures" ("person_id")`,
    ]);
    await appendOnly(runner, 'duplicate_verdicts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'duplicate_verdicts');
    await dropTables(runner, [
      'parallel_procedures',
      'duplicate_verdicts',
      'duplicate_suspicions',
      'duplicate_name_counts',
      'duplicate_profiles',
      'duplicate_keys',
    ]);
  }
}
