import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

export class RecordReleases1735700001710 implements MigrationInterface {
  name = 'RecordReleases1735700001710';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "record_releases" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "person_id" varchar(36), "purpose" varchar(40) NOT NULL, "recipient" varchar(300) NOT NULL, "requested_on" varchar(10) NOT NULL, "state" varchar(40) NOT NULL, "version" integer NOT NULL, "recorded_by_name" varchar(300) NOT NULL, "recorded_at" varchar(24) NOT NULL, "content" text, "prepared_by_id" varchar(36), "prepared_by_name" varchar(300), "reviewed_by_id" varchar(36), "reviewed_by_name" varchar(300), "review_note" text, "released_by_name" varchar(300), "released_on" varchar(10), "json" text, "pdf" text, "json_sha256" varchar(64), "pdf_sha256" varchar(64), CONSTRAINT "ck_record_releases_second" CHECK (reviewed_by_id IS NULL OR reviewed_by_id <> prepared_by_id), CONSTRAINT "ck_record_releases_person" CHECK ((purpose = 'own_copy') = (person_id IS NOT NULL)), CONSTRAINT "ck_record_releases_purpose" CHECK (purpose IN ('own_copy', 'public_request')), CONSTRAINT "ck_record_releases_state" CHECK (state IN ('requested', 'prepared', 'reviewed', 'released')), CONSTRAINT "fk_record_releases_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_record_releases_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_record_releases_case" ON "record_releases" ("case_id")`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['record_releases']);
  }
}
