import { rows, type Tx } from '../platform/index.js';
import type { CarriedPlaces } from './domain/figures.js';
import { knownUntil, type Moment } from './domain/ledger.js';

interface Carried {
  fromPeriodId: string;
  fromSubQuotaId: string;
  toPeriodId: string;
  toSubQuotaId: string;
  places: number | string;
}

/** What was carried over from the periods or into them, by sub-quotas, as it had happened and was known at the moment. */
export async function carriedPlaces(
  tx: Tx,
  periodIds: readonly string[],
  { through, asOf }: Moment,
): Promise<CarriedPlaces[]> {
  const found = await rows<Carried>(
    tx.manager,
    `SELECT f.period_id AS "fromPeriodId", f.id AS "fromSubQuotaId", t.period_id AS "toPeriodId", t.id AS "toSubQuotaId", sum(e.places) AS places
     FROM ledger_entries e JOIN sub_quotas f ON f.id = substr(e.from_account, 10) JOIN sub_quotas t ON t.id = substr(e.to_account, 10)
     WHERE e.movement = 'carry_over' AND (f.period_id IN (:...periodIds) OR t.period_id IN (:...periodIds))
       ${through === undefined ? '' : 'AND e.occurred_on <= :through'} ${asOf === undefined ? '' : 'AND e.recorded_at <= :known'}
     GROUP BY f.period_id, f.id, t.period_id, t.id`,
    { periodIds, through: through ?? '', known: asOf === undefined ? '' : knownUntil(asOf) },
  );
  return found.map((one) => ({
    from: { periodId: one.fromPeriodId, subQuotaId: one.fromSubQuotaId },
    to: { periodId: one.toPeriodId, subQuotaId: one.toSubQuotaId },
    places: Number(one.places),
  }));
}
