import { rows, type Tx } from '../platform/index.js';
import { exchangesOf } from './day-totals.js';
import type { CarriedPlaces } from './domain/figures.js';
import { reserved, type Moment } from './domain/ledger.js';

interface SubQuotaOfPeriod {
  periodId: string;
  subQuotaId: string;
}

/** What was carried over from the periods or into them, by sub-quotas, as it had happened and was known at the moment. */
export async function carriedPlaces(tx: Tx, periodIds: readonly string[], moment: Moment): Promise<CarriedPlaces[]> {
  const subQuotas = await rows<SubQuotaOfPeriod>(
    tx.manager,
    'SELECT id AS "subQuotaId", period_id AS "periodId" FROM sub_quotas',
  );
  const own = subQuotas.filter(({ periodId }) => periodIds.includes(periodId));
  const accounts = own.map(({ subQuotaId }) => reserved(subQuotaId));
  const byAccount = new Map(subQuotas.map((one) => [reserved(one.subQuotaId), one]));
  const exchanges = await exchangesOf(tx, accounts, 'carry_over', moment);
  return exchanges.flatMap(({ account, otherAccount, placesIn, placesOut }) => {
    const [here, there] = [byAccount.get(account)!, byAccount.get(otherAccount)!];
    // What went from one of these periods to another of them stands on both sides: it is taken from the giving one.
    const inside = periodIds.includes(there.periodId);
    return [
      ...(placesOut > 0 ? [{ from: here, to: there, places: placesOut }] : []),
      ...(placesIn > 0 && !inside ? [{ from: there, to: here, places: placesIn }] : []),
    ];
  });
}
