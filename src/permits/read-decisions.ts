import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { CasesService } from '../cases/index.js';
import { Clock, type Actor, type PlainDate } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { PolicyService, type PolicyRule } from '../policy/index.js';
import { isInForce, reopeningOf, type ProposalClosing } from './domain/proposal-rules.js';
import { Decision, Permit, Proposal, ProposalReturn } from './permits.entities.js';
import { Proposals } from './proposals.js';

export type ProposalStanding = 'open' | 'returned' | ProposalClosing;

export interface PermitView extends Permit {
  inForce: boolean;
  /** Information on a rule that is proposed and not in force: it changes nothing. */
  mayBeReopenedFrom: PlainDate | null;
  reopeningRule: string | null;
}

/** The road of a case through its two signatures. */
export interface CaseDecisions {
  proposals: (Proposal & { standing: ProposalStanding; returned: ProposalReturn | null })[];
  decisions: (Decision & { proposal: Proposal })[];
  permits: PermitView[];
}

/** Reading proposals, decisions and permits. */
@Injectable()
export class ReadDecisions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly proposals: Proposals,
    private readonly policy: PolicyService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The proposals, decisions and permits of a case, oldest first; the read is logged. Throws NotFound. */
  async of(caseId: string, actor: Actor): Promise<CaseDecisions> {
    const rules = (await this.policy.rules({ kind: 'permit-reopening' })) as PolicyRule<'permit-reopening'>[];
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const standing = await this.proposals.standing(tx, theCase);
      // Those made in this case, and those of persons who came from another one.
      const where = [{ caseId }, { personId: In(theCase.persons.map(({ id }) => id)) }];
      const proposals = await tx.manager.find(Proposal, { where, order: { proposedAt: 'ASC', id: 'ASC' } });
      const decisions = await tx.manager.find(Decision, { where, order: { decidedAt: 'ASC', id: 'ASC' } });
      const permits = await tx.manager.find(Permit, { where, order: { validFrom: 'ASC', id: 'ASC' } });
      const returns = await tx.manager.findBy(ProposalReturn, { proposalId: In(proposals.map(({ id }) => id)) });
      this.audit.recordRead(tx, actor, { action: 'permit.read', subjectType: 'case', subjectId: caseId, caseId });
      return {
        proposals: proposals.map((proposal) => {
          const returned = returns.find(({ proposalId }) => proposalId === proposal.id) ?? null;
          const open = standing.get(proposal.personId)?.id === proposal.id ? 'open' : 'lapsed';
          return { ...proposal, returned, standing: returned ? 'returned' : (proposal.closedBecause ?? open) };
        }),
        decisions: decisions.map((decision) => ({
          ...decision,
          proposal: proposals.find(({ id }) => id === decision.proposalId)!,
        })),
        permits: permits.map((permit) => ({ ...permit, ...this.standingOf(permit, rules) })),
      };
    });
  }

  private standingOf(permit: Permit, rules: readonly PolicyRule<'permit-reopening'>[]) {
    const inForce = isInForce(permit, this.clock.today());
    const rule = inForce ? reopeningOf(permit, rules) : null;
    return { inForce, mayBeReopenedFrom: rule?.validFrom ?? null, reopeningRule: rule?.code ?? null };
  }
}
