import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

export class CaseLetters1735700002300 implements MigrationInterface {
  name = 'CaseLetters1735700002300';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "letter_templates" ("id" varchar(60) PRIMARY KEY NOT NULL, "code" varchar(40) NOT NULL, "language" varchar(40) NOT NULL, "version" integer NOT NULL, "valid_from" varchar(10) NOT NULL, "title" varchar(300) NOT NULL, "paragraphs" text NOT NULL, "source" varchar(300) NOT NULL, CONSTRAINT "ck_letter_templates_version" CHECK (version > 0), CONSTRAINT "ck_letter_templates_language" CHECK (language IN ('sv', 'en')))`,
      `CREATE TABLE "case_letters" ("id" varchar(36) PRIMARY KEY NOT NULL, "case_id" varchar(36) NOT NULL, "person_id" varchar(36), "decision_id" varchar(36), "kind" varchar(40) NOT NULL, "language" varchar(40) NOT NULL, "template_id" varchar(60) NOT NULL, "document_id" varchar(36) NOT NULL, "diary_number" varchar(40) NOT NULL, "content" text NOT NULL, "written_on" varchar(10) NOT NULL, "written_at" varchar(24) NOT NULL, CONSTRAINT "ck_case_letters_of_person" CHECK ((kind = 'decision') = (person_id IS NOT NULL AND decision_id IS NOT NULL)), CONSTRAINT "ck_case_letters_language" CHECK (language IN ('sv', 'en')), CONSTRAINT "ck_case_letters_kind" CHECK (kind IN ('decision', 'answer')), CONSTRAINT "fk_case_letters_case" FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_case_letters_person" FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_case_letters_decision" FOREIGN KEY ("decision_id") REFERENCES "decisions" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_case_letters_template" FOREIGN KEY ("template_id") REFERENCES "letter_templates" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "fk_case_letters_document" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
      `CREATE INDEX "ix_case_letters_case" ON "case_letters" ("case_id")`,
      `CREATE INDEX "ix_case_letters_person" ON "case_letters" ("person_id")`,
      `CREATE UNIQUE INDEX "ux_case_letters_document" ON "case_letters" ("document_id", "language")`,
    ]);
    await appendOnly(runner, 'case_letters');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'case_letters');
    await dropTables(runner, ['case_letters', 'letter_templates']);
  }
}
