import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, notSensitive, Reads, Searches, UuidParam } from '../platform/index.js';
import { ChooseMunicipality } from './choose.js';
import {
  CandidatesResponse,
  CaseExplainedResponse,
  MunicipalityQuery,
  PlanMunicipalitiesResponse,
  toCaseExplainedResponse,
  toMunicipalityInPlanResponse,
  toWhatIfResponse,
  WhatIfRequest,
  WhatIfResponse,
} from './explain.dto.js';
import { ExplainPlans } from './explain-plans.js';
import {
  AskPlanRequest,
  ChooseRequest,
  ChosenResponse,
  PlacementPlanListResponse,
  PlacementPlanResponse,
  PlanStartedResponse,
  SuggestionListResponse,
  toMadePlanResponse,
  toPlacementPlanResponse,
  toSuggestionResponse,
} from './placement.dto.js';
import { PlansService } from './plans.service.js';

@ApiTags('Placement')
@Controller()
export class PlacementController {
  constructor(
    private readonly plans: PlansService,
    private readonly explain: ExplainPlans,
    private readonly chooser: ChooseMunicipality,
  ) {}

  @Acts('placement-plans', {
    id: 'askPlacementPlan',
    summary: 'Plan the assignment of everybody who waits for a municipality',
    description:
      'For a month or the rest of a year, as a job in a thread. What stands is kept; the plan carries its bound, seed, rules and the hash of its input, and nothing is assigned by it.',
    returns: PlanStartedResponse,
    status: 202,
  })
  @Requires('placement.plan')
  async ask(@Body() body: AskPlanRequest, @CurrentActor() actor: Actor): Promise<PlanStartedResponse> {
    const { month = null, seed = 1, moves = null, futures = 0, polish = false, replanOf = null } = body;
    const { floors = [], demandingCap = null, outcomes = [] } = body;
    const asked = { month, seed, moves, futures, polish, replanOf, floors, demandingCap, outcomes };
    return { id: await this.plans.ask({ year: body.year, ...asked }, actor), status: 'waiting' };
  }

  @Reads('placement-plans', {
    id: 'listPlacementPlans',
    logs: notSensitive('places'),
    summary: 'The latest plans, the newest first',
    returns: PlacementPlanListResponse,
  })
  @Requires('placement.read')
  async list(): Promise<PlacementPlanListResponse> {
    return { items: (await this.plans.list()).map(toMadePlanResponse) };
  }

  @Reads('placement-plans/:planId', {
    id: 'getPlacementPlan',
    logs: notSensitive('places'),
    summary: 'A plan with its figures, or how far its making is',
    returns: PlacementPlanResponse,
  })
  @Requires('placement.read')
  async one(@Param('planId', UuidParam) planId: string): Promise<PlacementPlanResponse> {
    return toPlacementPlanResponse(await this.plans.one(planId));
  }

  @Acts('placement-plans/:planId/cancel', {
    id: 'cancelPlacementPlan',
    summary: 'Call a plan in the making off',
    returns: PlanStartedResponse,
  })
  @Requires('placement.plan')
  async cancel(@Param('planId', UuidParam) planId: string, @CurrentActor() actor: Actor): Promise<PlanStartedResponse> {
    await this.plans.cancel(planId, actor);
    return { id: planId, status: 'cancelled' };
  }

  @Reads('placement-plans/:planId/suggestions', {
    id: 'listPlacementSuggestions',
    logs: 'placement.read_suggestions',
    summary: 'What a plan suggests, with scores in parts and what was chosen',
    returns: SuggestionListResponse,
  })
  @Requires('placement.read')
  async suggestions(@Param('planId', UuidParam) planId: string): Promise<SuggestionListResponse> {
    return { items: (await this.plans.suggestions(planId)).map(toSuggestionResponse) };
  }

  @Reads('placement-plans/:planId/cases/:caseId', {
    id: 'explainCase',
    logs: 'placement.explain_case',
    summary: 'Why a case goes where it goes: municipalities ranked by factor, and what stops the others',
    returns: CaseExplainedResponse,
  })
  @Requires('placement.read')
  async explainCase(
    @Param('planId', UuidParam) planId: string,
    @Param('caseId', UuidParam) caseId: string,
  ): Promise<CaseExplainedResponse> {
    return toCaseExplainedResponse(await this.explain.case(planId, caseId));
  }

  @Reads('placement-plans/:planId/candidates', {
    id: 'listPlacementCandidates',
    logs: 'placement.read_candidates',
    summary: 'Who could come to a municipality and is not suggested for it',
    returns: CandidatesResponse,
  })
  @Requires('placement.read')
  async candidates(
    @Param('planId', UuidParam) planId: string,
    @Query() { municipalityCode }: MunicipalityQuery,
  ): Promise<CandidatesResponse> {
    return { items: await this.explain.candidates(planId, municipalityCode) };
  }

  @Reads('placement-plans/:planId/municipalities', {
    id: 'listPlanMunicipalities',
    logs: notSensitive('places'),
    summary: 'All municipalities with their centre, number, use and what the plan adds',
    returns: PlanMunicipalitiesResponse,
  })
  @Requires('placement.read')
  async municipalities(@Param('planId', UuidParam) planId: string): Promise<PlanMunicipalitiesResponse> {
    return { items: (await this.explain.municipalities(planId)).map(toMunicipalityInPlanResponse) };
  }

  @Searches('placement-plans/:planId/previews/choose', {
    id: 'askWhatIf',
    logs: 'placement.ask_what_if',
    summary: 'What another choice would cost, and whom it would move',
    returns: WhatIfResponse,
  })
  @Requires('placement.read')
  async whatIf(
    @Param('planId', UuidParam) planId: string,
    @Body() { caseId, municipalityCode }: WhatIfRequest,
  ): Promise<WhatIfResponse> {
    return toWhatIfResponse(await this.explain.whatIf(planId, caseId, municipalityCode));
  }

  @Acts('placement-suggestions/:suggestionId/actions/choose', {
    id: 'chooseMunicipality',
    summary: 'Decide on a suggestion: assign to the suggested municipality, or with a reason to another',
    description: 'The version is that of the case. Suggestion, choice, reason and assignment are kept together.',
    returns: ChosenResponse,
    versioned: true,
  })
  @Requires('person.assign')
  async choose(
    @Param('suggestionId', UuidParam) suggestionId: string,
    @Body() body: ChooseRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ChosenResponse> {
    const { theCase, ...made } = await this.chooser.choose(suggestionId, version, body, actor);
    return { ...toCaseResponse(theCase), ...made };
  }
}
