import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class Documents1735700001410 implements MigrationInterface {
  name = 'Documents1735700001410';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "filed_documents" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "person_id" varchar(36), "diary_number" varchar(40) NOT NULL, "kind" varchar(40) NOT NULL, "origin" varchar(40) NOT NULL, "classification" varchar(40) NOT NULL, CONSTRAINT "ck_filed_documents_origin" CHECK (origin <> 'security_service'), CONSTRAINT "ck_filed_documents_classification" CHECK (classification IN ('open', 'restricted')), CONSTRAINT "fk_filed_documents_document" FOREIGN KEY ("id") REFERENCES "documents" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_filed_documents_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_filed_documents_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_filed_documents_case" ON "filed_documents" ("case_id")`,
      `CREATE TABLE "filed_document_versions" ("document_id" varchar(36) NOT NULL, "number" integer NOT NULL, "title" varchar(300) NOT NULL, "document_on" varchar(10), "valid_until" varchar(10), "file_name" varchar(300) NOT NULL, "media_type" varchar(100) NOT NULL, "size_bytes" integer NOT NULL, "sha256" varchar(64) NOT NULL, "stored_as" varchar(32) NOT NULL, "scanned" boolean NOT NULL, "reason" text, "filed_by_id" varchar(36) NOT NULL, "filed_by" varchar(300) NOT NULL, "filed_at" varchar(24) NOT NULL, CONSTRAINT "ck_filed_document_versions_size" CHECK (size_bytes > 0), CONSTRAINT "ck_filed_document_versions_number" CHECK (number > 0 AND (number = 1) = (reason IS NULL)), CONSTRAINT "fk_filed_document_versions_document" FOREIGN KEY ("document_id") REFERENCES "filed_documents" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("document_id", "number"))`,
      `CREATE UNIQUE INDEX "ux_filed_document_versions_stored" ON "filed_document_versions" ("stored_as")`,
      `CREATE TABLE "filed_document_withdrawals" ("document_id" varchar(36) PRIMARY KEY NOT NULL, "reason" text NOT NULL, "withdrawn_by_id" varchar(36) NOT NULL, "withdrawn_by" varchar(300) NOT NULL, "withdrawn_at" varchar(24) NOT NULL, CONSTRAINT "fk_filed_document_withdrawals_document" FOREIGN KEY ("document_id") REFERENCES "filed_documents" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
    ]);
    await appendOnly(runner, 'filed_documents');
    await appendOnly(runner, 'filed_document_versions');
    await appendOnly(runner, 'filed_document_withdrawals');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'filed_documents');
    await dropAppendOnly(runner, 'filed_document_versions');
    await dropAppendOnly(runner, 'filed_document_withdrawals');
    await dropTables(runner, ['filed_document_withdrawals', 'filed_document_versions', 'filed_documents']);
  }
}
