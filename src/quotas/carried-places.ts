import { In } from 'typeorm';
import type { Tx } from '../platform/index.js';
import { exchangesOf } from './day-totals.js';
import type { CarriedPlaces } from './domain/figures.js';
import { ownerOf, reserved, type Moment } from './domain/ledger.js';
import { SubQuotaRow } from './quotas.entities.js';

/** What was carried over from these sub-quotas or into them, as it had happened and was known at the moment. */
export async function carriedPlaces(
  tx: Tx,
  subQuotas: readonly Pick<SubQuotaRow, 'id' | 'periodId'>[],
  moment: Moment,
): Promise<CarriedPlaces[]> {
  const accounts = subQuotas.map(({ id }) => reserved(id));
  const exchanges = await exchangesOf(tx, accounts, 'carry_over', moment);
  if (exchanges.length === 0) return [];
  const others = [...new Set(exchanges.map(({ otherAccount }) => ownerOf(otherAccount)))];
  const known = [...subQuotas, ...(await tx.manager.findBy(SubQuotaRow, { id: In(others) }))];
  const periodOf = new Map(known.map(({ id, periodId }) => [id, periodId]));
  const sideOf = (account: string) => ({ subQuotaId: ownerOf(account), periodId: periodOf.get(ownerOf(account))! });
  return exchanges.flatMap(({ account, otherAccount, placesIn, placesOut }) => [
    ...(placesIn > 0 ? [{ from: sideOf(otherAccount), to: sideOf(account), places: placesIn }] : []),
    // What went to another of them stands there as what came.
    ...(placesOut > 0 && !accounts.includes(otherAccount)
      ? [{ from: sideOf(account), to: sideOf(otherAccount), places: placesOut }]
      : []),
  ]);
}
