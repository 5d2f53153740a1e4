import { Injectable } from '@nestjs/common';
import {
  awaitsGrant,
  CasesService,
  FindWhatFits,
  holdsPermit,
  SubQuotaOfCase,
  unmetForPeriod,
  type FitIn,
  type ResettlementCase,
} from '../cases/index.js';
import { Clock, ConditionsUnmet, InvalidInput, type Actor, type Unmet } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { unmetForReallocating } from './domain/reallocate.js';

/** Where a case is to go, and on whose authority. */
export interface Reallocation {
  subQuotaId: string;
  authority: string;
  documentReference: string;
  reason: string;
}

export interface Reallocated {
  theCase: ResettlementCase;
  /** Whether the whole case goes into the places left where it stands now. */
  fit: FitIn;
}

/** What the case itself has against being reallocated, wherever to. */
export const unmetForCase = ({ persons }: Pick<ResettlementCase, 'persons'>): Unmet[] =>
  unmetForReallocating(
    persons.map(({ id, status }) => ({ id, awaitsGrant: awaitsGrant(status), holdsPlace: holdsPermit(status) })),
  );

/** The verb reallocate: a case that nobody of is granted yet goes to another sub-quota or period (domain.md (a), Case). */
@Injectable()
export class ReallocateCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly subQuotas: SubQuotaOfCase,
    private readonly whatFits: FindWhatFits,
    private readonly clock: Clock,
  ) {}

  /**
   * The case waits in the other sub-quota from today; that it does not fit there is told, not refused: its grant would be. Throws
   * NotFound, StaleVersion, InvalidInput (where it stands already), or ConditionsUnmet: somebody holds a place (`holdsPlace`),
   * nobody waits (`nobodyWaits`), or cases cannot wait there (`periodNotOpen`, `periodOver`).
   */
  reallocate(caseId: string, version: number, wanted: Reallocation, actor: Actor): Promise<Reallocated> {
    return this.unitOfWork.run(actor, async (tx) => {
      const before = await this.cases.get(tx, caseId, version);
      const { subQuota, period } = await this.subQuotas.withPeriod(tx, wanted.subQuotaId);
      if (subQuota.id === before.subQuotaId)
        throw new InvalidInput([
          { pointer: '/subQuotaId', code: 'sameSubQuota', message: `The case stands in ${subQuota.name} already.` },
        ]);
      const unmet = [...unmetForCase(before), ...unmetForPeriod(period, this.clock.today())];
      if (unmet.length > 0) throw new ConditionsUnmet(unmet);
      const fit = await this.whatFits.fit(tx, before, subQuota.id);
      const theCase = await this.cases.place(tx, before, actor, {
        ...wanted,
        how: 'reallocated',
        choice: await this.subQuotas.choiceFor(tx, before),
        payload: { subQuota: subQuota.name, period: period.name, fit: fit.detail },
      });
      return { theCase, fit };
    });
  }
}
