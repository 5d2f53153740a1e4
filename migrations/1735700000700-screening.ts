import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class Screening1735700000700 implements MigrationInterface {
  name = 'Screening1735700000700';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "referrals" ("id" varchar(36) PRIMARY KEY NOT NULL, "person_id" varchar(36) NOT NULL, "case_id" varchar(36) NOT NULL, "diary_number" varchar(40) NOT NULL, "referred_on" varchar(10) NOT NULL, "identity_version" integer NOT NULL, "recorded_at" varchar(24) NOT NULL, "referred_by_id" varchar(36) NOT NULL, "referred_by_name" varchar(300) NOT NULL, CONSTRAINT "fk_referrals_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_referrals_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_referrals_person" ON "referrals" ("person_id")`,
      `CREATE UNIQUE INDEX "ux_referrals_number" ON "referrals" ("diary_number")`,
      `CREATE TABLE "screening_records" ("id" varchar(36) PRIMARY KEY NOT NULL, "referral_id" varchar(36) NOT NULL, "person_id" varchar(36) NOT NULL, "diary_number" varchar(40) NOT NULL, "recorded_at" varchar(24) NOT NULL, "sealed" text NOT NULL, CONSTRAINT "fk_screening_records_referral" FOREIGN KEY ("referral_id") REFERENCES "referrals" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_screening_records_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_screening_records_referral" ON "screening_records" ("referral_id")`,
      `CREATE UNIQUE INDEX "ux_screening_records_number" ON "screening_records" ("diary_number")`,
    ]);
    await appendOnly(runner, 'referrals');
    await appendOnly(runner, 'screening_records');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'screening_records');
    await dropAppendOnly(runner, 'referrals');
    await dropTables(runner, ['screening_records', 'referrals']);
  }
}
