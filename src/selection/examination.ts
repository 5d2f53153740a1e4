import { Injectable } from '@nestjs/common';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, type Actor, type PlainDate } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { Deferral } from './selection.entities.js';
import { SelectionService } from './selection.service.js';

/** Why the examination waits, and what UNHCR was asked. */
export interface DeferExamination {
  personIds?: string[];
  reasonCode: string;
  askedOfUnhcr: string;
}

/** How the wait ended: the information came, or it cannot be had. */
export interface ResumeExamination {
  personIds?: string[];
  reasonCode: string;
  note?: string;
  occurredOn?: PlainDate;
}

/** The verbs examine, defer and resume. */
@Injectable()
export class ExaminationVerbs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly selection: SelectionService,
    private readonly reference: ReferenceService,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins the examination. Throws NotFound, StaleVersion, TransitionRefused, or ConditionsUnmet (clearanceNotInForce,
   * routeNotChosen, missionNotPlanned).
   */
  examine(caseId: string, version: number, personIds: readonly string[], actor: Actor): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const facts = await this.selection.facts(tx, actor, theCase);
      const persons = this.cases.personsOf(theCase, personIds);
      const changes = await this.cases.decide(tx, actor, persons, 'examine', facts.examine);
      return this.cases.apply(tx, theCase, changes, actor, { payload: { route: theCase.route } });
    });
  }

  /** Waits for information asked of UNHCR. Throws NotFound, StaleVersion, TransitionRefused or InvalidInput (unknown reason). */
  defer(caseId: string, version: number, wanted: DeferExamination, actor: Actor): Promise<ResettlementCase> {
    const today = this.clock.today();
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const { reasonCode, askedOfUnhcr } = wanted;
      await this.reference.requireReason(tx, 'defer', reasonCode, { on: today });
      const facts = await this.selection.facts(tx, actor, theCase);
      const persons = this.cases.personsOf(theCase, wanted.personIds ?? []);
      const changes = await this.cases.decide(tx, actor, persons, 'defer', facts.defer);
      for (const { personId } of changes) {
        // Somebody who left the road while waiting and was reopened may have an old wait without an answer.
        await this.endWait(tx, personId, today, null);
        await tx.manager.insert(Deferral, {
          id: newId(),
          caseId,
          personId,
          reasonCode,
          askedOfUnhcr,
          deferredOn: today,
          endedOn: null,
          answerCode: null,
        });
      }
      return this.cases.apply(tx, theCase, changes, actor, { reason: askedOfUnhcr, payload: { reasonCode } });
    });
  }

  /** Goes on with the examination. Throws NotFound, StaleVersion, TransitionRefused or InvalidInput (unknown reason, a day after today). */
  resume(caseId: string, version: number, wanted: ResumeExamination, actor: Actor): Promise<ResettlementCase> {
    const { reasonCode, note, occurredOn } = wanted;
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      await this.reference.requireReason(tx, 'resume', reasonCode, { on: this.clock.today() });
      const facts = await this.selection.facts(tx, actor, theCase);
      const persons = this.cases.personsOf(theCase, wanted.personIds ?? []);
      const changes = await this.cases.decide(tx, actor, persons, 'resume', facts.resume);
      const occasion = { occurredOn, reason: note ?? null, payload: { reasonCode } };
      const next = await this.cases.apply(tx, theCase, changes, actor, occasion);
      for (const { personId } of changes)
        await this.endWait(tx, personId, occurredOn ?? this.clock.today(), reasonCode);
      return next;
    });
  }

  private async endWait(tx: Tx, personId: string, endedOn: PlainDate, answerCode: string | null): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .update(Deferral)
      .set({ endedOn, answerCode })
      .where('person_id = :personId AND ended_on IS NULL', { personId })
      .execute();
  }
}
