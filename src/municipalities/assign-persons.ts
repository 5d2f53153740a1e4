import { Injectable } from '@nestjs/common';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, ConditionsUnmet, yearOf, type Actor, type PlainDate, type Unmet } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { mostBeyond, overAssignmentUnmet } from './domain/over-assignment.js';
import { deadlineUnmet, latestReceptionOn } from './domain/reception-deadline.js';
import { joinedWith } from './domain/refusals.js';
import { MunicipalNumbersService, roomOf } from './municipal-numbers.service.js';
import { Assignment, AssignmentPerson, type MunicipalNumber } from './municipalities.entities.js';
import { MunicipalitiesService } from './municipalities.service.js';

export interface AssignmentDecision {
  municipalityCode: string;
  personIds?: string[];
  reason: string;
  latestReceptionOn?: string;
  overAssignmentReason?: string;
  replacesId?: string;
}

/** The verb assign: the agency alone decides which municipality receives whom (Settlement Act 2016:38, 5). */
@Injectable()
export class AssignPersons {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly municipalities: MunicipalitiesService,
    private readonly numbers: MunicipalNumbersService,
    private readonly policy: PolicyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Assigns persons of the case to a municipality. They count in the year of the decision, whenever they arrive; a replacement
   * counts under the number of the assignment that was not used. Throws NotFound, StaleVersion, InvalidInput for an unknown
   * municipality, TransitionRefused, and ConditionsUnmet with all that is unmet: number, room, deadline, replacement.
   */
  assign(
    caseId: string,
    version: number,
    decision: AssignmentDecision,
    actor: Actor,
  ): Promise<{ theCase: ResettlementCase; assignmentId: string }> {
    return this.unitOfWork.run(actor, (tx) => this.assignIn(tx, actor, caseId, version, decision));
  }

  /** The same as part of another act: the choice on a suggestion of a plan. */
  async assignIn(
    tx: Tx,
    actor: Actor,
    caseId: string,
    version: number,
    decision: AssignmentDecision,
  ): Promise<{ theCase: ResettlementCase; assignmentId: string }> {
    const theCase = await this.cases.get(tx, caseId, version);
    const persons = this.cases.personsOf(theCase, decision.personIds ?? []);
    const today = this.clock.today();
    await this.numbers.municipalityOf(tx, decision.municipalityCode);
    const replaced =
      decision.replacesId === undefined ? null : await this.replaceable(tx, decision, persons.length, today);
    const number = replaced?.number ?? (await this.numbers.find(tx, decision.municipalityCode, yearOf(today)));
    const { value: rule } = await this.policy.ruleOn(tx, 'reception-deadline', today);
    const latest = decision.latestReceptionOn ?? latestReceptionOn(today, rule);
    const wish = { number, persons: persons.length, overAssignmentReason: decision.overAssignmentReason };
    const facts = await this.municipalities.facts(tx, actor, theCase, wish);
    const beyondAllowed = facts.assign(persons[0]!).overAssignmentAllowed;
    const { value: limit } = await this.policy.ruleOn(tx, 'over-assignment', today);
    const most = number === null || !beyondAllowed ? 0 : mostBeyond(number.places, limit);
    const otherwiseUnmet = [
      deadlineUnmet(latest, today, rule),
      replaced?.unmet ?? null,
      number === null || !beyondAllowed ? null : overAssignmentUnmet(persons.length, roomOf(number), most),
    ].filter((unmet) => unmet !== null);
    const changes = await this.cases
      .decide(tx, actor, persons, 'assign', facts.assign)
      .catch(joinedWith(otherwiseUnmet));
    if (otherwiseUnmet.length > 0) throw new ConditionsUnmet(otherwiseUnmet);

    const { id: municipalNumberId, year } = number!;
    const overAssigned = await this.numbers.take(tx, municipalNumberId, persons.length, most);
    if (decision.replacesId !== undefined) await this.useFreed(tx, decision.replacesId, persons.length);
    const assignment: Assignment = {
      id: newId(),
      caseId,
      municipalityCode: decision.municipalityCode,
      municipalNumberId,
      year,
      status: 'assigned',
      assignedOn: today,
      latestReceptionOn: latest,
      reason: decision.reason,
      overAssigned,
      overAssignmentReason: overAssigned > 0 ? (decision.overAssignmentReason ?? null) : null,
      replacesId: decision.replacesId ?? null,
      freed: 0,
      replaced: 0,
      dwellingConfirmed: false,
      contact: null,
      answeredOn: null,
      answeredBy: null,
      declineReasonCode: null,
      comment: null,
      version: 1,
      changedBy: actor.name,
      changedAt: tx.at,
    };
    await tx.manager.insert(Assignment, assignment);
    const under = persons.map(({ id: personId }) => ({
      assignmentId: assignment.id,
      personId,
      open: true,
      receivedOn: null,
      endedOn: null,
      endedWhy: null,
    }));
    await tx.manager.insert(AssignmentPerson, under);

    const { id: assignmentId, municipalityCode, overAssignmentReason, replacesId } = assignment;
    const payload = {
      assignmentId,
      municipalityCode,
      year,
      latestReceptionOn: latest,
      overAssigned,
      overAssignmentReason,
      replacesId,
    };
    return {
      theCase: await this.cases.apply(tx, theCase, changes, actor, { reason: decision.reason, payload }),
      assignmentId,
    };
  }

  /**
   * The number of the assignment to be replaced, and what speaks against it: an unused assignment may be replaced in
   * the same municipality, latest in the following calendar year.
   */
  private async replaceable(
    tx: Tx,
    { replacesId, municipalityCode }: AssignmentDecision,
    persons: number,
    today: PlainDate,
  ): Promise<{ number: MunicipalNumber | null; unmet: Unmet | null }> {
    const earlier = await tx.manager.findOneBy(Assignment, { id: replacesId!, municipalityCode });
    const number = earlier ? await this.numbers.find(tx, municipalityCode, earlier.year) : null;
    const left = earlier ? earlier.freed - earlier.replaced : 0;
    const inTime = earlier !== null && earlier.year >= yearOf(today) - 1;
    if (inTime && left >= persons) return { number, unmet: null };
    const detail = !earlier
      ? 'There is no assignment to this municipality that could be replaced.'
      : inTime
        ? `${left} persons of the earlier assignment can still be replaced; ${persons} are to be assigned.`
        : `The earlier assignment counts in ${earlier.year}: it could be replaced until the end of ${earlier.year + 1}.`;
    return { number, unmet: { code: 'notReplaceable', detail, source: 'Ordinance (2016:39), s. 10 a' } };
  }

  private async useFreed(tx: Tx, assignmentId: string, persons: number): Promise<void> {
    const written = await tx.manager
      .createQueryBuilder()
      .update(Assignment)
      .set({ replaced: () => 'replaced + :persons' })
      .where('id = :assignmentId AND replaced + :persons <= freed', { assignmentId, persons })
      .execute();
    if (written.affected !== 1)
      throw new ConditionsUnmet([
        {
          code: 'notReplaceable',
          detail: 'The earlier assignment was replaced meanwhile.',
          source: 'Ordinance (2016:39), s. 10 a',
        },
      ]);
  }
}
