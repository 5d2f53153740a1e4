import { Injectable } from '@nestjs/common';
import { ConditionsUnmet, type Actor, type Unmet } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { QuotasService } from '../quotas/index.js';
import { CasesService } from './cases.service.js';
import { holdsPermit } from './domain/person-lifecycle.js';
import type { ResettlementCase } from './resettlement-case.js';

/** What stands against another sub-quota: somebody of the case holds a place in the present one. */
export const unmetForPlacing = ({ persons }: Pick<ResettlementCase, 'persons'>): Unmet[] =>
  persons
    .filter(({ status }) => holdsPermit(status))
    .map(({ id }) => ({
      code: 'holdsPlace',
      detail: 'This person holds a place in the present sub-quota.',
      source: 'architecture.md 1 (2)',
      personId: id,
    }));

/** The verb place-in-sub-quota: a coordinator's own choice, with its reason, while nobody of the case holds a place. */
@Injectable()
export class PlaceInSubQuota {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly quotas: QuotasService,
  ) {}

  /** Throws NotFound, StaleVersion, or ConditionsUnmet when somebody of the case has a permit already. */
  place(
    caseId: string,
    version: number,
    wanted: { subQuotaId: string; reason: string },
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const subQuota = await this.quotas.getSubQuota(tx, wanted.subQuotaId);
      const unmet = unmetForPlacing(theCase);
      if (unmet.length > 0) throw new ConditionsUnmet(unmet);
      return this.cases.change(tx, theCase, actor, {
        action: 'case.place_in_sub_quota',
        set: { subQuotaId: subQuota.id },
        reason: wanted.reason,
        payload: { subQuota: subQuota.name, before: theCase.subQuotaId },
      });
    });
  }
}
