import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, dropAppendOnly, dropTables, statements } from './portable.js';

const NEVER_CHANGED = 'a payload of the audit log is never changed';
const NOT_PURGED = 'a payload of the audit log goes by a retention run only';

/** A payload is never changed, and goes only after a retention run has said so, in a row that stays. */
export class AuditPayloadsKept1735700001610 implements MigrationInterface {
  name = 'AuditPayloadsKept1735700001610';

  async up(runner: QueryRunner): Promise<void> {
    await statements(runner, [
      `CREATE TABLE "audit_purged" ("entry_id" varchar(36) PRIMARY KEY NOT NULL, "run_id" varchar(36) NOT NULL)`,
      `CREATE INDEX "ix_audit_purged_run" ON "audit_purged" ("run_id")`,
    ]);
    await appendOnly(runner, 'audit_purged');
    const postgres = runner.connection.options.type === 'postgres';
    for (const statement of postgres ? ON_POSTGRES : ON_SQLITE) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') {
      await runner.query(`DROP TRIGGER audit_payloads_keep ON "audit_payloads"`);
      await runner.query(`DROP FUNCTION audit_payloads_keep()`);
    } else
      for (const name of ['audit_payloads_no_update', 'audit_payloads_no_delete'])
        await runner.query(`DROP TRIGGER ${name}`);
    await dropAppendOnly(runner, 'audit_purged');
    await dropTables(runner, ['audit_purged']);
  }
}

const ON_SQLITE = [
  `CREATE TRIGGER audit_payloads_no_update BEFORE UPDATE ON "audit_payloads"
   BEGIN SELECT RAISE(ABORT, 'CHECK: ${NEVER_CHANGED}'); END`,
  `CREATE TRIGGER audit_payloads_no_delete BEFORE DELETE ON "audit_payloads"
   BEGIN SELECT RAISE(ABORT, 'CHECK: ${NOT_PURGED}')
     WHERE NOT EXISTS (SELECT 1 FROM audit_purged WHERE entry_id = OLD.entry_id); END`,
];

const ON_POSTGRES = [
  `CREATE FUNCTION audit_payloads_keep() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION '${NEVER_CHANGED}' USING ERRCODE = '23514'; END IF;
     IF NOT EXISTS (SELECT 1 FROM audit_purged WHERE entry_id = OLD.entry_id) THEN
       RAISE EXCEPTION '${NOT_PURGED}' USING ERRCODE = '23514';
     END IF;
     RETURN OLD;
   END $$`,
  `CREATE TRIGGER audit_payloads_keep BEFORE UPDATE OR DELETE ON "audit_payloads" FOR EACH ROW EXECUTE FUNCTION audit_payloads_keep()`,
];
