import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class Exclusion1735700000800 implements MigrationInterface {
  name = 'Exclusion1735700000800';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "exclusion_assessments" ("id" varchar(36) PRIMARY KEY NOT NULL, "person_id" varchar(36) NOT NULL, "case_id" varchar(36) NOT NULL, "outcome" varchar(40) NOT NULL, "ground_code" varchar(40), "instrument" varchar(300), "standard" varchar(40), "triggers" text NOT NULL, "trigger_notes" text, "reasons" text NOT NULL, "assessed_by_id" varchar(36) NOT NULL, "assessed_by_name" varchar(300) NOT NULL, "assessed_on" varchar(10) NOT NULL, "recorded_at" varchar(24) NOT NULL, CONSTRAINT "ck_exclusion_assessments_ground" CHECK ((outcome = 'ground_found') = (ground_code IS NOT NULL)), CONSTRAINT "ck_exclusion_assessments_outcome" CHECK (outcome IN ('no_ground', 'ground_found')), CONSTRAINT "fk_exclusion_assessments_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_exclusion_assessments_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_exclusion_assessments_person" ON "exclusion_assessments" ("person_id")`,
    ]);
    await appendOnly(runner, 'exclusion_assessments');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'exclusion_assessments');
    await dropTables(runner, ['exclusion_assessments']);
  }
}
