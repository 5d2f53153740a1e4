import { Injectable } from '@nestjs/common';
import { CasesService, statusesWith, type ResettlementCase } from '../cases/index.js';
import { Clock, InvalidInput, type Actor, type PlainDate } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import type { Recommendation, Statement, StatementOutcome } from './domain/walled-record.js';
import { ScreeningService } from './screening.service.js';
import { WalledRecords, type Screened } from './walled-records.js';

export interface NewStatement {
  personIds: string[];
  outcome: StatementOutcome;
  statedOn: PlainDate;
  reference: string;
  recommendation?: Recommendation;
}

/** The act record-statement, and the verb clear, which is its effect. */
@Injectable()
export class RecordStatement {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly screening: ScreeningService,
    private readonly walled: WalledRecords,
    private readonly clock: Clock,
  ) {}

  /**
   * Records what the Security Service stated. No objection clears those in screening, unless an objection of a later day stands;
   * whatever else is stated, and whatever is stated of persons who are further on, changes nothing outside the wall. Gives no answer,
   * so that none can differ.
   * Throws NotFound, StaleVersion, TransitionRefused (not referred) or InvalidInput (a day that cannot be, a recommendation without objection).
   */
  async record(caseId: string, version: number, wanted: NewStatement, actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, wanted.personIds);
      const screened = [...(await this.walled.screened(tx, persons)).values()];
      const unreferred = screened.filter(({ referral }) => referral === null).map(({ person }) => person);
      this.cases.requireStatus(unreferred, actor, 'record_statement', []);
      this.requirePossible(wanted, screened);
      const statements = await this.statementsOf(tx, wanted, screened);
      for (const [{ referral }, statement] of statements)
        await this.walled.add(tx, actor, 'person.record_statement', referral!, caseId, statement);
      const cleared = statements.filter(([, { cleared }]) => cleared).map(([{ person }]) => person.id);
      if (cleared.length > 0) await this.clear(tx, actor, theCase, cleared, wanted.statedOn);
    });
  }

  private async clear(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    personIds: readonly string[],
    occurredOn: PlainDate,
  ): Promise<void> {
    const facts = await this.screening.facts(tx, actor, theCase);
    const changes = await this.cases.decide(tx, actor, this.cases.personsOf(theCase, personIds), 'clear', facts.clear);
    await this.cases.apply(tx, theCase, changes, actor, { occurredOn });
  }

  private async statementsOf(
    tx: Tx,
    wanted: NewStatement,
    screened: readonly Screened[],
  ): Promise<[Screened, Statement][]> {
    const { outcome, statedOn, reference, recommendation = null } = wanted;
    const statements: [Screened, Statement][] = [];
    for (const one of screened) {
      const clearance =
        outcome === 'no_objection' ? await this.screening.clearanceFrom(tx, one.person, statedOn) : null;
      const clears =
        clearance !== null &&
        statusesWith('clear').includes(one.person.status) &&
        (one.standing.objectionOn ?? '') <= statedOn;
      statements.push([
        one,
        { kind: 'statement', outcome, statedOn, reference, recommendation, clearance, cleared: clears },
      ]);
    }
    return statements;
  }

  private requirePossible({ outcome, statedOn, recommendation }: NewStatement, screened: readonly Screened[]): void {
    const today = this.clock.today();
    const wrong = [
      statedOn > today
        ? { pointer: '/statedOn', code: 'afterToday', message: `statedOn may not lie after today, ${today}.` }
        : [],
      screened.some(({ referral }) => referral && statedOn < referral.referredOn)
        ? {
            pointer: '/statedOn',
            code: 'beforeReferral',
            message: 'statedOn may not lie before the referral that it answers.',
          }
        : [],
      recommendation !== undefined && outcome !== 'objection'
        ? { pointer: '/recommendation', code: 'recommendation', message: 'Only an objection recommends something.' }
        : [],
    ].flat();
    if (wrong.length > 0) throw new InvalidInput(wrong);
  }
}
