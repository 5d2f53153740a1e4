import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class MunicipalOffers1735700001850 implements MigrationInterface {
  name = 'MunicipalOffers1735700001850';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `ALTER TABLE "municipal_numbers" ADD COLUMN "others" integer`,
      `ALTER TABLE "municipal_number_revisions" ADD COLUMN "others" integer`,
      `CREATE TABLE "county_numbers" ("county_code" varchar(2) NOT NULL, "year" integer NOT NULL, "places" integer NOT NULL, "source" varchar(300) NOT NULL, CONSTRAINT "ck_county_numbers_places" CHECK (places >= 0), CONSTRAINT "fk_county_numbers_county" FOREIGN KEY ("county_code") REFERENCES "counties" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("county_code", "year"))`,
      `CREATE TABLE "municipal_offers" ("id" varchar(36) PRIMARY KEY NOT NULL, "municipality_code" varchar(4) NOT NULL, "year" integer NOT NULL, "revision" integer NOT NULL, "months" text, "dwellings" text, "medical_places" integer, "languages" text NOT NULL, "occupations" text NOT NULL, "stops" text NOT NULL, "source" varchar(300) NOT NULL, "note" text, "recorded_at" varchar(24) NOT NULL, "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_municipal_offers_medical" CHECK (medical_places IS NULL OR medical_places >= 0), CONSTRAINT "fk_municipal_offers_municipality" FOREIGN KEY ("municipality_code") REFERENCES "municipalities" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_municipal_offers" ON "municipal_offers" ("municipality_code", "year", "revision")`,
    ]);
    await appendOnly(runner, 'municipal_offers');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'municipal_offers');
    await dropTables(runner, ['municipal_offers', 'county_numbers']);
    await statements(runner, [
      `ALTER TABLE "municipal_number_revisions" DROP COLUMN "others"`,
      `ALTER TABLE "municipal_numbers" DROP COLUMN "others"`,
    ]);
  }
}
