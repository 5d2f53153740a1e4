import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statements } from './portable.js';

/** Regions of countries, and sub-quotas for regions. A sub-quota made before takes any: null reads as an empty list. */
export class Regions1735700001360 implements MigrationInterface {
  name = 'Regions1735700001360';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `ALTER TABLE "countries" ADD COLUMN "region" varchar(40) CONSTRAINT "ck_countries_region" CHECK (region IN ('mena_and_turkiye', 'east_horn_great_lakes', 'southern_africa', 'west_central_africa', 'asia_pacific', 'americas', 'europe'))`,
      `ALTER TABLE "sub_quotas" ADD COLUMN "regions" text`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `ALTER TABLE "sub_quotas" DROP COLUMN "regions"`,
      `ALTER TABLE "countries" DROP COLUMN "region"`,
    ]);
  }
}
