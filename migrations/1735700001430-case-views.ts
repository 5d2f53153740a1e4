import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropTables, statements } from './portable.js';

/** Searches that officials keep, and share with each other. */
export class CaseViews1735700001430 implements MigrationInterface {
  name = 'CaseViews1735700001430';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "case_views" ("id" varchar(36) PRIMARY KEY NOT NULL, "name" varchar(100) NOT NULL, "owner_id" varchar(36) NOT NULL, "owner_name" varchar(300) NOT NULL, "shared_with" varchar(40) NOT NULL, "role" varchar(40), "filters" text NOT NULL, "sort" varchar(40), "columns" text NOT NULL, "version" integer NOT NULL, "changed_by" varchar(300) NOT NULL, "changed_at" varchar(24) NOT NULL, CONSTRAINT "ck_case_views_shared" CHECK (shared_with IN ('nobody', 'role', 'everyone')), CONSTRAINT "ck_case_views_role" CHECK ((shared_with = 'role') = (role IS NOT NULL)))`,
      `CREATE INDEX "ix_case_views_owner" ON "case_views" ("owner_id")`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['case_views']);
  }
}
