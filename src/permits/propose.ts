import { Injectable } from '@nestjs/common';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, InvalidInput, type Actor } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { Proposals } from './proposals.js';

/** What one official proposes for one person. */
export interface ProposedDecision {
  personId: string;
  outcome: 'grant' | 'refuse' | 'exclude';
  reasons: string;
  reasonCodes?: string[];
}

/** The act propose: the first of two signatures. It changes nobody's state. */
@Injectable()
export class Propose {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly proposals: Proposals,
    private readonly reference: ReferenceService,
    private readonly clock: Clock,
  ) {}

  /**
   * Proposes a decision for each person named; a new proposal takes the place of the former, which stays. Throws NotFound,
   * StaleVersion, TransitionRefused for who is not under examination, or InvalidInput (a person twice, an unknown reason).
   */
  propose(
    caseId: string,
    version: number,
    wanted: readonly ProposedDecision[],
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      refuseTwice(wanted);
      const persons = this.cases.personsOf(
        theCase,
        wanted.map(({ personId }) => personId),
      );
      this.cases.requireStatus(persons, actor, 'propose', ['under_examination']);
      await this.requireReasons(tx, wanted);
      const made = [];
      for (const { personId, outcome, reasons, reasonCodes = [] } of wanted) {
        const proposal = await this.proposals.add(tx, {
          caseId,
          personId,
          outcome,
          reasons,
          reasonCodes,
          proposedById: actor.accountId,
          proposedByName: actor.name,
          proposedOn: this.clock.today(),
          proposedAt: tx.at,
        });
        made.push({ personId, proposalId: proposal.id, outcome });
      }
      return this.cases.change(tx, theCase, actor, { action: 'person.propose', set: {}, payload: { proposals: made } });
    });
  }

  private async requireReasons(tx: Tx, wanted: readonly ProposedDecision[]): Promise<void> {
    const on = this.clock.today();
    for (const [person, { outcome, reasonCodes = [] }] of wanted.entries())
      for (const [index, code] of reasonCodes.entries())
        await this.reference.requireReason(tx, outcome, code, {
          pointer: `/persons/${person}/reasonCodes/${index}`,
          on,
        });
  }
}

function refuseTwice(wanted: readonly ProposedDecision[]): void {
  const twice = wanted.findIndex(({ personId }, index) =>
    wanted.slice(0, index).some((one) => one.personId === personId),
  );
  if (twice < 0) return;
  const message = 'There is a proposal for this person in the request already.';
  throw new InvalidInput([{ pointer: `/persons/${twice}/personId`, code: 'twice', message }]);
}
