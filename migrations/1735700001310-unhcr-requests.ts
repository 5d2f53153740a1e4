import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class UnhcrRequests1735700001310 implements MigrationInterface {
  name = 'UnhcrRequests1735700001310';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "unhcr_requests" ("id" varchar(36) PRIMARY KEY NOT NULL, "period_id" varchar(36) NOT NULL, "sub_quota_id" varchar(36), "country_of_asylum" varchar(2) NOT NULL, "nationality" varchar(2), CONSTRAINT "fk_unhcr_requests_period" FOREIGN KEY ("period_id") REFERENCES "quota_periods" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_unhcr_requests_sub_quota" FOREIGN KEY ("sub_quota_id") REFERENCES "sub_quotas" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_unhcr_requests_period" ON "unhcr_requests" ("period_id")`,
      `CREATE TABLE "unhcr_request_acts" ("id" varchar(36) PRIMARY KEY NOT NULL, "request_id" varchar(36) NOT NULL, "version" integer NOT NULL, "act" varchar(40) NOT NULL, "persons" integer, "month" varchar(7), "withdrawn_by" varchar(40), "occurred_on" varchar(10) NOT NULL, "recorded_at" varchar(24) NOT NULL, "actor_id" varchar(36), "recorded_by" varchar(300) NOT NULL, "authority" varchar(300) NOT NULL, "document_reference" varchar(300) NOT NULL, "reason" text, CONSTRAINT "ck_unhcr_request_acts_reason" CHECK (act NOT IN ('revise', 'withdraw') OR reason IS NOT NULL), CONSTRAINT "ck_unhcr_request_acts_party" CHECK (withdrawn_by IS NULL OR withdrawn_by IN ('unhcr', 'agency')), CONSTRAINT "ck_unhcr_request_acts_withdrawn_by" CHECK ((act = 'withdraw') = (withdrawn_by IS NOT NULL)), CONSTRAINT "ck_unhcr_request_acts_month" CHECK ((act = 'withdraw') = (month IS NULL)), CONSTRAINT "ck_unhcr_request_acts_persons" CHECK ((act = 'withdraw') = (persons IS NULL) AND (persons IS NULL OR persons > 0)), CONSTRAINT "ck_unhcr_request_acts_first" CHECK (version > 0 AND (act = 'ask') = (version = 1)), CONSTRAINT "ck_unhcr_request_acts_act" CHECK (act IN ('ask', 'promise', 'revise', 'withdraw')), CONSTRAINT "fk_unhcr_request_acts_request" FOREIGN KEY ("request_id") REFERENCES "unhcr_requests" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_unhcr_request_acts_version" ON "unhcr_request_acts" ("request_id", "version")`,
    ]);
    await appendOnly(runner, 'unhcr_requests');
    await appendOnly(runner, 'unhcr_request_acts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'unhcr_requests');
    await dropAppendOnly(runner, 'unhcr_request_acts');
    await dropTables(runner, ['unhcr_request_acts', 'unhcr_requests']);
  }
}
