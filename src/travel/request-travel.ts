import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { Clock, ConditionsUnmet, InvalidInput, type Actor, type Unmet } from '../kernel/index.js';
import { MunicipalitiesService, type AssignmentOfPerson } from '../municipalities/index.js';
import { newId, UnitOfWork } from '../platform/index.js';
import { CaseDocuments } from '../submissions/index.js';
import { Checklists } from './checklists.js';
import { Journeys, type BookingView } from './journeys.js';
import { TravelRequest, type ChecklistItem, type TravelNeed, type TravelRecord } from './travel.entities.js';

export interface WantedTravel {
  personIds?: string[];
  earliestOn: string;
  latestOn: string;
  destinationAirport: string;
  needs: TravelNeed[];
}

/** What the agency orders from IOM, under a diary number of its own, and what was booked. */
@Injectable()
export class RequestTravel {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly municipalities: MunicipalitiesService,
    private readonly checklists: Checklists,
    private readonly documents: CaseDocuments,
    private readonly journeys: Journeys,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Orders the journey of persons whom a municipality has accepted: IOM must know where it ends. Throws NotFound, StaleVersion,
   * InvalidInput for a window that cannot be, or ConditionsUnmet naming those who have no municipality yet.
   */
  request(
    caseId: string,
    version: number,
    wanted: WantedTravel,
    actor: Actor,
  ): Promise<{ theCase: ResettlementCase; request: TravelRequest }> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, wanted.personIds ?? []);
      const { earliestOn, latestOn, destinationAirport, needs } = wanted;
      const today = this.clock.today();
      if (earliestOn < today || latestOn < earliestOn)
        throw new InvalidInput([
          {
            pointer: '/latestOn',
            code: 'window',
            message: `The window runs from today, ${today}, at the earliest, to its own last day.`,
          },
        ]);
      const assignments = await this.municipalities.assignmentOf(
        tx,
        persons.map(({ id }) => id),
      );
      refuseUnready(persons, assignments);
      const travellers = await this.checklists.travellers(tx, persons, today);
      const record: TravelRecord = {
        diaryNumber: theCase.diaryNumber,
        countryOfAsylum: theCase.countryOfAsylum,
        travellers: persons.map((person) =>
          travellerOf(person, assignments.get(person.id)!, travellers.get(person.id)!.items),
        ),
      };
      const title = `Travel request to IOM for ${persons.length} persons`;
      const document = await this.documents.register(tx, theCase, {
        kind: 'travel_request',
        title,
        direction: 'outgoing',
        classification: 'restricted',
      });
      const request: TravelRequest = {
        id: newId(),
        caseId,
        documentNumber: document.diaryNumber,
        earliestOn,
        latestOn,
        destinationAirport,
        needs,
        record,
        requestedAt: tx.at,
        requestedBy: actor.name,
      };
      await tx.manager.insert(TravelRequest, request);
      const payload = {
        requestId: request.id,
        documentNumber: document.diaryNumber,
        personIds: persons.map(({ id }) => id),
        earliestOn,
        latestOn,
        destinationAirport,
      };
      return {
        theCase: await this.cases.change(tx, theCase, actor, { action: 'travel.request', set: {}, payload }),
        request,
      };
    });
  }

  /** The requests and bookings of a case, oldest first. The read is logged. Throws NotFound. */
  read(caseId: string, actor: Actor): Promise<{ requests: TravelRequest[]; bookings: BookingView[] }> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { persons } = await this.cases.get(tx, caseId);
      this.audit.record(tx, actor, { action: 'travel.read', subjectType: 'case', subjectId: caseId, caseId });
      const requests = await tx.manager.find(TravelRequest, {
        where: { caseId },
        order: { requestedAt: 'ASC', id: 'ASC' },
      });
      return { requests, bookings: await this.journeys.ofCase(tx, caseId, idsOf(persons)) };
    });
  }
}

const idsOf = (persons: readonly PersonInCase[]): string[] => persons.map(({ id }) => id);

function refuseUnready(persons: readonly PersonInCase[], assignments: ReadonlyMap<string, AssignmentOfPerson>): void {
  const unmet = persons.flatMap(({ id: personId, status }): Unmet[] => {
    const detail = 'No municipality has accepted: IOM must know where the journey ends.';
    if (assignments.get(personId)?.status !== 'accepted')
      return [
        {
          code: 'municipalityNotAccepted',
          detail,
          source: 'EUAA: travel depends on accommodation and reception',
          personId,
        },
      ];
    if (['accepted', 'travel_ready', 'booked'].includes(status)) return [];
    return [
      { code: 'notPreparing', detail: 'This person does not wait for a journey.', source: 'domain.md 8', personId },
    ];
  });
  if (unmet.length > 0) throw new ConditionsUnmet(unmet);
}

function travellerOf(
  person: PersonInCase,
  assignment: AssignmentOfPerson,
  items: readonly ChecklistItem[],
): TravelRecord['travellers'][number] {
  const {
    id: personId,
    individualNumber,
    familyName,
    givenNames,
    sex,
    birthDate,
    nationality,
    relationToPrincipal,
  } = person;
  const { municipalityCode, municipalityName, latestReceptionOn } = assignment;
  const paper = items.find(({ kind, state }) => kind === 'travel_document' && state === 'held');
  const travelDocument = paper ? { form: paper.form, reference: paper.reference, validUntil: paper.validUntil } : null;
  return {
    personId,
    individualNumber,
    familyName,
    givenNames,
    sex,
    birthDate,
    nationality,
    relationToPrincipal,
    travelDocument,
    municipalityCode,
    municipalityName,
    latestReceptionOn,
  };
}
