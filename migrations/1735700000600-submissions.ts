import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

export class Submissions1735700000600 implements MigrationInterface {
  name = 'Submissions1735700000600';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "submissions" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "rrf_version" integer NOT NULL, "resettlement_reference_number" varchar(60) NOT NULL, "document_number" varchar(40) NOT NULL, "rrf" text NOT NULL, "missing" text NOT NULL, "received_on" varchar(10) NOT NULL, "received_at" varchar(24) NOT NULL, "returned_on" varchar(10), "answer_due_on" varchar(10), CONSTRAINT "ck_submissions_return" CHECK ((returned_on IS NULL) = (answer_due_on IS NULL)), CONSTRAINT "ck_submissions_version" CHECK (rrf_version > 0), CONSTRAINT "fk_submissions_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE UNIQUE INDEX "ux_submissions_reference" ON "submissions" ("resettlement_reference_number", "rrf_version")`,
      `CREATE UNIQUE INDEX "ux_submissions_case_version" ON "submissions" ("case_id", "rrf_version")`,
      `CREATE TABLE "documents" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "diary_number" varchar(40) NOT NULL, "kind" varchar(40) NOT NULL, "title" varchar(300) NOT NULL, "direction" varchar(40) NOT NULL, "classification" varchar(40) NOT NULL, "registered_on" varchar(10) NOT NULL, "registered_at" varchar(24) NOT NULL, CONSTRAINT "ck_documents_classification" CHECK (classification IN ('open', 'restricted')), CONSTRAINT "ck_documents_direction" CHECK (direction IN ('incoming', 'outgoing')), CONSTRAINT "fk_documents_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_documents_case" ON "documents" ("case_id")`,
      `CREATE UNIQUE INDEX "ux_documents_diary_number" ON "documents" ("diary_number")`,
      `CREATE TABLE "imports" ("id" varchar(36) PRIMARY KEY NOT NULL, "received_at" varchar(24) NOT NULL, "account_id" varchar(36) NOT NULL, "account_name" varchar(300) NOT NULL, "roles" text NOT NULL, "request_id" varchar(300) NOT NULL, "lines" integer NOT NULL)`,
      `CREATE TABLE "import_lines" ("import_id" varchar(36) NOT NULL, "line" integer NOT NULL, "content" text, "outcome" varchar(40) NOT NULL, "case_id" varchar(36), "diary_number" varchar(40), "errors" text NOT NULL, CONSTRAINT "ck_import_lines_outcome" CHECK (outcome IN ('pending', 'created', 'unchanged', 'rejected')), CONSTRAINT "fk_import_lines_import" FOREIGN KEY ("import_id") REFERENCES "imports" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("import_id", "line"))`,
      `CREATE INDEX "ix_import_lines_outcome" ON "import_lines" ("import_id", "outcome", "line")`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['import_lines', 'imports', 'documents', 'submissions']);
  }
}
