import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { NotFound, StaleVersion, type Actor, type PlainDate } from '../kernel/index.js';
import { forUpdate, rows, type Tx } from '../platform/index.js';
import { dayOfAct } from './domain/day-of-act.js';
import { periodAfter, type PeriodAction } from './domain/period-lifecycle.js';
import { QuotaPeriodRow, SubQuotaRow } from './quotas.entities.js';

/** On whose authority a step of planning is taken, and when. */
export interface Authorised {
  authority: string;
  documentReference: string;
  occurredOn?: PlainDate;
  reason?: string;
}

/** The periods and sub-quotas as stored. */
@Injectable()
export class Periods {
  constructor(private readonly audit: AuditService) {}

  /** The period; with an expected version locked for change. Throws NotFound or StaleVersion. */
  async get(tx: Tx, periodId: string, expectedVersion?: number): Promise<QuotaPeriodRow> {
    if (expectedVersion !== undefined)
      await rows(tx.manager, `SELECT id FROM quota_periods WHERE id = :periodId${forUpdate(tx.manager)}`, { periodId });
    const period = await tx.manager.findOneBy(QuotaPeriodRow, { id: periodId });
    if (!period) throw new NotFound('quota period');
    if (expectedVersion !== undefined && period.version !== expectedVersion) throw stale(period);
    return period;
  }

  all(tx: Tx): Promise<QuotaPeriodRow[]> {
    return tx.manager.find(QuotaPeriodRow, { order: { startsOn: 'ASC', kind: 'DESC', name: 'ASC', id: 'ASC' } });
  }

  annualPeriodsOf(tx: Tx, pledgeId: string): Promise<QuotaPeriodRow[]> {
    return tx.manager.find(QuotaPeriodRow, { where: { pledgeId }, order: { startsOn: 'ASC', name: 'ASC', id: 'ASC' } });
  }

  subQuotasOf(tx: Tx, periodIds: readonly string[]): Promise<SubQuotaRow[]> {
    return tx.manager
      .createQueryBuilder(SubQuotaRow, 'sub')
      .where('sub.periodId IN (:...periodIds)', { periodIds })
      .orderBy('sub.periodId')
      .addOrderBy('sub.name')
      .getMany();
  }

  async getSubQuota(tx: Tx, id: string): Promise<SubQuotaRow> {
    const subQuota = await tx.manager.findOneBy(SubQuotaRow, { id });
    if (!subQuota) throw new NotFound('sub-quota');
    return subQuota;
  }

  /** Takes a step of the period: its state after it, a new version, one audit entry. Throws TransitionRefused, InvalidInput or StaleVersion. */
  async step(
    tx: Tx,
    period: QuotaPeriodRow,
    actor: Actor,
    action: PeriodAction,
    { authority, documentReference, occurredOn, reason }: Partial<Authorised>,
    payload: Record<string, unknown> = {},
    set: { suspended?: boolean } = {},
  ): Promise<QuotaPeriodRow> {
    const day = dayOfAct(tx.at, occurredOn);
    const written = {
      ...set,
      status: periodAfter(period.status, action),
      version: period.version + 1,
      changedBy: actor.name,
      changedAt: tx.at,
    };
    const result = await tx.manager
      .createQueryBuilder()
      .update(QuotaPeriodRow)
      .set(written)
      .where('id = :id AND version = :version', period)
      .execute();
    if (result.affected !== 1) throw stale(await this.get(tx, period.id));
    this.audit.record(tx, actor, {
      action: `quota.${action}`,
      subjectType: 'quotaPeriod',
      subjectId: period.id,
      reason: reason ?? null,
      payload: { ...payload, authority, documentReference, occurredOn: day, from: period.status, to: written.status },
    });
    return { ...period, ...written };
  }
}

const stale = ({ version, changedBy, changedAt }: QuotaPeriodRow): StaleVersion =>
  new StaleVersion({ currentVersion: version, changedBy, changedAt });
