import { Injectable } from '@nestjs/common';
import { may } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import type { Actor } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import type { SubQuotaChoice } from '../quotas/index.js';
import { placingsOf } from './case-placings.js';
import type { CaseSubQuotaRow } from './cases.entities.js';
import { CasesService } from './cases.service.js';
import { SubQuotaOfCase } from './sub-quota-of-case.js';
import { FindWhatFits, type FitIn } from './what-fits.js';

/** Where a case stood from a day on, with the names that go with it. */
export interface PlacingView extends CaseSubQuotaRow {
  subQuota: string | null;
  period: string | null;
  /** What the rules said instead, when somebody chose otherwise. */
  overrode: string | null;
}

export interface SubQuotaChoiceView {
  caseId: string;
  caseVersion: number;
  /** The last is where the case stands. */
  placings: PlacingView[];
  /** What the declared rules say today. */
  byRule: SubQuotaChoice;
  /** Room for the case in each sub-quota, for those who may read the quota. */
  fits: FitIn[] | null;
}

/** Why a case stands in its sub-quota: what the rules say, what was chosen instead, by whom and why. */
@Injectable()
export class FindSubQuotaChoice {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly subQuotas: SubQuotaOfCase,
    private readonly whatFits: FindWhatFits,
    private readonly audit: AuditService,
  ) {}

  /** The read is logged. Throws NotFound. */
  of(caseId: string, actor: Actor): Promise<SubQuotaChoiceView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const payload = { subQuotaChoice: true };
      this.audit.recordRead(tx, actor, {
        action: 'case.read',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
        payload,
      });
      const byRule = await this.subQuotas.choiceFor(tx, theCase);
      const placings = [];
      for (const placing of await placingsOf(tx, caseId)) placings.push(await this.view(tx, placing));
      const fits = [];
      if (may(actor, 'quota.read'))
        for (const { subQuotaId } of byRule.considered) fits.push(await this.whatFits.fit(tx, theCase, subQuotaId));
      return {
        caseId,
        caseVersion: theCase.version,
        placings,
        byRule,
        fits: may(actor, 'quota.read') ? fits : null,
      };
    });
  }

  private async view(tx: Tx, placing: CaseSubQuotaRow): Promise<PlacingView> {
    const { subQuotaId, choice } = placing;
    const found = subQuotaId === null ? null : await this.subQuotas.withPeriod(tx, subQuotaId);
    const said = choice?.considered.find((one) => one.subQuotaId === choice.subQuotaId);
    return {
      ...placing,
      subQuota: found?.subQuota.name ?? null,
      period: found?.period.name ?? null,
      overrode: said && said.subQuotaId !== subQuotaId ? said.subQuota : null,
    };
  }
}
