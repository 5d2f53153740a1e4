import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The question of every entry about a case, whether its official has declared a conflict of interest, is asked of PostgreSQL in two
 * readings by key instead of a join: it takes half as long. What is refused stays the same.
 */
export class ConflictsAskedInSteps1735700003400 implements MigrationInterface {
  name = 'ConflictsAskedInSteps1735700003400';

  async up(runner: QueryRunner): Promise<void> {
    if (isPostgres(runner)) await runner.query(IN_STEPS);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (isPostgres(runner)) await runner.query(BY_JOIN);
  }
}

const isPostgres = (runner: QueryRunner): boolean => runner.connection.options.type === 'postgres';

const IN_STEPS = `CREATE OR REPLACE FUNCTION audit_entries_no_conflict() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE staff varchar;
   BEGIN
     IF NEW.case_id IS NULL OR NEW.action = 'conflict.declare' THEN RETURN NEW; END IF;
     SELECT a.staff_number INTO staff FROM accounts a WHERE a.id = NEW.actor_id;
     IF NOT FOUND THEN RETURN NEW; END IF;
     PERFORM 1 FROM conflicts_of_interest k
       WHERE k.official = coalesce('staff:' || staff, NEW.actor_id) AND k.withdrawn_at IS NULL;
     IF NOT FOUND THEN RETURN NEW; END IF;
     IF EXISTS (SELECT 1 FROM barred_cases b
         WHERE b.official = coalesce('staff:' || staff, NEW.actor_id) AND b.case_id = NEW.case_id)
       THEN RAISE EXCEPTION 'conflict of interest' USING ERRCODE = '23514'; END IF;
     RETURN NEW;
   END $$`;

const BY_JOIN = `CREATE OR REPLACE FUNCTION audit_entries_no_conflict() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NOT (NEW.case_id IS NOT NULL AND NEW.action <> 'conflict.declare') THEN RETURN NEW; END IF;
     IF NOT EXISTS (SELECT 1 FROM accounts a JOIN conflicts_of_interest k
    ON k.official = coalesce('staff:' || a.staff_number, a.id) WHERE a.id = NEW.actor_id AND k.withdrawn_at IS NULL) THEN RETURN NEW; END IF;
     IF EXISTS (SELECT 1 FROM accounts a JOIN barred_cases b ON b.official = coalesce('staff:' || a.staff_number, a.id)
    WHERE a.id = NEW.actor_id AND b.case_id = NEW.case_id) THEN RAISE EXCEPTION 'conflict of interest' USING ERRCODE = '23514'; END IF;
     RETURN NEW;
   END $$`;
