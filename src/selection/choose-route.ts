import { Injectable } from '@nestjs/common';
import { CasesService, hasReached, isOnRoad, type ResettlementCase, type Route } from '../cases/index.js';
import { ConditionsUnmet, type Actor, type Unmet } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { AdviseRoute } from './advise-route.js';
import { unmetForRoute } from './domain/selection-rules.js';
import { MissionsService } from './missions.service.js';

/** What stands against choosing the route of a case, or another one: the verb and next-actions judge by the same. */
export const unmetForChoosingRoute = ({ persons }: Pick<ResettlementCase, 'persons'>): Unmet[] =>
  unmetForRoute(
    persons.map(({ id, status }) => ({
      id,
      onRoad: isOnRoad(status),
      examinationEnded: hasReached(status, 'granted') || status === 'refused' || status === 'excluded',
    })),
  );

/** The case verb choose-route: dossier or mission, with the official's reason. */
@Injectable()
export class ChooseRoute {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly missions: MissionsService,
    private readonly advice: AdviseRoute,
  ) {}

  /**
   * Chooses the route or switches it, whatever was advised; the advice of the day is kept beside the choice. A case that goes over to dossier leaves the mission on which it stood. Throws NotFound,
   * StaleVersion, or ConditionsUnmet when somebody's examination has ended or nobody is left to examine.
   */
  choose(
    caseId: string,
    version: number,
    { route, reason }: { route: Route; reason: string },
    actor: Actor,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const unmet = unmetForChoosingRoute(theCase);
      if (unmet.length > 0) throw new ConditionsUnmet(unmet);
      const { advises, decidedBy } = await this.advice.of(tx, theCase);
      if (route === 'dossier') await this.missions.takeOff(tx, caseId);
      return this.cases.change(tx, theCase, actor, {
        action: 'case.choose_route',
        set: { route, routeReason: reason },
        reason,
        payload: { before: theCase.route, advised: advises, advisedBy: decidedBy },
      });
    });
  }
}
