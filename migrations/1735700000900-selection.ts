import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

export class Selection1735700000900 implements MigrationInterface {
  name = 'Selection1735700000900';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "missions" ("id" varchar(36) PRIMARY KEY NOT NULL, "place" varchar(300) NOT NULL, "country_code" varchar(2) NOT NULL, "starts_on" varchar(10) NOT NULL, "ends_on" varchar(10) NOT NULL, "leader_name" varchar(300) NOT NULL, "team" text NOT NULL, "version" integer NOT NULL, "changed_by" varchar(300) NOT NULL, "changed_at" varchar(24) NOT NULL, CONSTRAINT "ck_missions_days" CHECK (starts_on <= ends_on), CONSTRAINT "fk_missions_country" FOREIGN KEY ("country_code") REFERENCES "countries" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_missions_starts" ON "missions" ("starts_on")`,
      `CREATE TABLE "mission_cases" ("id" varchar(36) PRIMARY KEY NOT NULL, "mission_id" varchar(36) NOT NULL, "case_id" varchar(36) NOT NULL, "added_at" varchar(24) NOT NULL, "added_by" varchar(300) NOT NULL, "active" boolean NOT NULL, CONSTRAINT "fk_mission_cases_mission" FOREIGN KEY ("mission_id") REFERENCES "missions" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_mission_cases_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_mission_cases_mission" ON "mission_cases" ("mission_id")`,
      `CREATE UNIQUE INDEX "ux_mission_cases_active" ON "mission_cases" ("case_id") WHERE active`,
      `CREATE TABLE "interviews" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "person_id" varchar(36) NOT NULL, "mission_id" varchar(36), "held_on" varchar(10) NOT NULL, "interviewer" varchar(300) NOT NULL, "interpreter_language" varchar(40), "child_heard" boolean, "notes" text NOT NULL, "recorded_at" varchar(24) NOT NULL, "recorded_by" varchar(300) NOT NULL, CONSTRAINT "fk_interviews_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_interviews_mission" FOREIGN KEY ("mission_id") REFERENCES "missions" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_interviews_person" ON "interviews" ("person_id")`,
      `CREATE INDEX "ix_interviews_case" ON "interviews" ("case_id")`,
      `CREATE TABLE "examinations" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "person_id" varchar(36) NOT NULL, "inclusion" varchar(40) NOT NULL, "identity_basis" text NOT NULL, "credibility" text NOT NULL, "best_interests" text, "child_heard" boolean NOT NULL, "child_not_heard_reason" text, "recommendation" varchar(40) NOT NULL, "notes" text NOT NULL, "recorded_at" varchar(24) NOT NULL, "recorded_by_id" varchar(36) NOT NULL, "recorded_by" varchar(300) NOT NULL, "current" boolean NOT NULL, CONSTRAINT "ck_examinations_recommendation" CHECK (recommendation IN ('grant', 'refuse', 'exclude')), CONSTRAINT "ck_examinations_inclusion" CHECK (inclusion IN ('refugee', 'subsidiary', 'none')), CONSTRAINT "fk_examinations_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_examinations_case" ON "examinations" ("case_id")`,
      `CREATE UNIQUE INDEX "ux_examinations_current" ON "examinations" ("person_id") WHERE current`,
      `CREATE TABLE "deferrals" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "person_id" varchar(36) NOT NULL, "reason_code" varchar(40) NOT NULL, "asked_of_unhcr" text NOT NULL, "deferred_on" varchar(10) NOT NULL, "ended_on" varchar(10), "answer_code" varchar(40), CONSTRAINT "fk_deferrals_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_deferrals_case" ON "deferrals" ("case_id")`,
      `CREATE UNIQUE INDEX "ux_deferrals_open" ON "deferrals" ("person_id") WHERE ended_on IS NULL`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['deferrals', 'examinations', 'interviews', 'mission_cases', 'missions']);
  }
}
