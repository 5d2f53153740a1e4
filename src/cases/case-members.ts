import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { Clock, yearOf, type Actor, type Instant, type PlainDate } from '../kernel/index.js';
import { newId, rows, type Tx } from '../platform/index.js';
import { keepPlacing } from './case-placings.js';
import { refuseTwice, stepOf, withStatus } from './case-rows.js';
import { CaseRow, PersonRow, PersonTransition } from './cases.entities.js';
import { CasesService } from './cases.service.js';
import { nextDiaryNumber } from './diary.js';
import { keepNames, keepNewNames } from './name-keys.js';
import { CaseMove, type Move } from './moves.entities.js';
import type { NewPerson, PersonInCase, ResettlementCase } from './resettlement-case.js';

/** What is written of a member beside the status: relation, marital status, and a new family name with a new identity. */
export interface ToldOfMember {
  personId: string;
  relation?: string;
  maritalStatus?: string;
  familyName?: string;
}

/** Who belongs to which case: the only writer of a person's case. What the persons hold elsewhere, `family` takes along. */
/** That somebody was in another case until the instant. */
export interface CameFrom {
  personId: string;
  fromCaseId: string;
  until: Instant;
}

@Injectable()
export class CaseMembers {
  constructor(
    private readonly cases: CasesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Adds a person, `listed`, to a case. The caller raises its version. Throws ConditionsUnmet when the person stands in another case. */
  async add(tx: Tx, actor: Actor, theCase: ResettlementCase, person: NewPerson, reason: string): Promise<PersonInCase> {
    const today = this.clock.today();
    const row: PersonRow = {
      ...person,
      id: newId(),
      caseId: theCase.id,
      number: placeIn(theCase.persons, 1),
      identityVersion: 1,
      status: 'listed',
      statusSince: today,
      active: true,
    };
    await tx.manager
      .insert(PersonRow, row)
      .catch(refuseTwice('personInAnotherCase', 'The same person stands in another active case.', 'individual_number'));
    await keepNames(tx, [row]);
    const listed = { personId: row.id, action: 'list' as const, from: null, to: 'listed' as const };
    await tx.manager.insert(PersonTransition, stepOf(tx, actor, theCase.id, 1, listed, today, reason));
    this.audit.record(tx, actor, {
      action: 'person.list',
      subjectType: 'person',
      subjectId: row.id,
      caseId: theCase.id,
      reason,
      payload: { from: null, to: 'listed', occurredOn: today },
    });
    return row;
  }

  /** Opens a case beside another, without persons: the same terms, a diary number of its own, the other as its parent. */
  async openBeside(
    tx: Tx,
    actor: Actor,
    parent: ResettlementCase,
    size: number,
    reason: string,
  ): Promise<ResettlementCase> {
    const { persons: _persons, status: _status, ...terms } = parent;
    const today = this.clock.today();
    const row: CaseRow = {
      ...terms,
      id: newId(),
      diaryNumber: await nextDiaryNumber(tx, 'VID', yearOf(today)),
      // The RRF and its number stay with the parent: the same RRF cannot become two cases.
      resettlementReferenceNumber: null,
      parentCaseId: parent.id,
      caseSize: size,
      version: 1,
      changedBy: actor.name,
      changedAt: tx.at,
    };
    await tx.manager.insert(CaseRow, row);
    await keepPlacing(tx, actor, row.id, { how: 'received', subQuotaId: row.subQuotaId }, today);
    this.audit.record(tx, actor, {
      action: 'case.create',
      subjectType: 'case',
      subjectId: row.id,
      caseId: row.id,
      reason,
      payload: { diaryNumber: row.diaryNumber, splitFrom: parent.diaryNumber },
    });
    return withStatus(row, []);
  }

  /**
   * Moves persons into another case, with one row and one audit entry each; their earlier steps stay where they happened. Both cases
   * are locked by the caller, who raises their versions. Returns both with the persons that they have now.
   */
  async move(
    tx: Tx,
    actor: Actor,
    from: ResettlementCase,
    to: ResettlementCase,
    { act, personIds, reason }: { act: Move; personIds: readonly string[]; reason: string },
  ): Promise<{ from: ResettlementCase; to: ResettlementCase }> {
    const occurredOn = this.clock.today();
    const moved: PersonInCase[] = [];
    for (const person of from.persons.filter(({ id }) => personIds.includes(id))) {
      const number = placeIn([...to.persons, ...moved], person.number);
      // The move comes first: the database accepts another case only after the row that leads to it.
      await tx.manager.insert(CaseMove, {
        id: newId(),
        personId: person.id,
        move: (await this.movesOf(tx, person.id)) + 1,
        act,
        fromCaseId: from.id,
        toCaseId: to.id,
        occurredOn,
        recordedAt: tx.at,
        actorId: actor.accountId || null,
        recordedBy: actor.name,
      });
      await tx.manager.update(PersonRow, { id: person.id, caseId: from.id }, { caseId: to.id, number });
      this.audit.record(tx, actor, {
        action: 'person.move',
        subjectType: 'person',
        subjectId: person.id,
        caseId: to.id,
        reason,
        payload: { act, fromCaseId: from.id, fromCase: from.diaryNumber, toCase: to.diaryNumber, occurredOn },
      });
      moved.push({ ...person, caseId: to.id, number });
    }
    return {
      from: withStatus(
        from,
        from.persons.filter(({ id }) => !personIds.includes(id)),
      ),
      to: withStatus(to, [...to.persons, ...moved]),
    };
  }

  /**
   * Writes what is told of members: relation, marital status, family name. A new name is a new identity, for which no clearance was
   * given. One audit entry a changed member, naming the fields but not their content. The caller raises the case's version.
   */
  async retell(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    told: readonly ToldOfMember[],
  ): Promise<ResettlementCase> {
    const persons: PersonInCase[] = [];
    for (const person of theCase.persons) {
      const { relation, maritalStatus, familyName } = told.find(({ personId }) => personId === person.id) ?? {};
      const renamed = familyName !== undefined && familyName !== person.familyName;
      const set = {
        ...(relation !== undefined && relation !== person.relationToPrincipal ? { relationToPrincipal: relation } : {}),
        ...(maritalStatus !== undefined && maritalStatus !== person.maritalStatus ? { maritalStatus } : {}),
        ...(renamed ? { familyName, identityVersion: person.identityVersion + 1 } : {}),
      };
      persons.push({ ...person, ...set });
      const fields = Object.keys(set).filter((field) => field !== 'identityVersion');
      if (fields.length === 0) continue;
      await tx.manager.update(PersonRow, { id: person.id }, set);
      if (renamed) await keepNewNames(tx, { ...person, ...set });
      this.audit.record(tx, actor, {
        action: 'person.retell',
        subjectType: 'person',
        subjectId: person.id,
        caseId: theCase.id,
        payload: { fields, identityChanged: renamed },
      });
    }
    return { ...theCase, persons };
  }

  /** Two cases locked for change, in the order of their ids, so that two acts never wait for each other in a ring. */
  async getTwo(tx: Tx, one: string, two: string): Promise<[ResettlementCase, ResettlementCase]> {
    const found = new Map<string, ResettlementCase>();
    for (const id of [one, two].toSorted()) found.set(id, await this.cases.getForChange(tx, id));
    return [found.get(one)!, found.get(two)!];
  }

  /** The day on which each person entered Sweden; who has not, or whose arrival was reversed, is left out. */
  async enteredOn(tx: Tx, personIds: readonly string[]): Promise<Map<string, PlainDate>> {
    if (personIds.length === 0) return new Map();
    const arrived = await rows<{ personId: string; day: PlainDate }>(
      tx.manager,
      `SELECT t.person_id AS "personId", t.occurred_on AS day FROM person_transitions t WHERE t.action = 'arrive' AND t.person_id IN (:...personIds)
         AND NOT EXISTS (SELECT 1 FROM person_transitions later WHERE later.person_id = t.person_id AND later.step > t.step AND later.action = 'reverse_arrival')`,
      { personIds },
    );
    return new Map(arrived.map(({ personId, day }) => [personId, day]));
  }

  /** Who has been in the case and went on in another, with the place of each in the present one. */
  async whoLeft(tx: Tx, caseId: string): Promise<PersonInCase[]> {
    const left = await rows<{ id: string }>(
      tx.manager,
      'SELECT DISTINCT m.person_id AS id FROM case_moves m JOIN persons p ON p.id = m.person_id WHERE m.from_case_id = :caseId AND p.case_id <> :caseId',
      { caseId },
    );
    return this.cases.getPersons(
      tx,
      left.map(({ id }) => id),
    );
  }

  /** In which cases those who are in the case now were before, and until when. */
  whoCame(tx: Tx, caseId: string): Promise<CameFrom[]> {
    return rows<CameFrom>(
      tx.manager,
      `SELECT m.person_id AS "personId", m.from_case_id AS "fromCaseId", m.recorded_at AS "until" FROM case_moves m
       JOIN persons p ON p.id = m.person_id WHERE p.case_id = :caseId ORDER BY m.recorded_at, m.person_id`,
      { caseId },
    );
  }

  private async movesOf(tx: Tx, personId: string): Promise<number> {
    const [row] = await rows<{ moves: number | string }>(
      tx.manager,
      'SELECT count(*) AS moves FROM case_moves WHERE person_id = :personId',
      { personId },
    );
    return Number(row?.moves ?? 0);
  }
}

/** The wished place in the case, by which officials know the person, when nobody has it; else the one after the last. */
const placeIn = (persons: readonly PersonInCase[], wished: number): number =>
  persons.some(({ number }) => number === wished) ? Math.max(...persons.map(({ number }) => number)) + 1 : wished;
