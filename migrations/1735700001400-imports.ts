import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statements } from './portable.js';

const IMPORTS = `"id" varchar(36) PRIMARY KEY NOT NULL, "received_at" varchar(24) NOT NULL, "account_id" varchar(36) NOT NULL, "account_name" varchar(300) NOT NULL, "roles" text NOT NULL, "request_id" varchar(300) NOT NULL, "lines" integer NOT NULL`;
const LINE = `"import_id" varchar(36) NOT NULL, "line" integer NOT NULL, "content" text, "outcome" varchar(40) NOT NULL, "case_id" varchar(36), "diary_number" varchar(40), "errors" text NOT NULL`;
const lines = (words: string): string =>
  `CREATE TABLE "import_lines" (${LINE}, CONSTRAINT "ck_import_lines_outcome" CHECK (outcome IN (${words})), CONSTRAINT "fk_import_lines_import" FOREIGN KEY ("import_id") REFERENCES "imports" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("import_id", "line"))`;

// SQLite cannot change a CHECK: the tables are made anew around the rows that stand in them, alike on both engines.
const remade = (imports: string, kept: string, added: string, words: string): string[] => [
  `CREATE TABLE "import_lines_kept" AS SELECT * FROM "import_lines"`,
  `CREATE TABLE "imports_kept" AS SELECT * FROM "imports"`,
  `DROP TABLE "import_lines"`,
  `DROP TABLE "imports"`,
  `CREATE TABLE "imports" (${imports})`,
  lines(words),
  `CREATE INDEX "ix_import_lines_outcome" ON "import_lines" ("import_id", "outcome", "line")`,
  `INSERT INTO "imports" SELECT ${kept}${added} FROM "imports_kept"`,
  `INSERT INTO "import_lines" SELECT * FROM "import_lines_kept"`,
  `DROP TABLE "import_lines_kept"`,
  `DROP TABLE "imports_kept"`,
];
const KEPT = 'id, received_at, account_id, account_name, roles, request_id, lines';

/** A batch may be tried first, or taken whole; a line may bring a newer version of a form; a batch may be a workbook. */
export class Imports1735700001400 implements MigrationInterface {
  name = 'Imports1735700001400';

  async up(runner: QueryRunner): Promise<void> {
    await statements(
      runner,
      remade(
        `${IMPORTS}, "format" varchar(40) NOT NULL, "mode" varchar(40) NOT NULL, "dry_run" boolean NOT NULL, CONSTRAINT "ck_imports_mode" CHECK (mode IN ('lineByLine', 'allOrNothing')), CONSTRAINT "ck_imports_format" CHECK (format IN ('jsonLines', 'workbook'))`,
        KEPT,
        `, 'jsonLines', 'lineByLine', false`,
        `'pending', 'created', 'updated', 'unchanged', 'rejected'`,
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `UPDATE "import_lines" SET outcome = 'unchanged' WHERE outcome = 'updated'`,
      ...remade(IMPORTS, KEPT, '', `'pending', 'created', 'unchanged', 'rejected'`),
    ]);
  }
}
