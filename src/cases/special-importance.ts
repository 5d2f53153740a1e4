import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { ConditionsUnmet, type Actor, type Instant, type Unmet } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { ConsultationsService, type Consultation, type ConsultationAnswer, type Question } from '../quotas/index.js';
import { CasesService } from './cases.service.js';
import type { ResettlementCase } from './resettlement-case.js';
import { SpecialImportanceRow } from './special-importance.entities.js';

/** Why a case is of special importance, since when, and what the Ministry was consulted on about it. Plain data. */
export interface CaseConsultations {
  /** Of the case: what the next act is decided on. */
  version: number;
  specialImportance: { reason: string; recordedAt: Instant; recordedBy: string } | null;
  consultations: Consultation[];
}

const REPORTED = 'Government assignment on resettlement (December 2023): cases of special importance are reported';

/** What stands against marking a case, or taking the mark back. */
export const unmetForMarking = (isSpecial: boolean, special: boolean): Unmet[] =>
  isSpecial === special
    ? [
        {
          code: special ? 'alreadySpecial' : 'notSpecial',
          detail: special ? 'This case is of special importance already.' : 'This case is not of special importance.',
          source: REPORTED,
        },
      ]
    : [];

/** What stands against consulting the Ministry on a case. */
export const unmetForAsking = (isSpecial: boolean): Unmet[] =>
  isSpecial
    ? []
    : [
        {
          code: 'notSpecial',
          detail: 'Mark the case as one of special importance first, with the reason.',
          source: REPORTED,
        },
      ];

/** Cases of special importance: marked with a reason, and the Ministry consulted on each (domain.md 1). */
@Injectable()
export class SpecialImportance {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly consultations: ConsultationsService,
    private readonly audit: AuditService,
  ) {}

  /** Marks the case, or takes the mark back. Throws NotFound, StaleVersion, or ConditionsUnmet when it stands so already. */
  mark(actor: Actor, caseId: string, version: number, special: boolean, reason: string): Promise<CaseConsultations> {
    return this.act(actor, caseId, version, async (tx, theCase) => {
      const last = await this.lastOf(tx, caseId);
      refuseUnmet(unmetForMarking(last?.special ?? false, special));
      await tx.manager.insert(SpecialImportanceRow, {
        caseId,
        step: (last?.step ?? 0) + 1,
        special,
        reason,
        recordedAt: tx.at,
        actorId: actor.accountId || null,
        recordedBy: actor.name,
      });
      const action = special ? 'case.mark_special_importance' : 'case.unmark_special_importance';
      await this.cases.change(tx, theCase, actor, { action, set: {}, reason });
    });
  }

  /** Records that the Ministry was asked. Throws NotFound, StaleVersion, InvalidInput, or ConditionsUnmet (`notSpecial`). */
  ask(actor: Actor, caseId: string, version: number, question: Question): Promise<CaseConsultations> {
    return this.act(actor, caseId, version, async (tx, theCase) => {
      refuseUnmet(unmetForAsking(await this.isSpecial(tx, caseId)));
      const about = { caseId, subQuotaId: theCase.subQuotaId };
      const { id, consulted, askedOn } = await this.consultations.askOnCase(tx, actor, about, question);
      await this.cases.change(tx, theCase, actor, {
        action: 'case.consult',
        set: {},
        payload: { consultationId: id, consulted, askedOn, documentReference: question.documentReference },
      });
    });
  }

  /** Records the answer, once. Throws NotFound, StaleVersion, InvalidInput, or ConditionsUnmet (`alreadyAnswered`). */
  answer(
    actor: Actor,
    caseId: string,
    consultationId: string,
    version: number,
    answer: ConsultationAnswer,
  ): Promise<CaseConsultations> {
    return this.act(actor, caseId, version, async (tx, theCase) => {
      const { consulted } = await this.consultations.answerOnCase(tx, actor, caseId, consultationId, answer);
      const { answeredOn, outcome, documentReference } = answer;
      await this.cases.change(tx, theCase, actor, {
        action: 'case.record_answer',
        set: {},
        payload: { consultationId, consulted, answeredOn, outcome, documentReference },
      });
    });
  }

  /** What stands today; the read is logged. Throws NotFound. */
  of(actor: Actor, caseId: string): Promise<CaseConsultations> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { version } = await this.cases.get(tx, caseId);
      this.audit.recordRead(tx, actor, {
        action: 'case.read_consultations',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
      });
      return this.told(tx, caseId, version);
    });
  }

  /** Whether the case is marked as one of special importance today. */
  async isSpecial(tx: Tx, caseId: string): Promise<boolean> {
    return (await this.lastOf(tx, caseId))?.special ?? false;
  }

  private act(
    actor: Actor,
    caseId: string,
    version: number,
    work: (tx: Tx, theCase: ResettlementCase) => Promise<void>,
  ): Promise<CaseConsultations> {
    return this.unitOfWork.run(actor, async (tx) => {
      await work(tx, await this.cases.get(tx, caseId, version));
      return this.told(tx, caseId, version + 1);
    });
  }

  private async told(tx: Tx, caseId: string, version: number): Promise<CaseConsultations> {
    const last = await this.lastOf(tx, caseId);
    return {
      version,
      specialImportance: last?.special
        ? { reason: last.reason, recordedAt: last.recordedAt, recordedBy: last.recordedBy }
        : null,
      consultations: await this.consultations.ofCase(tx, caseId),
    };
  }

  private lastOf(tx: Tx, caseId: string): Promise<SpecialImportanceRow | null> {
    return tx.manager.findOne(SpecialImportanceRow, { where: { caseId }, order: { step: 'DESC' } });
  }
}

function refuseUnmet(unmet: Unmet[]): void {
  if (unmet.length > 0) throw new ConditionsUnmet(unmet);
}
