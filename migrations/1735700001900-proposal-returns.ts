import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class ProposalReturns1735700001900 implements MigrationInterface {
  name = 'ProposalReturns1735700001900';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "proposal_returns" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "person_id" varchar(36) NOT NULL, "proposal_id" varchar(36) NOT NULL, "reason" text NOT NULL, "returned_by_id" varchar(36) NOT NULL, "returned_by_name" varchar(300) NOT NULL, "returned_on" varchar(10) NOT NULL, "returned_at" varchar(24) NOT NULL, CONSTRAINT "fk_proposal_returns_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_proposal_returns_proposal" FOREIGN KEY ("proposal_id") REFERENCES "proposals" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_proposal_returns_person" ON "proposal_returns" ("person_id")`,
      `CREATE UNIQUE INDEX "ux_proposal_returns_proposal" ON "proposal_returns" ("proposal_id")`,
    ]);
    await appendOnly(runner, 'proposal_returns');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'proposal_returns');
    await dropTables(runner, ['proposal_returns']);
  }
}
