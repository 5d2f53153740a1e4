import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { ExclusionService } from '../exclusion/index.js';
import { Clock, type Actor } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { ScreeningService, type SealedFile } from '../screening/index.js';
import { SelectionService } from '../selection/index.js';
import { PROPOSAL_OF, DECISION_OF } from './domain/proposal-rules.js';
import { GatherFacts } from './gather-facts.js';
import { Letters } from './letters.js';
import type { Proposal } from './permits.entities.js';
import { Proposals } from './proposals.js';
import { Sign } from './sign.js';

type Drafted = NonNullable<SealedFile['proposal']>;

/**
 * The verb decide_security_case: the second signature of the security unit. Until here all its work lay in the sealed file; from
 * here the open record shows a decision like any other, dated today, and the sealed file that there was a security case.
 */
@Injectable()
export class DecideSecurityCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly facts: GatherFacts,
    private readonly screening: ScreeningService,
    private readonly exclusion: ExclusionService,
    private readonly selection: SelectionService,
    private readonly proposals: Proposals,
    private readonly sign: Sign,
    private readonly letters: Letters,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Signs what is drafted for the persons. Throws NotFound, StaleVersion, TransitionRefused, or ConditionsUnmet (noObjection,
   * draftIncomplete with all that is missing, secondPersonNeeded).
   */
  decide(caseId: string, version: number, personIds: readonly string[], actor: Actor): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, personIds);
      const facts = await this.facts.ofSecurityCase(tx, actor, theCase);
      // Judged once for all, so that the refusals come together; the target of each is the outcome of its own draft.
      const judged = await this.cases.decide(tx, actor, persons, 'decide_security_case', facts, { to: 'refused' });

      const proposals: Proposal[] = [];
      for (const person of persons) proposals.push(await this.copyOut(tx, actor, theCase, person));
      const signed = await this.sign.decide(tx, actor, theCase, proposals);
      const outcomes = new Map(proposals.map(({ personId, outcome }) => [personId, DECISION_OF[outcome]]));

      const categories = await this.selection.outcomes(
        tx,
        persons.map(({ id }) => id),
      );
      const granted = signed
        .filter(({ personId }) => outcomes.get(personId) === 'granted')
        .map((one) => ({ ...one, protectionCategory: categories.get(one.personId)!.protectionCategory! }));
      await this.sign.grant(tx, actor, theCase, granted);
      await this.letters.writeDecisions(tx, theCase, signed);
      for (const person of persons)
        await this.screening.recordDecision(tx, actor, theCase, person, outcomes.get(person.id)!);
      const changes = judged.map((change) => ({ ...change, to: outcomes.get(change.personId)! }));
      return this.cases.apply(tx, theCase, changes, actor, { payload: { decisions: signed } });
    });
  }

  /** Copies the drafts of a person into the open record, under the names of who drafted them and the date of today. */
  private async copyOut(tx: Tx, actor: Actor, theCase: ResettlementCase, person: PersonInCase): Promise<Proposal> {
    const { exclusion, examination, proposal } = await this.screening.drafts(tx, person.id);
    if (exclusion) await this.exclusion.recordFromDraft(tx, actor, theCase, person, exclusion);
    if (examination) await this.selection.recordFromDraft(tx, actor, theCase, person, examination);
    const { content, draftedById, draftedByName } = proposal as Drafted;
    const made = await this.proposals.add(tx, {
      caseId: theCase.id,
      personId: person.id,
      outcome: PROPOSAL_OF[content.outcome as keyof typeof PROPOSAL_OF],
      reasons: content.reasons,
      reasonCodes: content.reasonCode === undefined ? [] : [content.reasonCode],
      proposedById: draftedById,
      proposedByName: draftedByName,
      proposedOn: this.clock.today(),
      proposedAt: tx.at,
    });
    this.audit.record(tx, actor, {
      action: 'person.propose',
      subjectType: 'case',
      subjectId: theCase.id,
      caseId: theCase.id,
      payload: { proposals: [{ personId: person.id, proposalId: made.id, outcome: made.outcome }] },
    });
    return made;
  }
}
