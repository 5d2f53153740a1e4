import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * On SQLite an entry of the audit log and its content are written by one statement, as they are on PostgreSQL: each statement more is
 * one journey more to the driver's thread, at every act. The view names its columns, so that an entry with a column that it does not
 * know is refused, and none is lost.
 */
export class AuditSaidAtOnce1735700001760 implements MigrationInterface {
  name = 'AuditSaidAtOnce1735700001760';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') return;
    await runner.query(
      `CREATE VIEW "audit_said" (${[...PAYLOAD, ...ENTRY].join(', ')}) AS
       SELECT ${[...PAYLOAD.map((column) => `p.${column}`), ...ENTRY.map((column) => `e.${column}`)].join(', ')}
       FROM "audit_payloads" p JOIN "audit_entries" e ON e.id = p.entry_id`,
    );
    await runner.query(
      `CREATE TRIGGER audit_said_insert INSTEAD OF INSERT ON "audit_said" BEGIN
         ${insertion('audit_payloads', PAYLOAD)};
         ${insertion('audit_entries', ENTRY)};
       END`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'postgres') await runner.query(`DROP VIEW "audit_said"`);
  }
}

const PAYLOAD = ['entry_id', 'salt', 'payload'];
const ENTRY = [
  'id',
  'chain',
  'position',
  'occurred_at',
  'recorded_at',
  'actor_id',
  'actor_name',
  'roles',
  'request_id',
  'action',
  'subject_type',
  'subject_id',
  'case_id',
  'reason',
  'payload_hash',
  'previous_hash',
  'hash',
  'chaining',
];
const insertion = (table: string, columns: readonly string[]): string =>
  `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${columns.map((column) => `NEW.${column}`).join(', ')})`;
