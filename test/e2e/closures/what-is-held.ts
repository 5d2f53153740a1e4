import { AuditService } from '../../../src/audit/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { UnitOfWork } from '../../../src/platform/index.js';
import type { TestApp } from '../../support/app.js';

export type PersonResponse = CaseResponse['persons'][number];

/** What other modules hold for a person, as the database has it. */
export interface Held {
  place: string | null;
  permit: boolean;
  proposal: boolean;
  municipality: string | null;
  seat: boolean;
}
export const NOTHING: Held = { place: null, permit: false, proposal: false, municipality: null, seat: false };

export async function heldBy(app: TestApp, personId: string): Promise<Held> {
  const one = async <Row>(sql: string): Promise<Row | undefined> =>
    (await app.dataSource.query<Row[]>(sql.replaceAll('?', `'${personId}'`)))[0];
  return {
    place: (await one<{ state: string }>('SELECT state FROM place_holdings WHERE person_id = ?'))?.state ?? null,
    permit: Boolean(await one('SELECT id FROM permits WHERE person_id = ? AND ended_on IS NULL')),
    proposal: Boolean(await one('SELECT id FROM proposals WHERE person_id = ? AND closed_at IS NULL')),
    municipality:
      (
        await one<{ code: string }>(
          'SELECT a.municipality_code AS code FROM assignment_persons p JOIN assignments a ON a.id = p.assignment_id WHERE p.person_id = ? AND p.open',
        )
      )?.code ?? null,
    seat: Boolean(await one('SELECT booking_id FROM booking_persons WHERE person_id = ? AND open')),
  };
}

/** What the open audit chain says of a subject: action, reason, day and payload of each entry, oldest first. */
export async function auditOf(
  app: TestApp,
  subjectId: string,
): Promise<{ action: string; reason: string | null; payload: Record<string, unknown> | null }[]> {
  const audit = app.server.get(AuditService);
  const { items } = await app.server.get(UnitOfWork).read((tx) => audit.find(tx, { subjectId, limit: 200 }));
  return items.map(({ action, reason, payload }) => ({ action, reason, payload }));
}

/** Everything that a refused act could have left behind: equal before and after when it left nothing. */
export async function everythingButReads(app: TestApp): Promise<unknown> {
  const tables = [
    'cases',
    'persons',
    'person_transitions',
    'ledger_entries',
    'place_holdings',
    'permits',
    'assignments',
    'assignment_persons',
    'municipal_numbers',
    'booking_persons',
    'documents',
  ];
  const found: Record<string, unknown> = {};
  for (const table of tables)
    found[table] = (await app.dataSource.query<unknown[]>(`SELECT * FROM ${table}`))
      .map((row) => JSON.stringify(row))
      .sort();
  const acts = await app.dataSource.query<unknown[]>(
    `SELECT position FROM audit_entries WHERE chain = 'open' AND action NOT LIKE '%.read%' AND action NOT LIKE 'session.%' AND action NOT LIKE 'account.%' ORDER BY position`,
  );
  return { ...found, acts };
}

/** How many places the period, or one of its sub-quotas, has left, as the coordinator reads it. */
export async function placesLeft(app: TestApp, periodId: string, subQuota?: string): Promise<number> {
  const { body } = await app.as('coordinator').get(`/quota-periods/${periodId}`).expect(200);
  return (subQuota ? body.subQuotas.find(({ name }: { name: string }) => name === subQuota) : body.places)
    .available as number;
}
