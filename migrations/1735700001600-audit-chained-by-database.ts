import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statements } from './portable.js';

/**
 * Entries of the second way of chaining: what an entry says is hashed apart from its place, so that PostgreSQL can give it the next
 * place, and the hash that follows, in the statement that inserts it. The head is locked from there to the commit and no longer, and
 * nothing has to be asked first. SQLite has no SHA-256, and its writer is alone: there the application reads the head. Entries that
 * were there before keep their way, and both are verified.
 */
export class AuditChainedByDatabase1735700001600 implements MigrationInterface {
  name = 'AuditChainedByDatabase1735700001600';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [`ALTER TABLE "audit_entries" ADD COLUMN "chaining" integer`]);
    if (runner.connection.options.type !== 'postgres') return;
    for (const statement of [
      `DROP TRIGGER audit_entries_keep ON "audit_entries"`,
      `DROP FUNCTION audit_entries_keep()`,
      KEEPS_AND_PLACES,
      `CREATE TRIGGER audit_entries_keep BEFORE INSERT ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION audit_entries_keep()`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres')
      for (const statement of [
        `DROP TRIGGER audit_entries_keep ON "audit_entries"`,
        `DROP FUNCTION audit_entries_keep()`,
        KEEPS,
        `CREATE TRIGGER audit_entries_keep AFTER INSERT ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION audit_entries_keep()`,
      ])
        await runner.query(statement);
    await statements(runner, [`ALTER TABLE "audit_entries" DROP COLUMN "chaining"`]);
  }
}

const CHAIN_BROKEN = 'an audit entry follows the last one of its chain';

// An entry at position 0 asks for the next place; its hash is that of what it says. One with a place must follow the last.
const KEEPS_AND_PLACES = `CREATE FUNCTION audit_entries_keep() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     last record;
   BEGIN
     SELECT position, hash INTO last FROM audit_heads WHERE chain = NEW.chain FOR UPDATE;
     IF NOT FOUND THEN RAISE EXCEPTION '${CHAIN_BROKEN}, which has no head' USING ERRCODE = '23514'; END IF;
     IF NEW.position = 0 AND NEW.chaining = 2 THEN
       NEW.position := last.position + 1;
       NEW.previous_hash := last.hash;
       NEW.hash := encode(sha256(convert_to('vidar-audit-2|' || NEW.hash || '|' || NEW.position || '|' || NEW.previous_hash, 'UTF8')), 'hex');
     ELSIF NEW.position <> last.position + 1 OR NEW.previous_hash <> last.hash THEN
       RAISE EXCEPTION '${CHAIN_BROKEN}' USING ERRCODE = '23514';
     END IF;
     UPDATE audit_heads SET position = NEW.position, hash = NEW.hash WHERE chain = NEW.chain;
     RETURN NEW;
   END $$`;

const KEEPS = `CREATE FUNCTION audit_entries_keep() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE audit_heads SET position = NEW.position, hash = NEW.hash
       WHERE chain = NEW.chain AND position = NEW.position - 1 AND hash = NEW.previous_hash;
     IF NOT FOUND THEN RAISE EXCEPTION '${CHAIN_BROKEN}' USING ERRCODE = '23514'; END IF;
     RETURN NULL;
   END $$`;
