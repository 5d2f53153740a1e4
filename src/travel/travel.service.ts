import { Injectable } from '@nestjs/common';
import { type FactsByVerb, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { Clock, type Actor, type PlainDate } from '../kernel/index.js';
import { MunicipalitiesService } from '../municipalities/index.js';
import { PermitsService } from '../permits/index.js';
import { newId, type Tx } from '../platform/index.js';
import { QuotasService } from '../quotas/index.js';
import { ScreeningService } from '../screening/index.js';
import { Checklists } from './checklists.js';
import { openItems } from './domain/checklist.js';
import { Journeys } from './journeys.js';
import { EmergencyTravelApproval } from './travel.entities.js';

export interface CancelledJourneys {
  theCase: ResettlementCase;
  personIds: readonly string[];
  reason: string | null;
  occurredOn: PlainDate;
}

/** What other modules ask of the journey and undo of it. */
@Injectable()
export class TravelService {
  constructor(
    private readonly screening: ScreeningService,
    private readonly permits: PermitsService,
    private readonly municipalities: MunicipalitiesService,
    private readonly quotas: QuotasService,
    private readonly checklists: Checklists,
    private readonly journeys: Journeys,
    private readonly clock: Clock,
  ) {}

  /**
   * The facts for make_ready, book and depart on the day of the act, today unless said: a booking is judged on the day of
   * departure in Stockholm, since papers, clearance and age can change until then.
   */
  async facts(
    tx: Tx,
    _actor: Actor,
    theCase: ResettlementCase,
    on: PlainDate = this.clock.today(),
  ): Promise<Required<Pick<FactsByVerb, 'make_ready' | 'book' | 'depart'>>> {
    const ids = theCase.persons.map(({ id }) => id);
    const clearance = await this.screening.clearance(tx, ids, on);
    const permit = await this.permits.permitInForce(tx, ids, on);
    const assignments = await this.municipalities.assignmentOf(tx, ids);
    const travellers = await this.checklists.travellers(tx, theCase.persons, on);
    const programmeSuspended =
      (await this.quotas.isSuspended(tx, theCase.subQuotaId)) && !(await this.approvedEmergency(tx, theCase));
    const ready = ({ id }: PersonInCase) => ({
      clearanceInForce: clearance.get(id) ?? false,
      permitInForce: permit.get(id) ?? false,
      municipalityAccepted: assignments.get(id)?.status === 'accepted',
      openItems: openItems(travellers.get(id)!, on),
    });
    const journey = (person: PersonInCase) => ({ ...ready(person), programmeSuspended });
    return { make_ready: ready, book: journey, depart: journey };
  }

  /**
   * Cancels the booked journeys of persons who leave the road; persons without one are passed over. The audit entry is
   * that of the verb that caused it.
   */
  async cancelJourneys(tx: Tx, actor: Actor, { personIds }: CancelledJourneys): Promise<void> {
    await this.journeys.leave(tx, actor, personIds, { kind: 'cancellation', occurredAt: tx.at });
  }

  /** The journey on which each person has a seat, with its day of departure; persons without one are left out. */
  journeyOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, { id: string; departsOn: PlainDate }>> {
    return this.journeys.journeyOf(tx, personIds);
  }

  /** Persons who go on in a case of their own keep the leave that their case had to travel as an emergency, as it was given. */
  async approvalFollows(tx: Tx, fromCaseId: string, toCaseId: string): Promise<void> {
    for (const approval of await tx.manager.findBy(EmergencyTravelApproval, { caseId: fromCaseId }))
      await tx.manager.insert(EmergencyTravelApproval, { ...approval, id: newId(), caseId: toCaseId });
  }

  /** Suspended transfers let only approved emergencies travel (domain.md (a), Programme). */
  private async approvedEmergency(tx: Tx, { id: caseId, priority }: ResettlementCase): Promise<boolean> {
    return priority === 'emergency' && (await tx.manager.existsBy(EmergencyTravelApproval, { caseId }));
  }
}
