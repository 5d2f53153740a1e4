import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { InvalidInput, stockholmDateOf, type Actor, type PlainDate } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { plansOn, planWarnings, wrongLines, type PlanLine, type PlanWarning } from './domain/arrival-plan.js';
import { refuseClosed } from './domain/closed-period.js';
import type { Moment } from './domain/ledger.js';
import { lockVersionsOf, nextVersion } from './next-version.js';
import { Periods } from './periods.js';
import { QuotaPlanLineRow, QuotaPlanRow } from './plans.entities.js';
import { QuotasService } from './quotas.service.js';

/** A plan with its lines, by month and sub-quota. */
export type QuotaPlan = QuotaPlanRow & { lines: PlanLine[] };

export interface NewPlan {
  decidedOn: PlainDate;
  authority: string;
  documentReference: string;
  reason?: string;
  lines: PlanLine[];
}

/** Plan, re-plan and actual are three things (domain.md (d), 2021): here stand the first two, dated; the ledger has the third. */
@Injectable()
export class PlansService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly periods: Periods,
    private readonly quotas: QuotasService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Records a plan, whole, as the next version; `replaces` is the version it was decided on, 0 for the first. Warns of sub-quotas
   * whose places differ. Throws NotFound, StaleVersion, InvalidInput, or TransitionRefused for a closed period.
   */
  record(
    actor: Actor,
    periodId: string,
    replaces: number,
    wanted: NewPlan,
  ): Promise<{ plan: QuotaPlan; warnings: PlanWarning[] }> {
    return this.unitOfWork.run(actor, async (tx) => {
      await lockVersionsOf(tx, 'quota_periods', periodId);
      const period = await this.periods.get(tx, periodId);
      refuseClosed(period.status, 'plan');
      const before = await this.versionsOf(tx, periodId);
      const version = nextVersion(before.at(-1), replaces);
      const { subQuotas } = await this.quotas.balances(tx, periodId);
      const ids = subQuotas.map(({ subQuotaId }) => subQuotaId);
      const wrong = [
        ...wrongDecision(wanted, before, stockholmDateOf(tx.at)),
        ...wrongLines(wanted.lines, period, ids),
      ];
      if (wrong.length > 0) throw new InvalidInput(wrong);

      const { lines, reason = null, decidedOn, authority, documentReference } = wanted;
      const plan: QuotaPlanRow = {
        id: newId(),
        periodId,
        version,
        decidedOn,
        authority,
        documentReference,
        reason,
        recordedAt: tx.at,
        actorId: actor.accountId || null,
        recordedBy: actor.name,
      };
      await tx.manager.insert(QuotaPlanRow, plan);
      await tx.manager.insert(
        QuotaPlanLineRow,
        lines.map(({ subQuotaId, month, persons }) => ({ planId: plan.id, subQuotaId, month, persons })),
      );
      const warnings = planWarnings(lines, subQuotas);
      this.audit.record(tx, actor, {
        action: 'quota.plan_arrivals',
        subjectType: 'quotaPeriod',
        subjectId: periodId,
        reason,
        payload: {
          ...{ version, planId: plan.id, decidedOn, authority, documentReference },
          persons: lines.reduce((sum, { persons }) => sum + persons, 0),
          warnings: warnings.map(({ detail }) => detail),
        },
      });
      return { plan: { ...plan, lines: inOrder(lines) }, warnings };
    });
  }

  /** All versions, the first one first, and the one in force today. Throws NotFound. */
  list(periodId: string): Promise<{ plans: QuotaPlan[]; inForce: QuotaPlan | null }> {
    return this.unitOfWork.read(async (tx) => {
      await this.periods.get(tx, periodId);
      const plans = await this.withLines(tx, await this.versionsOf(tx, periodId));
      return { plans, inForce: plansOn(plans, stockholmDateOf(tx.at)).inForce };
    });
  }

  /** The plan in force on the day, and the original one, as known at `asOf`; null before the first was decided. */
  async planOn(
    tx: Tx,
    periodId: string,
    on: PlainDate,
    asOf?: Moment['asOf'],
  ): Promise<{ original: QuotaPlan | null; inForce: QuotaPlan | null }> {
    return plansOn(await this.withLines(tx, await this.versionsOf(tx, periodId)), on, asOf);
  }

  private versionsOf(tx: Tx, periodId: string): Promise<QuotaPlanRow[]> {
    return tx.manager.find(QuotaPlanRow, { where: { periodId }, order: { version: 'ASC' } });
  }

  private async withLines(tx: Tx, plans: readonly QuotaPlanRow[]): Promise<QuotaPlan[]> {
    if (plans.length === 0) return [];
    const lines = await tx.manager
      .createQueryBuilder(QuotaPlanLineRow, 'line')
      .where('line.planId IN (:...ids)', { ids: plans.map(({ id }) => id) })
      .getMany();
    return plans.map((plan) => ({
      ...plan,
      lines: inOrder(lines.filter(({ planId }) => planId === plan.id)).map(({ subQuotaId, month, persons }) => ({
        subQuotaId,
        month,
        persons,
      })),
    }));
  }
}

function wrongDecision(
  { decidedOn, reason }: NewPlan,
  before: readonly QuotaPlanRow[],
  today: PlainDate,
): { pointer: string; code: string; message: string }[] {
  const wrong = (pointer: string, code: string, message: string) => [{ pointer, code, message }];
  const [original] = before;
  return [
    ...(decidedOn > today
      ? wrong('/decidedOn', 'afterToday', `decidedOn may not lie after today, ${today}.`)
      : original && decidedOn < original.decidedOn
        ? wrong('/decidedOn', 'beforeOriginal', `The original plan was decided on ${original.decidedOn}.`)
        : []),
    ...(original && !reason ? wrong('/reason', 'reasonMissing', 'Say why the plan is made anew.') : []),
  ];
}

const inOrder = <Line extends PlanLine>(lines: readonly Line[]): Line[] =>
  [...lines].sort((a, b) => (`${a.month} ${a.subQuotaId}` < `${b.month} ${b.subQuotaId}` ? -1 : 1));
