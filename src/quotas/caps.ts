import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { PlainDate, Unmet } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { SubQuotaCapRow } from './caps.entities.js';
import { capOn, unmetForCap } from './domain/caps.js';
import type { Moment } from './domain/ledger.js';
import type { SubQuotaRow } from './quotas.entities.js';
import { QuotasService } from './quotas.service.js';

/** The caps of sub-quotas on any day, and what they leave room for. */
@Injectable()
export class Caps {
  constructor(private readonly quotas: QuotasService) {}

  /** The cap of each sub-quota on the day, as known at `asOf`; null where there is none. */
  async inForce(
    tx: Tx,
    subQuotas: readonly SubQuotaRow[],
    on: PlainDate,
    asOf?: Moment['asOf'],
  ): Promise<Record<string, number | null>> {
    const revisions = await this.revisionsOf(
      tx,
      subQuotas.map(({ id }) => id),
    );
    return Object.fromEntries(
      subQuotas.map(({ id, cap }) => [
        id,
        capOn(
          cap,
          revisions.filter(({ subQuotaId }) => subQuotaId === id),
          on,
          asOf,
        ),
      ]),
    );
  }

  /** The revisions of the caps, in their order. */
  revisionsOf(tx: Tx, subQuotaIds: readonly string[]): Promise<SubQuotaCapRow[]> {
    return tx.manager.find(SubQuotaCapRow, {
      where: { subQuotaId: In([...subQuotaIds]) },
      order: { effectiveOn: 'ASC', version: 'ASC' },
    });
  }

  /** What stands against so many places more in the sub-quota on the day (`capExceeded`). */
  async unmet(tx: Tx, subQuota: SubQuotaRow, places: number, on: PlainDate): Promise<Omit<Unmet, 'personId'>[]> {
    const { [subQuota.id]: cap = null } = await this.inForce(tx, [subQuota], on);
    if (cap === null) return [];
    const { subQuotas } = await this.quotas.balances(tx, subQuota.periodId);
    const { decided } = subQuotas.find(({ subQuotaId }) => subQuotaId === subQuota.id)!;
    return unmetForCap({ name: subQuota.name, decided, cap }, places);
  }
}
