import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { InvalidInput, stockholmDateOf, type Actor, type FieldError, type PlainDate } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { CompositionTargetRow } from './composition-targets.entities.js';
import { refuseClosed } from './domain/closed-period.js';
import { targetsOn, wrongTarget, type CountingRule, type Share, type ShareLimits } from './domain/composition.js';
import type { Moment } from './domain/ledger.js';
import { lockVersionsOf, nextVersion } from './next-version.js';
import { Periods } from './periods.js';

type Decision = Pick<CompositionTargetRow, 'name' | 'decidedOn' | 'authority' | 'documentReference'>;
type Counting = Pick<CompositionTargetRow, keyof CountingRule>;

/** A share that the persons of a period are to have, with the decision behind it. */
export type CompositionTarget = Counting &
  ShareLimits &
  Decision &
  Pick<CompositionTargetRow, 'id' | 'periodId' | 'version' | 'reason' | 'recordedAt' | 'recordedBy'>;

export type NewTarget = Decision &
  Pick<Counting, 'counters'> &
  Partial<Counting> & { reason?: string; minShare?: Share; maxShare?: Share };

/** Composition targets of the periods. What is counted towards them comes as numbers, never as persons (architecture.md 7 (15)). */
@Injectable()
export class CompositionTargetsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly periods: Periods,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Records a target as the period's next version, decided on the version `replaces` (0 when there was none); one of a name that
   * there is already replaces it. Throws NotFound, StaleVersion, InvalidInput, or TransitionRefused for a closed period.
   */
  async record(actor: Actor, periodId: string, replaces: number, wanted: NewTarget): Promise<CompositionTarget> {
    const categories = (await this.reference.submissionCategories()).map(({ code }) => code);
    return this.unitOfWork.run(actor, async (tx) => {
      await lockVersionsOf(tx, 'quota_periods', periodId);
      const period = await this.periods.get(tx, periodId);
      refuseClosed(period.status, 'set_composition_target');
      const before = await this.rowsOf(tx, periodId);
      const version = nextVersion(before.at(-1), replaces);
      const { name, counters, nationalities = [], submissionCategories = [], specificNeeds = [] } = wanted;
      const { minShare = null, maxShare = null, decidedOn, authority, documentReference, reason = null } = wanted;
      const rule = { counters, nationalities, submissionCategories, specificNeeds };
      const wrong = [
        ...wrongTarget(rule, { minShare, maxShare }),
        ...wrongDecision(wanted, before, stockholmDateOf(tx.at)),
        ...unknownCategories(submissionCategories, categories),
      ];
      if (wrong.length > 0) throw new InvalidInput(wrong);
      for (const [index, code] of nationalities.entries())
        await this.reference.getCountry(tx, code, `/nationalities/${index}`);

      const decision = { name, decidedOn, authority, documentReference };
      const row: CompositionTargetRow = {
        ...rule,
        ...decision,
        id: newId(),
        periodId,
        version,
        minPart: minShare?.part ?? null,
        minOf: minShare?.of ?? null,
        maxPart: maxShare?.part ?? null,
        maxOf: maxShare?.of ?? null,
        reason,
        recordedAt: tx.at,
        actorId: actor.accountId || null,
        recordedBy: actor.name,
      };
      await tx.manager.insert(CompositionTargetRow, row);
      this.audit.record(tx, actor, {
        action: 'quota.set_composition_target',
        subjectType: 'quotaPeriod',
        subjectId: periodId,
        reason,
        payload: { ...decision, ...rule, minShare, maxShare, version, targetId: row.id },
      });
      return targetOf(row);
    });
  }

  /** All versions, the oldest first, and those in force today. Throws NotFound. */
  list(periodId: string): Promise<{ targets: CompositionTarget[]; inForce: CompositionTarget[] }> {
    return this.unitOfWork.read(async (tx) => {
      await this.periods.get(tx, periodId);
      const targets = (await this.rowsOf(tx, periodId)).map(targetOf);
      return { targets, inForce: targetsOn(targets, stockholmDateOf(tx.at)) };
    });
  }

  /** The targets in force on the day as known at `asOf`, one a name, by name. */
  async targetsOn(tx: Tx, periodId: string, on: PlainDate, asOf?: Moment['asOf']): Promise<CompositionTarget[]> {
    return targetsOn((await this.rowsOf(tx, periodId)).map(targetOf), on, asOf);
  }

  private rowsOf(tx: Tx, periodId: string): Promise<CompositionTargetRow[]> {
    return tx.manager.find(CompositionTargetRow, { where: { periodId }, order: { version: 'ASC' } });
  }
}

function targetOf(row: CompositionTargetRow): CompositionTarget {
  const { minPart, minOf, maxPart, maxOf, actorId: _, ...told } = row;
  const share = (part: number | null, of: number | null): Share | null =>
    part === null || of === null ? null : { part, of };
  return { ...told, minShare: share(minPart, minOf), maxShare: share(maxPart, maxOf) };
}

function wrongDecision(
  { name, decidedOn, reason }: NewTarget,
  before: readonly CompositionTargetRow[],
  today: PlainDate,
): FieldError[] {
  const wrong = (pointer: string, code: string, message: string): FieldError[] => [{ pointer, code, message }];
  return [
    ...(decidedOn > today ? wrong('/decidedOn', 'afterToday', `decidedOn may not lie after today, ${today}.`) : []),
    ...(before.some((one) => one.name === name) && !reason
      ? wrong('/reason', 'reasonMissing', `The period has the target ${name} already: say why it changes.`)
      : []),
  ];
}

const unknownCategories = (given: readonly string[], known: readonly string[]): FieldError[] =>
  given.flatMap((code, index) =>
    known.includes(code)
      ? []
      : [
          {
            pointer: `/submissionCategories/${index}`,
            code: 'unknownCategory',
            message: `${code} is not a submission category: use ${known.join(', ')}.`,
          },
        ],
  );
