import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, ConditionsUnmet, NotFound, type Actor } from '../kernel/index.js';
import { insertRows, newId, UnitOfWork, type Tx } from '../platform/index.js';
import { permitFor, PolicyService } from '../policy/index.js';
import { SelectionService } from '../selection/index.js';
import { CaseDocuments } from '../submissions/index.js';
import { ComposeLetters, type Composed } from './compose-letters.js';
import { LETTER_LANGUAGES, type LetterLanguage } from './domain/letters.js';
import { CaseLetter } from './letters.entities.js';
import { Decision, Permit, Proposal } from './permits.entities.js';
import { Proposals, type OpenProposal } from './proposals.js';
import type { Signed } from './sign.js';

/** A letter before it is signed or sent. */
export interface LetterPreview extends Composed {
  writtenOn: string;
  diaryNumber: null;
}

const NOT_FROM_UNHCR = {
  code: 'notFromUnhcr',
  detail: 'The case did not come from UNHCR: there is nobody there to answer.',
  source: 'domain.md (c) 11',
};
const NOT_PROPOSED = {
  code: 'notProposed',
  detail: 'Nothing is proposed for the person: there is no letter to look at before it is signed.',
  source: 'Administrative Procedure Act 31-33',
};

/** The letters of a case: what each decision says to its person, and the answer to UNHCR. */
@Injectable()
export class Letters {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly compose: ComposeLetters,
    private readonly proposals: Proposals,
    private readonly selection: SelectionService,
    private readonly documents: CaseDocuments,
    private readonly policy: PolicyService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Keeps the letters of decisions just signed, in both languages, under the decision's own document and diary number. */
  async writeDecisions(tx: Tx, theCase: ResettlementCase, signed: readonly Signed[]): Promise<void> {
    const ids = signed.map(({ decisionId }) => decisionId);
    const decisions = await tx.manager.findBy(Decision, { id: In(ids) });
    const proposals = await tx.manager.findBy(Proposal, { id: In(decisions.map(({ proposalId }) => proposalId)) });
    const permits = await tx.manager.findBy(Permit, { decisionId: In(ids) });
    const letters: CaseLetter[] = [];
    for (const decision of decisions) {
      const person = theCase.persons.find(({ id }) => id === decision.personId)!;
      const proposal = proposals.find(({ id }) => id === decision.proposalId)!;
      const permit = permits.find(({ decisionId }) => decisionId === decision.id) ?? null;
      for (const language of LETTER_LANGUAGES)
        letters.push({
          ...(await this.compose.decision(tx, theCase, person, { proposal, decision, permit }, language)),
          ...this.written(tx, theCase, { id: decision.documentId, diaryNumber: decision.diaryNumber }),
          kind: 'decision',
          personId: person.id,
          decisionId: decision.id,
        });
    }
    await insertRows(tx.manager, CaseLetter, letters);
  }

  /** The letter as it would be signed today. Throws NotFound, or ConditionsUnmet (notProposed, noLetterTemplate, noPermitRule). */
  preview(caseId: string, personId: string, language: LetterLanguage, actor: Actor): Promise<LetterPreview> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const [person] = this.cases.personsOf(theCase, [personId]);
      const proposal = (await this.proposals.standing(tx, theCase)).get(personId);
      if (!proposal) throw new ConditionsUnmet([{ ...NOT_PROPOSED, personId }]);
      const told = { proposal, decision: null, permit: await this.permitToBe(tx, proposal) };
      const composed = await this.compose.decision(tx, theCase, person!, told, language);
      this.logRead(tx, actor, caseId, { preview: personId });
      return { ...composed, writtenOn: this.clock.today(), diaryNumber: null };
    });
  }

  /** The answer to UNHCR as it would be sent today. Throws NotFound or ConditionsUnmet (notFromUnhcr). */
  previewAnswer(caseId: string, actor: Actor): Promise<LetterPreview> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      requireUnhcr(theCase);
      const composed = await this.compose.answer(tx, theCase, await this.told(tx, theCase), null);
      this.logRead(tx, actor, caseId, { preview: 'answer' });
      return { ...composed, writtenOn: this.clock.today(), diaryNumber: null };
    });
  }

  /** The act answer_unhcr: the answer as the case stands is entered in the diary. Throws NotFound, StaleVersion, ConditionsUnmet. */
  answer(caseId: string, version: number, actor: Actor): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      requireUnhcr(theCase);
      const paper = await this.documents.register(tx, theCase, {
        kind: 'letter',
        title: 'Answer to UNHCR',
        direction: 'outgoing',
        classification: 'restricted',
      });
      const composed = await this.compose.answer(tx, theCase, await this.told(tx, theCase), paper.diaryNumber);
      const letter: CaseLetter = {
        ...composed,
        ...this.written(tx, theCase, paper),
        kind: 'answer',
        personId: null,
        decisionId: null,
      };
      await insertRows(tx.manager, CaseLetter, [letter]);
      return this.cases.change(tx, theCase, actor, {
        action: 'case.answer_unhcr',
        set: {},
        payload: { letterId: letter.id, documentNumber: paper.diaryNumber },
      });
    });
  }

  /** The letters of a case and of whoever came to it from another, oldest first; the read is logged. Throws NotFound. */
  of(caseId: string, actor: Actor): Promise<CaseLetter[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const letters = await this.inCase(tx, await this.cases.get(tx, caseId));
      this.logRead(tx, actor, caseId, { letters: letters.length });
      return letters;
    });
  }

  /** One letter of the case; the read is logged. Throws NotFound. */
  one(caseId: string, letterId: string, actor: Actor): Promise<CaseLetter> {
    return this.unitOfWork.run(actor, async (tx) => {
      const letter = (await this.inCase(tx, await this.cases.get(tx, caseId))).find(({ id }) => id === letterId);
      if (!letter) throw new NotFound('letter');
      this.logRead(tx, actor, caseId, { documentNumber: letter.diaryNumber });
      return letter;
    });
  }

  private inCase(tx: Tx, { id: caseId, persons }: ResettlementCase): Promise<CaseLetter[]> {
    const where = [{ caseId }, { personId: In(persons.map(({ id }) => id)) }];
    return tx.manager.find(CaseLetter, { where, order: { writtenAt: 'ASC', id: 'ASC' } });
  }

  private written(tx: Tx, { id: caseId }: ResettlementCase, paper: { id: string; diaryNumber: string }) {
    const { id: documentId, diaryNumber } = paper;
    return { id: newId(), caseId, documentId, diaryNumber, writtenOn: this.clock.today(), writtenAt: tx.at };
  }

  /** What the permit would be if the proposal were signed today; null for who is not to be granted one, or is not yet examined. */
  private async permitToBe(tx: Tx, { personId, outcome }: OpenProposal) {
    if (outcome !== 'grant') return null;
    const category = (await this.selection.outcomes(tx, [personId])).get(personId)?.protectionCategory;
    if (!category) return null;
    const today = this.clock.today();
    const permit = permitFor(await this.policy.ruleOn(tx, 'permit', today), category, today);
    return { ...permit, protectionCategory: category };
  }

  private async told(
    tx: Tx,
    { persons }: ResettlementCase,
  ): Promise<Map<string, { decision: Decision; proposal: Proposal }>> {
    const where = { personId: In(persons.map(({ id }) => id)) };
    const decisions = await tx.manager.find(Decision, { where, order: { decidedAt: 'ASC', id: 'ASC' } });
    const proposals = await tx.manager.findBy(Proposal, { id: In(decisions.map(({ proposalId }) => proposalId)) });
    return new Map(
      decisions.map((decision) => [
        decision.personId,
        { decision, proposal: proposals.find(({ id }) => id === decision.proposalId)! },
      ]),
    );
  }

  private logRead(tx: Tx, actor: Actor, caseId: string, payload: Record<string, unknown>): void {
    this.audit.recordRead(tx, actor, {
      action: 'permit.read',
      subjectType: 'case',
      subjectId: caseId,
      caseId,
      payload,
    });
  }
}

function requireUnhcr({ source }: ResettlementCase): void {
  if (source !== 'unhcr') throw new ConditionsUnmet([NOT_FROM_UNHCR]);
}
