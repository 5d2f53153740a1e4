import { Injectable } from '@nestjs/common';
import { CasesService, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { Clock, InvalidInput, type Actor } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { ScreeningService } from '../screening/index.js';
import { CaseDocuments } from '../submissions/index.js';
import { GatherClosureFacts, signsBehindWall } from './gather-facts.js';
import { Undo } from './undo.js';

/** Whose permit, on which ground of law, and the reasons. */
export interface PermitWithdrawal {
  personIds?: readonly string[];
  reasonCode: string;
  reason?: string;
}

/** The verb withdraw_permit: a decision of today, before entry (Aliens Act 7:1, 7:2). */
@Injectable()
export class WithdrawPermit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly facts: GatherClosureFacts,
    private readonly reference: ReferenceService,
    private readonly screening: ScreeningService,
    private readonly documents: CaseDocuments,
    private readonly undo: Undo,
    private readonly clock: Clock,
  ) {}

  /**
   * Withdraws permits: journey, assignment, permit and place go with it. The security unit does it as the second signature under a
   * proposal of the sealed file, after a late objection; its reasons stay there, and the open record shows a decision like any other.
   * Throws NotFound, StaleVersion, TransitionRefused, ConditionsUnmet (all of all persons), or InvalidInput (reason).
   */
  withdraw(
    caseId: string,
    version: number,
    { personIds = [], reasonCode, reason }: PermitWithdrawal,
    actor: Actor,
  ): Promise<ResettlementCase> {
    requireReasonsInTheirPlace(actor, reason);
    const today = this.clock.today();
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const ground = await this.reference.requireReason(tx, 'withdraw_permit', reasonCode, { on: today });
      const persons = this.cases.personsOf(theCase, personIds);
      const facts = await this.facts.facts(tx, actor, theCase);
      const changes = await this.cases.decide(tx, actor, persons, 'withdraw_permit', facts.withdraw_permit);
      const decisions = await this.sign(tx, actor, theCase, persons);
      const told = [ground.textEn, reason].filter(Boolean).join(' ');
      const leaving = {
        theCase,
        personIds: persons.map(({ id }) => id),
        why: 'permit_withdrawn',
        occurredOn: today,
        reason: told,
      };
      await this.undo.everything(tx, actor, leaving, 'withdrawn');
      return this.cases.apply(tx, theCase, changes, actor, { reason: told, payload: { reasonCode, decisions } });
    });
  }

  /** One decision a person, under a diary number of its own; what was signed behind the wall is recorded there, too. */
  private async sign(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    persons: readonly PersonInCase[],
  ): Promise<{ personId: string; diaryNumber: string }[]> {
    const decisions = [];
    for (const person of persons) {
      if (signsBehindWall(actor)) await this.screening.recordDecision(tx, actor, theCase, person, 'permit_withdrawn');
      const { diaryNumber } = await this.documents.register(tx, theCase, {
        kind: 'decision',
        title: 'Decision to withdraw a residence permit',
        direction: 'outgoing',
        classification: 'restricted',
      });
      decisions.push({ personId: person.id, diaryNumber });
    }
    return decisions;
  }
}

/** A decision on a permit gives its reasons (Aliens Act 13:10): in the open, or in the sealed file and nowhere else. */
function requireReasonsInTheirPlace(actor: Actor, reason: string | undefined): void {
  const sealed = signsBehindWall(actor);
  if (sealed && reason !== undefined)
    throw new InvalidInput([
      {
        pointer: '/reason',
        code: 'reasonSealed',
        message: 'The reasons of a security case stand in its sealed file; leave them out here.',
      },
    ]);
  if (!sealed && reason === undefined)
    throw new InvalidInput([
      { pointer: '/reason', code: 'reasonMissing', message: 'A decision on a permit must give its reasons.' },
    ]);
}
