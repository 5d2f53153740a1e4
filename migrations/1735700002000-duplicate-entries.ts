import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statements } from './portable.js';

const TO_PERSONS = 'FOREIGN KEY ("person_id") REFERENCES "persons" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION';

/** The keys of the duplicates' index name a person by a number: the index takes less room, and fewer pages are read for a search in it. */
export class DuplicateEntries1735700002000 implements MigrationInterface {
  name = 'DuplicateEntries1735700002000';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    await statements(runner, [
      `CREATE TABLE "former_profiles" AS SELECT person_id, profile FROM "duplicate_profiles"`,
      `CREATE TABLE "former_keys" AS SELECT key, person_id FROM "duplicate_keys"`,
      `DROP TABLE "duplicate_keys"`,
      `DROP TABLE "duplicate_profiles"`,
      `CREATE TABLE "duplicate_profiles" ("entry" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "person_id" varchar(36) NOT NULL, "profile" text NOT NULL, CONSTRAINT "fk_duplicate_profiles_person" ${TO_PERSONS})`,
      `CREATE UNIQUE INDEX "ux_duplicate_profiles_person" ON "duplicate_profiles" ("person_id")`,
      `CREATE TABLE "duplicate_keys" ("key" varchar(22) NOT NULL, "entry" integer NOT NULL, CONSTRAINT "fk_duplicate_keys_entry" FOREIGN KEY ("entry") REFERENCES "duplicate_profiles" ("entry") ON DELETE NO ACTION ON UPDATE NO ACTION, PRIMARY KEY ("key", "entry"))${postgres ? '' : ' WITHOUT ROWID'}`,
      `CREATE INDEX "ix_duplicate_keys_entry" ON "duplicate_keys" ("entry")`,
      `INSERT INTO "duplicate_profiles" (person_id, profile) SELECT person_id, profile FROM "former_profiles" ORDER BY person_id`,
      `INSERT INTO "duplicate_keys" (key, entry) SELECT former.key, kept.entry FROM "former_keys" former JOIN "duplicate_profiles" kept ON kept.person_id = former.person_id ORDER BY former.key, kept.entry`,
      `DROP TABLE "former_keys"`,
      `DROP TABLE "former_profiles"`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "latter_profiles" AS SELECT person_id, profile FROM "duplicate_profiles"`,
      `CREATE TABLE "latter_keys" AS SELECT listed.key, kept.person_id FROM "duplicate_keys" listed JOIN "duplicate_profiles" kept ON kept.entry = listed.entry`,
      `DROP TABLE "duplicate_keys"`,
      `DROP TABLE "duplicate_profiles"`,
      `CREATE TABLE "duplicate_keys" ("key" varchar(22) NOT NULL, "person_id" varchar(36) NOT NULL, CONSTRAINT "fk_duplicate_keys_person" ${TO_PERSONS}, PRIMARY KEY ("key", "person_id"))`,
      `CREATE INDEX "ix_duplicate_keys_person" ON "duplicate_keys" ("person_id")`,
      `CREATE TABLE "duplicate_profiles" ("person_id" varchar(36) PRIMARY KEY NOT NULL, "profile" text NOT NULL, CONSTRAINT "fk_duplicate_profiles_person" ${TO_PERSONS})`,
      `INSERT INTO "duplicate_profiles" (person_id, profile) SELECT person_id, profile FROM "latter_profiles" ORDER BY person_id`,
      `INSERT INTO "duplicate_keys" (key, person_id) SELECT key, person_id FROM "latter_keys" ORDER BY key, person_id`,
      `DROP TABLE "latter_keys"`,
      `DROP TABLE "latter_profiles"`,
    ]);
  }
}
