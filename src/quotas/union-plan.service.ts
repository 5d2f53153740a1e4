import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { ConditionsUnmet, InvalidInput, stockholmDateOf, type Actor, type PlainDate } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { isWithin, type Moment } from './domain/ledger.js';
import { lockVersionsOf, nextVersion } from './next-version.js';
import { Periods } from './periods.js';
import { UnionPlanMarkRow } from './union-plan.entities.js';

export type UnionPlanMark = Omit<UnionPlanMarkRow, 'actorId'>;
export type NewUnionPlanMark = Pick<
  UnionPlanMarkRow,
  'withinUnionPlan' | 'decidedOn' | 'authority' | 'documentReference'
> & { reason?: string };

const SOURCE = 'Regulation (EU) 2024/1350, articles 8 and 14';

/**
 * Which periods are Sweden's contribution to the Union Plan, and since which decision: what the Union pays for a person depends on it
 * (Regulation (EU) 2024/1350, article 14; domain.md (e) 33). A period that nobody has marked lies outside the plan.
 */
@Injectable()
export class UnionPlanService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly periods: Periods,
    private readonly audit: AuditService,
  ) {}

  /**
   * Marks a period as within the Union Plan, or as outside it again, as its next version; a closed one too, since the Council may
   * adopt the plan late. Throws NotFound, StaleVersion, InvalidInput, or ConditionsUnmet (`pledgeDecides`) for an annual period of a
   * pledge, which stands as its pledge does.
   */
  mark(actor: Actor, periodId: string, replaces: number, wanted: NewUnionPlanMark): Promise<UnionPlanMark> {
    return this.unitOfWork.run(actor, async (tx) => {
      await lockVersionsOf(tx, 'quota_periods', periodId);
      const { pledgeId } = await this.periods.get(tx, periodId);
      if (pledgeId !== null)
        throw new ConditionsUnmet([
          { code: 'pledgeDecides', detail: 'The period is a part of a pledge: mark the pledge.', source: SOURCE },
        ]);
      const before = await this.rowsOf(tx, periodId);
      const { withinUnionPlan, decidedOn, authority, documentReference, reason = null } = wanted;
      const version = nextVersion(before.at(-1), replaces);
      const wrong = [
        ...(decidedOn > stockholmDateOf(tx.at)
          ? [{ pointer: '/decidedOn', code: 'afterToday', message: 'decidedOn may not lie after today.' }]
          : []),
        ...(before.length > 0 && reason === null
          ? [
              {
                pointer: '/reason',
                code: 'reasonMissing',
                message: 'The period is marked already: say why it changes.',
              },
            ]
          : []),
      ];
      if (wrong.length > 0) throw new InvalidInput(wrong);
      const told = { withinUnionPlan, decidedOn, authority, documentReference };
      const row: UnionPlanMarkRow = {
        ...told,
        id: newId(),
        periodId,
        version,
        reason,
        recordedAt: tx.at,
        actorId: actor.accountId || null,
        recordedBy: actor.name,
      };
      await tx.manager.insert(UnionPlanMarkRow, row);
      this.audit.record(tx, actor, {
        action: 'quota.mark_union_plan',
        subjectType: 'quotaPeriod',
        subjectId: periodId,
        reason,
        payload: { ...told, version },
      });
      return markOf(row);
    });
  }

  /** All versions, the oldest first. Throws NotFound. */
  list(periodId: string): Promise<UnionPlanMark[]> {
    return this.unitOfWork.read(async (tx) => {
      await this.periods.get(tx, periodId);
      return (await this.rowsOf(tx, periodId)).map(markOf);
    });
  }

  /**
   * The mark of the period, or of the pledge around it, as decided by the day and known at `asOf`; null when there was none: the
   * period is outside the plan. Throws NotFound.
   */
  async markOn(tx: Tx, periodId: string, on: PlainDate, asOf?: Moment['asOf']): Promise<UnionPlanMark | null> {
    const { pledgeId } = await this.periods.get(tx, periodId);
    const known = (await this.rowsOf(tx, pledgeId ?? periodId))
      .filter(({ decidedOn, recordedAt }) => isWithin({ occurredOn: decidedOn, recordedAt }, { through: on, asOf }))
      .sort((a, b) => (a.decidedOn === b.decidedOn ? a.version - b.version : a.decidedOn < b.decidedOn ? -1 : 1));
    const last = known.at(-1);
    return last ? markOf(last) : null;
  }

  private rowsOf(tx: Tx, periodId: string): Promise<UnionPlanMarkRow[]> {
    return tx.manager.find(UnionPlanMarkRow, { where: { periodId }, order: { version: 'ASC' } });
  }
}

const markOf = ({ actorId: _, ...told }: UnionPlanMarkRow): UnionPlanMark => told;
