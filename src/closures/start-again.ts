import { Injectable } from '@nestjs/common';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, type Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import type { Closure } from './closures.service.js';
import { GatherClosureFacts } from './gather-facts.js';
import { Undo } from './undo.js';

/** The verbs that take persons back on the road: to be assigned anew, or to be listed anew. */
@Injectable()
export class StartAgain {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly facts: GatherClosureFacts,
    private readonly reference: ReferenceService,
    private readonly undo: Undo,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes an assignment back: the persons are granted as before, with permit and place, and the municipal number has its room back.
   * Throws NotFound, StaleVersion, TransitionRefused, ConditionsUnmet, or InvalidInput (reason, day, persons).
   */
  unassign(caseId: string, version: number, wanted: Closure, actor: Actor): Promise<ResettlementCase> {
    const { personIds = [], reasonCode } = wanted;
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const why = await this.reference.requireReason(tx, 'unassign', reasonCode, {
        on: wanted.occurredOn ?? this.clock.today(),
      });
      const persons = this.cases.personsOf(theCase, personIds);
      const { unassign } = await this.facts.facts(tx, actor, theCase);
      const changes = await this.cases.decide(tx, actor, persons, 'unassign', unassign);
      const occurredOn = this.cases.dayOf(theCase, changes, wanted);
      const reason = [why.textEn, wanted.reason].filter(Boolean).join(' ');
      await this.undo.assignment(tx, actor, {
        theCase,
        personIds: persons.map(({ id }) => id),
        why: 'unassigned',
        occurredOn,
        reason,
      });
      return this.cases.apply(tx, theCase, changes, actor, { occurredOn, reason, payload: { reasonCode } });
    });
  }

  /**
   * Lists persons anew whose road had ended: always with a new referral, a new examination and a new decision; the earlier ones stay
   * (architecture.md 4). Throws like unassign; ConditionsUnmet when the same person stands in another case by now.
   */
  reopen(caseId: string, version: number, wanted: Closure, actor: Actor): Promise<ResettlementCase> {
    const { personIds = [], reasonCode } = wanted;
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const why = await this.reference.requireReason(tx, 'reopen', reasonCode, {
        on: wanted.occurredOn ?? this.clock.today(),
      });
      const persons = this.cases.personsOf(theCase, personIds);
      const { reopen } = await this.facts.facts(tx, actor, theCase);
      const changes = await this.cases.decide(tx, actor, persons, 'reopen', reopen);
      const occurredOn = this.cases.dayOf(theCase, changes, wanted);
      const reason = [why.textEn, wanted.reason].filter(Boolean).join(' ');
      return this.cases.apply(tx, theCase, changes, actor, { occurredOn, reason, payload: { reasonCode } });
    });
  }
}
