import type { DataSource } from 'typeorm';

/** A person as the row has them, and as the audit entries alone tell. */
export interface Folded {
  personId: string;
  status: string;
  folded: string | null;
  steps: number;
}

interface Entry {
  action: string;
  subjectId: string;
  payload: string;
}

/**
 * Folds the open audit entries of every person into a status: each step must begin where the one before it ended. Throws where the
 * chain of a person breaks; the caller compares `status` and `folded`.
 */
export async function foldAudit(dataSource: DataSource): Promise<Folded[]> {
  const entries = await dataSource.query<Entry[]>(
    `SELECT e.action AS "action", e.subject_id AS "subjectId", p.payload AS "payload" FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
     WHERE e.chain = 'open' AND e.subject_type = 'person' ORDER BY e.position`,
  );
  const folded = new Map<string, { status: string; steps: number }>();
  for (const { action, subjectId, payload } of entries) {
    const { from, to } = JSON.parse(payload) as { from?: string | null; to?: string };
    if (to === undefined) continue;
    const before = folded.get(subjectId);
    if ((before?.status ?? null) !== from)
      throw new Error(`${action} of ${subjectId} says it came from ${from}, but the person was ${before?.status}.`);
    folded.set(subjectId, { status: to, steps: (before?.steps ?? 0) + 1 });
  }
  const persons = await dataSource.query<{ id: string; status: string }[]>(
    'SELECT id, status FROM persons ORDER BY id',
  );
  return persons.map(({ id, status }) => ({
    personId: id,
    status,
    folded: folded.get(id)?.status ?? null,
    steps: folded.get(id)?.steps ?? 0,
  }));
}
