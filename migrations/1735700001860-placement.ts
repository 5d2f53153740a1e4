import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

const KEPT = ['placement_plans', 'placement_suggestions', 'placement_choices'];

export class Placement1735700001860 implements MigrationInterface {
  name = 'Placement1735700001860';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "placement_plans" ("id" varchar(36) PRIMARY KEY NOT NULL, "year" integer NOT NULL, "month" varchar(40), "replan_of" varchar(36), "objective" double precision NOT NULL, "bound" double precision NOT NULL, "seed" integer NOT NULL, "moves" integer NOT NULL, "futures" integer NOT NULL, "rule_version" varchar(60) NOT NULL, "input_hash" varchar(64) NOT NULL, "input" text NOT NULL, "result" text NOT NULL, "placed_persons" integer NOT NULL, "waiting_persons" integer NOT NULL, "made_at" varchar(24) NOT NULL, "asked_by" varchar(300) NOT NULL, CONSTRAINT "ck_placement_plans_bound" CHECK (objective <= bound), CONSTRAINT "fk_placement_plans_before" FOREIGN KEY ("replan_of") REFERENCES "placement_plans" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_placement_plans_made" ON "placement_plans" ("made_at")`,
      `CREATE TABLE "placement_suggestions" ("id" varchar(36) PRIMARY KEY NOT NULL, "plan_id" varchar(36) NOT NULL, "case_id" varchar(36) NOT NULL, "municipality_code" varchar(4), "persons" integer NOT NULL, "score" integer NOT NULL, "parts" text NOT NULL, CONSTRAINT "fk_placement_suggestions_plan" FOREIGN KEY ("plan_id") REFERENCES "placement_plans" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_placement_suggestions_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_placement_suggestions_municipality" FOREIGN KEY ("municipality_code") REFERENCES "municipalities" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_placement_suggestions_case" ON "placement_suggestions" ("plan_id", "case_id")`,
      `CREATE INDEX "ix_placement_suggestions_case" ON "placement_suggestions" ("case_id")`,
      `CREATE TABLE "placement_choices" ("id" varchar(36) PRIMARY KEY NOT NULL, "suggestion_id" varchar(36) NOT NULL, "kind" varchar(40) NOT NULL, "municipality_code" varchar(4) NOT NULL, "assignment_id" varchar(36) NOT NULL, "reason" text, "chosen_at" varchar(24) NOT NULL, "chosen_by" varchar(300) NOT NULL, CONSTRAINT "ck_placement_choices_kind" CHECK (kind IN ('accepted', 'overridden')), CONSTRAINT "ck_placement_choices_reason" CHECK (kind = 'accepted' OR reason IS NOT NULL), CONSTRAINT "fk_placement_choices_suggestion" FOREIGN KEY ("suggestion_id") REFERENCES "placement_suggestions" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_placement_choices_municipality" FOREIGN KEY ("municipality_code") REFERENCES "municipalities" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_placement_choices_assignment" FOREIGN KEY ("assignment_id") REFERENCES "assignments" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_placement_choices_suggestion" ON "placement_choices" ("suggestion_id")`,
      `CREATE TABLE "placement_conditions" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "kind" varchar(40) NOT NULL, "municipality_code" varchar(4), "county_code" varchar(2), "other_case_id" varchar(36), "places" integer, "reason" text NOT NULL, "recorded_at" varchar(24) NOT NULL, "recorded_by" varchar(300) NOT NULL, "ended_at" varchar(24), "ended_by" varchar(300), CONSTRAINT "ck_placement_conditions_kind" CHECK (kind IN ('pin', 'pin_county', 'tie', 'forbid', 'apart', 'medical', 'accessible')), CONSTRAINT "ck_placement_conditions_municipality" CHECK ((kind IN ('pin', 'tie', 'forbid')) = (municipality_code IS NOT NULL)), CONSTRAINT "ck_placement_conditions_county" CHECK ((kind = 'pin_county') = (county_code IS NOT NULL)), CONSTRAINT "ck_placement_conditions_other" CHECK ((kind = 'apart') = (other_case_id IS NOT NULL)), CONSTRAINT "ck_placement_conditions_places" CHECK ((kind = 'medical') = (places IS NOT NULL)), CONSTRAINT "ck_placement_conditions_ended" CHECK ((ended_at IS NULL) = (ended_by IS NULL)), CONSTRAINT "fk_placement_conditions_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_placement_conditions_municipality" FOREIGN KEY ("municipality_code") REFERENCES "municipalities" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_placement_conditions_county" FOREIGN KEY ("county_code") REFERENCES "counties" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_placement_conditions_other" FOREIGN KEY ("other_case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_placement_conditions_case" ON "placement_conditions" ("case_id")`,
    ]);
    for (const table of KEPT) await appendOnly(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of KEPT) await dropAppendOnly(runner, table);
    await dropTables(runner, ['placement_conditions', 'placement_choices', 'placement_suggestions', 'placement_plans']);
  }
}
