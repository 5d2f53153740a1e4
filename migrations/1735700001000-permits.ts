import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class Permits1735700001000 implements MigrationInterface {
  name = 'Permits1735700001000';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "proposals" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "person_id" varchar(36) NOT NULL, "outcome" varchar(40) NOT NULL, "reasons" text NOT NULL, "reason_codes" text NOT NULL, "proposed_by_id" varchar(36) NOT NULL, "proposed_by_name" varchar(300) NOT NULL, "proposed_on" varchar(10) NOT NULL, "proposed_at" varchar(24) NOT NULL, "closed_at" varchar(24), "closed_because" varchar(40), CONSTRAINT "ck_proposals_closing" CHECK (closed_because IS NULL OR closed_because IN ('replaced', 'decided', 'lapsed')), CONSTRAINT "ck_proposals_closed" CHECK ((closed_at IS NULL) = (closed_because IS NULL)), CONSTRAINT "ck_proposals_outcome" CHECK (outcome IN ('grant', 'refuse', 'exclude', 'discontinue')), CONSTRAINT "fk_proposals_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_proposals_case" ON "proposals" ("case_id")`,
      `CREATE UNIQUE INDEX "ux_proposals_open" ON "proposals" ("person_id") WHERE closed_at IS NULL`,
      `CREATE TABLE "decisions" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "person_id" varchar(36) NOT NULL, "proposal_id" varchar(36) NOT NULL, "outcome" varchar(40) NOT NULL, "document_id" varchar(36) NOT NULL, "diary_number" varchar(40) NOT NULL, "proposed_by_id" varchar(36) NOT NULL, "decided_by_id" varchar(36) NOT NULL, "decided_by_name" varchar(300) NOT NULL, "decided_on" varchar(10) NOT NULL, "decided_at" varchar(24) NOT NULL, CONSTRAINT "ck_decisions_two_people" CHECK (proposed_by_id <> decided_by_id), CONSTRAINT "ck_decisions_outcome" CHECK (outcome IN ('granted', 'refused', 'excluded', 'discontinued')), CONSTRAINT "fk_decisions_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_decisions_proposal" FOREIGN KEY ("proposal_id") REFERENCES "proposals" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_decisions_document" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_decisions_person" ON "decisions" ("person_id")`,
      `CREATE INDEX "ix_decisions_case" ON "decisions" ("case_id")`,
      `CREATE UNIQUE INDEX "ux_decisions_proposal" ON "decisions" ("proposal_id")`,
      `CREATE TABLE "permits" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "person_id" varchar(36) NOT NULL, "decision_id" varchar(36) NOT NULL, "protection_category" varchar(40) NOT NULL, "permit_type" varchar(40) NOT NULL, "months" integer, "valid_from" varchar(10) NOT NULL, "valid_until" varchar(10), "legal_basis" varchar(300) NOT NULL, "rule_code" varchar(60) NOT NULL, "ended_on" varchar(10), "ended_why" varchar(40), "end_reason" text, CONSTRAINT "ck_permits_ended_why" CHECK (ended_why IS NULL OR ended_why IN ('withdrawn', 'lapsed')), CONSTRAINT "ck_permits_ended" CHECK ((ended_on IS NULL) = (ended_why IS NULL)), CONSTRAINT "ck_permits_length" CHECK ((permit_type = 'permanent') = (valid_until IS NULL)), CONSTRAINT "ck_permits_category" CHECK (protection_category IN ('refugee', 'subsidiary')), CONSTRAINT "ck_permits_type" CHECK (permit_type IN ('permanent', 'time_limited')), CONSTRAINT "fk_permits_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_permits_decision" FOREIGN KEY ("decision_id") REFERENCES "decisions" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_permits_rule" FOREIGN KEY ("rule_code") REFERENCES "policy_rules" ("code") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_permits_case" ON "permits" ("case_id")`,
      `CREATE UNIQUE INDEX "ux_permits_in_force" ON "permits" ("person_id") WHERE ended_on IS NULL`,
    ]);
    await appendOnly(runner, 'decisions');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'decisions');
    await dropTables(runner, ['permits', 'decisions', 'proposals']);
  }
}
