import { Injectable } from '@nestjs/common';
import type { ResettlementCase } from '../cases/index.js';
import { Clock, type Actor } from '../kernel/index.js';
import { newId, type Tx } from '../platform/index.js';
import { permitFor, PolicyService, type ProtectionCategory } from '../policy/index.js';
import { QuotasService } from '../quotas/index.js';
import { CaseDocuments, SubmissionsService } from '../submissions/index.js';
import { DECISION_OF } from './domain/proposal-rules.js';
import { Decision, Permit, Proposal } from './permits.entities.js';
import { Proposals } from './proposals.js';

/** What the audit entry of a decision points to. */
export interface Signed {
  personId: string;
  decisionId: string;
  diaryNumber: string;
}

/** What the second signature does, whoever gives it: the decision as a document, the permit, the place. */
@Injectable()
export class Sign {
  constructor(
    private readonly proposals: Proposals,
    private readonly documents: CaseDocuments,
    private readonly submissions: SubmissionsService,
    private readonly policy: PolicyService,
    private readonly quotas: QuotasService,
    private readonly clock: Clock,
  ) {}

  /** Signs the proposals: one decision a person, today, under a diary number of its own. */
  async decide(tx: Tx, actor: Actor, theCase: ResettlementCase, proposals: readonly Proposal[]): Promise<Signed[]> {
    const signed: Signed[] = [];
    const rrfVersion = await this.submissions.currentVersion(tx, theCase.id);
    for (const { id: proposalId, personId, outcome, proposedById } of proposals) {
      const paper = await this.documents.register(tx, theCase, {
        kind: 'decision',
        title: 'Decision on a residence permit',
        direction: 'outgoing',
        classification: 'restricted',
      });
      const decision: Decision = {
        id: newId(),
        caseId: theCase.id,
        personId,
        proposalId,
        outcome: DECISION_OF[outcome],
        documentId: paper.id,
        diaryNumber: paper.diaryNumber,
        rrfVersion,
        proposedById,
        decidedById: actor.accountId,
        decidedByName: actor.name,
        decidedOn: this.clock.today(),
        decidedAt: tx.at,
      };
      await tx.manager.insert(Decision, decision);
      signed.push({ personId, decisionId: decision.id, diaryNumber: paper.diaryNumber });
    }
    await this.proposals.close(
      tx,
      proposals.map(({ personId }) => personId),
      'decided',
    );
    return signed;
  }

  /**
   * Gives the permits of signed grants, by the rule of today, and takes their places. Throws ConditionsUnmet when the last place
   * went to somebody else meanwhile, and Forbidden for an overrun without its permission.
   */
  async grant(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    granted: readonly (Signed & { protectionCategory: ProtectionCategory })[],
    overrunReason?: string,
  ): Promise<void> {
    if (granted.length === 0) return;
    const today = this.clock.today();
    const places = { caseId: theCase.id, personIds: granted.map(({ personId }) => personId), occurredOn: today };
    await this.quotas.reserve(tx, actor, { ...places, subQuotaId: theCase.subQuotaId ?? '', overrunReason });
    const rule = await this.policy.ruleOn(tx, 'permit', today);
    for (const { personId, decisionId, protectionCategory } of granted) {
      const permit: Permit = {
        ...permitFor(rule, protectionCategory, today),
        id: newId(),
        caseId: theCase.id,
        personId,
        decisionId,
        protectionCategory,
        validFrom: today,
        ruleCode: rule.code,
        endedOn: null,
        endedWhy: null,
        endReason: null,
      };
      await tx.manager.insert(Permit, permit);
    }
    await this.quotas.recordEvent(tx, actor, 'grant', places);
  }
}
