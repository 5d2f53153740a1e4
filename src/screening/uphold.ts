import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/index.js';
import { CasesService, statusesWith, unmetFor, type FactsOf } from '../cases/index.js';
import { ConditionsUnmet, type Actor, type Unmet } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { ScreeningService } from './screening.service.js';

/** The act uphold: a permit stands although the Security Service objected after the grant. */
@Injectable()
export class Uphold {
  constructor(
    private readonly access: AccessService,
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly screening: ScreeningService,
  ) {}

  /**
   * The second signature under a proposal to uphold, behind the wall only: from this day it counts as a clearance. The same guards
   * as for every decision in a security case. Throws NotFound, StaleVersion, TransitionRefused or ConditionsUnmet.
   */
  async uphold(caseId: string, version: number, personIds: readonly string[], actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, personIds);
      this.cases.requireStatus(persons, actor, 'uphold', statusesWith('withdraw_permit'));
      const unmet: Unmet[] = [];
      for (const person of persons)
        unmet.push(
          ...unmetFor(
            await this.cases.inGuard(tx, person),
            'decide_security_case',
            await this.factsOf(tx, actor, theCase.id, person.id),
          ),
        );
      if (unmet.length > 0) throw new ConditionsUnmet(unmet);
      for (const person of persons) await this.screening.recordDecision(tx, actor, theCase, person, 'upheld');
    });
  }

  private async factsOf(
    tx: Tx,
    actor: Actor,
    caseId: string,
    personId: string,
  ): Promise<FactsOf['decide_security_case']> {
    const { proposal } = await this.screening.drafts(tx, personId);
    const official = await this.access.officialOf(tx, [actor.accountId, proposal?.draftedById], caseId);
    return {
      objectionInForce: (await this.screening.objectionInForce(tx, [personId])).get(personId) ?? false,
      draftComplete: proposal?.content.outcome === 'upheld',
      draftedById: proposal ? official(proposal.draftedById) : null,
      actorId: official(actor.accountId),
    };
  }
}
