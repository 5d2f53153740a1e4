import { Injectable } from '@nestjs/common';
import { CasesService, targetsOf, type ResettlementCase } from '../cases/index.js';
import { Clock, InvalidInput, type Actor, type PlainDate } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { identityStated } from './domain/standing.js';
import type { Recommendation, Statement, StatementOutcome } from './domain/walled-record.js';
import type { Referral } from './screening.entities.js';
import { ScreeningService } from './screening.service.js';
import { WalledRecords, type Screened } from './walled-records.js';

export interface NewStatement {
  personIds: string[];
  outcome: StatementOutcome;
  statedOn: PlainDate;
  reference: string;
  recommendation?: Recommendation;
  /** The Service stated it of its own accord: a person who was not referred yet has it in a file of its own until then. */
  unasked?: boolean;
}

type Referred = Screened & { readonly referral: Referral };
const isReferred = (one: Screened): one is Referred => one.referral !== null;

/** The act record-statement, and the verb clear, which is its effect. */
@Injectable()
export class RecordStatement {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly screening: ScreeningService,
    private readonly walled: WalledRecords,
    private readonly policy: PolicyService,
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
      let screened = [...(await this.walled.screened(tx, persons)).values()];
      if (wanted.unasked) screened = await this.filed(tx, actor, screened, wanted.statedOn);
      const unreferred = screened.filter((one) => !isReferred(one)).map(({ person }) => person);
      this.cases.requireStatus(unreferred, actor, 'record_statement', []);
      const referred = screened.filter(isReferred);
      this.requirePossible(wanted, referred);
      await this.requireMeasure(tx, wanted);
      const cleared: string[] = [];
      for (const one of referred) {
        const statement = await this.statementOf(tx, wanted, one);
        await this.walled.add(tx, actor, 'person.record_statement', one.referral, caseId, statement);
        if (statement.cleared) cleared.push(one.person.id);
      }
      if (cleared.length > 0) await this.clear(tx, actor, theCase, cleared, wanted.statedOn);
    });
  }

  /** Gives those on the road who were not referred yet a file for what nobody asked. */
  private filed(tx: Tx, actor: Actor, screened: readonly Screened[], statedOn: PlainDate): Promise<Screened[]> {
    return Promise.all(
      screened.map(async (one) =>
        one.referral || one.person.status !== 'listed'
          ? one
          : { ...one, referral: await this.walled.openUnasked(tx, actor, one.person, statedOn) },
      ),
    );
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

  private async statementOf(
    tx: Tx,
    wanted: NewStatement,
    { person, referral, standing }: Referred,
  ): Promise<Statement> {
    const { outcome, statedOn, reference, recommendation = null } = wanted;
    const identity = identityStated(standing, referral.identityVersion, statedOn);
    // Nobody is cleared before being referred: what was not asked can only object, and take its objection back.
    const clears = outcome === 'no_objection' && referral.unaskedOn === null;
    const clearance = clears ? await this.screening.clearanceFrom(tx, identity, statedOn) : null;
    const isAwaited = targetsOf(person.status, 'clear').length > 0 && (standing.objectionOn ?? '') <= statedOn;
    const cleared = clearance !== null && isAwaited;
    return { kind: 'statement', outcome, statedOn, reference, recommendation, clearance, cleared };
  }

  /** Only a measure of the day's definition makes a security case of an objection (Aliens Act 1:7). */
  private async requireMeasure(tx: Tx, { statedOn, recommendation }: NewStatement): Promise<void> {
    if (recommendation === undefined) return;
    const { value, source } = await this.policy.ruleOn(tx, 'security-case', statedOn);
    if (!value.measures.includes(recommendation)) {
      const message = `No security case by the definition of ${statedOn} (${source}).`;
      throw new InvalidInput([{ pointer: '/recommendation', code: 'notInDefinition', message }]);
    }
  }

  private requirePossible({ outcome, statedOn, recommendation }: NewStatement, referred: readonly Referred[]): void {
    const today = this.clock.today();
    const wrong = [
      statedOn > today
        ? { pointer: '/statedOn', code: 'afterToday', message: `statedOn may not lie after today, ${today}.` }
        : [],
      referred.some(({ referral }) => referral.unaskedOn === null && statedOn < referral.referredOn)
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
