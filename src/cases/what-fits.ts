import { Injectable } from '@nestjs/common';
import { may } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { Clock, InvalidInput, type Actor } from '../kernel/index.js';
import { rows, UnitOfWork, type Tx } from '../platform/index.js';
import {
  casesThatFit,
  fitOf,
  QuotasService,
  whatFits,
  type Fit,
  type SubQuota,
  type WaitingCase,
  type WhatFits,
} from '../quotas/index.js';
import type { Priority } from './cases.entities.js';
import { awaitsGrant } from './domain/placing-rules.js';
import { PERSON_STATUSES } from './domain/person-lifecycle.js';
import type { ResettlementCase } from './resettlement-case.js';

export interface WhatFitsIn extends WhatFits {
  subQuota: SubQuota;
  /** Grants are possible there today; in a decided period that is not open yet the places are those planned. */
  open: boolean;
}

/** Places for another case in a sub-quota, and whether a whole case goes into them. */
export interface FitIn extends Fit {
  subQuotaId: string;
  placesLeft: number;
  tolerance: number;
  personsAwaiting: number;
}

const AWAITING = PERSON_STATUSES.filter(awaitsGrant);

/** How many persons of the case still wait for a grant: they are granted together or not at all. */
export const personsAwaiting = ({ persons }: Pick<ResettlementCase, 'persons'>): number =>
  persons.filter(({ status }) => awaitsGrant(status)).length;

/** Which of the waiting cases go into the places of a sub-quota as wholes: a family is never cut to fit (domain.md (e) 1). */
@Injectable()
export class FindWhatFits {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly quotas: QuotasService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** For one sub-quota of the period; the read of its cases is logged. Throws NotFound, or InvalidInput for one of another period. */
  read(actor: Actor, periodId: string, subQuotaId: string): Promise<WhatFitsIn> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { subQuotas } = await this.quotas.balances(tx, periodId);
      if (!subQuotas.some((one) => one.subQuotaId === subQuotaId))
        throw new InvalidInput([
          { pointer: '?subQuotaId', code: 'notInPeriod', message: 'There is no sub-quota with this id in the period.' },
        ]);
      const found = await this.of(tx, subQuotaId);
      this.audit.recordRead(tx, actor, {
        action: 'case.list',
        subjectType: 'case',
        subjectId: null,
        payload: { filter: { subQuotaId, whatFits: true }, count: found.cases.length },
      });
      return found;
    });
  }

  async of(tx: Tx, subQuotaId: string): Promise<WhatFitsIn> {
    const subQuota = await this.quotas.getSubQuota(tx, subQuotaId);
    const { open, placesLeft, tolerance } = await this.places(tx, subQuota);
    return { subQuota, open, ...whatFits(await this.waiting(tx, subQuotaId), placesLeft, tolerance) };
  }

  /** Whether the persons of the case who still wait go into the sub-quota together. */
  async fit(tx: Tx, theCase: ResettlementCase, subQuotaId: string): Promise<FitIn> {
    const { placesLeft, tolerance } = await this.places(tx, await this.quotas.getSubQuota(tx, subQuotaId));
    const awaiting = personsAwaiting(theCase);
    return { subQuotaId, placesLeft, tolerance, personsAwaiting: awaiting, ...fitOf(awaiting, placesLeft, tolerance) };
  }

  /** What a refusal for want of places adds for who may know of the other cases; null for anybody else. */
  async inWords(tx: Tx, actor: Actor, { id, subQuotaId }: ResettlementCase): Promise<string | null> {
    if (subQuotaId === null || !may(actor, 'quota.fit')) return null;
    return `A family is not cut to fit. ${casesThatFit(await this.of(tx, subQuotaId), id)}`;
  }

  private async places(
    tx: Tx,
    { id, periodId }: SubQuota,
  ): Promise<{ open: boolean; placesLeft: number; tolerance: number }> {
    const { open, available, tolerance } = await this.quotas.placesFor(tx, id, this.clock.today());
    if (open) return { open, placesLeft: available, tolerance };
    const { subQuotas } = await this.quotas.balances(tx, periodId);
    return { open, placesLeft: subQuotas.find((one) => one.subQuotaId === id)!.available, tolerance: 0 };
  }

  private async waiting(tx: Tx, subQuotaId: string): Promise<WaitingCase[]> {
    const found = await rows<{
      caseId: string;
      diaryNumber: string;
      priority: Priority;
      waitingSince: string;
      persons: number | string;
    }>(
      tx.manager,
      `SELECT c.id AS "caseId", c.diary_number AS "diaryNumber", c.priority, c.registered_on AS "waitingSince", count(p.id) AS persons
       FROM cases c JOIN persons p ON p.case_id = c.id
       WHERE c.sub_quota_id = :subQuotaId AND c.intake = 'registered' AND p.status IN (:...awaiting)
       GROUP BY c.id, c.diary_number, c.priority, c.registered_on`,
      { subQuotaId, awaiting: AWAITING },
    );
    return found.map((one) => ({ ...one, persons: Number(one.persons) }));
  }
}
