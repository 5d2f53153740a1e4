import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

/** By which words persons are found, and who is responsible for a case. */
export class NameKeys1735700001420 implements MigrationInterface {
  name = 'NameKeys1735700001420';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "person_name_keys" ("word" varchar(60) NOT NULL, "sound" varchar(60) NOT NULL, "person_id" varchar(36) NOT NULL, CONSTRAINT "fk_person_name_keys_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("word", "sound", "person_id"))`,
      `CREATE INDEX "ix_person_name_keys_sound" ON "person_name_keys" ("sound", "word")`,
      `CREATE INDEX "ix_person_name_keys_person" ON "person_name_keys" ("person_id")`,
      `ALTER TABLE "cases" ADD COLUMN "officer_id" varchar(36)`,
      `ALTER TABLE "cases" ADD COLUMN "officer_name" varchar(300)`,
      `CREATE INDEX "ix_cases_officer" ON "cases" ("officer_id")`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `DROP INDEX "ix_cases_officer"`,
      `ALTER TABLE "cases" DROP COLUMN "officer_name"`,
      `ALTER TABLE "cases" DROP COLUMN "officer_id"`,
    ]);
    await dropTables(runner, ['person_name_keys']);
  }
}
