import { Injectable } from '@nestjs/common';
import {
  CaseLinks,
  CaseMembers,
  CasesService,
  hasReached,
  isOnRoad,
  type NewPerson,
  type OpenLink,
  type ResettlementCase,
} from '../cases/index.js';
import { ExclusionService } from '../exclusion/index.js';
import { Clock, readingOf, type Actor, type BirthReading, type DatePrecision } from '../kernel/index.js';
import { MunicipalitiesService } from '../municipalities/index.js';
import { PermitsService } from '../permits/index.js';
import type { Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { QuotasService } from '../quotas/index.js';
import { ScreeningService } from '../screening/index.js';
import { SelectionService } from '../selection/index.js';
import { TravelService } from '../travel/index.js';
import type { Ages, Family } from './domain/family.js';
import { blockOf, type Link } from './domain/links.js';

/** The days between which somebody was born; null when nothing is known of it. */
export const birthOf = ({
  birthDate: date,
  birthDatePrecision: precision,
  birthDateEstimated: estimated,
}: Pick<NewPerson, 'birthDate' | 'birthDatePrecision' | 'birthDateEstimated'>): BirthReading | null =>
  date === null ? null : readingOf({ date, precision: precision as DatePrecision, estimated: estimated ?? false });

/** A case with all that its members hold, as the rules of family life see it: each module is asked for what is open to everybody. */
@Injectable()
export class GatherFamily {
  constructor(
    private readonly cases: CasesService,
    private readonly members: CaseMembers,
    private readonly links: CaseLinks,
    private readonly screening: ScreeningService,
    private readonly exclusion: ExclusionService,
    private readonly selection: SelectionService,
    private readonly quotas: QuotasService,
    private readonly permits: PermitsService,
    private readonly municipalities: MunicipalitiesService,
    private readonly travel: TravelService,
    private readonly policy: PolicyService,
    private readonly clock: Clock,
  ) {}

  async family(tx: Tx, actor: Actor, theCase: ResettlementCase): Promise<Family> {
    const ids = theCase.persons.map(({ id }) => id);
    const screened = new Map((await this.screening.status(tx, actor, ids)).map((one) => [one.personId, one]));
    const findings = await this.exclusion.findings(tx, ids);
    const outcomes = await this.selection.outcomes(tx, ids);
    const places = await this.quotas.holdings(tx, ids);
    const permits = await this.permits.permitInForce(tx, ids);
    const assignments = await this.municipalities.assignmentOf(tx, ids);
    const journeys = await this.travel.journeyOf(tx, ids);
    const entered = await this.members.enteredOn(tx, ids);
    const { id: caseId, diaryNumber, subQuotaId, priority, source, route, registeredOn } = theCase;
    return {
      ...{ caseId, diaryNumber, subQuotaId, priority, source, route, registeredOn },
      registered: theCase.intake === 'registered',
      merged: theCase.persons.length === 0,
      members: theCase.persons.map((person) => {
        const { id, number, sex, maritalStatus, status, relationToPrincipal } = person;
        const assignment = assignments.get(id);
        return {
          ...{ id, number, sex, maritalStatus, status, relation: relationToPrincipal },
          birth: birthOf(person),
          onRoad: isOnRoad(status),
          underWay: hasReached(status, 'departed'),
          enteredOn: hasReached(status, 'arrived') ? (entered.get(id) ?? person.statusSince) : null,
          holds: {
            screening: screened.get(id)?.status ?? 'not_referred',
            clearedUntil: screened.get(id)?.clearedUntil ?? null,
            exclusionAssessed: findings.get(id)?.exclusionAssessed ?? false,
            examined: outcomes.get(id)?.examined ?? false,
            place: places.get(id)?.state ?? null,
            permit: permits.get(id) ?? false,
            assignment: assignment ? { id: assignment.assignmentId, municipality: assignment.municipalityName } : null,
            journey: journeys.get(id) ?? null,
          },
        };
      }),
    };
  }

  /** The cases that travel and settle together with one, by the links given; the case itself as it was gathered. */
  async block(
    tx: Tx,
    actor: Actor,
    known: readonly Family[],
    caseId: string,
    links: readonly Link[],
  ): Promise<Family[]> {
    const ids = blockOf(caseId, links);
    const missing = ids.filter((id) => !known.some((family) => family.caseId === id));
    const gathered = [...known];
    for (const theCase of await this.cases.getMany(tx, missing)) gathered.push(await this.family(tx, actor, theCase));
    return gathered.filter((family) => ids.includes(family.caseId));
  }

  /** The open links that the case reaches. */
  linksAround(tx: Tx, caseId: string): Promise<OpenLink[]> {
    return this.links.around(tx, caseId);
  }

  /** Places left to grant in the sub-quota of the case; null when it has none that is open. */
  async placesLeft(tx: Tx, { subQuotaId }: ResettlementCase): Promise<number | null> {
    const { open, available } = await this.quotas.placesFor(tx, subQuotaId, this.clock.today());
    return open ? available : null;
  }

  /** The ages of today's rules. */
  async ages(tx: Tx): Promise<Ages> {
    const today = this.clock.today();
    const exclusion = (await this.policy.ruleOn(tx, 'exclusion-assessment-age', today)).value;
    return {
      biometrics: (await this.policy.ruleOn(tx, 'biometrics-age', today)).value.years,
      exclusionOnTrigger: exclusion.onTriggerFromYears,
      exclusion: exclusion.years,
      adult: (await this.policy.ruleOn(tx, 'adult-age', today)).value.years,
    };
  }
}
