import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class DutyToReport1735700001702 implements MigrationInterface {
  name = 'DutyToReport1735700001702';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "duty_records" ("id" varchar(36) PRIMARY KEY NOT NULL, "position" integer NOT NULL, "duty_id" varchar(36) NOT NULL, "person_key" varchar(64) NOT NULL, "number" varchar(40) NOT NULL, "recorded_at" varchar(24) NOT NULL, "sealed" text NOT NULL, "previous_hash" varchar(64) NOT NULL, "hash" varchar(64) NOT NULL)`,
      `CREATE UNIQUE INDEX "ux_duty_records_position" ON "duty_records" ("position")`,
      `CREATE INDEX "ix_duty_records_duty" ON "duty_records" ("duty_id")`,
      `CREATE INDEX "ix_duty_records_person" ON "duty_records" ("person_key")`,
    ]);
    await appendOnly(runner, 'duty_records');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'duty_records');
    await dropTables(runner, ['duty_records']);
  }
}
