import type { QueryRunner } from 'typeorm';
import { dropAppendOnly } from '../../migrations/portable.js';

/** Takes all protection away from the audit log, as somebody with all rights over the database could. */
export async function unprotected(runner: QueryRunner): Promise<void> {
  for (const table of ['audit_entries', 'audit_purged']) await dropAppendOnly(runner, table);
  if (runner.connection.options.type === 'postgres') {
    await runner.query('DROP TRIGGER audit_payloads_keep ON audit_payloads');
    await runner.query('DROP TRIGGER audit_entries_keep ON audit_entries');
  } else
    for (const trigger of ['audit_payloads_no_update', 'audit_payloads_no_delete', 'audit_entries_keep'])
      await runner.query(`DROP TRIGGER ${trigger}`);
}
