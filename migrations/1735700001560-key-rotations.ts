import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

/** What is sealed, and what else each of its rows has. */
const SEALED: Record<string, readonly string[]> = {
  screening_records: ['id', 'referral_id', 'person_id', 'diary_number', 'recorded_at'],
  walled_papers: ['id', 'thread_id', 'diary_number', 'recorded_at'],
};

/** While a rotation of the key is open, and at no other time, sealed texts may be sealed anew; nothing else of their rows changes. */
export class KeyRotations1735700001560 implements MigrationInterface {
  name = 'KeyRotations1735700001560';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "key_rotations" ("id" varchar(36) PRIMARY KEY NOT NULL, "fingerprint" varchar(64) NOT NULL, "begun_at" varchar(24) NOT NULL, "ended_at" varchar(24))`,
    ]);
    const postgres = runner.connection.options.type === 'postgres';
    for (const [table, others] of Object.entries(SEALED)) {
      if (postgres) await runner.query(onPostgres(table));
      else {
        await runner.query(`DROP TRIGGER ${table}_no_update`);
        await runner.query(onSqlite(table, others));
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(SEALED)) {
      await dropAppendOnly(runner, table);
      await appendOnly(runner, table);
    }
    await dropTables(runner, ['key_rotations']);
  }
}

const ROTATING = 'SELECT 1 FROM key_rotations WHERE ended_at IS NULL';

const onSqlite = (table: string, others: readonly string[]): string =>
  `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON "${table}"
   BEGIN SELECT RAISE(ABORT, 'CHECK: rows of ${table} are never changed or deleted')
     WHERE NOT EXISTS (${ROTATING}) OR ${others.map((name) => `OLD.${name} <> NEW.${name}`).join(' OR ')}; END`;

const onPostgres = (table: string): string =>
  `CREATE OR REPLACE FUNCTION ${table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'UPDATE' AND EXISTS (${ROTATING}) THEN
       IF to_jsonb(NEW) - 'sealed' = to_jsonb(OLD) - 'sealed' THEN RETURN NEW; END IF;
     END IF;
     RAISE EXCEPTION 'rows of ${table} are never changed or deleted' USING ERRCODE = '23514';
   END $$`;
