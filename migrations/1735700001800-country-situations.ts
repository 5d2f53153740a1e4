import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class CountrySituations1735700001800 implements MigrationInterface {
  name = 'CountrySituations1735700001800';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "country_situations" ("id" varchar(36) PRIMARY KEY NOT NULL, "country_code" varchar(2) NOT NULL, "situation" varchar(40) NOT NULL, "since" varchar(10) NOT NULL, "source" varchar(300) NOT NULL, "recorded_at" varchar(24) NOT NULL, "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_country_situations_situation" CHECK (situation IN ('stable', 'unstable', 'no_access')), CONSTRAINT "fk_country_situations_country" FOREIGN KEY ("country_code") REFERENCES "countries" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_country_situations_country" ON "country_situations" ("country_code", "since")`,
    ]);
    await appendOnly(runner, 'country_situations');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'country_situations');
    await dropTables(runner, ['country_situations']);
  }
}
