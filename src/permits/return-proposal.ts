import { Injectable } from '@nestjs/common';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, ConditionsUnmet, type Actor } from '../kernel/index.js';
import { newId, UnitOfWork } from '../platform/index.js';
import { ProposalReturn } from './permits.entities.js';
import { Proposals } from './proposals.js';

const NOT_PROPOSED = {
  code: 'notProposed',
  detail: 'There is no proposal to send back.',
  source: 'Administrative Procedure Act 28, 32; architecture.md 4',
};

/** The act return_proposal: whoever would sign sends the proposal back instead. It changes nobody's state. */
@Injectable()
export class ReturnProposal {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly proposals: Proposals,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends the standing proposals of the persons back, of all who have one when none are named: a new one must be made before
   * anything can be signed. Throws NotFound, StaleVersion, or ConditionsUnmet for whoever has no proposal.
   */
  return(
    caseId: string,
    version: number,
    { personIds = [], reason }: { personIds?: string[]; reason: string },
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const standing = await this.proposals.standing(tx, theCase);
      const persons = this.cases.personsOf(theCase, personIds.length > 0 ? personIds : [...standing.keys()]);
      const without = persons.filter(({ id }) => !standing.has(id));
      if (without.length > 0) throw new ConditionsUnmet(without.map(({ id }) => ({ ...NOT_PROPOSED, personId: id })));
      const made = [];
      for (const { id: personId } of persons) {
        const returned: ProposalReturn = {
          id: newId(),
          caseId,
          personId,
          proposalId: standing.get(personId)!.id,
          reason,
          returnedById: actor.accountId,
          returnedByName: actor.name,
          returnedOn: this.clock.today(),
          returnedAt: tx.at,
        };
        await tx.manager.insert(ProposalReturn, returned);
        made.push({ personId, proposalId: returned.proposalId });
      }
      await this.proposals.close(
        tx,
        made.map(({ personId }) => personId),
        'lapsed',
      );
      return this.cases.change(tx, theCase, actor, {
        action: 'person.return_proposal',
        set: {},
        reason,
        payload: { proposals: made },
      });
    });
  }
}
