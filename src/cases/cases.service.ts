import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { may, type Permission } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { agesOn, mayBeYounger, readingOf, type BirthReading, type DatePrecision } from '../kernel/index.js';
import { Clock, InvalidInput, NotFound, StaleVersion, TransitionRefused } from '../kernel/index.js';
import type { Actor, PlainDate } from '../kernel/index.js';
import { forUpdate, rows, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { keepPlacing, type Placing } from './case-placings.js';
import { refuseTwice, stepOf, withStatus } from './case-rows.js';
import { CaseRow, PersonRow, PersonTransition, type Route } from './cases.entities.js';
import { correctPersons } from './correct-persons.js';
import { actOf, actsFrom, decideAll, openWordOf, type PersonChange } from './domain/decide.js';
import { dayOf, type Occasion } from './domain/occasion.js';
import type { FactsOf, PersonInGuard } from './domain/person-facts.js';
import { isOnRoad, type PersonAction, type PersonStatus } from './domain/person-lifecycle.js';
import { openCase } from './open-case.js';
import type { CaseChange, NewCase, NewPerson, PersonInCase, ResettlementCase } from './resettlement-case.js';

/** The permission of a verb: the word for what the official does. */
export const permissionOf = (action: PersonAction): Permission => `person.${actOf(action)}`;

/** The days between which the person was born. */
const birthOf = (person: PersonInCase, date: PlainDate): BirthReading =>
  readingOf({
    date,
    precision: person.birthDatePrecision as DatePrecision,
    estimated: person.birthDateEstimated ?? false,
  });

@Injectable()
export class CasesService {
  constructor(
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly policy: PolicyService,
  ) {}

  /** Opens a case with its persons, all `listed`, under a new diary number. Throws ConditionsUnmet when the RRF or a person stands in another case. */
  create(tx: Tx, actor: Actor, wanted: NewCase): Promise<ResettlementCase> {
    return openCase(tx, this.audit, actor, wanted, this.clock.today());
  }

  /** The case with its persons, locked for change when a version is expected. Throws NotFound or StaleVersion. */
  async get(tx: Tx, caseId: string, expectedVersion?: number): Promise<ResettlementCase> {
    if (expectedVersion !== undefined)
      await rows(tx.manager, `SELECT id FROM cases WHERE id = :caseId${forUpdate(tx.manager)}`, { caseId });
    const row = await tx.manager.findOneBy(CaseRow, { id: caseId });
    if (!row) throw new NotFound('case');
    if (expectedVersion !== undefined && row.version !== expectedVersion)
      throw new StaleVersion({ currentVersion: row.version, changedBy: row.changedBy, changedAt: row.changedAt });
    return withStatus(row, await tx.manager.find(PersonRow, { where: { caseId }, order: { number: 'ASC' } }));
  }

  /** The case with its persons, locked for change whatever its version: for acts decided on the version of another record, as a municipality's answer. Throws NotFound. */
  async getForChange(tx: Tx, caseId: string): Promise<ResettlementCase> {
    await rows(tx.manager, `SELECT id FROM cases WHERE id = :caseId${forUpdate(tx.manager)}`, { caseId });
    return this.get(tx, caseId);
  }

  /** Several cases with their persons, in the order of the ids; missing ones are left out. */
  async getMany(tx: Tx, caseIds: readonly string[]): Promise<ResettlementCase[]> {
    if (caseIds.length === 0) return [];
    const found = await tx.manager.findBy(CaseRow, { id: In([...caseIds]) });
    const persons = await tx.manager.find(PersonRow, { where: { caseId: In([...caseIds]) }, order: { number: 'ASC' } });
    const byId = new Map(
      found.map((row) => [
        row.id,
        withStatus(
          row,
          persons.filter((person) => person.caseId === row.id),
        ),
      ]),
    );
    return caseIds.flatMap((id) => byId.get(id) ?? []);
  }

  /** The cases in which somebody holds a grant and waits for a municipality, by id. */
  async waitingForMunicipality(tx: Tx): Promise<string[]> {
    const found = await rows<{ caseId: string }>(
      tx.manager,
      `SELECT DISTINCT case_id AS "caseId" FROM persons WHERE status = 'granted' ORDER BY case_id`,
    );
    return found.map(({ caseId }) => caseId);
  }

  /** The cases of a route with somebody in one of the states, by id: urgent ones first, then the oldest. */
  async ofRoute(tx: Tx, route: Route, statuses: readonly PersonStatus[]): Promise<string[]> {
    const sql = `SELECT c.id FROM cases c WHERE c.route = :route AND EXISTS (SELECT 1 FROM persons p WHERE p.case_id = c.id AND p.status IN (:...statuses))
      ORDER BY CASE c.priority WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 ELSE 2 END, c.received_on, c.id`;
    return (await rows<{ id: string }>(tx.manager, sql, { route, statuses: [...statuses] })).map(({ id }) => id);
  }

  /** Persons by their ids, of whichever cases; missing ones are left out. */
  getPersons(tx: Tx, personIds: readonly string[]): Promise<PersonInCase[]> {
    return personIds.length === 0 ? Promise.resolve([]) : tx.manager.findBy(PersonRow, { id: In([...personIds]) });
  }

  /** The named persons of the case (all of them for an empty list). Throws InvalidInput for an id that is not in the case. */
  personsOf(theCase: ResettlementCase, personIds: readonly string[]): PersonInCase[] {
    const strangers = personIds.filter((id) => !theCase.persons.some((person) => person.id === id));
    if (strangers.length > 0)
      throw new InvalidInput([
        { pointer: '/personIds', code: 'notInCase', message: `Not in this case: ${strangers.join(', ')}.` },
      ]);
    return personIds.length === 0 ? theCase.persons : theCase.persons.filter((person) => personIds.includes(person.id));
  }

  /** The one person named. Throws InvalidInput for an id that is not in the case. */
  personOf(theCase: ResettlementCase, personId: string): PersonInCase {
    const person = theCase.persons.find(({ id }) => id === personId);
    if (!person)
      throw new InvalidInput([{ pointer: '/personId', code: 'notInCase', message: `Not in this case: ${personId}.` }]);
    return person;
  }

  /**
   * For an act that changes no status but is possible in some states only (a proposal, the outcome of an examination). Throws
   * TransitionRefused with what the actor may do instead.
   */
  requireStatus(
    persons: readonly PersonInCase[],
    actor: Actor,
    action: string,
    statuses: readonly PersonStatus[],
  ): void {
    const refused = persons.filter(({ status }) => !statuses.includes(status));
    const allowed = (from: PersonStatus) => actsFrom(from, (verb) => may(actor, permissionOf(verb)));
    if (refused.length > 0)
      throw new TransitionRefused(
        refused.map(({ id, status }) => ({ personId: id, from: status, action, allowedActions: allowed(status) })),
      );
  }

  /** The person as guards see them: with the age on the day, and adult or not by the policy of that day. */
  async inGuard(tx: Tx, person: PersonInCase, on: PlainDate = this.clock.today()): Promise<PersonInGuard> {
    const { years } = (await this.policy.ruleOn(tx, 'adult-age', on)).value;
    // The guards check and assess: the greatest age counts that the birth date can mean, so that nobody escapes one because it is
    // vague (kernel/partial-date.ts); and who may be a child is asked for what is owed to children. Nobody of unknown age is taken
    // for an adult without knowing; they are assessed like one.
    const birth = person.birthDate === null ? null : birthOf(person, person.birthDate);
    const age = birth ? agesOn(birth, on).greatest : years;
    const mayBeChild = birth === null || mayBeYounger(birth, years, on);
    return { id: person.id, status: person.status, age, isAdult: age >= years, mayBeChild };
  }

  /** Decides a verb for the persons with the facts of each; throws TransitionRefused or ConditionsUnmet (all of all persons). Writes nothing. */
  async decide<A extends PersonAction>(
    tx: Tx,
    actor: Actor,
    persons: readonly PersonInCase[],
    action: A,
    factsOf: (person: PersonInCase) => FactsOf[A],
    options: { to?: PersonStatus; on?: PlainDate } = {},
  ): Promise<PersonChange[]> {
    const guarded: PersonInGuard[] = [];
    for (const person of persons) guarded.push(await this.inGuard(tx, person, options.on));
    const byId = new Map(persons.map((person) => [person.id, person]));
    return decideAll(
      guarded,
      action,
      (person) => factsOf(byId.get(person.id)!),
      (verb) => may(actor, permissionOf(verb)),
      options.to,
    );
  }

  /**
   * The only writer of `status`: the case on its version, then each person on the state that was decided from; zero rows is
   * StaleVersion. One step and one audit entry a person, in the same transaction. Throws InvalidInput for a day after today and
   * ConditionsUnmet for an unexplained day before the person's last step.
   */
  async apply(
    tx: Tx,
    theCase: ResettlementCase,
    changes: readonly PersonChange[],
    actor: Actor,
    occasion: Occasion = {},
  ): Promise<ResettlementCase> {
    const occurredOn = this.dayOf(theCase, changes, occasion);
    const next = await this.raiseVersion(tx, theCase, actor, {});
    for (const change of changes) {
      // The step comes first: the database accepts a new status only after the step that leads to it.
      const [{ steps } = { steps: 0 }] = await rows<{ steps: number }>(
        tx.manager,
        'SELECT count(*) AS steps FROM person_transitions WHERE person_id = :id',
        { id: change.personId },
      );
      await tx.manager.insert(
        PersonTransition,
        stepOf(tx, actor, theCase.id, Number(steps) + 1, change, occurredOn, occasion.reason ?? null),
      );
      const written = await tx.manager
        .createQueryBuilder()
        .update(PersonRow)
        .set({ status: change.to, statusSince: occurredOn, active: isOnRoad(change.to) })
        .where('id = :personId AND status = :from', change)
        .execute()
        .catch(
          refuseTwice('personInAnotherCase', 'The same person stands in another active case.', 'individual_number'),
        );
      if (written.affected !== 1) throw new StaleVersion({ currentVersion: next.version });
      this.audit.record(tx, actor, {
        action: `person.${openWordOf(change)}`,
        subjectType: 'person',
        subjectId: change.personId,
        caseId: theCase.id,
        reason: occasion.reason ?? null,
        payload: { ...occasion.payload, from: change.from, to: change.to, occurredOn },
      });
    }
    const persons = theCase.persons.map((person) => {
      const change = changes.find(({ personId }) => personId === person.id);
      return change ? { ...person, status: change.to, statusSince: occurredOn, active: isOnRoad(change.to) } : person;
    });
    return withStatus(next, persons);
  }

  /** Changes columns of the case under one audit entry and a new version. Throws StaleVersion. */
  async change(
    tx: Tx,
    theCase: ResettlementCase,
    actor: Actor,
    change: { action: string; set: CaseChange; reason?: string | null; payload?: Record<string, unknown> },
  ): Promise<ResettlementCase> {
    const next = await this.raiseVersion(tx, theCase, actor, change.set);
    this.audit.record(tx, actor, {
      action: change.action,
      subjectType: 'case',
      subjectId: theCase.id,
      caseId: theCase.id,
      reason: change.reason ?? null,
      payload: { ...change.payload, ...change.set },
    });
    return withStatus(next, theCase.persons);
  }

  /** The only writer of a case's sub-quota after receipt: a new version, a row that stays, one audit entry. Throws StaleVersion. */
  async place(
    tx: Tx,
    theCase: ResettlementCase,
    actor: Actor,
    { payload, ...placing }: Placing & { how: 'placed' | 'reallocated'; payload: Record<string, unknown> },
  ): Promise<ResettlementCase> {
    const { how, subQuotaId, reason = null, authority, documentReference } = placing;
    const next = await this.raiseVersion(tx, theCase, actor, { subQuotaId });
    await keepPlacing(tx, actor, theCase.id, placing, this.clock.today());
    this.audit.record(tx, actor, {
      action: how === 'placed' ? 'case.place_in_sub_quota' : 'case.reallocate',
      subjectType: 'case',
      subjectId: theCase.id,
      caseId: theCase.id,
      reason,
      payload: { ...payload, before: theCase.subQuotaId, subQuotaId, authority, documentReference },
    });
    return withStatus(next, theCase.persons);
  }

  /** The persons' particulars as a newer RRF tells them; see `correctPersons`. */
  correctPersons(
    tx: Tx,
    theCase: ResettlementCase,
    told: readonly NewPerson[],
    actor: Actor,
  ): Promise<ResettlementCase> {
    return correctPersons(tx, this.audit, theCase, told, actor);
  }

  private async raiseVersion(
    tx: Tx,
    theCase: ResettlementCase,
    actor: Actor,
    set: CaseChange & { subQuotaId?: string | null },
  ): Promise<CaseRow> {
    const written = { ...set, version: theCase.version + 1, changedBy: actor.name, changedAt: tx.at };
    const result = await tx.manager
      .createQueryBuilder()
      .update(CaseRow)
      .set(written)
      .where('id = :id AND version = :version', theCase)
      .execute();
    if (result.affected !== 1) {
      const now = await tx.manager.findOneByOrFail(CaseRow, { id: theCase.id });
      throw new StaleVersion({ currentVersion: now.version, changedBy: now.changedBy, changedAt: now.changedAt });
    }
    const { persons: _persons, status: _status, ...row } = theCase;
    return { ...row, ...written };
  }

  /** The day that `apply` will enter, for what takes effect before it. Throws InvalidInput and ConditionsUnmet as `apply` does. */
  dayOf(theCase: ResettlementCase, changes: readonly PersonChange[], occasion: Occasion): PlainDate {
    const concerned = theCase.persons.filter(({ id }) => changes.some(({ personId }) => personId === id));
    return dayOf(this.clock.today(), concerned, occasion);
  }
}
