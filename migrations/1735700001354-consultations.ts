import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

const APPEND_ONLY = ['consultations', 'consultation_answers', 'special_importances'] as const;

/** Consultations of the Ministry with their answers, and cases of special importance. */
export class Consultations1735700001354 implements MigrationInterface {
  name = 'Consultations1735700001354';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "consultations" ("id" varchar(36) PRIMARY KEY NOT NULL, "period_id" varchar(36), "case_id" varchar(36), "subject" varchar(40) NOT NULL, "matter" text NOT NULL, "consulted" varchar(300) NOT NULL, "asked_on" varchar(10) NOT NULL, "document_reference" varchar(300) NOT NULL, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_consultations_period" CHECK (period_id IS NOT NULL OR case_id IS NOT NULL), CONSTRAINT "ck_consultations_case" CHECK ((subject = 'special_case') = (case_id IS NOT NULL)), CONSTRAINT "ck_consultations_subject" CHECK (subject IN ('planning', 'places', 'use_of_money', 'distribution', 'special_case')), CONSTRAINT "fk_consultations_period" FOREIGN KEY ("period_id") REFERENCES "quota_periods" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_consultations_period" ON "consultations" ("period_id")`,
      `CREATE INDEX "ix_consultations_case" ON "consultations" ("case_id")`,
      `CREATE TABLE "consultation_answers" ("consultation_id" varchar(36) PRIMARY KEY NOT NULL, "answered_on" varchar(10) NOT NULL, "outcome" varchar(40) NOT NULL, "answer" text NOT NULL, "document_reference" varchar(300) NOT NULL, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_consultation_answers_outcome" CHECK (outcome IN ('agreed', 'agreed_with_changes', 'not_agreed', 'taken_note_of')), CONSTRAINT "fk_consultation_answers_consultation" FOREIGN KEY ("consultation_id") REFERENCES "consultations" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE TABLE "special_importances" ("case_id" varchar(36) NOT NULL, "step" integer NOT NULL, "special" boolean NOT NULL, "reason" text NOT NULL, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "recorded_by" varchar(300) NOT NULL, CONSTRAINT "ck_special_importances_step" CHECK (step > 0), CONSTRAINT "fk_special_importances_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("case_id", "step"))`,
    ]);
    for (const table of APPEND_ONLY) await appendOnly(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of APPEND_ONLY) await dropAppendOnly(runner, table);
    await dropTables(runner, [...APPEND_ONLY].reverse());
  }
}
