import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

export class Reference1735700000300 implements MigrationInterface {
  name = 'Reference1735700000300';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "countries" ("code" varchar(2) PRIMARY KEY NOT NULL, "name_en" varchar(300) NOT NULL, "name_sv" varchar(300) NOT NULL, "former_names" text NOT NULL)`,
      `CREATE TABLE "counties" ("code" varchar(2) PRIMARY KEY NOT NULL, "name" varchar(300) NOT NULL, "official_name" varchar(300) NOT NULL)`,
      `CREATE TABLE "municipalities" ("code" varchar(4) PRIMARY KEY NOT NULL, "name" varchar(300) NOT NULL, "official_name" varchar(300) NOT NULL, "county_code" varchar(2) NOT NULL, "latitude" double precision NOT NULL, "longitude" double precision NOT NULL, CONSTRAINT "fk_municipality_county" FOREIGN KEY ("county_code") REFERENCES "counties" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_municipality_county" ON "municipalities" ("county_code")`,
      `CREATE TABLE "submission_categories" ("code" varchar(40) PRIMARY KEY NOT NULL, "name_en" varchar(300) NOT NULL, "name_sv" varchar(300) NOT NULL, "note" text, "source" varchar(300) NOT NULL)`,
      `CREATE TABLE "reason_codes" ("verb" varchar(40) NOT NULL, "code" varchar(40) NOT NULL, "text_en" varchar(300) NOT NULL, "text_sv" varchar(300) NOT NULL, "source" varchar(300) NOT NULL, "instrument" varchar(300), "standard" varchar(40), "valid_from" varchar(10), "valid_to" varchar(10), CONSTRAINT "ck_reason_standard" CHECK (standard IN ('serious_reasons', 'reasonable_grounds', 'established', 'policy_criterion', 'own_assessment')), PRIMARY KEY ("verb", "code"))`,
      `CREATE TABLE "policy_rules" ("code" varchar(60) PRIMARY KEY NOT NULL, "kind" varchar(40) NOT NULL, "valid_from" varchar(10) NOT NULL, "valid_to" varchar(10), "status" varchar(40) NOT NULL, "verified" boolean NOT NULL, "value" text NOT NULL, "source" varchar(300) NOT NULL, "note" text, CONSTRAINT "ck_policy_rule_dates" CHECK (valid_to IS NULL OR valid_from <= valid_to), CONSTRAINT "ck_policy_rule_status" CHECK (status IN ('in_force', 'proposed')))`,
      `CREATE INDEX "ix_policy_rule_kind" ON "policy_rules" ("kind")`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, [
      'policy_rules',
      'reason_codes',
      'submission_categories',
      'municipalities',
      'counties',
      'countries',
    ]);
  }
}
