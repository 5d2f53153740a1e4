import { Injectable } from '@nestjs/common';
import { may, permitsOwnOnly, type Permission } from '../access/index.js';
import { CasesService, type FactsByVerb, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { Clock, InvalidInput, yearOf, type Actor, type PlainDate } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { MunicipalNumbersService, roomOf } from './municipal-numbers.service.js';
import {
  Assignment,
  AssignmentPerson,
  type AssignmentStatus,
  type MunicipalNumber,
} from './municipalities.entities.js';

/** The municipality of a person: what travel, closures and reports need to know of an open assignment. */
export interface AssignmentOfPerson {
  assignmentId: string;
  municipalityCode: string;
  municipalityName: string;
  status: AssignmentStatus;
  assignedOn: PlainDate;
  latestReceptionOn: PlainDate;
  acceptedOn: PlainDate | null;
  receivedOn: PlainDate | null;
}

/** Why an assignment ended: a decline by the municipality, or the verb by which the person left it. */
export interface EndOfAssignments {
  theCase: ResettlementCase;
  personIds: readonly string[];
  why: string;
  occurredOn: PlainDate;
  reason: string | null;
}

/** The number under which somebody is to be assigned, for the guards of `assign`. */
export interface AssignmentWish {
  number: MunicipalNumber | null;
  persons: number;
  overAssignmentReason?: string;
}

type AnswerVerb = 'accept' | 'decline' | 'receive';
type Facts = Required<Pick<FactsByVerb, 'assign' | AnswerVerb>>;

interface OpenRow {
  assignment_id: string;
  person_id: string;
  received_on: string | null;
  municipality_code: string;
  municipal_number_id: string;
  status: AssignmentStatus;
  assigned_on: string;
  latest_reception_on: string;
  answered_on: string | null;
}

/** True when the actor may do this for the municipality: its own account for itself alone. */
export const concerns = (actor: Actor, permission: Permission, municipalityCode: string): boolean =>
  !permitsOwnOnly(actor.roles, permission) || actor.municipalityCode === municipalityCode;

/** What other modules ask of the municipalities and undo with them. */
@Injectable()
export class MunicipalitiesService {
  constructor(
    private readonly cases: CasesService,
    private readonly numbers: MunicipalNumbersService,
    private readonly reference: ReferenceService,
    private readonly clock: Clock,
  ) {}

  /**
   * The facts for assign, accept, decline and receive. Without a wish, `assign` is judged by the municipality that has most room
   * for one person this year: next-actions says whether there is anywhere to go at all.
   */
  async facts(tx: Tx, actor: Actor, theCase: ResettlementCase, wish?: AssignmentWish): Promise<Facts> {
    const room = wish
      ? wish.number
        ? roomOf(wish.number)
        : null
      : await this.numbers.mostRoom(tx, yearOf(this.clock.today()));
    const assign = {
      municipalityOpen: room !== null,
      roomLeft: room ?? 0,
      roomWanted: wish?.persons ?? 1,
      overAssignmentAllowed: Boolean(wish?.overAssignmentReason) && may(actor, 'municipality.over_assign'),
    };
    const open = await openOf(
      tx,
      theCase.persons.map(({ id }) => id),
    );
    const waits = (person: PersonInCase, verb: AnswerVerb) => {
      const row = open.get(person.id);
      const mine = row !== undefined && concerns(actor, `person.${verb}`, row.municipality_code);
      return {
        assignmentOpen:
          mine &&
          (verb === 'receive' ? row.status === 'accepted' && row.received_on === null : row.status === 'assigned'),
      };
    };
    return {
      assign: () => assign,
      accept: (person) => waits(person, 'accept'),
      decline: (person) => waits(person, 'decline'),
      receive: (person) => waits(person, 'receive'),
    };
  }

  /** The open assignment of each person that has one. */
  async assignmentOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, AssignmentOfPerson>> {
    const found = new Map<string, AssignmentOfPerson>();
    for (const [personId, row] of await openOf(tx, personIds)) {
      const municipality = await this.reference.findMunicipality(tx, row.municipality_code);
      found.set(personId, {
        assignmentId: row.assignment_id,
        municipalityCode: row.municipality_code,
        municipalityName: municipality?.name ?? row.municipality_code,
        status: row.status,
        assignedOn: row.assigned_on,
        latestReceptionOn: row.latest_reception_on,
        acceptedOn: row.status === 'accepted' ? row.answered_on : null,
        receivedOn: row.received_on,
      });
    }
    return found;
  }

  /**
   * Ends the open assignments of these persons, and gives their room back to the municipal number, where it may be used again
   * (Ordinance (2016:39), s. 10 a). Persons without an assignment are passed over. An assignment ends with its last person.
   * The audit entry is that of the verb that caused it.
   */
  async endAssignments(tx: Tx, actor: Actor, { personIds, why, occurredOn }: EndOfAssignments): Promise<void> {
    const open = await openOf(tx, personIds);
    for (const assignmentId of assignmentsOf(open)) {
      const leaving = [...open.values()].filter((row) => row.assignment_id === assignmentId);
      await tx.manager
        .createQueryBuilder()
        .update(AssignmentPerson)
        .set({ open: false, endedOn: occurredOn, endedWhy: why })
        .where('assignment_id = :assignmentId AND open AND person_id IN (:...left)', {
          assignmentId,
          left: leaving.map((row) => row.person_id),
        })
        .execute();
      const stay = await tx.manager.countBy(AssignmentPerson, { assignmentId, open: true });
      const status = stay > 0 ? {} : { status: why === 'declined' ? ('declined' as const) : ('ended' as const) };
      await this.touch(tx, actor, assignmentId, { ...status, freed: () => `freed + ${leaving.length}` });
      await this.numbers.giveBack(tx, leaving[0]!.municipal_number_id, leaving.length);
    }
  }

  /**
   * Decides and records the reception of arrived persons by their municipality. Throws TransitionRefused,
   * ConditionsUnmet, InvalidInput for a day before the arrival or after today.
   */
  async receive(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    persons: readonly PersonInCase[],
    receivedOn: PlainDate,
  ): Promise<ResettlementCase> {
    const facts = await this.facts(tx, actor, theCase);
    const changes = await this.cases.decide(tx, actor, persons, 'receive', facts.receive);
    const wrong = persons.find(({ statusSince }) => receivedOn < statusSince || receivedOn > this.clock.today());
    if (wrong)
      throw new InvalidInput([
        {
          pointer: '/receivedOn',
          code: 'receptionDay',
          message: `Received from the day of arrival, ${wrong.statusSince}, to today, ${this.clock.today()}.`,
        },
      ]);
    const open = await openOf(
      tx,
      persons.map(({ id }) => id),
    );
    await this.markReceived(tx, actor, open, receivedOn);
    return this.cases.apply(tx, theCase, changes, actor, {
      occurredOn: receivedOn,
      payload: { assignmentIds: assignmentsOf(open) },
    });
  }

  /**
   * Takes back the receptions of these persons in their assignments; the verb's own steps and audit entries tell of it.
   */
  async reverseReception(tx: Tx, actor: Actor, personIds: readonly string[]): Promise<void> {
    await this.markReceived(tx, actor, await openOf(tx, personIds), null);
  }

  private async markReceived(
    tx: Tx,
    actor: Actor,
    open: ReadonlyMap<string, OpenRow>,
    receivedOn: PlainDate | null,
  ): Promise<void> {
    if (open.size === 0) return;
    const written = await tx.manager
      .createQueryBuilder()
      .update(AssignmentPerson)
      .set({ receivedOn })
      .where(`open AND person_id IN (:...personIds) AND received_on IS ${receivedOn === null ? 'NOT NULL' : 'NULL'}`, {
        personIds: [...open.keys()],
      })
      .execute();
    if (written.affected !== open.size) throw new Error('The receptions do not match the states of the persons.');
    for (const assignmentId of assignmentsOf(open)) await this.touch(tx, actor, assignmentId, {});
  }

  private async touch(
    tx: Tx,
    actor: Actor,
    assignmentId: string,
    set: { status?: AssignmentStatus; freed?: () => string },
  ): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .update(Assignment)
      .set({ ...set, version: () => 'version + 1', changedBy: actor.name, changedAt: tx.at })
      .where('id = :assignmentId', { assignmentId })
      .execute();
  }
}

/** In one order: two transactions that change several assignments never wait for each other in a ring. */
const assignmentsOf = (open: ReadonlyMap<string, OpenRow>): string[] =>
  [...new Set([...open.values()].map((row) => row.assignment_id))].toSorted();

async function openOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, OpenRow>> {
  if (personIds.length === 0) return new Map();
  const found = await rows<OpenRow>(
    tx.manager,
    `SELECT p.assignment_id, p.person_id, p.received_on, a.municipality_code, a.municipal_number_id, a.status, a.assigned_on, a.latest_reception_on, a.answered_on
     FROM assignment_persons p JOIN assignments a ON a.id = p.assignment_id WHERE p.open AND p.person_id IN (:...personIds) ORDER BY p.person_id`,
    { personIds },
  );
  return new Map(found.map((row) => [row.person_id, row]));
}
