import { Injectable } from '@nestjs/common';
import { InvalidInput, stockholmDateOf, type Actor, type PlainDate } from '../kernel/index.js';
import { newId, UnitOfWork } from '../platform/index.js';
import { SubQuotaCapRow } from './caps.entities.js';
import { Caps } from './caps.js';
import { Periods } from './periods.js';
import type { SubQuotaRow } from './quotas.entities.js';
import { ReadPeriods, type PeriodView } from './read-periods.js';

export interface RevisedCap {
  subQuotaId: string;
  /** Null lifts it. */
  cap: number | null;
  effectiveOn: PlainDate;
  authority: string;
  documentReference: string;
  reason: string;
}

/** The cap of one sub-quota: as it began, as it is today, and what every decision made of it. */
export interface CapHistory {
  subQuota: SubQuotaRow;
  inForce: number | null;
  revisions: SubQuotaCapRow[];
}

/** The verb revise-cap: a decision raises, lowers or lifts the most places that a sub-quota may have. */
@Injectable()
export class ReviseCap {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly periods: Periods,
    private readonly caps: Caps,
    private readonly view: ReadPeriods,
  ) {}

  /**
   * Records the decision; a cap below what is allocated already warns and takes nothing away. Throws NotFound, StaleVersion,
   * TransitionRefused, or InvalidInput for a sub-quota of another period.
   */
  revise(actor: Actor, periodId: string, version: number, wanted: RevisedCap): Promise<PeriodView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const period = await this.periods.get(tx, periodId, version);
      const { subQuotaId, cap, effectiveOn, authority, documentReference, reason } = wanted;
      const subQuota = (await this.periods.subQuotasOf(tx, [periodId])).find(({ id }) => id === subQuotaId);
      if (!subQuota)
        throw new InvalidInput([
          {
            pointer: '/subQuotaId',
            code: 'notInPeriod',
            message: 'There is no sub-quota with this id in the period.',
          },
        ]);
      const before = await this.caps.revisionsOf(tx, [subQuotaId]);
      const authorised = { authority, documentReference, reason };
      const changed = await this.periods.step(tx, period, actor, 'revise_cap', authorised, {
        subQuota: subQuota.name,
        cap,
        effectiveOn,
      });
      await tx.manager.insert(SubQuotaCapRow, {
        id: newId(),
        subQuotaId,
        version: before.length + 1,
        cap,
        effectiveOn,
        ...authorised,
        recordedAt: tx.at,
        actorId: actor.accountId || null,
        recordedBy: actor.name,
      });
      return this.view.of(tx, changed);
    });
  }

  /** The sub-quotas of the period that have or had a cap, by name. Throws NotFound. */
  history(periodId: string): Promise<CapHistory[]> {
    return this.unitOfWork.read(async (tx) => {
      await this.periods.get(tx, periodId);
      const subQuotas = await this.periods.subQuotasOf(tx, [periodId]);
      const inForce = await this.caps.inForce(tx, subQuotas, stockholmDateOf(tx.at));
      const ids = subQuotas.map(({ id }) => id);
      const revisions = await this.caps.revisionsOf(tx, ids);
      return subQuotas
        .map((subQuota) => ({
          subQuota,
          inForce: inForce[subQuota.id] ?? null,
          revisions: revisions.filter(({ subQuotaId }) => subQuotaId === subQuota.id),
        }))
        .filter(({ subQuota, revisions: own }) => subQuota.cap !== null || own.length > 0);
    });
  }
}
