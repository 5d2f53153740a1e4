import type { TestApp } from '../support/app.js';

export interface Audited {
  subjectId: string | null;
  actorName: string;
  reason: string | null;
  payload: Record<string, unknown>;
}

/** The open audit entries of one action about a case, oldest first. */
export async function audited(app: TestApp, caseId: string | null, action: string): Promise<Audited[]> {
  const rows = await app.dataSource.query<
    { subject_id: string | null; actor_name: string; reason: string | null; payload: string }[]
  >(
    `SELECT e.subject_id, e.actor_name, e.reason, p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
     WHERE e.chain = 'open' AND e.action = '${action}' AND ${caseId === null ? 'e.case_id IS NULL' : `e.case_id = '${caseId}'`} ORDER BY e.position`,
  );
  return rows.map((row) => ({
    subjectId: row.subject_id,
    actorName: row.actor_name,
    reason: row.reason,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
  }));
}
