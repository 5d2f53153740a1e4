import type { PlainDate } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import { knownUntil, type AccountKind, type Movement } from '../quotas/index.js';

/** The two dates of every figure: what had happened through the one, as it was known at the end of the other (Stockholm). */
export interface Dates {
  readonly through: PlainDate;
  readonly asOf: PlainDate;
}

const within = (alias: string): string => `${alias}.occurred_on <= :through AND ${alias}.recorded_at <= :known`;
const limits = ({ through, asOf }: Dates) => ({ through, known: knownUntil(asOf) });

// Everything here is read from rows that are never changed (steps of persons, ledger, audit chain), so that the same two dates give
// the same figures next year. The present columns of cases and persons are not asked.

/** How many persons were known at all: counted apart, for the sum check. */
export async function personsKnown(tx: Tx, dates: Dates): Promise<number> {
  const [row] = await rows<{ persons: number | string }>(
    tx.manager,
    `SELECT count(DISTINCT t.person_id) AS persons FROM person_transitions t WHERE ${within('t')}`,
    limits(dates),
  );
  return Number(row?.persons ?? 0);
}

/** The sub-quota in which each case stood: the last of the placings that had happened and were known. */
export async function subQuotaOfCases(tx: Tx, dates: Dates): Promise<Map<string, string | null>> {
  const found = await rows<{ caseId: string; subQuotaId: string | null }>(
    tx.manager,
    `SELECT s.case_id AS "caseId", s.sub_quota_id AS "subQuotaId" FROM case_sub_quotas s
     WHERE ${within('s')} AND NOT EXISTS (SELECT 1 FROM case_sub_quotas later WHERE later.case_id = s.case_id AND later.step > s.step AND ${within('later')})`,
    limits(dates),
  );
  return new Map(found.map(({ caseId, subQuotaId }) => [caseId, subQuotaId]));
}

/** What was given to each sub-quota from outside it, by the movements alone: allocations, transfers, revisions, carried and overrun places. */
export const allocations = (tx: Tx, dates: Dates): Promise<Map<string, number>> =>
  moved(tx, dates, ['available', 'reserved'], ['allocate', 'transfer', 'revise', 'carry_over', 'overrun']);

/** Places entered as used by an earlier year, without persons, by sub-quota. */
export const opened = (tx: Tx, dates: Dates): Promise<Map<string, number>> => moved(tx, dates, ['used'], ['open']);

/** What these movements brought the accounts of each sub-quota, less what they took: from the totals kept by day, not from the entries. */
async function moved(
  tx: Tx,
  { through, asOf }: Dates,
  kinds: readonly AccountKind[],
  movements: readonly Movement[],
): Promise<Map<string, number>> {
  const found = await rows<{ subQuotaId: string; places: number | string }>(
    tx.manager,
    `WITH kinds (prefix) AS (VALUES ${kinds.map((kind) => `('${kind}:')`).join(', ')})
     SELECT s.id AS "subQuotaId", sum(t.places_in - t.places_out) AS places
     FROM sub_quotas s CROSS JOIN kinds JOIN ledger_day_totals t ON t.account = kinds.prefix || s.id
     WHERE t.movement IN (:...movements) AND t.occurred_on <= :through AND t.recorded_on <= :asOf GROUP BY s.id`,
    { movements, through, asOf },
  );
  return new Map(found.map(({ subQuotaId, places }) => [subQuotaId, Number(places)]));
}
