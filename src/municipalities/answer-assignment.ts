import { Injectable } from '@nestjs/common';
import type { Permission } from '../access/index.js';
import { CasesService, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { Clock, ConditionsUnmet, NotFound, StaleVersion, type Actor } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { joinedWith } from './domain/refusals.js';
import { viewOf, type AssignmentView } from './find-assignments.js';
import { Assignment, AssignmentPerson } from './municipalities.entities.js';
import { concerns, MunicipalitiesService } from './municipalities.service.js';

export interface Acceptance {
  dwellingConfirmed: boolean;
  contact: string;
  comment?: string;
  occurredOn?: string;
}
export interface Declining {
  reasonCode: string;
  comment: string;
  occurredOn?: string;
}
export interface Receiving {
  receivedOn: string;
  personIds?: string[];
}

interface Under {
  assignment: Assignment;
  theCase: ResettlementCase;
  /** Those of the assignment who have not left it. */
  persons: PersonInCase[];
}

const DWELLING_NOT_CONFIRMED = {
  code: 'dwellingNotConfirmed',
  detail: 'Confirm a dwelling, or decline with the reason.',
  source: 'EUAA: travel depends on accommodation and reception',
};

/**
 * What a municipality does with an assignment, itself or through the placement officer: decided on the version of the
 * assignment, since the municipality never sees the case.
 */
@Injectable()
export class AnswerAssignment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly municipalities: MunicipalitiesService,
    private readonly reference: ReferenceService,
    private readonly clock: Clock,
  ) {}

  /**
   * The verb accept. Throws NotFound for another's assignment, StaleVersion, TransitionRefused, ConditionsUnmet (no
   * dwelling: then decline).
   */
  accept(assignmentId: string, version: number, acceptance: Acceptance, actor: Actor): Promise<AssignmentView> {
    return this.act(assignmentId, version, 'person.accept', actor, async (tx, { assignment, theCase, persons }) => {
      const { dwellingConfirmed, contact, comment = null, occurredOn = this.clock.today() } = acceptance;
      const dwelling = dwellingConfirmed ? [] : [DWELLING_NOT_CONFIRMED];
      const facts = await this.municipalities.facts(tx, actor, theCase);
      const changes = await this.cases.decide(tx, actor, persons, 'accept', facts.accept).catch(joinedWith(dwelling));
      if (dwelling.length > 0) throw new ConditionsUnmet(dwelling);
      await this.write(tx, actor, assignment, {
        status: 'accepted',
        dwellingConfirmed,
        contact,
        comment,
        answeredOn: occurredOn,
        answeredBy: actor.name,
      });
      await this.cases.apply(tx, theCase, changes, actor, {
        occurredOn,
        reason: comment,
        payload: { assignmentId, dwellingConfirmed },
      });
    });
  }

  /**
   * The verb decline: the persons wait for another municipality, and the number has its room back. Throws as accept,
   * and InvalidInput for an unknown reason.
   */
  decline(assignmentId: string, version: number, declining: Declining, actor: Actor): Promise<AssignmentView> {
    return this.act(assignmentId, version, 'person.decline', actor, async (tx, { assignment, theCase, persons }) => {
      const { reasonCode, comment, occurredOn = this.clock.today() } = declining;
      const reason = await this.reference.requireReason(tx, 'decline', reasonCode, { on: occurredOn });
      const facts = await this.municipalities.facts(tx, actor, theCase);
      const changes = await this.cases.decide(tx, actor, persons, 'decline', facts.decline);
      await this.write(tx, actor, assignment, {
        declineReasonCode: reasonCode,
        comment,
        answeredOn: occurredOn,
        answeredBy: actor.name,
      });
      await this.municipalities.endAssignments(tx, actor, {
        theCase,
        personIds: persons.map(({ id }) => id),
        why: 'declined',
        occurredOn,
        reason: comment,
      });
      await this.cases.apply(tx, theCase, changes, actor, {
        occurredOn,
        reason: `${reason.textEn} ${comment}`,
        payload: { assignmentId, reasonCode },
      });
    });
  }

  /**
   * The verb receive, as the municipality confirms it. Throws as accept, and InvalidInput for a day before the arrival.
   */
  receive(
    assignmentId: string,
    version: number,
    { receivedOn, personIds = [] }: Receiving,
    actor: Actor,
  ): Promise<AssignmentView> {
    return this.act(assignmentId, version, 'person.receive', actor, async (tx, { theCase, persons }) => {
      const received = personIds.length === 0 ? persons : this.cases.personsOf({ ...theCase, persons }, personIds);
      await this.municipalities.receive(tx, actor, theCase, received, receivedOn);
    });
  }

  private act(
    assignmentId: string,
    version: number,
    permission: Permission,
    actor: Actor,
    work: (tx: Tx, under: Under) => Promise<void>,
  ): Promise<AssignmentView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { caseId, municipalityCode } = await this.get(tx, assignmentId);
      if (!concerns(actor, permission, municipalityCode)) throw new NotFound('assignment');
      // The case is locked first, as every act does it; only then is the version that was decided on compared.
      const theCase = await this.cases.getForChange(tx, caseId);
      const assignment = await this.get(tx, assignmentId);
      if (assignment.version !== version)
        throw new StaleVersion({
          currentVersion: assignment.version,
          changedBy: assignment.changedBy,
          changedAt: assignment.changedAt,
        });
      const open = await tx.manager.findBy(AssignmentPerson, { assignmentId, open: true });
      const persons = theCase.persons.filter(({ id }) => open.some(({ personId }) => personId === id));
      if (persons.length === 0)
        throw new ConditionsUnmet([
          { code: 'noAssignment', detail: 'This assignment has ended.', source: 'Settlement Act 2016:38, 5' },
        ]);
      await work(tx, { assignment, theCase, persons });
      const municipality = await this.reference.findMunicipality(tx, municipalityCode);
      return viewOf(tx, actor, await this.get(tx, assignmentId), theCase, municipality?.name ?? municipalityCode);
    });
  }

  private async get(tx: Tx, assignmentId: string): Promise<Assignment> {
    const assignment = await tx.manager.findOneBy(Assignment, { id: assignmentId });
    if (!assignment) throw new NotFound('assignment');
    return assignment;
  }

  private async write(tx: Tx, actor: Actor, assignment: Assignment, set: Partial<Assignment>): Promise<void> {
    const written = await tx.manager
      .createQueryBuilder()
      .update(Assignment)
      .set({ ...set, version: assignment.version + 1, changedBy: actor.name, changedAt: tx.at })
      .where('id = :id AND version = :version AND status = :status', assignment)
      .execute();
    if (written.affected !== 1) throw new StaleVersion({ currentVersion: assignment.version + 1 });
  }
}
