import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class ExclusionInFull1735700001700 implements MigrationInterface {
  name = 'ExclusionInFull1735700001700';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "exclusion_considerations" ("id" varchar(36) PRIMARY KEY NOT NULL, "assessment_id" varchar(36) NOT NULL, "ground_code" varchar(40) NOT NULL, "kind" varchar(40) NOT NULL, "instrument" varchar(300), "standard" varchar(40), "finding" varchar(40) NOT NULL, "reasons" text NOT NULL, "member_state" varchar(40), "refused_on" varchar(10), CONSTRAINT "ck_exclusion_considerations_refusal" CHECK ((member_state IS NULL) = (refused_on IS NULL)), CONSTRAINT "ck_exclusion_considerations_finding" CHECK (finding IN ('met', 'not_met')), CONSTRAINT "ck_exclusion_considerations_kind" CHECK (kind IN ('article_1f', 'subsidiary_protection', 'union_framework', 'programme_policy')), CONSTRAINT "fk_exclusion_considerations_assessment" FOREIGN KEY ("assessment_id") REFERENCES "exclusion_assessments" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_exclusion_considerations_ground" ON "exclusion_considerations" ("assessment_id", "ground_code")`,
      `CREATE TABLE "exclusion_reviews" ("id" varchar(36) PRIMARY KEY NOT NULL, "assessment_id" varchar(36) NOT NULL, "kind" varchar(40) NOT NULL, "agrees" boolean NOT NULL, "reasons" text NOT NULL, "reviewed_by_id" varchar(36) NOT NULL, "reviewed_by_name" varchar(300) NOT NULL, "reviewed_on" varchar(10) NOT NULL, "recorded_at" varchar(24) NOT NULL, CONSTRAINT "ck_exclusion_reviews_kind" CHECK (kind IN ('opinion', 'second_look')), CONSTRAINT "fk_exclusion_reviews_assessment" FOREIGN KEY ("assessment_id") REFERENCES "exclusion_assessments" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_exclusion_reviews_assessment" ON "exclusion_reviews" ("assessment_id")`,
      `CREATE UNIQUE INDEX "ux_exclusion_reviews_second_look" ON "exclusion_reviews" ("assessment_id") WHERE kind = 'second_look'`,
    ]);
    await appendOnly(runner, 'exclusion_considerations');
    await appendOnly(runner, 'exclusion_reviews');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'exclusion_considerations');
    await dropAppendOnly(runner, 'exclusion_reviews');
    await dropTables(runner, ['exclusion_reviews', 'exclusion_considerations']);
  }
}
