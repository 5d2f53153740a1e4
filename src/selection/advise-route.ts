import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CaseLinks, CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, type Actor, type PlainDate } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { adviseRoute, PolicyService, type AdvisedRoute, type RouteProfile } from '../policy/index.js';
import { MemberDifferences, SubmissionsService } from '../submissions/index.js';
import { CountrySituations } from './country-situations.js';

/** The advice with the dated rule behind it. */
export interface AdviceForCase extends AdvisedRoute {
  readonly on: PlainDate;
  readonly policyRule: string;
}

/** What the declared rules advise on the route of a case. An official decides (domain.md 5). */
@Injectable()
export class AdviseRoute {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly links: CaseLinks,
    private readonly submissions: SubmissionsService,
    private readonly differences: MemberDifferences,
    private readonly situations: CountrySituations,
    private readonly policy: PolicyService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The advice as of today, for an official who may read the restricted parts of the form. Throws NotFound. */
  forCase(caseId: string, actor: Actor): Promise<AdviceForCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      this.audit.recordRead(tx, actor, {
        action: 'case.read_route_advice',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
      });
      return this.of(tx, theCase);
    });
  }

  /** The advice as of today, as it is kept beside the choice of a route. */
  async of(tx: Tx, theCase: ResettlementCase): Promise<AdviceForCase> {
    const on = this.clock.today();
    const rule = await this.policy.ruleOn(tx, 'route-advice', on);
    return { on, policyRule: rule.code, ...adviseRoute(await this.profileOf(tx, theCase, on), rule.value.rules) };
  }

  private async profileOf(tx: Tx, theCase: ResettlementCase, on: PlainDate): Promise<RouteProfile> {
    const { id, priority, countryOfAsylum, persons } = theCase;
    const rrf = await this.submissions.currentRrf(tx, id);
    const active = persons.filter((person) => person.active);
    const considered = (rrf?.claims ?? []).filter((claim) => claim.exclusionConsiderations?.trim());
    const furtherSpouses = active.filter(({ relationToPrincipal }) => relationToPrincipal === 'spouse').length - 1;
    return {
      priority,
      situation: await this.situations.situationOf(tx, countryOfAsylum, on),
      wish: rrf?.routeWish ?? 'none',
      persons: active.length,
      missing: await this.submissions.missing(tx, id),
      exclusionConsidered: new Set(considered.flatMap(({ about }) => about)).size,
      unaccompaniedChildren: active.filter(({ specificNeeds }) => specificNeeds.includes('unaccompanied_child')).length,
      doubts: (await this.differences.waiting(tx, theCase)).length,
      households: (await this.links.around(tx, id)).length + Math.max(0, furtherSpouses),
    };
  }
}
