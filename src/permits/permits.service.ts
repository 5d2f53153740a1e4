import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { may } from '../access/index.js';
import type { FactsByVerb, ResettlementCase } from '../cases/index.js';
import { Clock, type Actor, type PlainDate } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { isInForce, type PermitEnd } from './domain/proposal-rules.js';
import { GatherFacts, type DecisionFactsByVerb } from './gather-facts.js';
import { Decision, Permit, Proposal } from './permits.entities.js';
import { Proposals } from './proposals.js';

/** Persons whose permits end, with the reason. */
export interface EndPermits {
  theCase: Pick<ResettlementCase, 'id'>;
  personIds: readonly string[];
  why: PermitEnd;
  occurredOn: PlainDate;
  reason: string | null;
}

/** What permits tells and does for other modules. */
@Injectable()
export class PermitsService {
  constructor(
    private readonly gather: GatherFacts,
    private readonly proposals: Proposals,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** What the guards of grant, refuse and exclude need to know; of decide_security_case only for who may sign there. */
  async facts(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
  ): Promise<DecisionFactsByVerb & Pick<FactsByVerb, 'decide_security_case'>> {
    const proposals = await this.proposals.standing(tx, theCase);
    const facts = await this.gather.ofDecisions(tx, actor, theCase, proposals, false);
    if (!may(actor, 'person.decide_security_case')) return facts;
    return { ...facts, decide_security_case: await this.gather.ofSecurityCase(tx, actor, theCase) };
  }

  /** Whether each person has a permit in force on the day, today unless said: a journey is judged on the day of departure. */
  async permitInForce(
    tx: Tx,
    personIds: readonly string[],
    on: PlainDate = this.clock.today(),
  ): Promise<Map<string, boolean>> {
    const found = await tx.manager.findBy(Permit, { personId: In([...personIds]) });
    const holders = new Set(found.filter((permit) => isInForce(permit, on)).map(({ personId }) => personId));
    return new Map(personIds.map((id) => [id, holders.has(id)]));
  }

  /** The decisions on the persons, oldest first, each with the reasons it gave, for other modules: whoever asks logs the read. */
  async decisionsOf(tx: Tx, personIds: readonly string[]): Promise<(Decision & { reasons: string })[]> {
    const where = { personId: In([...personIds]) };
    const decisions = await tx.manager.find(Decision, { where, order: { decidedAt: 'ASC', id: 'ASC' } });
    const proposals = await tx.manager.findBy(Proposal, { id: In(decisions.map(({ proposalId }) => proposalId)) });
    const reasons = new Map(proposals.map((proposal) => [proposal.id, proposal.reasons]));
    return decisions.map((decision) => ({ ...decision, reasons: reasons.get(decision.proposalId) ?? '' }));
  }

  /**
   * Ends the permits that the persons hold and lapses the proposals that nobody signed; whoever has neither is skipped. One
   * audit entry a permit.
   */
  async endPermits(tx: Tx, actor: Actor, { theCase, personIds, why, occurredOn, reason }: EndPermits): Promise<void> {
    await this.proposals.close(tx, personIds, 'lapsed');
    for (const personId of personIds) {
      const ended = await tx.manager
        .createQueryBuilder()
        .update(Permit)
        .set({ endedOn: occurredOn, endedWhy: why, endReason: reason })
        .where('person_id = :personId AND ended_on IS NULL', { personId })
        .execute();
      if (ended.affected === 0) continue;
      this.audit.record(tx, actor, {
        action: 'permit.end',
        subjectType: 'person',
        subjectId: personId,
        caseId: theCase.id,
        reason,
        payload: { why, occurredOn },
      });
    }
  }
}
