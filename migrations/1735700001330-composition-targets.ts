import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class CompositionTargets1735700001330 implements MigrationInterface {
  name = 'CompositionTargets1735700001330';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "composition_targets" ("id" varchar(36) PRIMARY KEY NOT NULL, "period_id" varchar(36) NOT NULL, "version" integer NOT NULL, "name" varchar(100) NOT NULL, "counters" text NOT NULL, "nationalities" text NOT NULL, "submission_categories" text NOT NULL, "specific_needs" text NOT NULL, "min_part" integer, "min_of" integer, "max_part" integer, "max_of" integer, "decided_on" varchar(10) NOT NULL, "authority" varchar(300) NOT NULL, "document_reference" varchar(300) NOT NULL, "reason" text, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_composition_targets_max" CHECK ((max_part IS NULL) = (max_of IS NULL) AND (max_of IS NULL OR (max_of > 0 AND max_part >= 0 AND max_part <= max_of))), CONSTRAINT "ck_composition_targets_min" CHECK ((min_part IS NULL) = (min_of IS NULL) AND (min_of IS NULL OR (min_of > 0 AND min_part >= 0 AND min_part <= min_of))), CONSTRAINT "ck_composition_targets_any" CHECK (min_of IS NOT NULL OR max_of IS NOT NULL), CONSTRAINT "ck_composition_targets_version" CHECK (version > 0), CONSTRAINT "fk_composition_targets_period" FOREIGN KEY ("period_id") REFERENCES "quota_periods" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_composition_targets_version" ON "composition_targets" ("period_id", "version")`,
    ]);
    await appendOnly(runner, 'composition_targets');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'composition_targets');
    await dropTables(runner, ['composition_targets']);
  }
}
