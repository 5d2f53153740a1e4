import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enforcePersonSteps, liftPersonSteps } from './person-steps.js';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class Cases1735700000500 implements MigrationInterface {
  name = 'Cases1735700000500';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "cases" ("id" varchar(36) PRIMARY KEY NOT NULL, "diary_number" varchar(40) NOT NULL, "source" varchar(40) NOT NULL, "unhcr_case_number" varchar(60), "resettlement_reference_number" varchar(60), "priority" varchar(40) NOT NULL, "primary_category" varchar(40), "secondary_category" varchar(40), "country_of_asylum" varchar(2) NOT NULL, "case_size" integer NOT NULL, "intake" varchar(40) NOT NULL, "received_on" varchar(10) NOT NULL, "registered_on" varchar(10), "sub_quota_id" varchar(36), "route" varchar(40), "route_reason" text, "parent_case_id" varchar(36), "version" integer NOT NULL, "changed_by" varchar(300) NOT NULL, "changed_at" varchar(24) NOT NULL, CONSTRAINT "ck_cases_size" CHECK (case_size > 0), CONSTRAINT "ck_cases_intake" CHECK (intake IN ('received', 'returned', 'registered')), CONSTRAINT "ck_cases_route" CHECK (route IS NULL OR route IN ('dossier', 'mission')), CONSTRAINT "ck_cases_priority" CHECK (priority IN ('emergency', 'urgent', 'normal')), CONSTRAINT "ck_cases_source" CHECK (source IN ('unhcr', 'embassy', 'witness')), CONSTRAINT "fk_cases_sub_quota" FOREIGN KEY ("sub_quota_id") REFERENCES "sub_quotas" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_cases_sub_quota" ON "cases" ("sub_quota_id")`,
      `CREATE UNIQUE INDEX "ux_cases_reference" ON "cases" ("resettlement_reference_number")`,
      `CREATE UNIQUE INDEX "ux_cases_diary_number" ON "cases" ("diary_number")`,
      `CREATE TABLE "persons" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "number" integer NOT NULL, "individual_number" varchar(60), "family_name" varchar(300) NOT NULL, "given_names" varchar(300) NOT NULL, "other_names" text NOT NULL, "sex" varchar(40) NOT NULL, "birth_date" varchar(10), "birth_date_precision" varchar(40) NOT NULL, "country_of_birth" varchar(2), "nationality" varchar(2), "stateless" boolean NOT NULL, "marital_status" varchar(40), "relation_to_principal" varchar(40) NOT NULL, "languages" text NOT NULL, "education" varchar(300), "occupation" varchar(300), "specific_needs" text NOT NULL, "consent_on" varchar(10), "holds_eu_protection" boolean NOT NULL, "identity_version" integer NOT NULL, "status" varchar(40) NOT NULL, "status_since" varchar(10) NOT NULL, "active" boolean NOT NULL, CONSTRAINT "ck_persons_precision" CHECK (birth_date_precision IN ('day', 'month', 'year')), CONSTRAINT "ck_persons_sex" CHECK (sex IN ('female', 'male', 'other', 'unknown')), CONSTRAINT "ck_persons_status" CHECK (status IN ('listed', 'in_screening', 'cleared', 'under_examination', 'deferred', 'granted', 'assigned', 'accepted', 'travel_ready', 'booked', 'departed', 'arrived', 'received', 'refused', 'excluded', 'discontinued', 'permit_withdrawn', 'withdrawn', 'deceased', 'lost_contact', 'resettled_elsewhere')), CONSTRAINT "fk_persons_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_persons_active_number" ON "persons" ("individual_number") WHERE active`,
      `CREATE INDEX "ix_persons_status" ON "persons" ("status")`,
      `CREATE INDEX "ix_persons_case" ON "persons" ("case_id")`,
      `CREATE TABLE "person_transitions" ("id" varchar(36) PRIMARY KEY NOT NULL, "person_id" varchar(36) NOT NULL, "case_id" varchar(36) NOT NULL, "step" integer NOT NULL, "action" varchar(40) NOT NULL, "from_status" varchar(40), "to_status" varchar(40) NOT NULL, "occurred_on" varchar(10) NOT NULL, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "reason" text, CONSTRAINT "fk_transitions_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_transitions_occurred" ON "person_transitions" ("occurred_on", "to_status")`,
      `CREATE UNIQUE INDEX "ux_transitions_step" ON "person_transitions" ("person_id", "step")`,
      `CREATE TABLE "diary_counters" ("series" varchar(60) PRIMARY KEY NOT NULL, "last" integer NOT NULL)`,
    ]);
    await appendOnly(runner, 'person_transitions');
    await enforcePersonSteps(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await liftPersonSteps(runner);
    await dropAppendOnly(runner, 'person_transitions');
    await dropTables(runner, ['diary_counters', 'person_transitions', 'persons', 'cases']);
  }
}
