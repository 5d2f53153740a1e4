import { Injectable } from '@nestjs/common';
import { Clock, ConditionsUnmet, type Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { CasesService } from './cases.service.js';
import { unmetForPeriod, unmetForPlacing, unmetForSamePeriod } from './domain/placing-rules.js';
import type { ResettlementCase } from './resettlement-case.js';
import { SubQuotaOfCase } from './sub-quota-of-case.js';

/** The verb place-in-sub-quota: an official's own choice within the period, with its reason, while nobody of the case holds a place. */
@Injectable()
export class PlaceInSubQuota {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly subQuotas: SubQuotaOfCase,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws NotFound, StaleVersion, or ConditionsUnmet: somebody has a permit already (`holdsPlace`), the case stands in another
   * period (`anotherPeriod`), or cases cannot wait there (`periodNotOpen`, `periodOver`).
   */
  place(
    caseId: string,
    version: number,
    wanted: { subQuotaId: string; reason: string },
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const { subQuota, period } = await this.subQuotas.withPeriod(tx, wanted.subQuotaId);
      const { subQuotaId } = theCase;
      const present = subQuotaId === null ? null : (await this.subQuotas.withPeriod(tx, subQuotaId)).period;
      const unmet = [
        ...unmetForPlacing(theCase),
        ...unmetForPeriod(period, this.clock.today()),
        ...unmetForSamePeriod(present, period),
      ];
      if (unmet.length > 0) throw new ConditionsUnmet(unmet);
      return this.cases.place(tx, theCase, actor, {
        how: 'placed',
        subQuotaId: subQuota.id,
        reason: wanted.reason,
        choice: await this.subQuotas.choiceFor(tx, theCase),
        payload: { subQuota: subQuota.name },
      });
    });
  }
}
