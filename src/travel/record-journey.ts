import { Injectable } from '@nestjs/common';
import { permitsOwnOnly } from '../access/index.js';
import { CasesService, type PersonChange, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import {
  InvalidInput,
  NotFound,
  stockholmDateOf,
  toInstant,
  type Actor,
  type Instant,
  type PlainDate,
} from '../kernel/index.js';
import { MunicipalitiesService } from '../municipalities/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { QuotasService } from '../quotas/index.js';
import { Journeys } from './journeys.js';
import type { Persons } from './prepare-journey.js';
import { Reasons, type Because } from './reasons.js';
import { TravelService } from './travel.service.js';

/** Why the day lies before the last step, when it does. */
interface Told extends Persons {
  reason?: string;
}

/** The verbs of the journey itself: depart, turn_back, arrive, receive, and the two reversals. */
@Injectable()
export class RecordJourney {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly travel: TravelService,
    private readonly municipalities: MunicipalitiesService,
    private readonly quotas: QuotasService,
    private readonly journeys: Journeys,
    private readonly reasons: Reasons,
  ) {}

  /**
   * Records a departure, judged on its day in Stockholm like the booking; uses the place when the period counts departures.
   * Throws NotFound, StaleVersion, InvalidInput for an instant after now, TransitionRefused, or ConditionsUnmet.
   */
  depart(
    caseId: string,
    version: number,
    { personIds = [], departedAt, reason }: Told & { departedAt: string },
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { theCase, persons, ids } = await this.of(tx, caseId, version, personIds);
      const { at, on } = happenedAt(tx, '/departedAt', departedAt);
      const facts = await this.travel.facts(tx, actor, theCase, on);
      const changes = await this.cases.decide(tx, actor, persons, 'depart', facts.depart, { on });
      await this.journeys.happened(tx, actor, ids, { kind: 'departure', occurredAt: at });
      await this.quotas.recordEvent(tx, actor, 'departure', { caseId, personIds: ids, occurredOn: on });
      return this.cases.apply(tx, theCase, changes, actor, { occurredOn: on, reason, payload: { departedAt: at } });
    });
  }

  /**
   * Records that travellers were turned back: the seat is lost, and a place that the departure had used is reserved
   * again. Throws as depart, and InvalidInput for an unknown reason.
   */
  turnBack(
    caseId: string,
    version: number,
    { personIds = [], occurredOn, ...because }: Persons & Because & { occurredOn?: string },
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { theCase, persons, ids } = await this.of(tx, caseId, version, personIds);
      const reason = await this.reasons.inWords(tx, 'turn_back', because);
      const changes = await this.cases.decide(tx, actor, persons, 'turn_back', () => ({}));
      const day = occurredOn ?? stockholmDateOf(tx.at);
      const early = persons.find(({ statusSince }) => day < statusSince);
      if (early) throw beforeDeparture('/occurredOn', early.statusSince);
      const { reasonCode } = because;
      await this.journeys.leave(tx, actor, ids, { kind: 'turn_back', occurredAt: tx.at, reasonCode });
      await this.quotas.reverseEvent(tx, actor, 'departure', { caseId, personIds: ids, occurredOn: day, reason });
      return this.cases.apply(tx, theCase, changes, actor, { occurredOn: day, reason, payload: { reasonCode } });
    });
  }

  /**
   * Records the arrival, confirmed at the border. The day is that of Stockholm, so a night flight of 31 December that lands at
   * 23:30 UTC counts in the new year (domain.md (e) 8). Throws as depart, and InvalidInput for an arrival before the departure.
   */
  arrive(
    caseId: string,
    version: number,
    { personIds = [], arrivedAt, reason }: Told & { arrivedAt: string },
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { theCase, persons, ids } = await this.of(tx, caseId, version, personIds);
      const { at, on } = happenedAt(tx, '/arrivedAt', arrivedAt);
      const changes = await this.cases.decide(tx, actor, persons, 'arrive', () => ({}));
      const departedAt = await this.journeys.departedAt(tx, ids);
      if (departedAt !== null && at <= departedAt) throw beforeDeparture('/arrivedAt', departedAt);
      await this.journeys.happened(tx, actor, ids, { kind: 'arrival', occurredAt: at });
      await this.quotas.recordEvent(tx, actor, 'arrival', { caseId, personIds: ids, occurredOn: on });
      return this.cases.apply(tx, theCase, changes, actor, { occurredOn: on, reason, payload: { arrivedAt: at } });
    });
  }

  /**
   * Reverses a wrong arrival by entries that follow it: the place is reserved again as of the day on which it was used, so that
   * every figure through that day is right from now on and the old answer stays to be read as of before (domain.md (e) 34).
   */
  reverseArrival(
    caseId: string,
    version: number,
    { personIds = [], ...because }: Persons & Because,
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { theCase, persons, ids } = await this.of(tx, caseId, version, personIds);
      const reason = await this.reasons.inWords(tx, 'reverse_arrival', because);
      const changes = await this.cases.decide(tx, actor, persons, 'reverse_arrival', () => ({}));
      await this.journeys.happened(tx, actor, ids, {
        kind: 'arrival_reversal',
        occurredAt: tx.at,
        reasonCode: because.reasonCode,
      });
      return this.onTheirDays(persons, changes, theCase, async (sofar, group, occurredOn) => {
        await this.quotas.reverseEvent(tx, actor, 'arrival', {
          caseId,
          personIds: group.map(({ personId }) => personId),
          occurredOn,
          reason,
        });
        return this.cases.apply(tx, sofar, group, actor, {
          occurredOn,
          reason,
          payload: { reasonCode: because.reasonCode },
        });
      });
    });
  }

  /**
   * Records the reception by their municipality. Throws as depart, InvalidInput for a day before the arrival, and
   * NotFound to a municipality: it confirms on its own assignment.
   */
  receive(
    caseId: string,
    version: number,
    { personIds = [], receivedOn }: Persons & { receivedOn: string },
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      if (permitsOwnOnly(actor.roles, 'person.receive')) throw new NotFound('case');
      const { theCase, persons } = await this.of(tx, caseId, version, personIds);
      return this.municipalities.receive(tx, actor, theCase, persons, receivedOn);
    });
  }

  /** Reverses a wrong reception, as of its day. Throws as turnBack. */
  reverseReception(
    caseId: string,
    version: number,
    { personIds = [], ...because }: Persons & Because,
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { theCase, persons, ids } = await this.of(tx, caseId, version, personIds);
      const reason = await this.reasons.inWords(tx, 'reverse_reception', because);
      const changes = await this.cases.decide(tx, actor, persons, 'reverse_reception', () => ({}));
      await this.municipalities.reverseReception(tx, actor, ids);
      return this.onTheirDays(persons, changes, theCase, (sofar, group, occurredOn) =>
        this.cases.apply(tx, sofar, group, actor, { occurredOn, reason, payload: { reasonCode: because.reasonCode } }),
      );
    });
  }

  private async of(
    tx: Tx,
    caseId: string,
    version: number,
    personIds: readonly string[],
  ): Promise<{ theCase: ResettlementCase; persons: PersonInCase[]; ids: string[] }> {
    const theCase = await this.cases.get(tx, caseId, version);
    const persons = this.cases.personsOf(theCase, personIds);
    return { theCase, persons, ids: persons.map(({ id }) => id) };
  }

  /**
   * A reversal happens on the day of what it reverses: persons who arrived on different days are reversed day by day.
   */
  private async onTheirDays(
    persons: readonly PersonInCase[],
    changes: readonly PersonChange[],
    theCase: ResettlementCase,
    reverse: (sofar: ResettlementCase, group: PersonChange[], occurredOn: PlainDate) => Promise<ResettlementCase>,
  ): Promise<ResettlementCase> {
    let sofar = theCase;
    for (const day of [...new Set(persons.map(({ statusSince }) => statusSince))].toSorted()) {
      const ofDay = persons.filter(({ statusSince }) => statusSince === day);
      sofar = await reverse(
        sofar,
        changes.filter(({ personId }) => ofDay.some(({ id }) => id === personId)),
        day,
      );
    }
    return sofar;
  }
}

const beforeDeparture = (pointer: string, departed: string): InvalidInput =>
  new InvalidInput([
    { pointer, code: 'beforeDeparture', message: `They departed ${departed}: it must come after that.` },
  ]);

/** The instant in UTC and its day in Stockholm. Throws InvalidInput for one that has not come yet. */
function happenedAt(tx: Tx, pointer: string, told: string): { at: Instant; on: PlainDate } {
  const at = toInstant(told);
  if (at > tx.at)
    throw new InvalidInput([{ pointer, code: 'afterNow', message: `It is ${tx.at} now; ${at} has not come yet.` }]);
  return { at, on: stockholmDateOf(at) };
}
