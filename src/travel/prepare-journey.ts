import { Injectable } from '@nestjs/common';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, ConditionsUnmet, InvalidInput, stockholmDateOf, toInstant, type Actor } from '../kernel/index.js';
import { newId, UnitOfWork } from '../platform/index.js';
import { legErrors, type Leg } from './domain/legs.js';
import { Journeys } from './journeys.js';
import { Reasons, type Because } from './reasons.js';
import { EmergencyTravelApproval, type Booking } from './travel.entities.js';
import { TravelService } from './travel.service.js';

export interface Persons {
  personIds?: string[];
}
export interface BookedJourney extends Persons {
  bookingReference: string;
  legs: Leg[];
}

/**
 * The verbs before departure: make_ready, unready, book, postpone; and the approval of an emergency during a
 * suspension.
 */
@Injectable()
export class PrepareJourney {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly travel: TravelService,
    private readonly journeys: Journeys,
    private readonly reasons: Reasons,
    private readonly clock: Clock,
  ) {}

  /** Throws NotFound, StaleVersion, TransitionRefused, or ConditionsUnmet with every open item of every person. */
  makeReady(caseId: string, version: number, { personIds = [] }: Persons, actor: Actor): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const facts = await this.travel.facts(tx, actor, theCase);
      const changes = await this.cases.decide(
        tx,
        actor,
        this.cases.personsOf(theCase, personIds),
        'make_ready',
        facts.make_ready,
      );
      return this.cases.apply(tx, theCase, changes, actor);
    });
  }

  /** Takes the readiness back, with a coded reason. Throws as makeReady, and InvalidInput for an unknown reason. */
  unready(
    caseId: string,
    version: number,
    { personIds = [], ...because }: Persons & Because,
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const reason = await this.reasons.inWords(tx, 'unready', because);
      const changes = await this.cases.decide(
        tx,
        actor,
        this.cases.personsOf(theCase, personIds),
        'unready',
        () => ({}),
      );
      return this.cases.apply(tx, theCase, changes, actor, { reason, payload: { reasonCode: because.reasonCode } });
    });
  }

  /**
   * Records IOM's booking. Everything that made the persons ready must still hold on the day of departure in Stockholm, and
   * transfers must run or the emergency be approved. Throws as makeReady, and InvalidInput for legs that cannot be flown.
   */
  book(
    caseId: string,
    version: number,
    { personIds = [], bookingReference, legs }: BookedJourney,
    actor: Actor,
  ): Promise<ResettlementCase> {
    const flights = legs.map(({ flightNumber, from, to, departsAt, arrivesAt }): Leg => ({
      flightNumber,
      from,
      to,
      departsAt: toInstant(departsAt),
      arrivesAt: toInstant(arrivesAt),
    }));
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, personIds);
      const wrong = legErrors(flights, tx.at);
      if (wrong.length > 0) throw new InvalidInput(wrong);
      const { departsAt } = flights[0]!;
      const departsOn = stockholmDateOf(departsAt);
      const facts = await this.travel.facts(tx, actor, theCase, departsOn);
      const changes = await this.cases.decide(tx, actor, persons, 'book', facts.book, { on: departsOn });
      const booking: Booking = {
        id: newId(),
        caseId,
        bookingReference,
        legs: flights,
        departsAt,
        arrivesAt: flights.at(-1)!.arrivesAt,
        departsOn,
        bookedAt: tx.at,
        bookedBy: actor.name,
      };
      await this.journeys.book(
        tx,
        booking,
        persons.map(({ id }) => id),
      );
      return this.cases.apply(tx, theCase, changes, actor, {
        payload: { bookingId: booking.id, bookingReference, departsOn },
      });
    });
  }

  /** The seat is lost; the grant, the place and the municipality stay (domain.md (e) 25). Throws as unready. */
  postpone(
    caseId: string,
    version: number,
    { personIds = [], occurredOn, ...because }: Persons & Because & { occurredOn?: string },
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, personIds);
      const reason = await this.reasons.inWords(tx, 'postpone', because);
      const changes = await this.cases.decide(tx, actor, persons, 'postpone', () => ({}));
      await this.journeys.leave(
        tx,
        actor,
        persons.map(({ id }) => id),
        { kind: 'postponement', occurredAt: tx.at, reasonCode: because.reasonCode },
      );
      return this.cases.apply(tx, theCase, changes, actor, {
        occurredOn,
        reason,
        payload: { reasonCode: because.reasonCode },
      });
    });
  }

  /**
   * Lets an emergency case travel although transfers are suspended. Throws NotFound, StaleVersion, or ConditionsUnmet
   * when the case is no emergency.
   */
  approveEmergency(caseId: string, version: number, reason: string, actor: Actor): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      if (theCase.priority !== 'emergency')
        throw new ConditionsUnmet([
          {
            code: 'notEmergency',
            detail: 'Only emergency cases travel while transfers are suspended.',
            source: 'Migration Agency 2020-04-16',
          },
        ]);
      const approval: EmergencyTravelApproval = {
        id: newId(),
        caseId,
        reason,
        approvedOn: this.clock.today(),
        approvedAt: tx.at,
        approvedBy: actor.name,
      };
      await tx.manager.insert(EmergencyTravelApproval, approval);
      return this.cases.change(tx, theCase, actor, { action: 'travel.approve_emergency', set: {}, reason });
    });
  }
}
