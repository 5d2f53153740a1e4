import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService } from '../cases/index.js';
import { ConditionsUnmet, InvalidInput, NotFound, type Actor, type FieldError } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { PlacementCondition, type ConditionKind } from './placement.entities.js';

/** The conditions in force, by case. */
export type Conditions = ReadonlyMap<string, readonly PlacementCondition[]>;

export interface NewCondition {
  kind: ConditionKind;
  municipalityCode?: string;
  countyCode?: string;
  otherCaseId?: string;
  places?: number;
  reason: string;
}

/** Which fields each kind has beside its reason. */
const FIELDS: { readonly [Kind in ConditionKind]: keyof NewCondition | null } = {
  pin: 'municipalityCode',
  tie: 'municipalityCode',
  forbid: 'municipalityCode',
  pin_county: 'countyCode',
  apart: 'otherCaseId',
  medical: 'places',
  accessible: null,
};

/** What officials know of where households must, should or must not live: read by every plan made after. */
@Injectable()
export class ConditionsOfCases {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
  ) {}

  /** The conditions of a case that have not ended, the oldest first. Throws NotFound. */
  list(caseId: string): Promise<PlacementCondition[]> {
    return this.unitOfWork.read(async (tx) => {
      await this.cases.get(tx, caseId);
      return (await this.inForce(tx)).get(caseId)?.slice() ?? [];
    });
  }

  /** All that are in force. */
  async inForce(tx: Tx): Promise<Conditions> {
    const all = await tx.manager.find(PlacementCondition, { order: { recordedAt: 'ASC', id: 'ASC' } });
    const byCase = new Map<string, PlacementCondition[]>();
    for (const one of all) if (one.endedAt === null) byCase.set(one.caseId, [...(byCase.get(one.caseId) ?? []), one]);
    return byCase;
  }

  /** Records a condition. Throws NotFound, InvalidInput for a field that its kind lacks or has not, and for an unknown municipality. */
  record(caseId: string, condition: NewCondition, actor: Actor): Promise<PlacementCondition> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.cases.get(tx, caseId);
      const { kind, municipalityCode, countyCode, otherCaseId, places, reason } = condition;
      const wanted = FIELDS[kind];
      const errors: FieldError[] = [];
      for (const name of ['municipalityCode', 'countyCode', 'otherCaseId', 'places'] as const)
        if ((condition[name] !== undefined) !== (name === wanted))
          errors.push({
            pointer: `/${name}`,
            code: name === wanted ? 'required' : 'notHere',
            message: name === wanted ? `${kind} needs ${name}.` : `${kind} has no ${name}.`,
          });
      if (municipalityCode !== undefined && !(await this.reference.findMunicipality(tx, municipalityCode)))
        errors.push({
          pointer: '/municipalityCode',
          code: 'unknownMunicipality',
          message: `There is no municipality with the code ${municipalityCode}.`,
        });
      if (otherCaseId === caseId)
        errors.push({ pointer: '/otherCaseId', code: 'same', message: 'A case lives where it lives.' });
      if (errors.length > 0) throw new InvalidInput(errors);
      if (otherCaseId !== undefined) await this.cases.get(tx, otherCaseId);
      const row: PlacementCondition = {
        ...{ id: newId(), caseId, kind, reason },
        ...{ municipalityCode: municipalityCode ?? null, countyCode: countyCode ?? null },
        ...{ otherCaseId: otherCaseId ?? null, places: places ?? null },
        ...{ recordedAt: tx.at, recordedBy: actor.name, endedAt: null, endedBy: null },
      };
      await tx.manager.insert(PlacementCondition, row);
      this.recordAct(tx, actor, 'placement.condition', row);
      return row;
    });
  }

  /** Ends a condition: plans made after know nothing of it. Throws NotFound, ConditionsUnmet when it has ended. */
  end(conditionId: string, actor: Actor): Promise<PlacementCondition> {
    return this.unitOfWork.run(actor, async (tx) => {
      const row = await tx.manager.findOneBy(PlacementCondition, { id: conditionId });
      if (!row) throw new NotFound('condition');
      const ended = { endedAt: tx.at, endedBy: actor.name };
      const written = await tx.manager
        .createQueryBuilder()
        .update(PlacementCondition)
        .set(ended)
        .where('id = :conditionId AND ended_at IS NULL', { conditionId })
        .execute();
      if (written.affected !== 1)
        throw new ConditionsUnmet([{ code: 'conditionEnded', detail: 'The condition has ended.', source: 'Vidar' }]);
      this.recordAct(tx, actor, 'placement.end_condition', row);
      return { ...row, ...ended };
    });
  }

  private recordAct(tx: Tx, actor: Actor, action: string, { id, caseId, kind, reason }: PlacementCondition): void {
    this.audit.record(tx, actor, {
      action,
      subjectType: 'placement_condition',
      subjectId: id,
      caseId,
      payload: { kind },
      reason,
    });
  }
}
